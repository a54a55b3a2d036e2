"""`jyplan parse --format xlsx`: the task ledger as a workbook that can be printed as it is."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from jyplan.errors import MissingExtra, OutputError
from jyplan.model import Message
from jyplan.reports.ledger import COLUMNS, ledger_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from jyplan.language import Language
    from jyplan.reports.protocol import Parsed, ReportOptions

# Limits of a sheet: "Excel specifications and limits", Microsoft
_ROWS = 1_048_576
_CELL = 32_767

_WIDTHS = (22, 30, 46, 20, 16, 16, 22, 20)
"""Characters of the default font, in the order of `COLUMNS`; together they fill an A4 page across."""
_A4 = 9
"""Paper code: ECMA-376 part 1, 18.3.1.63."""
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""Stands for the time of writing, so that the same ledger gives the same file."""
_HEAD_HEIGHT = 24
"""Points."""
_CELL_FORMAT = {"text_wrap": True, "valign": "top", "border": 1}


def render(results: Sequence[Parsed], options: ReportOptions) -> bytes:
    """Return an Excel workbook with one sheet.

    Raises:
        MissingExtra: XlsxWriter is not installed.
        OutputError: There are more rows than a sheet can hold.
    """
    rows = [row.cells() for row in ledger_rows(results, options)]
    if len(rows) >= _ROWS:
        raise OutputError(
            "{count} rows are more than an Excel sheet can hold", hint="choose --format csv", count=len(rows)
        )
    file = BytesIO()
    with _new_workbook(file) as workbook:
        _fill(workbook, rows, options.language)
    return file.getvalue()


def _new_workbook(file: BytesIO) -> Workbook:
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise MissingExtra("xlsx needs the package XlsxWriter", hint="run: pip install 'jyplan[xlsx]'") from error
    # no cell of a stranger's text becomes a formula, a link or a number; in memory, for temporary files can be read
    return Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )


def _fill(workbook: Workbook, rows: Sequence[Sequence[str]], language: Language) -> None:
    title = language.say(Message("Task ledger"))
    workbook.set_properties({"title": title, "created": _EPOCH})
    sheet = workbook.add_worksheet(title)
    head = workbook.add_format(_CELL_FORMAT | {"bold": True, "valign": "vcenter", "bg_color": "#E8EEF4"})
    body = workbook.add_format(_CELL_FORMAT)
    sheet.set_row(0, _HEAD_HEIGHT)
    for column, (name, width) in enumerate(zip(map(language.say, COLUMNS), _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    for number, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells):
            sheet.write_string(number, column, _within_limit(cell), body)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(COLUMNS) - 1)
    _set_up_print(sheet)


def _within_limit(cell: str) -> str:
    return cell if len(cell) <= _CELL else f"{cell[: _CELL - 1]}…"


def _set_up_print(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)  # inches
    sheet.fit_to_pages(1, 0)  # one page across, as many down as it takes
    sheet.repeat_rows(0)
    sheet.set_footer("&C&P / &N")
