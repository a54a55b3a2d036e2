"""The lines and table rows of a page, in reading order.

Ruled tables take their glyphs first, then tables without vertical borders; the remaining glyphs are lines, in one column
or two.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

from jyplan.readers.pdf.borderless import find_borderless
from jyplan.readers.pdf.columns import read_in_columns
from jyplan.readers.pdf.lines import read_lines
from jyplan.readers.pdf.tables import find_grids, have_same_columns, read_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.readers.pdf.glyphs import DrawnPage, Glyph
    from jyplan.readers.pdf.lines import TextLine


class PageLineReader:
    """Reads the lines of consecutive pages; a table may continue on the next page."""

    def __init__(self) -> None:
        self._tables = 0
        """Number of tables so far."""
        self._columns: tuple[float, ...] = ()
        """Edges of the columns of the last ruled table of the page before, left to right, in points."""

    def read(self, page: DrawnPage) -> list[TextLine]:
        """Return the lines and table rows of a page, top to bottom."""
        rows, free = self._ruled_rows(page)
        lines = read_in_columns(free, page.number)
        if not any(line.in_column for line in lines):
            tables = find_borderless(free, page.rulings, page.number)
            for table in tables:
                self._tables += 1
                rows += [replace(row, table=self._tables) for row in table.rows]
            if tables:
                taken = frozenset().union(*(table.glyphs for table in tables))
                lines = read_lines([glyph for index, glyph in enumerate(free) if index not in taken], page.number)
        return _with_rows(lines, rows)

    def _ruled_rows(self, page: DrawnPage) -> tuple[list[TextLine], list[Glyph]]:
        """Return the rows of the ruled tables of a page, and the glyphs outside of all tables."""
        rows: list[TextLine] = []
        free = list(page.glyphs)
        grids = find_grids(page.rulings, self._columns)
        for number, grid in enumerate(grids):
            box = grid.box
            inside = [glyph for glyph in free if box.holds(*glyph.middle)]
            own = read_rows(grid, inside, page.number)
            if own and not (number == 0 and have_same_columns(grid.xs, self._columns)):
                self._tables += 1
            rows += [replace(row, table=self._tables) for row in own]
            free = [glyph for glyph in free if not box.holds(*glyph.middle)]
        self._columns = grids[-1].xs if grids else ()
        return rows, free


def _with_rows(lines: Sequence[TextLine], rows: Sequence[TextLine]) -> list[TextLine]:
    """Return lines in reading order with the rows of tables, each before the first line below it."""
    if not any(line.in_column for line in lines):
        return sorted([*lines, *rows], key=lambda line: -line.top)
    merged: list[TextLine] = []
    waiting = deque(sorted(rows, key=lambda row: -row.top))
    for line in lines:
        while waiting and waiting[0].top > line.top:
            merged.append(waiting.popleft())
        merged.append(line)
    return [*merged, *waiting]
