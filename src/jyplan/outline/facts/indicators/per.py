"""The basis of a figure's count: 每人每年, 每位教师, 每两周, 生均, 一学期三次."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jyplan.outline.facts.vocabulary import load_vocabulary
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_EVERY_OR_AVERAGE = lazy_pattern("[每均]|人人")
_TIME_STARTS = frozenset("个年月周天日学季星")
_DEED = "(?:要|应|须|需)?(?:[上听读写看讲评查办搞开作做]|开展|召开|组织|举行|举办|进行|完成|检查|撰写|阅读|安排)?"
"""A verb between a time and its number: 一学期上两节."""
_YEARLY = frozenset("年月周")
_ALL_YEAR = frozenset("全今明去每本近两三半")
"""Before 年人均 these make the year no basis: 全年人均."""
_BASIS_STARTS = frozenset("/·每（")
_LONGEST_CHAIN = 3
"""Bases behind a figure: 2节/人/学期."""
_FEW = "[0-9一二两三四五六七八九十]{1,3}"


class Per(NamedTuple):
    """A 每… in folded text, or a phrase of the same meaning (生均, 一周)."""

    start: int
    end: int
    name: str
    """As written without 每 and classifier: 教师, 两周."""
    is_group: bool
    """True for people or a group of people; such a 每… holds for the rest of the sentence."""
    is_indirect: bool = False
    """True for 让每个孩子…: the 每… is an object and measures nothing."""


class _PerPatterns(NamedTuple):
    every: re.Pattern[str]
    frequency: re.Pattern[str]
    behind: re.Pattern[str]
    """The basis behind a figure: 8节/学期, 8节每学期."""


@cache
def _patterns() -> _PerPatterns:
    words = load_vocabulary()
    times = words.alternatives("indicators.per.times")
    nouns = words.alternatives("indicators.per.nouns")
    classifier = words.alternatives("indicators.per.classifiers")
    every = "|".join(
        [
            f"每一?(?P<classifier>{classifier})(?P<noun>(?![年月周天日季]|星期|学期|学年|工作日)[^，。；：、！？每0-9\\s]{{0,5}}?(?>{nouns}+))",
            f"每(?P<time>(?:{_FEW})?个?{times})(?![一二三四五六日天](?:上午|下午|晚))",
            f"每一?(?P<group>(?!次)[^，。；：、！？每0-9\\s]{{0,2}}?(?>{nouns}+)|{words.alternatives('indicators.per.groups')})(?!次)",
            f"每(?P<event>{words.alternatives('indicators.per.events')})",
            # 每个品种不少于125克: whatever stands between 每 and what is asked for.
            f"每一?(?P<any_classifier>{classifier})?(?P<any>(?![次隔逢当不至超高增多少低])[^，。；：、！？每0-9一二两三四五六七八九十\\s]{{1,4}}?)(?=不少于|不低于|不超过|不多于|至少|最多|[0-9]|每(?:周|月|天|日|年|学期|学年))",
            "(?P<everybody>人人)(?=[^，。；：、！？]{0,4}?[0-9一两])",
            "每隔[一1]个?(?P<alternate>周|天|月|星期)",
            "每一?(?P<bare>位|名|所|门|项|件)(?=[^，。；：、！？]{1,6})",
            f"(?P<average>[{''.join(sorted(words.texts('indicators.per.averages')))}])均(?![衡匀等])",
        ]
    )
    # 一周两次 has the meaning of 每周两次.
    frequency = (
        f"(?P<time>{_FEW}个?{times}|半(?:年|学期|个?月))(?:(?=(?:(?:至少|最少|不少于)(?!{_FEW}))?{_DEED}(?:[一二两三四五六七八九]|[0-9]{{1,5}}(?:[—~至-][0-9]{{1,2}})?)(?:次|节|课时|轮|期|小时|篇|本|字))"
        f"|(?<=[一1两2]学期|[一1两2]学年|.[一1]周|.[一1]年|.[一1]月|[一1]个月)(?=[^，。；：、！？0-9一二两三四五六七八九十内后前以来的中末初里半左右起]{{0,6}}"
        f"(?:(?:不得?少于|不低于|至少|不超过|最少)[0-9一二两三四五六七八九十]{{1,3}}|[0-9两三四五六七八九十]{{1,3}})(?:次|节|课时|轮|期|小时|篇|本|份|户|人次|场))"
        "|(?<=[一1]学期|[一1]学年|.[一1]年|[一1]个月)(?=[^，。；：、！？0-9一二两三四五六七八九十内后前以来的中末初里半左右起]{2,10}一[次遍轮场](?:[，。；、]|$)))"
    )
    basis = (
        f"(?:{times}|{words.alternatives('indicators.per.groups', 'indicators.per.nouns', 'indicators.per.events')})"
    )
    behind = f"(?:[/·]一?|(?:每一?(?:{classifier})?)(?={basis}(?:[，。；、！）\\s]|$))|(?P<bracket>（)(?=每|{times})每?(?={basis}）))(?P<name>{basis})(?(bracket)）)"
    return _PerPatterns(lazy_pattern(every), lazy_pattern(frequency), lazy_pattern(behind))


def find_pers(text: str) -> list[Per]:
    """Return every 每… and …均 of a text, by place.

    >>> [(per.name, per.is_group) for per in find_pers("每位任课教师每两周听课一次，生均图书25册")]
    [('任课教师', True), ('两周', False), ('生', True)]
    """
    pers = []
    for match in _every(text):
        kind = match.lastgroup or ""
        name = "人" if kind == "everybody" else f"两{match[kind]}" if kind == "alternate" else match[kind]
        group = kind in ("noun", "group", "bare", "any", "everybody") or (kind == "average" and name not in "周月年日")
        indirect = match.start() > 0 and text[match.start() - 1] in "让使给为对把令"
        name = name.replace("个", "") if kind == "time" else name.removesuffix("个")
        pers.append(Per(match.start(), match.end(), name, group, indirect))
        if kind == "average" and (time := _time_before(text, match.start())):
            pers.append(time)
    return pers


def _time_before(text: str, start: int) -> Per | None:
    """Return the 年 of 年人均, None for an 人均 without a time directly before."""
    name = text[start - 1 : start]
    if name not in _YEARLY or text[start - 2 : start - 1] in _ALL_YEAR:
        return None
    return Per(start - 1, start, name, is_group=False)


def _every(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of 每… and …均, without overlaps."""
    every, end = _patterns().every, 0
    for sign in _EVERY_OR_AVERAGE.finditer(text):
        start = sign.start() - (sign[0] == "均")
        if start >= end and (match := every.match(text, start)):
            end = match.end()
            yield match


def read_frequency(text: str, number: re.Match[str]) -> Per | None:
    """Return the 一周 of 一周两次 as a 每周, None for any other number.

    >>> from jyplan.outline.facts.numbers import NUMBER
    >>> read_frequency("党课一年四次", NUMBER.search("党课一年四次"))
    Per(start=2, end=4, name='年', is_group=False, is_indirect=False)
    """
    start = number.start()
    if text[number.end() : number.end() + 1] not in _TIME_STARTS:
        return None
    match = _patterns().frequency.match(text, start)
    if match is None or (start and text[start - 1] in "第0123456789每"):
        return None
    name = match["time"].replace("个", "")
    return Per(start, match.end(), name[1:] if name[0] in "一1" and not name[1].isdigit() else name, is_group=False)


def read_per_behind(text: str, end: int) -> list[Per]:
    """Return the bases written behind a figure, from the figure's `end` on.

    >>> [per.name for per in read_per_behind("8节/人/学期", 2)], [per.name for per in read_per_behind("8节每学期", 2)]
    (['人', '学期'], ['学期'])
    """
    pers: list[Per] = []
    while len(pers) < _LONGEST_CHAIN and text[end : end + 1] in _BASIS_STARTS:
        match = _patterns().behind.match(text, end)
        if match is None:
            break
        name = match["name"]
        group = name not in load_vocabulary().texts("indicators.per.times", "indicators.per.events")
        pers.append(Per(end, match.end(), name, group))
        end = match.end()
    return pers
