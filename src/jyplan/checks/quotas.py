r"""Targets in a plan: the figures for a subject, each with a group and a time; words in `data/quotas.toml`.

| sentence, `subject: [听课]`, `unit: 节` | figures |
|---|---|
| 新教师听课40节，其他教师5节 | 40 for 新教师, 5 for 其他教师 |
| 上学期听课12节，本学期不少于20节 | 20 |
| 听课20节，上公开课2节 | 20 |
| 听课20节，其中新课5节 | 20 |
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jyplan.model import Indicator
from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.checks.subject import Subject
    from jyplan.model import Node

_FILE = Path(__file__).parents[1] / "data" / "quotas.toml"
_SENTENCE_ENDS = "。;\n"
_JOINTS = "、和与及,:("
"""Signs and words between a figure and the words before."""
_TERMS_IN_A_YEAR = 2
"""Terms of a school year, and of a calendar year."""
_NUMBER = lazy_pattern("[0-9]++(?:\\.[0-9]++)?|第?[一二三四五六七八九十]++")
_RISES = lazy_pattern("(?:提高|提升|上升|增加|增长|下降|降低|减少|压缩|压减)(?:到|至)")
"""Words behind the present value of a figure, in front of the target: 由25%提高到33%."""
_FROM = ("由", "从", "由原来的", "从原来的", "由去年的", "从去年的")
"""Words in front of the present value of a figure."""
_ON_DAYS = lazy_pattern(
    "(?P<周>每(?:周|星期)[一二三四五六日天](?![次节]))|(?P<双周>(?<![前后第十0-9])(?:两|双|隔)周(?![内后前年岁]))"
)
"""Times in a clause apart from the figure: 每周三, 两周; the name of the group is the unit of time."""
_VERB_AND_NOUN = 2
"""Characters of a name made of a verb and a noun: 听课."""
_LONGEST_FIGURE = 8
"""Most characters from a verb to the end of the figure: 听10-12节 has 7."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A target in a plan: 新教师听课40节."""

    fact: Indicator
    group: str
    """The group asked to reach the figure, as written; empty for everybody."""
    on_days: str = ""
    """Unit of a time apart from the figure: 周 for 每周一下午开班会1次, 双周 for 两周听课一节; empty without such a time."""


@cache
def _words() -> dict[str, tuple[str, ...]]:
    listed = tomllib.loads(_FILE.read_text("utf-8"))
    return {
        name: tuple(sorted(words, key=len, reverse=True)) for name, words in listed.items() if isinstance(words, list)
    }


@cache
def _weeks() -> dict[str, float]:
    return dict(tomllib.loads(_FILE.read_text("utf-8"))["weeks"])


def figures(subject: Subject, node: Node, names: Sequence[str], unit: str) -> Iterator[Figure]:
    """Yield the targets in a section's own text for any of `names` with the unit `unit`, both folded."""
    facts = sorted((fact for fact in node.facts if isinstance(fact, Indicator)), key=lambda fact: fact.start)
    if not any(fold(fact.unit) == unit for fact in facts):
        return
    is_titled = node.title is not None and any(name in fold(node.title) for name in names)
    sentence_start, group, is_named, is_past = -1, "", is_titled, False
    for index, fact in enumerate(facts):
        start = _sentence_start(subject, fact.start)
        if start != sentence_start:
            sentence_start, group, is_named, is_past = start, "", is_titled, False
        begin = max(start, facts[index - 1].end if index else start)
        before = subject.folded[begin : fact.end]
        behind = subject.folded[
            fact.end : facts[index + 1].start if index + 1 < len(facts) else _sentence_end(subject, fact.end)
        ]
        clause = before.rpartition(",")[2] if "," in before else before
        if (
            any(name in before for name in names)
            or (behind.strip()[:1] not in _JOINTS and behind.lstrip("的 ").startswith(tuple(names)))
            or any(_is_parted(subject.folded[begin : fact.end], behind, name) for name in names)
        ):
            is_named = True
        elif _names_other_thing(subject.folded[begin : fact.start], fact, names):
            is_named = is_titled and not _has_words(subject.folded[begin : fact.start])
        elif _group(before) and not any(name in before for name in names) and _are_groups(names):
            is_named = is_titled  # 数学80%，英语70%: each group has a figure
        group = _group(before) or group
        is_past = any(word in before for word in _words()["past"]) or (
            is_past and not any(word in before for word in _words()["present"])
        )
        if not is_named or fold(fact.unit) != unit:
            continue
        if _RISES.match(subject.folded, fact.end) and before.rstrip("0123456789.%").endswith(_FROM):
            continue  # 由25%提高到33%
        if any(word in clause for word in _words()["parts"]) or is_past:
            continue
        yield Figure(fact, group, _time_of(clause))


def _time_of(clause: str) -> str:
    """Return the unit of time in a clause apart from the figure; empty without such a time."""
    match = _ON_DAYS.search(clause)
    return match.lastgroup or "" if match else ""


def _is_parted(before: str, behind: str, name: str) -> bool:
    """Whether a figure stands between the verb and the noun of a name of two characters: 听10节课 for 听课."""
    if len(name) != _VERB_AND_NOUN or not behind.startswith(name[1]):
        return False
    verb = before.rfind(name[0])
    return verb >= 0 and len(before) - verb <= _LONGEST_FIGURE


def _sentence_start(subject: Subject, offset: int) -> int:
    ends = _ends(subject)
    index = bisect_left(ends, offset)
    return ends[index - 1] + 1 if index else 0


def _sentence_end(subject: Subject, offset: int) -> int:
    ends = _ends(subject)
    index = bisect_left(ends, offset)
    return ends[index] if index < len(ends) else len(subject.folded)


@lru_cache(maxsize=1)
def _ends(subject: Subject) -> list[int]:
    """Return the offsets of all ends of sentences."""
    return [offset for offset, sign in enumerate(subject.folded) if sign in _SENTENCE_ENDS]


def _names_other_thing(before: str, fact: Indicator, names: Sequence[str]) -> bool:
    """Whether the words before a figure name a thing besides names, groups and filling words."""
    text = before + fold(fact.text)
    for word in (*_words()["groups"], *_words()["fillers"], *names, fold(fact.unit)):
        text = text.replace(word, "")
    return len(_NUMBER.sub("", text).strip()) > 1


def _are_groups(names: Sequence[str]) -> bool:
    return any(name.endswith(_words()["groups"]) for name in names)


def _has_words(before: str) -> bool:
    """Whether words stand before a figure, joints left out."""
    return bool(before.strip(_JOINTS + "的 "))


def _group(before: str) -> str:
    """Return the group named before a figure: 其他教师; empty without a group."""
    clause = before.rpartition(",")[2].lstrip(_JOINTS)
    ends = [(clause.rfind(word) + len(word), word) for word in _words()["groups"] if word in clause]
    if not ends:
        return ""
    end = max(ends)[0]
    start = max((clause.rfind(sign, 0, end) + 1 for sign in "、:("), default=0)
    return clause[start:end].removeprefix("每位").removeprefix("每名").removeprefix("每")


def per_period(figure: Figure, per: Sequence[str], weeks: int) -> tuple[float, bool] | None:
    """Return the figure over the time in `per`, and whether the figure was converted; None for a figure per anything else.

    `per` names persons (人), times (学期) or both; the first time counts. A figure without a person or a time is taken as it is.
    """
    fact = figure.fact
    value = max(fact.value, fact.upper or 0.0)
    persons = [word for word in per if word in _words()["persons"]]
    times = [word for word in per if length_of(word, weeks) is not None]
    other_units = [word for word in per if word not in persons and word not in times]
    own_time: str | None = figure.on_days or None
    for word in map(fold, fact.per):
        if length_of(word, weeks) is not None:
            own_time = word
        elif any(word.endswith(person) or person in word for person in _words()["persons"]):
            if per and not persons and other_units:
                return None
        elif per and not any(unit in word for unit in other_units):
            return None
    if not times or own_time is None or own_time in times:
        return value, False
    wanted, given = length_of(times[0], weeks), length_of(own_time, weeks)
    return (value * (wanted or 1.0) / (given or 1.0), True)


def length_of(period: str, weeks: int) -> float | None:
    """Return the weeks of a unit of time, with terms of `weeks` weeks; None for a word without a length.

    >>> length_of("月", 18), length_of("学年", 18), length_of("人", 18)
    (4, 36, None)
    """
    if period in {"学期", "期"}:
        return weeks
    if period in {"学年", "年", "年度"}:
        return weeks * _TERMS_IN_A_YEAR
    return _weeks().get(period)
