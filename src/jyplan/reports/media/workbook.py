"""Excel workbooks: cells of documents stay text, sheets stay within their limits, equal content gives equal bytes."""

from __future__ import annotations

from datetime import UTC, datetime
from math import ceil
from typing import TYPE_CHECKING

from jyplan.errors import MissingExtra, OutputError
from jyplan.reports.media.columns import width

if TYPE_CHECKING:
    from collections.abc import Iterable
    from io import BytesIO

    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

# Limits of a sheet: "Excel specifications and limits", Microsoft
ROWS = 1_048_576
_CELL = 32_767
"""UTF-16 code units, which is what Excel counts as characters."""

CELL_FORMAT = {"text_wrap": True, "valign": "top", "border": 1}
HEAD_FORMAT = CELL_FORMAT | {"bold": True, "valign": "vcenter", "bg_color": "#E8EEF4"}
HEAD_HEIGHT = 24
"""Points."""
_LINE_HEIGHT = 17.25
"""Points, 23 pixels: a line of Chinese in 11 points; common fonts set Chinese higher than Latin."""
_HIGHEST = 409
"""Points: the highest row, from the same page as the other limits."""
_A4 = 9
"""Paper code: ECMA-376 part 1, 18.3.1.63."""
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""Written as the time of creation, so that equal content gives an equal file."""


def new_workbook(file: BytesIO, title: str) -> Workbook:
    """Return an empty workbook; closing the workbook writes `file`.

    Raises:
        MissingExtra: XlsxWriter is not installed.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise MissingExtra("xlsx needs the package XlsxWriter", hint="run: pip install 'jyplan[xlsx]'") from error
    # no cell with text of a document becomes a formula, a link or a number; in memory, as others can read temporary files
    workbook = Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    workbook.set_properties({"title": title, "created": _EPOCH})
    return workbook


def check_rows(count: int, *, instead: str) -> None:
    """Raise an error if a sheet cannot hold `count` rows below its head.

    Raises:
        OutputError: There are too many rows; `instead` is the format to choose.
    """
    if count >= ROWS:
        raise OutputError(
            "{count} rows are more than an Excel sheet can hold",
            hint="choose --format {instead}",
            count=count,
            instead=instead,
        )


def within_limit(cell: str, ending: str = "…") -> str:
    """Return a text, cut to the limit of a cell; a cut text ends with `ending`.

    >>> within_limit("短")
    '短'
    """
    if len(cell) <= _CELL // 2:  # no character takes more than two units
        return cell
    units = cell.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * _CELL:
        return cell
    return units[: 2 * (_CELL - len(ending))].decode("utf-16-le", "ignore") + ending


def row_height(cells: Iterable[tuple[str, float]]) -> float:
    """Return the height of a row in points, from its texts and the widths of their columns in characters.

    Some programs do not fit the height of a row to wrapped text.

    >>> row_height([("听课", 8), ("全体教师每学期听课不少于二十节", 12)])
    51.75
    """
    lines = max((_lines(text, room) for text, room in cells), default=1)
    return min(lines * _LINE_HEIGHT, _HIGHEST)


def _lines(text: str, room: float) -> int:
    """Return the number of lines of a text in a cell `room` characters wide.

    A character of each line is kept free for the edges of the cell and for words that are not broken.
    """
    if len(text) * 2 < room and "\n" not in text:
        return 1
    return sum(max(ceil(width(line) / (room - 1)), 1) for line in text[:_CELL].split("\n"))


def set_up_print(sheet: Worksheet, head_row: int = 0) -> None:
    """Set a sheet to print on A4 across, as wide as the paper, its head repeated on every page."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)  # inches
    sheet.fit_to_pages(1, 0)  # one page across, as many down as it takes
    sheet.repeat_rows(head_row)
    sheet.set_footer("&C&P / &N")
