"""Tables without vertical borders: cells set apart by vertical strips free of glyphs.

    指导思想        以课堂为中心，落实课程标准，开展校本教        a label and its text
                    研，提高课堂教学质量。                        continues: nothing left of the strip
    工作目标        每人每学期听课不少于十节。                    the next row
    时间            内容                      负责人              three columns: each line with several cells is a row
    九月            制定计划                  王老师

Numbered lists, tables of contents and running text in columns are no tables. In a table of two columns the left column is
narrow. Horizontal rulings between rows separate the rows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Cell
from jyplan.readers.pdf.columns import GUTTER
from jyplan.readers.pdf.lines import CELL_GAP, group_rows, read_lines
from jyplan.readers.pdf.paragraphs import GAP, MARKER
from jyplan.readers.pdf.tables import PADDING, ROOM, cell_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.readers.pdf.drawings import Ruling
    from jyplan.readers.pdf.glyphs import Glyph
    from jyplan.readers.pdf.lines import TextLine

FEWEST_ROWS = 3
"""Fewest rows with text on both sides of the first strip."""
STRIP = 0.8
"""In font sizes: least width of a strip between two columns; the padding of two cells is one."""
LONGEST_LABEL = 12
"""Most characters of a label, a text in the left of two columns."""
WIDEST_LABELS = 0.4
"""Largest width of the left of two columns, as a share of the table's width."""
SURELY_A_TABLE = 3
"""Fewest strips of a certain table; a list with numbers set apart has fewer."""
STACKED = 2
"""Most characters in each line of a label broken over several lines: 指导, 思想."""
CLOSER = 0.75
"""In usual line distances: lines closer together are a label and a line of its text."""
DEEPEST_INDENT = 3.0
"""In font sizes: largest indent of a line in a cell."""
MOST_ROWS = 400
"""Rows of a page that are looked at; a full page has 60."""
MOST_STRIPS = 12
"""Strips of a row that are used."""


class _Strip(NamedTuple):
    """An interval without a glyph, in points from the left."""

    left: float
    right: float


@dataclass(slots=True)
class _GlyphLine:
    """The glyphs at the same height, left to right."""

    glyphs: list[Glyph]
    size: float
    middle: float
    gaps: tuple[_Strip, ...]
    """Intervals inside the line that are wide enough between two cells."""

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return self.glyphs[-1].right

    def text_until(self, right: float) -> str:
        return "".join(glyph.text for glyph in self.glyphs if glyph.right <= right)


class BorderlessTable(NamedTuple):
    """A table without vertical borders."""

    rows: tuple[TextLine, ...]
    glyphs: frozenset[int]
    """Indices of the table's glyphs in the glyphs of the page."""


def find_borderless(glyphs: Sequence[Glyph], rulings: Sequence[Ruling], page: int) -> list[BorderlessTable]:
    """Return the tables of a page without vertical borders, top to bottom."""
    positions = {id(glyph): position for position, glyph in enumerate(glyphs)}
    lines = [_line(row) for row in group_rows([glyph for glyph in glyphs if not glyph.text.isspace()])]
    if len(lines) > MOST_ROWS:
        return []
    steps = [above.middle - line.middle for above, line in pairwise(lines)]
    pitch = median(steps) if steps else 0.0
    _add_gaps_across_heights(lines, pitch)
    tables = []
    for run, strips in _runs(lines, pitch):
        if _is_table(run, strips):
            own = frozenset(positions[id(glyph)] for line in run for glyph in line.glyphs)
            rows = (
                _rows_around_labels(run, strips, pitch)
                if run[0].left >= strips[0].right
                else _split_rows(run, strips, rulings, pitch)
            )
            tables.append(BorderlessTable(tuple(_to_text_lines(rows, strips, page)), own))
    return tables


def _add_gaps_across_heights(lines: Sequence[_GlyphLine], pitch: float) -> None:
    """Set the gap right of labels that stand between the heights of two lines of text.

    Such a label is a line of its own, without a gap inside, and its text begins in the line above or below.
    """
    for above, line in pairwise(lines):
        if above.middle - line.middle < CLOSER * pitch:
            left, right = (above, line) if above.left < line.left else (line, above)
            if not left.gaps and right.left - left.right >= STRIP * left.size:
                left.gaps = (_Strip(left.right, right.left),)


def _line(glyphs: Sequence[Glyph]) -> _GlyphLine:
    ordered = sorted(glyphs, key=lambda glyph: glyph.left)
    size = median(glyph.look.size for glyph in ordered) or 1.0
    gaps = tuple(
        _Strip(left.right, right.left) for left, right in pairwise(ordered) if right.left - left.right >= GUTTER * size
    )
    return _GlyphLine(ordered, size, median((g.top + g.bottom) / 2 for g in ordered), gaps[:MOST_STRIPS])


def _runs(lines: Sequence[_GlyphLine], pitch: float) -> Iterator[tuple[list[_GlyphLine], tuple[_Strip, ...]]]:
    """Yield the runs of lines with a common free strip, and the strips; a run begins with a line with a gap."""
    above: list[_GlyphLine] = []
    run: list[_GlyphLine] = []
    strips: tuple[_Strip, ...] = ()
    for line in lines:
        left = _narrowed(strips, line) if run else ()
        goes_on = bool(left) and (
            bool(line.gaps)
            or _continues_text(run[-1], line, left, pitch)
            or _continues_label(run[-1], line, left)
            or (run[0].left >= left[0].right and _is_label(line, left))
        )
        if goes_on:
            run.append(line)
            strips = left
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


def _lines_before_label(above: Sequence[_GlyphLine], line: _GlyphLine, pitch: float) -> list[_GlyphLine]:
    """Return the lines of text above the first label, for a label in the middle of the height of its text."""
    lines: list[_GlyphLine] = []
    for before in reversed(above):
        following = lines[0] if lines else line
        indent = before.left - line.gaps[0].right
        if not -1 <= indent <= DEEPEST_INDENT * line.size or before.middle - following.middle > GAP * pitch:
            break
        lines.insert(0, before)
    return lines


def _narrowed(strips: Sequence[_Strip], line: _GlyphLine) -> tuple[_Strip, ...]:
    """Return the strips narrowed to the free parts of a line; strips narrower than `STRIP` are dropped."""
    free = (_Strip(-math.inf, line.left), *line.gaps, _Strip(line.right, math.inf))
    narrowed = []
    for strip in strips:
        parts = [_Strip(max(strip.left, gap.left), min(strip.right, gap.right)) for gap in free]
        widest = max(parts, key=lambda part: part.right - part.left)
        if widest.right - widest.left >= STRIP * line.size:
            narrowed.append(widest)
    return tuple(narrowed)


def _continues_text(above: _GlyphLine, line: _GlyphLine, strips: Sequence[_Strip], pitch: float) -> bool:
    """Return whether a line continues the text beside a label; a signature stands further right or below."""
    begins = len(strips) > 1 or line.left <= strips[0].right + DEEPEST_INDENT * line.size
    return line.left >= strips[0].left and begins and above.middle - line.middle <= GAP * pitch


def _continues_label(above: _GlyphLine, line: _GlyphLine, strips: Sequence[_Strip], *, alone: bool = True) -> bool:
    """Return whether a line holds the next part of a label: 思想 below 指导; with `alone` and nothing else."""
    label, label_above = (part.text_until(strips[0].left + 1) for part in (line, above))
    if alone:  # 见 below 学校审核意, beside a text
        return line.right <= strips[0].left + 1 and len(label) <= STACKED and bool(above.gaps)
    return len(label) == 1 or 0 < len(label) <= STACKED >= len(label_above) > 0


def _is_label(line: _GlyphLine, strips: Sequence[_Strip]) -> bool:
    return line.right <= strips[0].left + 1 and len(line.glyphs) <= LONGEST_LABEL


def _is_table(run: Sequence[_GlyphLine], strips: Sequence[_Strip]) -> bool:
    first = strips[0]
    both = [line for line in run if line.left < first.left and line.gaps]
    if len(both) < FEWEST_ROWS:
        return False
    labels = [line.text_until(first.left + 1) for line in both]
    texts = ["".join(g.text for g in line.glyphs)[len(label) :] for line, label in zip(both, labels, strict=True)]
    if sum(text.strip("….·—- ").isdigit() for text in texts) * 2 > len(texts):
        return False  # a table of contents
    numbered = [MARKER.fullmatch(label) is not None or not any(map(str.isalnum, label)) for label in labels]
    if len(strips) == 1:
        numbered = [known or not any(map(str.isalpha, label)) for known, label in zip(numbered, labels, strict=True)]
    if len(strips) < SURELY_A_TABLE and sum(numbered) * 2 > len(labels):
        return False  # a list behind its numbers
    if len(strips) > 1:
        return True
    left, right = min(line.left for line in run), max(line.right for line in run)
    return (
        max(map(len, labels)) <= LONGEST_LABEL
        and first.left - left <= WIDEST_LABELS * (right - left)
        and all(label[-1] not in "，、。；" for label in labels)
        and any(gap.right - gap.left > CELL_GAP * line.size for line in both for gap in line.gaps)
    )


def _split_rows(
    run: Sequence[_GlyphLine], strips: Sequence[_Strip], rulings: Sequence[Ruling], pitch: float
) -> list[list[_GlyphLine]]:
    """Return the lines of each row of a table."""
    first = strips[0]
    middle = (first.left + first.right) / 2
    drawn = sorted({round(r.position) for r in rulings if r.horizontal and r.start < middle < r.end}, reverse=True)
    bands: dict[int, list[_GlyphLine]] = {}
    for line in run:
        bands.setdefault(sum(position > line.middle for position in drawn), []).append(line)
    has_both = all(
        any(line.left < first.left for line in band) and any(line.right > first.right for line in band)
        for band in bands.values()
    )
    if len(bands) >= FEWEST_ROWS and has_both:
        return list(bands.values())
    rows: list[list[_GlyphLine]] = []
    right = max(line.right for line in run)
    for line in run:
        begins = line.left < first.left if len(strips) == 1 else len(line.gaps) > 0
        if rows and begins and len(strips) == 1:
            above = rows[-1][-1]
            is_full = right - above.right < ROOM * above.size and above.middle - line.middle <= GAP * pitch
            goes_on = _continues_label(above, line, strips) or (
                is_full and _continues_label(above, line, strips, alone=False)
            )
            begins = not goes_on
        if begins or not rows:
            rows.append([line])
        else:
            rows[-1].append(line)
    return rows


def _rows_around_labels(run: Sequence[_GlyphLine], strips: Sequence[_Strip], pitch: float) -> list[list[_GlyphLine]]:
    """Return the lines of each row of a table with labels in the middle of the height of their texts."""
    labels = [line.middle for line in run if line.left < strips[0].left]
    top = run[0].middle + pitch / 2
    bottoms = []
    for middle in labels:
        top = 2 * middle - top
        bottoms.append(top)
    rows: list[list[_GlyphLine]] = [[] for _ in labels]
    for line in run:
        rows[min(sum(bottom > line.middle for bottom in bottoms), len(rows) - 1)].append(line)
    return [row for row in rows if row]


def _to_text_lines(rows: Sequence[Sequence[_GlyphLine]], strips: Sequence[_Strip], page: int) -> Iterator[TextLine]:
    """Yield the rows of a table as lines with cells."""
    edges = [(strip.left + strip.right) / 2 for strip in strips]
    grid: list[list[list[Glyph]]] = []
    for row in rows:
        cells: list[list[Glyph]] = [[] for _ in range(len(edges) + 1)]
        for line in row:
            for glyph in line.glyphs:
                cells[sum(edge < glyph.left for edge in edges)].append(glyph)
        grid.append(cells)
    rights = [
        max((glyph.right for cell in column for glyph in cell), default=0.0) for column in zip(*grid, strict=True)
    ]
    for number, cells in enumerate(grid, 1):
        texts = [cell_text(read_lines(cell, page), right + PADDING) for cell, right in zip(cells, rights, strict=True)]
        own = [glyph for cell in cells for glyph in cell]
        first = read_lines(own, page)[0]
        bottom = min(glyph.bottom for glyph in own)
        yield replace(first, text="\t".join(texts), bottom=bottom, cells=tuple(map(Cell, texts)), row=number)
