"""References: cells and ranges (B12, A1:F3: ECMA-376 part 1, 18.18.7 and 18.18.62), and entries of lists by number."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

Entry = TypeVar("Entry")

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
_CELL = lazy_pattern(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


class CellRange(NamedTuple):
    """A rectangle of cells; rows and columns count from 1, `bottom` and `right` are inclusive."""

    top: int
    left: int
    bottom: int
    right: int


def read_cell(reference: str) -> tuple[int, int] | None:
    """Return row and column of a cell; None for anything else, and outside a sheet.

    >>> read_cell("B12"), read_cell("XFE1"), read_cell("12")
    ((12, 2), None, None)
    """
    match = _CELL.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    return (row, column) if 1 <= row <= LAST_ROW and column <= LAST_COLUMN else None


def read_range(reference: str) -> CellRange | None:
    """Return the cells of a range; None for anything else.

    >>> read_range("B2:A3"), read_range("C1")
    (CellRange(top=2, left=1, bottom=3, right=2), CellRange(top=1, left=3, bottom=1, right=3))
    """
    first, _, last = reference.partition(":")
    start, end = read_cell(first), read_cell(last or first)
    if start is None or end is None:
        return None
    (top, bottom), (left, right) = sorted([start[0], end[0]]), sorted([start[1], end[1]])
    return CellRange(top, left, bottom, right)


def entry_at(entries: Sequence[Entry], number: str | None, default: Entry) -> Entry:
    """Return the entry with a number, from 0, stated in an attribute; `default` for an invalid or unknown number.

    >>> entry_at(["a", "b"], "1", "?"), entry_at(["a", "b"], "2", "?"), entry_at(["a", "b"], None, "?")
    ('b', '?', '?')
    """
    index = int(number) if number and number.isdecimal() and len(number) < 9 else -1
    return entries[index] if 0 <= index < len(entries) else default
