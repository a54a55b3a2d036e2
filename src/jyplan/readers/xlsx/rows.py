"""Rows of a sheet laid out: every cell with its columns, merged cells repeated in all further rows.

A                B       C                      row 3: 第一周 | 9月1日 | 开学
第一周 (A3:A4)   9月1日  开学                   row 4: 第一周 (merged) | 9月2日 | 教研组会议
9月2日  教研组会议
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Block, Cell, Place, Style
from jyplan.readers.xlsx.merging import OpenRanges

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.readers.xlsx.cells import SheetGrid
    from jyplan.readers.xlsx.references import CellRange

_REPEATED = 10_000_000
"""Characters of merged cells repeated in a sheet, ten a cell at least; beyond the limit continued cells stay empty."""
_LEAST = 10


class SheetRow(NamedTuple):
    """A displayed row of a sheet."""

    number: int
    """As the sheet counts, from 1."""
    cells: tuple[Cell, ...]
    """Cells for all columns of the sheet; consecutive empty columns are a single cell."""
    style: Style
    """The look of the first cell of its own."""
    filled: int
    """Cells with text, continued ones included."""
    follows_gap: bool
    """Whether empty rows, but no hidden rows, stand between this row and the row before."""

    @property
    def text(self) -> str:
        """The texts of the cells, joined with tabs."""
        return "\t".join(cell.text for cell in self.cells)


class _LaidCell(NamedTuple):
    left: int
    merged: CellRange | None
    text: str
    style: Style | None
    """None for a cell that continues the cell above."""


def lay_out(grid: SheetGrid) -> Iterator[SheetRow]:
    """Yield the rows with text of their own."""
    displayed = dict(_displayed(grid))
    columns = sorted({cell.left for cells in displayed.values() for cell in cells})
    continued: list[tuple[CellRange, str]] = []
    repeatable = _REPEATED
    last = 0
    for number, own in displayed.items():
        continued = [entry for entry in continued if entry[0].bottom >= number]
        repeatable -= sum(len(text) + _LEAST for _, text in continued)
        if repeatable < 0:
            continued = []
        repeated = [_LaidCell(merged.left, merged, text, None) for merged, text in continued]
        if repeatable >= 0:
            continued += [(cell.merged, cell.text) for cell in own if cell.merged and cell.merged.bottom > number]
        cells = tuple(_cells(sorted([*own, *repeated], key=lambda cell: cell.left), columns, number))
        gap = number > last + 1 and not grid.hides_rows_between(last, number)
        yield SheetRow(number, cells, own[0].style or Style(), len(own) + len(repeated), gap)
        last = number


def _displayed(grid: SheetGrid) -> Iterator[tuple[int, list[_LaidCell]]]:
    """Yield number and cells of each row with text, without cells covered by a merged range."""
    opened = OpenRanges()
    waiting = list(reversed(grid.merged))
    for number, cells in grid.rows.items():
        while waiting and waiting[-1].top <= number:
            opened.move_to(waiting[-1].top)
            opened.add(waiting.pop())
        opened.move_to(number)
        own = []
        for column, cell in cells.items():
            merged = opened.at(column)
            if merged is None or (merged.top, merged.left) == (number, column):
                own.append(_LaidCell(column, merged, cell.text, cell.style))
        if own:
            yield number, own


def _cells(laid: list[_LaidCell], columns: list[int], row: int) -> Iterator[Cell]:
    """Yield the cells of a row; the columns between two cells as a single empty cell."""
    done = 0
    for cell in laid:
        start = bisect_left(columns, cell.left)
        if start > done:
            yield Cell("", start - done)
        right = cell.merged.right if cell.merged else cell.left
        done = max(bisect_right(columns, right), start + 1)
        is_own = cell.style is not None
        yield Cell(cell.text, done - start, merged=not is_own, paragraphs=_lines(cell, row) if is_own else ())
    if len(columns) > done:
        yield Cell("", len(columns) - done)


def _lines(cell: _LaidCell, row: int) -> tuple[Block, ...]:
    """Return a block for each line of a cell with line breaks."""
    return tuple(
        Block(line.strip(), style=cell.style, place=Place(row=row)) for line in cell.text.split("\n") if line.strip()
    )
