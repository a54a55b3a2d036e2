"""Merged ranges of a sheet, gone through row by row."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from heapq import heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jyplan.readers.xlsx.references import CellRange


class OpenRanges:
    """The merged ranges that reach a row, without overlaps; rows must be visited in order."""

    def __init__(self) -> None:
        self._lefts: list[int] = []
        self._ranges: list[CellRange] = []
        self._ends: list[tuple[int, int]] = []  # last rows and first columns, a heap

    def move_to(self, row: int) -> None:
        """Drop the ranges that end above a row."""
        while self._ends and self._ends[0][0] < row:
            index = bisect_left(self._lefts, heappop(self._ends)[1])
            del self._lefts[index], self._ranges[index]

    def add(self, merged: CellRange) -> bool:
        """Add a range that begins in the row; return False, and add nothing, if the range overlaps a known range."""
        index = bisect_right(self._lefts, merged.right)
        if index and self._ranges[index - 1].right >= merged.left:
            return False
        self._lefts.insert(index, merged.left)
        self._ranges.insert(index, merged)
        heappush(self._ends, (merged.bottom, merged.left))
        return True

    def at(self, column: int) -> CellRange | None:
        """Return the range over a column of the row, None without one."""
        index = bisect_right(self._lefts, column) - 1
        return self._ranges[index] if index >= 0 and self._ranges[index].right >= column else None


def without_overlaps(ranges: Iterable[CellRange]) -> Iterator[CellRange]:
    """Yield the ranges by row and column, without ranges that overlap an earlier range: no program writes them."""
    opened = OpenRanges()
    for merged in sorted(set(ranges)):
        opened.move_to(merged.top)
        if opened.add(merged):
            yield merged
