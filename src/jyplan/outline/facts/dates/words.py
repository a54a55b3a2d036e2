"""Dates in words: weeks of a term, weekdays, days of every month, 学期末, feasts."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Period
from jyplan.outline.facts.dates.iso import Moment, part_of_year
from jyplan.outline.facts.indicators.units import unit_pattern
from jyplan.outline.facts.vocabulary import FactWords, load_vocabulary
from jyplan.text.patterns import HANZI, lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jyplan.model import SchoolYear
    from jyplan.outline.facts.fact_text import FactText

_N = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_LINK = "(?:—{1,2}|-|~|至|到|、|和|及)"
_WEEKDAY = "[一二三四五六日天]"
_LONGEST_LIST = 30
"""Weeks or days of a list after the first: a term has up to 26 weeks. Each 第 of a list begins a search of its own."""
_BEFORE = frozenset({"前", "之前", "以前", "前夕"})
_AFTER = frozenset({"后", "之后", "以后"})
_PACED = lazy_pattern("每[日天月季]一")
"""每日一清扫、每周一检查: once a day and once a week, not on Mondays."""
_NEAR = 12
"""Characters around 每周一 in which 每日一 or 每月一 shows the meaning 'once a week'."""
_ONE_VERB = lazy_pattern(rf"{HANZI}(?:[，。；：！？、）)\s]|$)")
"""A verb or noun of one character at the end of the clause, before which 每周一 means 'once a week': 每周一评."""
_NUMERAL_BEFORE = frozenset("第0123456789一二两三四五六七八九十")


class _DatePatterns(NamedTuple):
    trigger: re.Pattern[str]
    """The first two characters of all dates in words: two classes, so that the search is fast."""
    date: re.Pattern[str]
    feasts: dict[str, Moment]
    joined: tuple[str, ...]
    """A feast and a sign, before a further feast: 中秋节、国庆节前."""


@cache
def _patterns() -> _DatePatterns:
    words = load_vocabulary()
    feasts = {
        name: Moment(None, int(date[:2]), int(date[3:]))
        for date, names in words.table("dates.feasts").items()
        for name in names
    }
    names = {*feasts, *words.texts("dates.moments", "dates.occasions", "dates.vacations")}
    first = {name[0] for name in names} | set("第每单双次上下本当周星礼隔考比")
    second = {name[1] for name in names} | {name[0] for name in words.texts("dates.moments")}
    second |= set("0123456789一二三四五六七八九十日天期拜个周月学年半星礼季单双、试赛考")
    return _DatePatterns(
        lazy_pattern(f"[{''.join(sorted(first))}](?=[{''.join(sorted(second))}])"),
        lazy_pattern("|".join(_alternatives(words, feasts))),
        feasts,
        tuple(name + link for name in (*feasts, *words.texts("dates.occasions")) for link in "、和及与"),
    )


def _alternatives(words: FactWords, feasts: Iterable[str]) -> list[str]:
    """Return the expressions for dates in words: weeks, weekdays, days of every month, feasts, vacations, parts of a term."""
    stretch = f"(?:第?{_N}|两)(?:个?(?:周|月|工作日)|[天日])"
    tail = f"(?:[前后]的?{stretch}[之以]?内?|{words.alternatives('dates.tails')})"
    daypart = words.alternatives("dates.dayparts")
    day = f"(?:周|星期|礼拜)(?!日[记志常程报]){_WEEKDAY}(?:{_LINK}(?:周|星期)?{_WEEKDAY}){{0,{_LONGEST_LIST}}}(?![换歌诗]|{unit_pattern()}|[一二三四五六七八九十]|[0-9]{{1,2}}(?![0-9：]))(?:{daypart}){{0,2}}"
    weeks = f"(?:每(?:学期|学年)的?(?:开学)?|开学)?第{_N}(?:周?{_LINK}第?{_N}){{0,{_LONGEST_LIST}}}周(?![期岁年边末])(?:的?(?:周|星期){_WEEKDAY}(?:{_LINK}(?:周|星期)?{_WEEKDAY})?(?:{daypart})?)?(?:之前|以前|前后|前|左右|起|内)?"
    nth = f"每个?月的?(?:第{_N}|最后一?)个?"
    week = f"周(?!{_WEEKDAY})"
    monthly = f"{nth}{week}|(?:每个?|次)月的?(?:(?:{_N}[日号]?{_LINK})?{_N}[日号](?:以?前)?|[上中下]旬|初|底|末)"
    fixed = "|".join(re.escape(name) for name in sorted(feasts, key=lambda name: (-len(name), name)))
    return [
        weeks,
        # the days of all kinds of weeks in one place: the expression of a day is long
        f"(?:{nth}(?:{week}的?)?|每?[单双](?:周的?)?(?=[周星礼])|[每次上下本隔]个?周的?|[每隔下本上])?{day}",
        monthly,
        "每(?:学期|学年|季度|季|年|周)[初底末](?![考月])|每学期[上中下]旬|每年(?:年[底末初]|年终(?!考总奖评结就))",
        f"每季度(?:首月|末月|第[一二三1-3]个?月)(?:的?(?:{_N}[日号]|[上中下]旬|初|底)以?前?)?",
        f"(?:考试|开考|比赛)前的?{stretch}",
        "上、?下半年",
        f"(?:每(?:学期|学年)|[春秋]季(?:学期)?)?开学(?:{stretch}后|[前后]的?{stretch}[之以]?内?)",
        f"(?P<moment>[上下]半年)(?:{tail})?",
        f"(?P<feast>{fixed})(?:{words.alternatives('dates.holidays')})?(?P<feast_tail>{tail})",
        f"{words.alternatives('dates.occasions')}{words.alternatives('dates.holidays')}{tail}",
        "[本下上](?:学期|学年|周|月)内",
        # 暑假 at the beginning of a clause, before a verb: 暑假组织教师培训.
        f"(?<![^，。；：！？、 （\n\t在于年用]){words.alternatives('dates.vacations')}(?!、期[中末](?:试|考|检测|测|成绩|质量|复习|命题|统考|练习))(?={words.alternatives('dates.vacation_followers')}|[，：、； ）\n\t]|$)",
        f"(?:每(?:(?:个?学期|学年)(?!结束|开始))?)?{words.alternatives('dates.occasions')}(?:结束)?(?P<occasion_tail>{tail})",
        "每(?:个?学年|年)的?第?[一二12上下]个?学期",
        f"[本当次每下]?(?P<word>{words.alternatives('dates.moments')})(?P<tail>{tail})?",
    ]


def find_word_dates(stretch: FactText, taken: list[tuple[int, int]]) -> Iterator[Period]:
    """Yield the dates in words outside the spans `taken` (sorted by place), by place."""
    patterns = _patterns()
    text, end = stretch.text, 0
    places = iter([*taken, (len(text) + 1, len(text) + 1)])
    place = next(places)
    for trigger in patterns.trigger.finditer(text):
        start = trigger.start()
        if start < end:
            continue
        match = patterns.date.match(text, start)
        if match is None or _is_part_of_word(text, match):
            continue
        while place[1] <= start:
            place = next(places)
        if match.end() > place[0] or (text[start] != "“" and stretch.is_sealed(start)):
            continue
        joined = _joined_start(text, match, patterns.joined, end)
        end = match.end()
        if joined < start:  # the bounds of two feasts are not known
            yield Period(*stretch.quote(joined, end))
        else:
            yield Period(*stretch.quote(start, end), *_resolve(match, patterns, stretch.year))


def _joined_start(text: str, match: re.Match[str], joined: tuple[str, ...], floor: int) -> int:
    """Return where the feasts before a feast with 前 or 期间 start, else where the feast starts: 元旦、春节期间."""
    start = match.start()
    if match["feast_tail"] is None and match["occasion_tail"] is None:
        return start
    while (name := next((name for name in joined if text.endswith(name, floor, start)), None)) is not None:
        start -= len(name)
    return start


def _is_part_of_word(text: str, match: re.Match[str]) -> bool:
    """Return whether the text before a match makes the match a part of a longer word: 一周五次, 第二周三, 二十年底, 本学年末."""
    before = text[match.start() - 1 : match.start()]
    if match[0] == "每周一" and (
        _ONE_VERB.match(text, match.end()) or _PACED.search(text, max(0, match.start() - _NEAR), match.end() + _NEAR)
    ):
        return True
    if match[0].startswith("本学期中") or (before == "本" and match[0].startswith("学期中")):
        return True  # 争取在本学期中改正
    if before == "学" and match["word"] is not None and match[0][0] == "年":
        return True  # 学年内
    if match[0][0] in "周星礼年月学季" and before in _NUMERAL_BEFORE:
        return before != ""
    return before == "每" and (match["word"] is not None or match[0][0] in "周星礼")


def _resolve(match: re.Match[str], patterns: _DatePatterns, year: SchoolYear | None) -> tuple[str | None, str | None]:
    """Return the first and last day of a date in words, as far as calendar and school year fix the days."""
    if match["feast"] is not None:
        day = patterns.feasts[match["feast"]].within(year).bounds()[0]
        return _bounded(day, day, match["feast_tail"])
    calendar_year = year.first if year is not None and year.first == year.last else None
    if match["moment"] is not None:
        return part_of_year(calendar_year, match["moment"])
    word = match["word"]
    if word is None or word[0] != "年":
        return None, None
    month = 1 if word == "年初" else 12
    first, last = Moment(None, month).within(year).bounds()
    if word == "年内":
        return None, last
    return _bounded(first, last, match["tail"])


def _bounded(first: str | None, last: str | None, tail: str | None) -> tuple[str | None, str | None]:
    """Return a period with an open beginning before 前, an open end before 后."""
    if tail in _BEFORE:
        return None, last
    if tail in _AFTER:
        return first, None
    return (None, None) if tail == "前后" else (first, last)
