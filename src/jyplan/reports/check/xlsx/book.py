"""A workbook with cells of four kinds: texts, numbers, coloured levels, and quotes with marked words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Level, Message
from jyplan.reports.check.wording import LEVEL_WORDS, Quote
from jyplan.reports.media.visible import one_line, visible
from jyplan.reports.media.workbook import CELL_FORMAT, HEAD_FORMAT, HEAD_HEIGHT, row_height, set_up_print, within_limit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from jyplan.language import Language

Cell = str | int | float | Level | Quote
Row = tuple[Cell, ...]

_COLOURS = {Level.ERROR: "#F6D5C4", Level.WARNING: "#FBEFC4", Level.INFO: "#DCE9F5"}
_ALARM = "#C65300"


class SheetColumn(NamedTuple):
    """A column of a sheet."""

    head: Message | str
    """A plain text, such as a name of the rule set, is the same in every language."""
    width: float
    """Characters of the default font."""


class FindingsWorkbook:
    """Writes sheets, cells and formats in the user's language."""

    def __init__(self, workbook: Workbook, language: Language) -> None:
        self.language = language
        centred = CELL_FORMAT | {"align": "center"}
        low = HEAD_FORMAT | {"align": "center", "valign": "bottom"}
        self.body = workbook.add_format(CELL_FORMAT)
        self.head = workbook.add_format(HEAD_FORMAT)
        self.low = workbook.add_format(low)
        self.upright = workbook.add_format(low | {"rotation": 90})
        self.total = workbook.add_format(centred | {"bold": True, "bg_color": "#F3F5F7"})
        self.count = workbook.add_format(centred)
        self.counts = {level: workbook.add_format(centred | {"bg_color": _COLOURS[level]}) for level in Level}
        self.levels = {level: workbook.add_format(CELL_FORMAT | {"bg_color": _COLOURS[level]}) for level in Level}
        self._marked = workbook.add_format({"bold": True, "font_color": _ALARM})
        self._cut = language.say(Message("… (cut: longer than an Excel cell can be)"))
        self._workbook = workbook

    def add_sheet(self, title: Message | str) -> Worksheet:
        """Return a new sheet."""
        return self._workbook.add_worksheet(self._said(title))

    def _said(self, words: Message | str) -> str:
        return self.language.say(words) if isinstance(words, Message) else words

    def add_table(
        self,
        title: Message | str,
        columns: Sequence[SheetColumn],
        rows: Iterable[Row],
        *,
        frozen: int = 0,
        alarming: bool = False,
    ) -> None:
        """Add a sheet with a filter; head and first `frozen` columns stay in sight, `alarming` colours the tab."""
        sheet = self.add_sheet(title)
        self.write_head(sheet, 0, columns)
        sheet.set_row(0, HEAD_HEIGHT)
        last = 0
        for last, cells in enumerate(rows, start=1):
            self.write_row(sheet, last, columns, cells)
        sheet.freeze_panes(1, frozen)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        set_up_print(sheet)
        if alarming:
            sheet.set_tab_color(_ALARM)

    def write_head(self, sheet: Worksheet, row: int, columns: Sequence[SheetColumn]) -> None:
        """Write the head cells into a row, from the first column on, and set the column widths."""
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
            sheet.write_string(row, number, one_line(self._said(column.head)), self.head)

    def write_row(self, sheet: Worksheet, row: int, columns: Sequence[SheetColumn], cells: Row) -> None:
        """Write the cells of a row, from the first column on, and fit the row's height."""
        sheet.set_row(row, row_height((_text(cell), column.width) for cell, column in zip(cells, columns, strict=True)))
        for number, cell in enumerate(cells):
            self.write(sheet, row, number, cell)

    def write(self, sheet: Worksheet, row: int, column: int, cell: Cell, looks: Format | None = None) -> None:
        """Write a cell; document text is written as visible text, never as a formula or link."""
        match cell:
            case Level():
                sheet.write_string(row, column, self.language.say(LEVEL_WORDS[cell]), looks or self.levels[cell])
            case int() | float():
                sheet.write_number(row, column, cell, looks or self.body)
            case Quote():
                self._write_quote(sheet, row, column, cell)
            case "":
                sheet.write_blank(row, column, None, looks or self.body)
            case str():
                sheet.write_string(row, column, within_limit(one_line(cell), self._cut), looks or self.body)

    def _write_quote(self, sheet: Worksheet, row: int, column: int, line: Quote) -> None:
        before, words, after = (visible(part).replace("\t", " ") for part in (line.before, line.words, line.after))
        if not words or not (before or after):  # words that fill their line need no mark
            self.write(sheet, row, column, f"{before}{words}{after}")
            return
        parts = [*filter(None, (before,)), self._marked, words, *filter(None, (after,))]
        sheet.write_rich_string(row, column, *parts, self.body)


def _text(cell: Cell) -> str:
    """Return the approximate text of a cell, for measuring the row's height."""
    return f"{cell.before}{cell.words}{cell.after}" if isinstance(cell, Quote) else str(cell)
