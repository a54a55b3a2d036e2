"""Calendar dates as ISO text, as far as known; impossible dates have no ISO text."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from jyplan.model import SchoolYear

_LEAP_YEAR = 2000
"""Replaces an unknown year, so that 29 February is a date."""
_PARTS = {
    "上旬": (1, 10),
    "中旬": (11, 20),
    "下旬": (21, 31),
    "上中旬": (1, 20),
    "中下旬": (11, 31),
    "上下旬": (1, 31),
    "上半月": (1, 15),
    "下半月": (16, 31),
}
_PART_MARKS = str.maketrans("", "", "（）、")


class Moment(NamedTuple):
    """A point of the calendar as a plan writes the date; None for a missing part."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    """上旬, 底 … of the month."""

    def within(self, school_year: SchoolYear | None) -> Moment:
        """Return the moment with the year from the plan's school year, unchanged without a school year."""
        if self.year is not None or self.month is None or school_year is None:
            return self
        return Moment(school_year.year_of(self.month), self.month, self.day, self.part)

    def bounds(self) -> tuple[str | None, str | None]:
        """Return the first and last day as ISO text; both None for an impossible date.

        >>> Moment(2025, 2, part="下旬").bounds(), Moment(None, 9).bounds(), Moment(2025, 2, 30).bounds()
        (('2025-02-21', '2025-02-28'), ('--09', '--09'), (None, None))
        """
        if self.month is None:
            year = None if self.year is None else f"{self.year:04}"
            return year, year
        if not 1 <= self.month <= 12:
            return None, None
        length = calendar.monthrange(self.year or _LEAP_YEAR, self.month)[1]
        prefix = f"{'-' if self.year is None else format(self.year, '04')}-{self.month:02}"
        if self.day is not None:
            date = f"{prefix}-{self.day:02}" if 1 <= self.day <= length else None
            return date, date
        part = self.part.translate(_PART_MARKS)
        if part not in _PARTS:
            return prefix, prefix
        first, last = _PARTS[part]
        if last > length and self.year is None and self.month == 2:
            return f"{prefix}-{first:02}", prefix
        return f"{prefix}-{first:02}", f"{prefix}-{min(last, length):02}"


def part_of_year(year: int | None, part: str) -> tuple[str | None, str | None]:
    """Return the first and last month of a named part of a year: a half, a quarter, the end.

    >>> part_of_year(2024, "下半年"), part_of_year(2024, "第三季度"), part_of_year(None, "上半年"), part_of_year(2024, "年底")
    (('2024-07', '2024-12'), ('2024-07', '2024-09'), ('--01', '--06'), ('2024-12', '2024-12'))
    """
    if part.endswith("季度"):
        number = "一二三四".index(part[-3]) + 1
        months = 3 * number - 2, 3 * number
    elif part.endswith("半年"):
        months = (1, 6) if part[0] == "上" else (7, 12)
    elif part[-1] in "底末":
        months = 12, 12
    else:  # 春季, 秋季: the year is all that is certain
        return Moment(year).bounds()
    return Moment(year, months[0]).bounds()[0], Moment(year, months[1]).bounds()[1]
