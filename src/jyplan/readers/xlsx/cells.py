"""The cells of a sheet as displayed: texts by row and column, merged ranges, hidden rows and columns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Style
from jyplan.readers.xlsx.merging import without_overlaps
from jyplan.readers.xlsx.number_formats import GENERAL, shown_number
from jyplan.readers.xlsx.references import LAST_COLUMN, LAST_ROW, CellRange, entry_at, read_cell, read_range
from jyplan.readers.xlsx.texts import local_name, named, rich_text, unescaped
from jyplan.readers.xlsx.workbook import CellLook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

    from jyplan.readers.xlsx.workbook import Workbook

_NO_LOOK = CellLook(GENERAL, Style())
_YES = frozenset({"1", "true", "on"})
_TRUTH = {"1": "TRUE", "0": "FALSE"}
_LONGEST_NUMBER = 400
"""Characters of a number: longer ones are text."""


class SheetCell(NamedTuple):
    """A cell with text."""

    text: str
    style: Style
    white: bool = False
    """Whether the text has the colour of paper."""


class TextBudget:
    """Characters still allowed from a workbook: thousands of cells can share a long text."""

    def __init__(self, characters: int) -> None:
        self._left = characters
        self.is_over = False

    def allows(self, text: str) -> bool:
        """Take the characters of a text from the budget; False once the budget is exceeded, for all further texts too."""
        self._left -= len(text)
        self.is_over = self.is_over or self._left < 0
        return not self.is_over


class SheetGrid(NamedTuple):
    """A sheet's displayed cells."""

    rows: dict[int, dict[int, SheetCell]]
    """Cells with text by row and column, both in order; hidden ones are left out."""
    merged: tuple[CellRange, ...]
    """Merged ranges by row and column, none of which overlap a range before."""
    hidden_rows: tuple[int, ...]
    """Hidden rows with text, in order."""
    hidden_columns: int
    """Hidden columns with text."""
    uncomputed: int
    """Formulas without a stored value."""
    white: tuple[tuple[int, int], ...] = ()
    """Rows with characters in the colour of paper, and how many; none where a rule or a table may colour cells."""

    def hides_rows_between(self, above: int, below: int) -> bool:
        """Return whether hidden rows with text stand between two rows."""
        return bisect_right(self.hidden_rows, above) < bisect_left(self.hidden_rows, below)


def read_grid(root: Element, workbook: Workbook, budget: TextBudget) -> SheetGrid:
    """Return the displayed cells of a sheet."""
    hidden_intervals = _Intervals(_hidden_columns(root))
    rows: dict[int, dict[int, SheetCell]] = defaultdict(dict)
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    uncomputed = 0
    for row, is_hidden, column, element in _cells(root):
        cell = _read_cell(element, workbook)
        if cell is None:
            uncomputed += any(local_name(child.tag) == "f" for child in element)
        elif is_hidden:
            hidden_rows.add(row)
        elif hidden_intervals.holds(column):
            hidden_columns.add(column)
        elif not budget.allows(cell.text):
            break
        else:
            rows[row][column] = cell
    merged = tuple(without_overlaps(_merged_ranges(root)))
    may_colour = (
        next(named(root, "conditionalFormatting"), None) is not None or next(named(root, "tablePart"), None) is not None
    )
    white = {row: sum(len(cell.text) for cell in cells.values() if cell.white) for row, cells in rows.items()}
    return SheetGrid(
        {row: dict(sorted(rows[row].items())) for row in sorted(rows)},
        merged,
        tuple(sorted(hidden_rows)),
        len(hidden_columns),
        uncomputed,
        () if may_colour else tuple((row, count) for row, count in sorted(white.items()) if count),
    )


def _cells(root: Element) -> Iterator[tuple[int, bool, int, Element]]:
    """Yield row, whether the row is hidden, column and element of each cell."""
    row = 0
    for data in named(root, "sheetData"):
        for line in data:
            number = line.get("r", "")
            row = int(number) if number.isdecimal() and len(number) < 9 else row + 1
            if local_name(line.tag) != "row" or not 1 <= row <= LAST_ROW:
                continue
            is_hidden, column = line.get("hidden") in _YES, 0
            for element in line:
                reference = element.get("r")
                place = read_cell(reference) if reference else (row, column + 1)
                column = place[1] if place else LAST_COLUMN
                if place and column <= LAST_COLUMN:
                    yield row, is_hidden, column, element


def _read_cell(element: Element, workbook: Workbook) -> SheetCell | None:
    """Return the displayed text of a cell with its look; None for an empty cell."""
    kind = element.get("t", "n")
    value = text = ""
    for child in element:
        name = local_name(child.tag)
        if name == "v":
            value = child.text or ""
        elif name == "is":
            text = rich_text(child)
    look = entry_at(workbook.looks, element.get("s"), _NO_LOOK)
    text = text or _shown(kind, value, look.number_format, workbook)
    return SheetCell(text.strip(), look.style, look.white) if text.strip() else None


def _shown(kind: str, value: str, number_format: str, workbook: Workbook) -> str:
    match kind:
        case "s":
            return entry_at(workbook.texts, value, "")
        case "b":
            return _TRUTH.get(value, value)
        case "n":
            try:
                number = float(value) if len(value) <= _LONGEST_NUMBER else None
            except ValueError:
                number = None
            if number is not None:
                return shown_number(number, number_format, since_1904=workbook.since_1904)
    return unescaped(value)


def _hidden_columns(root: Element) -> Iterator[tuple[int, int]]:
    for entry in named(root, "col"):
        first, last = entry.get("min", ""), entry.get("max", "")
        if entry.get("hidden") in _YES and first.isdecimal() and last.isdecimal() and len(first + last) < 18:
            yield int(first), int(last)


class _Intervals:
    """A set of numbers given by intervals."""

    def __init__(self, intervals: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(intervals):
            if self._ends and start <= self._ends[-1] + 1:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def holds(self, number: int) -> bool:
        """Return whether a number is in the set."""
        index = bisect_right(self._starts, number) - 1
        return index >= 0 and number <= self._ends[index]


def _merged_ranges(root: Element) -> Iterator[CellRange]:
    for entry in named(root, "mergeCell"):
        merged = read_range(entry.get("ref", ""))
        if merged is not None and (merged.top, merged.left) != (merged.bottom, merged.right):
            yield merged
