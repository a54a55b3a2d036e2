"""Tables of strangers' text as an Excel workbook that can be filtered and printed as it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING

from jyplan.errors import MissingExtra, OutputError
from jyplan.reports.columns import width
from jyplan.reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# Limits of a sheet: "Excel specifications and limits", Microsoft
_ROWS = 1_048_576
_CELL = 32_767

_A4 = 9
"""Paper code: ECMA-376 part 1, 18.3.1.63."""
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""Stands for the time of writing, so that the same tables give the same file."""
_HEAD_HEIGHT = 24
"""Points."""
_LINE_HEIGHT = 17
"""Points: what LibreOffice 7.4 gives a line of Chinese in the default size; Excel gives 15."""
_HIGHEST = 409
"""Points: Excel specifications and limits, likewise."""
_CELL_FORMAT = {"text_wrap": True, "valign": "top", "border": 1}
_PERCENT = "0.0%"

Cell = str | int | float | None
"""A text stays a text, a float is shown as a share, None is an empty cell."""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet."""

    name: str
    heads: Sequence[str]
    widths: Sequence[float]
    """Of the columns, in characters of the default font."""
    rows: Sequence[Sequence[Cell]]


def write_workbook(title: str, tables: Sequence[Table]) -> bytes:
    """Return a workbook with a sheet for each table, its head frozen, with a filter, to be printed on A4 across.

    Raises:
        MissingExtra: XlsxWriter is not installed.
        OutputError: There are more rows than a sheet can hold.
    """
    for table in tables:
        if len(table.rows) >= _ROWS:
            raise OutputError(
                "{count} rows are more than an Excel sheet can hold", hint="choose --format csv", count=len(table.rows)
            )
    file = BytesIO()
    with _new_workbook(file) as workbook:
        workbook.set_properties({"title": title, "created": _EPOCH})
        formats = {kind: workbook.add_format(_CELL_FORMAT | extra) for kind, extra in _FORMATS.items()}
        for table in tables:
            _fill(workbook.add_worksheet(table.name), table, formats)
    return file.getvalue()


_FORMATS: dict[type, dict[str, object]] = {
    Table: {"bold": True, "valign": "vcenter", "bg_color": "#E8EEF4"},
    str: {},
    int: {},
    float: {"num_format": _PERCENT},
}
"""How a cell of each kind differs from the others; `Table` stands for its head."""


def _new_workbook(file: BytesIO) -> Workbook:
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise MissingExtra("xlsx needs the package XlsxWriter", hint="run: pip install 'jyplan[xlsx]'") from error
    # no cell of a stranger's text becomes a formula, a link or a number; in memory, for temporary files can be read
    return Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )


def _fill(sheet: Worksheet, table: Table, formats: dict[type, Format]) -> None:
    sheet.set_row(0, _HEAD_HEIGHT * _lines(table.heads, table.widths))
    for column, (head, across) in enumerate(zip(table.heads, table.widths, strict=True)):
        sheet.set_column(column, column, across)
        sheet.write_string(0, column, head, formats[Table])
    for number, cells in enumerate(table.rows, start=1):
        if (lines := _lines(cells, table.widths)) > 1:  # some programs do not find this out by themselves
            sheet.set_row(number, min(lines * _LINE_HEIGHT, _HIGHEST))
        for column, cell in enumerate(cells):
            if cell is None or cell == "":
                sheet.write_blank(number, column, None, formats[str])
            elif isinstance(cell, str):
                sheet.write_string(number, column, _within_limit(cell), formats[str])
            else:
                sheet.write_number(number, column, cell, formats[type(cell)])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table.rows), len(table.heads) - 1)
    _set_up_print(sheet)


def _lines(cells: Sequence[Cell], widths: Sequence[float]) -> int:
    """Return how many lines the highest cell of a row takes."""
    return max(
        (_lines_of(cell, limit) for cell, limit in zip(cells, widths, strict=True) if isinstance(cell, str)), default=1
    )


def _lines_of(cell: str, limit: float) -> int:
    if 2 * len(cell) < limit and "\n" not in cell:
        return 1
    return sum(max(ceil(width(line) / (limit - 1)), 1) for line in cell[:_CELL].split("\n"))


def _within_limit(cell: str) -> str:
    shown = visible(cell)
    return shown if len(shown) <= _CELL else f"{shown[: _CELL - 1]}…"


def _set_up_print(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)  # inches
    sheet.fit_to_pages(1, 0)  # one page across, as many down as it takes
    sheet.repeat_rows(0)
    sheet.set_footer("&C&P / &N")
