"""Pages set in two columns: the bounds of the columns; the left column is read before the right column.

A gutter is a strip without glyphs between two blocks of running text:

    2025年教研工作计划              crosses the gutter: stands above the columns
    一、指导思想          二、工作目标           text left and right of the gutter: columns
    以课堂为中心，落实    提高课堂教学质量，每
    课程标准，开展校本    位教师上一节公开课，

A table without borders has a gutter, too, but its cells are not full: most lines of a column reach its right end.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from jyplan.readers.pdf.lines import group_rows, read_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.readers.pdf.glyphs import Glyph
    from jyplan.readers.pdf.lines import TextLine

GUTTER = 1.2
"""In font sizes: a narrower gap separates words, not columns."""
LEAST_ROWS = 6
"""Fewest rows with text on both sides of a gutter; fewer are two lists side by side."""
FULL = 2.0
"""In font sizes: a line of running text with less room at its end is full."""
FULL_SHARE = 0.6
"""Least share of full lines in a column of running text."""
FULL_AMONG_HEADINGS = 0.4
"""The same with text on both sides of nearly every row (`ALONGSIDE`): cells of a table are seldom equally long."""
ALONGSIDE = 0.9
"""Least share of rows with text on both sides, for `FULL_AMONG_HEADINGS`."""
ROWS_ALONGSIDE = 12
"""Fewest rows with text on both sides, for `FULL_AMONG_HEADINGS`."""
MOST_UNEQUAL = 2.0
"""Largest ratio of the widths of two columns."""
STEP = 4.0
"""Points between the positions tried for a gutter."""


class Columns(NamedTuple):
    """Two columns of a page, in points from the left and the bottom."""

    gutter: float
    """A position between the columns."""
    top: float
    bottom: float


class _GlyphRow(NamedTuple):
    glyphs: Sequence[Glyph]
    """Visible glyphs, left to right."""
    gaps: tuple[tuple[float, float], ...]
    """The stretches inside the row that are wide enough for a gutter."""

    def is_cut(self, place: float) -> bool:
        """Return whether a position is outside the row or in a gap wide enough for a gutter."""
        return (
            place <= self.glyphs[0].left
            or place >= self.glyphs[-1].right
            or any(left < place < right for left, right in self.gaps)
        )

    def is_on_both_sides(self, place: float) -> bool:
        """Return whether a row has text on both sides of a position."""
        return self.glyphs[0].left < place < self.glyphs[-1].right


def read_in_columns(glyphs: Sequence[Glyph], page: int) -> list[TextLine]:
    """Return the lines of a page in reading order: the left of two columns before the right.

    The lines of a right column are moved to the place of the left column, so that a paragraph can continue there.
    """
    columns = find_columns(glyphs)
    if columns is None:
        return read_lines(glyphs, page)
    above = [glyph for glyph in glyphs if glyph.bottom + glyph.top > 2 * columns.top]
    below = [glyph for glyph in glyphs if glyph.bottom + glyph.top < 2 * columns.bottom]
    inside = [g for g in glyphs if columns.bottom <= (g.bottom + g.top) / 2 <= columns.top]
    left = read_lines([glyph for glyph in inside if glyph.left < columns.gutter], page)
    right = read_lines([glyph for glyph in inside if glyph.left >= columns.gutter], page)
    move = min((line.left for line in right), default=0.0) - min((line.left for line in left), default=0.0)
    return [
        *read_lines(above, page),
        *(replace(line, in_column=True) for line in left),
        *(replace(line, in_column=True, left=line.left - move, right=line.right - move) for line in right),
        *read_lines(below, page),
    ]


def find_columns(glyphs: Sequence[Glyph]) -> Columns | None:
    """Return the two columns of a page, None for a page in a single column."""
    rows = [_row(row) for row in group_rows([glyph for glyph in glyphs if not glyph.text.isspace()])]
    gutter = _likeliest_gutter(rows)
    if gutter is None:
        return None
    region = max(_regions(rows, gutter), key=len, default=[])
    both = [row for row in region if row.is_on_both_sides(gutter)]
    alongside = len(both) >= max(ROWS_ALONGSIDE, ALONGSIDE * len(region))
    if len(both) < LEAST_ROWS or not _is_running_text(both, gutter, FULL_AMONG_HEADINGS if alongside else FULL_SHARE):
        return None
    middles = [(glyph.bottom + glyph.top) / 2 for row in region for glyph in row.glyphs]
    return Columns(gutter, max(middles), min(middles))


def _row(glyphs: Sequence[Glyph]) -> _GlyphRow:
    ordered = sorted(glyphs, key=lambda glyph: glyph.left)
    gaps = (
        (left.right, right.left)
        for left, right in pairwise(ordered)
        if right.left - left.right >= GUTTER * max(left.look.size, right.look.size)
    )
    return _GlyphRow(ordered, tuple(gaps))


def _likeliest_gutter(rows: Sequence[_GlyphRow]) -> float | None:
    """Return the position with gaps in the most rows, in points from the left; None for less than `LEAST_ROWS`."""
    places = Counter(
        step * STEP
        for row in rows
        for left, right in row.gaps
        for step in range(int(left // STEP) + 1, int(right // STEP) + 1)
    )
    if not places:
        return None
    most = max(places.values())
    widest = [place for place, count in places.items() if count == most]
    return sorted(widest)[len(widest) // 2] if most >= LEAST_ROWS else None


def _regions(rows: Sequence[_GlyphRow], gutter: float) -> list[list[_GlyphRow]]:
    """Return the runs of rows without text across the gutter, each from the first to the last row with text on both sides."""
    runs: list[list[_GlyphRow]] = [[]]
    for row in rows:
        if row.is_cut(gutter):
            runs[-1].append(row)
        else:
            runs.append([])
    regions = []
    for run in runs:
        sided = [number for number, row in enumerate(run) if row.is_on_both_sides(gutter)]
        if sided:
            goes_on = run is runs[-1]  # the left column may be longer at the end of the page
            regions.append(run[sided[0] :] if goes_on else run[sided[0] : sided[-1] + 1])
    return regions


def _is_running_text(rows: Sequence[_GlyphRow], gutter: float, least: float) -> bool:
    """Return whether both sides of a gutter are columns of text: similar widths, hardly any gaps, enough full lines.

    `least` is the share of full lines needed.
    """
    widths = []
    for is_left in (True, False):
        sides = [[glyph for glyph in row.glyphs if (glyph.left < gutter) is is_left] for row in rows]
        right = max(side[-1].right for side in sides)
        left = min(side[0].left for side in sides)
        full = sum(right - side[-1].right <= FULL * side[-1].look.size for side in sides)
        if full < least * len(sides) or sum(len(_row(side).gaps) > 0 for side in sides) * 5 > len(sides):
            return False
        widths.append(right - left)
    return max(widths) <= MOST_UNEQUAL * min(widths)
