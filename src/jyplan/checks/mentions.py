r"""Years, terms and dates as written in a plan: 2022年10月前, 2022.10.10, 2022年秋季学期, 2021—2022学年.

| written | from | to |
|---|---|---|
| 2022年10月 | 2022-10 | 2022-10 |
| 2022年底 | 2022-12 | 2022-12 |
| 2022年秋季学期 | 2022-08 | 2023-01 |
| 2021—2022学年 | 2021-08 | 2022-06 |
| 二〇二二年 | 2022-01 | 2022-12 |
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from jyplan.text.numerals import whole_number
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_YEAR = "20[0-9]{2}|二[零〇○][零〇○一二三四五六七八九]{2}"
_MONTH = "1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_DAY = "[0-9]{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_PARTS = {
    "底": (12, 12), "末": (12, 12), "终": (12, 12), "初": (1, 2), "上半年": (1, 6), "下半年": (7, 12), "春": (2, 7), "秋": (8, 13), "暑": (7, 8), "寒": (1, 2),
    "第一季度": (1, 3), "第二季度": (4, 6), "第三季度": (7, 9), "第四季度": (10, 12), "一季度": (1, 3), "二季度": (4, 6), "三季度": (7, 9), "四季度": (10, 12),
}  # fmt: skip
"""First and last month of a part of a year; 13 is January of the next year."""
_MENTION = lazy_pattern(
    rf"(?P<year>{_YEAR})(?:(?<![0-9二./-][0-9二零〇○一三四五六七八九]{{4}})|(?<=\s[0-9]\.20[0-9][0-9])|(?<=\s[0-9][0-9]\.20[0-9][0-9]))(?:"
    rf"\s?年?\s?[—~至到-]{{1,3}}\s?(?P<last>{_YEAR})(?:\s?(?P<span>学年)|(?=\s?年)(?!\s?年\s?(?:{_MONTH})\s?月))"
    r"|\s?(?P<school>学年)"
    rf"|\s?年度?\s?(?:(?P<month>{_MONTH})\s?月(?:\s?(?P<day>{_DAY})\s?[日号])?"
    rf"|(?P<part>{'|'.join(_PARTS)})(?![中一二三级])(?:季学期|季度?|假)?)?"
    r"|[./-](?P<dotted>1[0-2]|0?[1-9])(?:[./-](?P<dotted_day>3[01]|[12][0-9]|0?[1-9]))?(?![0-9])"
    r")"
)
_WRITTEN_DAY = lazy_pattern(
    r"(?=[0-9])(?<![0-9:：])(?:(?P<year>20[0-9]{2})\s?年\s?)?(?P<month>1[0-2]|0?[1-9])\s?月\s?(?P<day>[0-9]{1,2})\s?[日号](?![线楼室店])"
)
_LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""The last day of each month, in a leap year."""
_FEBRUARY, _DECEMBER = 2, 12


class Month(NamedTuple):
    """A month of a year; months compare in time."""

    year: int
    month: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A time as written, with the first and the last month."""

    start: int
    """Offset into the text; `end` is exclusive."""
    end: int
    first: Month
    last: Month
    kind: str
    """`date` with a month, `part` of a year or term, `school` year, `span` of years, `year` alone."""


def mentions(folded: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
    """Yield the times with a year in a folded text, in reading order.

    >>> [(m.first, m.last, m.kind) for m in mentions("2022年10月前,2021-2022学年")]
    [(Month(year=2022, month=10), Month(year=2022, month=10), 'date'), (Month(year=2021, month=8), Month(year=2022, month=6), 'school')]
    """
    for match in _MENTION.finditer(folded, start, len(folded) if end is None else end):
        yield _mention(match)


def _mention(match: re.Match[str]) -> Mention:
    year = whole_number(match["year"])
    if match["last"]:
        last = whole_number(match["last"])
        if match["span"]:
            return Mention(*match.span(), Month(year, 8), Month(last, 6), "school")
        return Mention(*match.span(), Month(year, 1), Month(last, 12), "span")
    if match["school"]:
        return Mention(*match.span(), Month(year, 8), Month(year + 1, 6), "school")
    if written := match["month"] or match["dotted"]:
        month = Month(year, whole_number(written) or 1)
        return Mention(*match.span(), month, month, "date")
    if match["part"]:
        first, last_month = _PARTS[match["part"]]
        ending = Month(year, last_month) if last_month <= _DECEMBER else Month(year + 1, 1)
        return Mention(*match.span(), Month(year, first), ending, "part")
    return Mention(*match.span(), Month(year, 1), Month(year, 12), "year")


class WrittenDay(NamedTuple):
    """A day as written, perhaps missing from the calendar."""

    start: int
    end: int
    year: int | None
    month: int
    day: int

    def exists(self, year: int | None) -> bool:
        """Whether the calendar has the day; `year` is the year of a day written without a year, None for an unknown year."""
        last_day = _LAST_DAYS[self.month - 1]
        known_year = self.year or year
        if self.month == _FEBRUARY and known_year is not None and not _is_leap(known_year):
            last_day = 28
        return 1 <= self.day <= last_day


def written_days(folded: str) -> Iterator[WrittenDay]:
    """Yield the days of months in a folded text: 9月31日 too.

    >>> [(day.month, day.day, day.exists(2025)) for day in written_days("9月31日前交,2月28日开学")]
    [(9, 31, False), (2, 28, True)]
    """
    for match in _WRITTEN_DAY.finditer(folded):
        year = int(match["year"]) if match["year"] else None
        yield WrittenDay(*match.span(), year, int(match["month"]), int(match["day"]))


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
