"""Dates in short forms: 9.10前后, 2.17（周一）, 9/15前, and days without a month: （14-16日）.

A number like 2.17 is a date only where the text around it says so:

| text | evidence |
|---|---|
| 2.17（周一）开学 | a weekday in brackets |
| 9.10前后, 9/15前 | a 前, 前后, 起 behind it |
| 9.1—9.15 常规月 | two days at the beginning of a line, a cell, a bracket or behind a colon |
| 12.2全国交通安全日 | the name of a day or a week |
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jyplan.outline.facts.dates.iso import Moment
from jyplan.outline.facts.vocabulary import load_vocabulary
from jyplan.text.numerals import whole_number
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import re

_MONTH_DAY = "(?P<month{0}>1[0-2]|0?[1-9])[./](?P<day{0}>3[01]|[12][0-9]|0?[1-9])(?![0-9./%])"
_SHORT = lazy_pattern(_MONTH_DAY.format(""))
_DASH = " ?(?:—{1,2}|-{1,2}|~|至|到) ?"
_RANGE = lazy_pattern(_DASH + _MONTH_DAY.format("") + "(?![万亿元个人名米倍])")
_RANGE_OF_MONTH = lazy_pattern(_DASH + "(?P<day>3[01]|[12][0-9]|0?[1-9])(?:[日号]|(?=）))")
"""The last day of a range within a month: 6.21-26日, （12.11-13）."""
_EVIDENCE = lazy_pattern(
    "（(?:周|星期)[一二三四五六日天]"
    "|之?前(?:后|夕)?(?![期提往来置端台沿言瞻面列所三十0-9])|以前|(?:起|开始)(?=[，。；：、 ）]|$)|(?:上午|下午|晚上)"
    "|(?:全国|世界|国际|国家|中国|“)?[^，。；：、！？0-9 （）]{2,8}(?:日|节|周)(?![程志常记子期课])"
)
_LABELLED = lazy_pattern("(?:时间|日期|时限)：")
_LABEL = 3
_END = lazy_pattern("[，。；、 ）—~-]|$")
_BEGINNING = lazy_pattern("[（：\n\t 于在]")
_DAY = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_DAYS = lazy_pattern(
    f"(?P<first>{_DAY})[日号]?(?:{_DASH}|、)(?P<last>{_DAY})日(?![之以]?内|[游龄程后])"
    f"|(?P<single>{_DAY})日(?=[）前、]|(?P<named>（?(?:周|星期)[一二三四五六日天]|[上下中]午|早[上晨]|晚上?|傍晚))"
)
_LISTED_DAY = lazy_pattern(f"(?P<day>{_DAY})[日号](?=[^\\W\\d_])(?![之以]?内|[游龄程后常期])")
_CLAUSE_ENDS = frozenset("，；")
_DEADLINE = frozenset("（、 ，；：于在\n\t")
"""Characters before a day without a month that ends a time: 总务处 31日前; not 活动开始3日前."""
_LAST_DAY = 31


def read_short_date(text: str, start: int) -> tuple[int, Moment, Moment] | None:
    """Return the end, first and last day of a date like 9.10 or 9/15, None without evidence for a date.

    >>> read_short_date("9/15前完成", 0)
    (4, Moment(year=None, month=9, day=15, part=''), Moment(year=None, month=9, day=15, part=''))
    >>> read_short_date("3.8开铅画纸", 0)
    """
    match = _SHORT.match(text, start)
    if match is None:
        return None
    first = _moment(match)
    opens = start == 0 or _BEGINNING.match(text, start - 1) is not None
    closing = _RANGE.match(text, match.end())
    if closing is not None:
        last = _moment(closing)
        return (closing.end(), first, last) if opens and first != last else None
    closing = _RANGE_OF_MONTH.match(text, match.end())
    if closing is not None:
        last = first._replace(day=int(closing["day"]))
        return (closing.end(), first, last) if opens and int(match["day"]) < int(closing["day"]) else None
    labelled = _LABELLED.match(text, max(0, start - _LABEL)) is not None and _END.match(text, match.end()) is not None
    if (_EVIDENCE.match(text, match.end()) is None and not labelled) or _unit().match(text, match.end()):
        return None
    return match.end(), first, first


@cache
def _unit() -> re.Pattern[str]:
    """Return the expression for a rate behind a number; 3.5课时 is no third of May."""
    return lazy_pattern(load_vocabulary().alternatives("indicators.rates", "indicators.times"))


def read_month_day(text: str, start: int) -> tuple[Moment, int] | None:
    """Return the day and the end of the 10.12 of 2024.10.8-10.12, None without a month and a day.

    >>> read_month_day("2024.10.8-10.12", 10)
    (Moment(year=None, month=10, day=12, part=''), 15)
    """
    match = _SHORT.match(text, start)
    return None if match is None else (_moment(match), match.end())


def _moment(match: re.Match[str]) -> Moment:
    return Moment(None, int(match["month"]), int(match["day"]))


def read_bare_days(text: str, start: int, date_end: int | None = None) -> tuple[int, int, int] | None:
    """Return the end, the first and the last day of days without a month, None where no days stand.

    Behind a date of the same text, which ends at `date_end`, a day that begins a clause or is joined to the date counts,
    too: 9月2日报到，4日上课; 9月2日下午、3日.

    >>> read_bare_days("14-16日考试", 0), read_bare_days("（5日）", 1), read_bare_days("3-5日内答复", 0)
    ((6, 14, 16), (3, 5, 5), None)
    """
    match = _DAYS.match(text, start)
    if match is None:
        is_listed = date_end is not None and (text[start - 1] in _CLAUSE_ENDS or start - 1 == date_end)
        listed = _LISTED_DAY.match(text, start) if is_listed else None
        if listed is None or not 1 <= (day := whole_number(listed["day"])) <= _LAST_DAY:
            return None
        return listed.end(), day, day
    if match["single"]:
        day = whole_number(match["single"])
        opens = start > 0 and text[start - 1] in "（、" and "（" in text[max(0, start - _LAST_DAY) : start]
        before = "" if match["named"] is not None else text[start - 1 : start]
        opens = opens or (
            (match["named"] is not None or text.startswith("前", match.end("single") + 1))
            and (not before or before in _DEADLINE)
        )
        return (match.end("single") + 1, day, day) if opens and 1 <= day <= _LAST_DAY else None
    first, last = whole_number(match["first"]), whole_number(match["last"])
    return (match.end(), first, last) if 1 <= first < last <= _LAST_DAY else None
