"""Workbooks of plain tables, a sheet for each table, ready to be filtered and printed."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from jyplan.reports.media.marks import marked
from jyplan.reports.media.visible import visible
from jyplan.reports.media.workbook import (
    CELL_FORMAT,
    HEAD_FORMAT,
    HEAD_HEIGHT,
    check_rows,
    new_workbook,
    row_height,
    set_up_print,
    within_limit,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class Link:
    """A cell linked to a file beside the workbook, written by this run."""

    text: str
    path: str
    """Relative, with `/`."""


Cell = str | int | float | Link | None
"""A text stays a text, a float is shown as a share, None is an empty cell."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table to be written as a sheet."""

    name: str
    heads: Sequence[str]
    widths: Sequence[float]
    """Widths of the columns in characters of the default font."""
    rows: Sequence[Sequence[Cell]]


def write_workbook(title: str, tables: Sequence[Table]) -> bytes:
    """Return a workbook with a sheet for each table: frozen head, filter, printed on A4 across.

    Raises:
        MissingExtra: XlsxWriter is not installed.
        OutputError: There are more rows than a sheet can hold.
    """
    for table in tables:
        check_rows(len(table.rows), instead="csv")
    file = BytesIO()
    with new_workbook(file, title) as workbook:
        formats = {kind: workbook.add_format(look) for kind, look in _FORMATS.items()}
        for table in tables:
            _fill(workbook.add_worksheet(table.name), table, formats)
    return marked(file.getvalue())


_FORMATS: dict[type, dict[str, object]] = {
    Table: HEAD_FORMAT,
    str: CELL_FORMAT,
    int: CELL_FORMAT | {"align": "center"},  # a number at the right edge runs into the text of the next column
    float: CELL_FORMAT | {"num_format": "0.0%"},
    Link: CELL_FORMAT | {"font_color": "#0b57d0", "underline": 1},
}
"""How a cell of each kind looks; `Table` stands for its head."""


def _fill(sheet: Worksheet, table: Table, formats: dict[type, Format]) -> None:
    sheet.set_row(0, max(HEAD_HEIGHT, row_height(zip(table.heads, table.widths, strict=True))))
    for column, (head, column_width) in enumerate(zip(table.heads, table.widths, strict=True)):
        sheet.set_column(column, column, column_width)
        sheet.write_string(0, column, head, formats[Table])
    for number, cells in enumerate(table.rows, start=1):
        texts = [
            (cell, column_width)
            for cell, column_width in zip(cells, table.widths, strict=True)
            if isinstance(cell, str)
        ]
        sheet.set_row(number, row_height(texts))
        for column, cell in enumerate(cells):
            if cell is None or cell == "":
                sheet.write_blank(number, column, None, formats[str])
            elif isinstance(cell, str):
                sheet.write_string(number, column, within_limit(visible(cell)), formats[str])
            elif isinstance(cell, Link):
                sheet.write_url(number, column, f"external:{cell.path}", formats[Link], cell.text)
            else:
                sheet.write_number(number, column, cell, formats[type(cell)])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table.rows), len(table.heads) - 1)
    set_up_print(sheet)
    sheet.set_header("&C&A")  # the name of the sheet
