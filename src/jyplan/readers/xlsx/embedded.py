"""A workbook embedded in a Word file: the sheet shown on the page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jyplan.readers.ooxml.package import PartUnreadableError
from jyplan.readers.ooxml.problems import ProblemList
from jyplan.readers.xlsx.cells import TextBudget, read_grid
from jyplan.readers.xlsx.sheets import BlockNumbers, sheet_blocks
from jyplan.readers.xlsx.workbook import open_workbook

if TYPE_CHECKING:
    from jyplan.model import Block, Place
    from jyplan.readers.ooxml.package import OfficePackage

_MAIN_PART = "xl/workbook.xml"
_MOST_TEXT = 1_000_000
"""Characters of a sheet that are read; a page shows some hundred."""
_UNNAMED = "Sheet1"
"""The name of a sheet without a displayed name."""


def holds_workbook(package: OfficePackage) -> bool:
    """Return whether a package is an Excel workbook."""
    return package.has(_MAIN_PART)


def shown_sheet(package: OfficePackage, place: Place) -> list[Block]:
    """Return the blocks of the sheet shown by an embedded workbook, all at `place`; none for a damaged workbook or a chart.

    The object shows the sheet that was open last, and a part of it where the workbook says so (`oleSize`).
    """
    problems = ProblemList()
    try:
        workbook = open_workbook(package, _MAIN_PART, problems)
        sheet = workbook.sheets[workbook.active] if workbook.active < len(workbook.sheets) else None
        if sheet is None or sheet.kind != "worksheet":
            return []
        grid = read_grid(package.tree(sheet.part), workbook, TextBudget(_MOST_TEXT))
    except PartUnreadableError:
        return []
    if (shown := workbook.object_range) is not None:
        rows = {
            row: {column: cell for column, cell in cells.items() if shown.left <= column <= shown.right}
            for row, cells in grid.rows.items()
            if shown.top <= row <= shown.bottom
        }
        grid = grid._replace(rows={row: cells for row, cells in rows.items() if cells})
    blocks = sheet_blocks(grid, _UNNAMED, BlockNumbers(), is_alone=True)
    return [_placed(block, place) for block in blocks]


def _placed(block: Block, place: Place) -> Block:
    shown_at = replace(place, row=block.place.row, table=place.table if block.cells else None)
    cells = tuple(
        replace(cell, paragraphs=tuple(replace(part, place=shown_at) for part in cell.paragraphs))
        for cell in block.cells
    )
    return replace(block, place=shown_at, cells=cells)
