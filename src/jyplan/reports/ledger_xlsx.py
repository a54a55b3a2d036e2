"""`jyplan parse --format xlsx`: the task ledger as a workbook that can be printed as it is."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.ledger import COLUMNS, ledger_rows
from jyplan.reports.workbook import (
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

    from xlsxwriter import Workbook

    from jyplan.language import Language
    from jyplan.reports.protocol import Parsed, ReportOptions

_WIDTHS = (22, 30, 46, 20, 16, 16, 22, 20)
"""Characters of the default font, in the order of `COLUMNS`; together they fill an A4 page across."""


def render(results: Sequence[Parsed], options: ReportOptions) -> bytes:
    """Return an Excel workbook with one sheet.

    Raises:
        MissingExtra: XlsxWriter is not installed.
        OutputError: There are more rows than a sheet can hold.
    """
    rows = [row.cells() for row in ledger_rows(results, options)]
    check_rows(len(rows), instead="csv")
    title = options.language.say(Message("Task ledger"))
    file = BytesIO()
    with new_workbook(file, title) as workbook:
        _fill(workbook, title, rows, options.language)
    return file.getvalue()


def _fill(workbook: Workbook, title: str, rows: Sequence[Sequence[str]], language: Language) -> None:
    sheet = workbook.add_worksheet(title)
    head = workbook.add_format(HEAD_FORMAT)
    body = workbook.add_format(CELL_FORMAT)
    sheet.set_row(0, HEAD_HEIGHT)
    for column, (name, width) in enumerate(zip(map(language.say, COLUMNS), _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    for number, cells in enumerate(rows, start=1):
        sheet.set_row(number, row_height(zip(cells, _WIDTHS, strict=True)))
        for column, cell in enumerate(cells):
            sheet.write_string(number, column, within_limit(cell), body)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(COLUMNS) - 1)
    set_up_print(sheet)
