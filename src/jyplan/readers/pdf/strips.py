"""Strips: vertical intervals free of glyphs through consecutive lines of a PDF page, as between the columns of a table.

指导思想        以课堂为中心，落实课程标准        the gap of this line is the first strip
工作目标与任务      每人每学期听课不少于十节      the strip is narrowed to the common part of the gaps
评课不少于五节                no label, but the text continues: the run goes on
校长：李老师                                      the strip is not free: the run has ended
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from jyplan.readers.pdf.columns import GUTTER
from jyplan.readers.pdf.paragraphs import GAP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.readers.pdf.glyphs import Glyph

STRIP = 0.8
"""In font sizes: least width of a strip between two columns; the padding of two cells is one."""
LONGEST_LABEL = 12
"""Most characters of a label, a text in the left of two columns."""
STACKED = 2
"""Most characters in each line of a label broken over several lines: 指导, 思想."""
CLOSER = 0.75
"""In usual line distances: lines closer together are a label and a line of its text."""
DEEPEST_INDENT = 3.0
"""In font sizes: largest indent of a line in a cell."""
MOST_STRIPS = 12
"""Strips of a row that are used."""


class Strip(NamedTuple):
    """An interval without a glyph, in points from the left."""

    left: float
    right: float


@dataclass(slots=True)
class GlyphLine:
    """The glyphs at the same height, left to right."""

    glyphs: list[Glyph]
    size: float
    middle: float
    gaps: tuple[Strip, ...]
    """Intervals inside the line that are wide enough between two cells."""

    @property
    def left(self) -> float:
        """Left end of the line, in points."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Right end of the line, in points."""
        return self.glyphs[-1].right

    def text_until(self, right: float) -> str:
        """Return the text of the glyphs that end at or before a position."""
        return "".join(glyph.text for glyph in self.glyphs if glyph.right <= right)


def read_glyph_line(glyphs: Sequence[Glyph]) -> GlyphLine:
    """Return a line of the visible glyphs at the same height, with at most `MOST_STRIPS` gaps."""
    ordered = sorted(glyphs, key=lambda glyph: glyph.left)
    size = median(glyph.look.size for glyph in ordered) or 1.0
    gaps = tuple(
        Strip(left.right, right.left) for left, right in pairwise(ordered) if right.left - left.right >= GUTTER * size
    )
    return GlyphLine(ordered, size, median((g.top + g.bottom) / 2 for g in ordered), gaps[:MOST_STRIPS])


def add_gaps_across_heights(lines: Sequence[GlyphLine], pitch: float) -> None:
    """Set the gap right of labels that stand between the heights of two lines of text.

    Such a label is a line of its own, without a gap inside, and its text begins in the line above or below.
    """
    for above, line in pairwise(lines):
        if above.middle - line.middle < CLOSER * pitch:
            left, right = (above, line) if above.left < line.left else (line, above)
            if not left.gaps and right.left - left.right >= STRIP * left.size:
                left.gaps = (Strip(left.right, right.left),)


def find_runs(lines: Sequence[GlyphLine], pitch: float) -> Iterator[tuple[list[GlyphLine], tuple[Strip, ...]]]:
    """Yield the runs of lines with a common free strip, and the strips; a run begins with a line with a gap."""
    above: list[GlyphLine] = []
    run: list[GlyphLine] = []
    strips: tuple[Strip, ...] = ()
    for line in lines:
        remaining = _narrowed(strips, line) if run else ()
        if remaining and _continues(run, line, remaining, pitch):
            run.append(line)
            strips = remaining
            continue
        if run:
            yield run, strips
            above = []
        run, strips = [], line.gaps
        if line.gaps:
            run, above = [*_lines_before_label(above, line, pitch), line], []
        else:
            above.append(line)
    if run:
        yield run, strips


def _lines_before_label(above: Sequence[GlyphLine], line: GlyphLine, pitch: float) -> list[GlyphLine]:
    """Return the lines of text above the first label, for a label in the middle of the height of its text."""
    lines: list[GlyphLine] = []
    for before in reversed(above):
        following = lines[0] if lines else line
        indent = before.left - line.gaps[0].right
        if not -1 <= indent <= DEEPEST_INDENT * line.size or before.middle - following.middle > GAP * pitch:
            break
        lines.insert(0, before)
    return lines


def _narrowed(strips: Sequence[Strip], line: GlyphLine) -> tuple[Strip, ...]:
    """Return the strips narrowed to the free parts of a line; strips narrower than `STRIP` are dropped."""
    free = (Strip(-math.inf, line.left), *line.gaps, Strip(line.right, math.inf))
    narrowed = []
    for strip in strips:
        parts = [Strip(max(strip.left, gap.left), min(strip.right, gap.right)) for gap in free]
        widest = max(parts, key=lambda part: part.right - part.left)
        if widest.right - widest.left >= STRIP * line.size:
            narrowed.append(widest)
    return tuple(narrowed)


def _continues(run: Sequence[GlyphLine], line: GlyphLine, strips: Sequence[Strip], pitch: float) -> bool:
    """Return whether a line that leaves the strips free belongs to a run; the strips are narrowed to the line."""
    return (
        bool(line.gaps)
        or _continues_text(run[-1], line, strips, pitch)
        or continues_label(run[-1], line, strips)
        or (run[0].left >= strips[0].right and _is_label(line, strips))
    )


def _continues_text(above: GlyphLine, line: GlyphLine, strips: Sequence[Strip], pitch: float) -> bool:
    """Return whether a line continues the text beside a label; a signature stands further right or below."""
    begins = len(strips) > 1 or line.left <= strips[0].right + DEEPEST_INDENT * line.size
    return line.left >= strips[0].left and begins and above.middle - line.middle <= GAP * pitch


def continues_label(above: GlyphLine, line: GlyphLine, strips: Sequence[Strip], *, alone: bool = True) -> bool:
    """Return whether a line holds the next part of a label: 思想 below 指导; with `alone` and nothing else."""
    label, label_above = (part.text_until(strips[0].left + 1) for part in (line, above))
    if alone:  # 见 below 学校审核意, beside a text
        return line.right <= strips[0].left + 1 and len(label) <= STACKED and bool(above.gaps)
    return len(label) == 1 or 0 < len(label) <= STACKED >= len(label_above) > 0


def _is_label(line: GlyphLine, strips: Sequence[Strip]) -> bool:
    """Return whether a line is short and ends before the first strip."""
    return line.right <= strips[0].left + 1 and len(line.glyphs) <= LONGEST_LABEL
