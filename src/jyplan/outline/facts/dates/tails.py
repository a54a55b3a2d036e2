"""The words behind a date, as a part of the date: 前, 起, （周三）, 上午."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jyplan.outline.facts.vocabulary import load_vocabulary
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import re

_OPEN_END = lazy_pattern("起|开始|以来|以后|之后|后(?![勤续备顾期面台方])")
_WEEKDAY = lazy_pattern(
    "(?<=[日号])(?:周|星期)[一二三四五六日](?![、至—-])|（(?:(?:周|星期|礼拜)[一二三四五六日天](?:[、至—-](?:周|星期)?[一二三四五六日天])?(?:[上下]午|晚上?)?|(?:农历|正月|腊月|[一二三四五六七八九十]{1,2}月)[初十廿一二三四五六七八九]{2,3})）"
)
_WEEK_OF_MONTH = lazy_pattern(
    "的?(?:第[1-5一二三四五]|最后一)个?(?:周(?![期岁年边末])(?:的?(?:周|星期)[一二三四五六日天])?|星期[一二三四五六日天])"
)
_AROUND = lazy_pattern("前后|左右|止")
_CLOCK = lazy_pattern(" ?[0-9]{1,2}(?:：[0-9]{2}|[点时]半?)(?=之?前|以前)")
"""A clock time before 前: 下午5点前."""


@cache
def _before() -> re.Pattern[str]:
    return lazy_pattern("底?(?:以前|之前|前(?!后|夕|往|来|期|提(?![交供出升醒高名])|[0-9一两二三四五](?:个?周|天)))")


@cache
def _daypart() -> re.Pattern[str]:
    return lazy_pattern(load_vocabulary().alternatives("dates.dayparts"))


def read_tail(text: str, end: int, first: str | None, last: str | None) -> tuple[int, str | None, str | None]:
    """Read the words behind a date: a weekday in brackets, a part of the day, 前, 起.

    Return the end of the date with these words, the first day (None behind 前) and the last day (None behind 起).

    >>> read_tail("9月15日下班前", 5, "2024-09-15", "2024-09-15")
    (8, '2024-09-15', '2024-09-15')
    >>> read_tail("9月15日前", 5, "2024-09-15", "2024-09-15")
    (6, None, '2024-09-15')
    >>> read_tail("9月15日下午5点前", 5, "2024-09-15", "2024-09-15")
    (10, None, '2024-09-15')
    """
    if text[end - 1 : end] == "年" and text.startswith("间", end):
        end += 1  # 2022年至2025年间
    week = _WEEK_OF_MONTH.match(text, end) if text[end - 1 : end] in "月份" else None
    if week is not None:
        end = week.end()
    weekday = _WEEKDAY.match(text, end)
    if weekday is not None:
        end = weekday.end()
    daypart = _daypart().match(text, end)
    if daypart is not None:
        end = daypart.end()
    clock = _CLOCK.match(text, end)
    if clock is not None:
        end = clock.end()
    before = _before().match(text, end)
    if before is not None:
        return before.end(), None, last
    around = _AROUND.match(text, end)
    if around is not None:
        return around.end(), first, last
    opened = _OPEN_END.match(text, end)
    if opened is not None:
        return opened.end(), first, None
    return end, first, last
