"""Requires sections. A section is present if any heading of the plan has the role.

`sections` lists roles and titles; `|` separates alternatives. A title is present if a heading contains the title or is
spelled nearly like it (one character in four may differ), or if a paragraph has it among its first words and a sign or 是, 为, 如下
behind it: `本学期的目标是……`, not `目标管理办法……`. `任务$` is present only at the end of a heading or before such a sign: 主要任务, not 任务和措施.

Guiding ideas are also present in a plan with 以……为指导 in the first sentences, and a schedule in a plan with five different dates
of items. In a plan with nothing but a schedule and an introduction the schedule counts as tasks and measures.

Not required are a section that may stand in an unread part (a picture), any section of a form with unclear sections, and the
schedule of a paper for several years, as 三年行动计划（2024—2026） or 发展规划. `of_whole` names roles required only of the plan of
a whole school or office; a word of `parts` in the title marks the plan of a group, a class or a person. `levels` of the rule may
set the level of every missing role.

```yaml
rules:
  missing-section:
    type: required_section
    sections: [goal, task|measure, 学情分析|班情分析]
    tests:
      pass:
        - |
          三年级工作计划
          一、学情分析
          全班四十人。
          二、工作目标
          及格率达到95%。
          三、主要工作
          每周家访一次。
      fail:
        - |
          三年级工作计划
          一、工作目标
          及格率达到95%。
          二、主要工作
          每周家访一次。
```
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.options import BadValueError, ListOf, RoleName, Shape, option, unknown
from jyplan.checks.own_names import paper_words
from jyplan.checks.protocol import Violation
from jyplan.checks.words import section_words
from jyplan.model import Message, Role, Wording
from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject

MESSAGE = Wording("缺少“{section}”部分", "there is no section “{section}”")
HINT = Wording("补写这一部分，并用通行的名称作标题", "write it, under one of its usual names")
PLACEHOLDERS = {"section": "the missing section"}
VARIANTS = tuple(role.value for role in Role)
NEEDS_ONE_OF: tuple[str, ...] = ()

_OPENING = 16
"""Characters at the beginning of a paragraph, behind the number, searched for the name of a section."""
_GIVEN = ("围绕", "按照", "根据", "对照", "紧扣", "为了", "本着")
"""Words in front of a thing given from above, as 围绕年度目标: no section is meant; nor behind 为, as in 以立德树人为根本任务."""
_REACH_OF_AS = 3
"""Characters in front of a section's name searched for 为."""
_FIRST_WORD = re.compile("[\u4e00-\u9fff]{2}")
"""The first Chinese word of a paragraph, behind the number; the numeral of 一、 is a single character."""
_DATED = 5
"""Least different dates of items in a plan without a need for a schedule."""
_TIME = lazy_pattern(
    "^(?!每)(?:.*(?:[0-9一二三四五六七八九十]月|第?[0-9一二三四五六七八九十]{1,3}周)|20[0-9]{2}|寒假|暑假|学期[初中末])"
)
"""A time of the year or of the term."""
_OF_WORK = frozenset({Role.TASK, Role.MEASURE, Role.GOAL, Role.SAFEGUARD, Role.OTHER})
"""Roles of sections with dated items."""
_AROUND_A_SCHEDULE = frozenset({Role.SCHEDULE, Role.BACKGROUND, Role.GUIDING, Role.OTHER})
"""Roles of a plan with nothing but a schedule and an introduction."""
_INTRODUCTION = 600
"""Characters below the title searched for 以……为指导."""
_GUIDED_BY = 80
"""Most characters between 以 and 为指导."""
_SIGNS = ":。;,"
"""Signs at the end of headings, folded."""
_ALIKE = 0.75
"""Least SequenceMatcher ratio of a misspelled title: a character in four may differ."""


@dataclass(frozen=True, slots=True)
class Section(Shape):
    """Alternative roles and titles, divided by `|`."""

    def read(self, text: str) -> tuple[str, ...]:
        """Return the alternatives; an empty or unknown name is refused."""
        names = tuple(name.strip() for name in text.split("|"))
        for name in names:
            if not name:
                raise BadValueError(Message("must not be empty"))
            if name.isascii() and name not in VARIANTS:
                raise BadValueError(unknown(name, VARIANTS))
        return names


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `required_section`."""

    sections: tuple[tuple[str, ...], ...] = option(
        ListOf(Section()), "Roles or titles; `task|measure` requires either."
    )
    of_whole: tuple[Role, ...] = option(
        ListOf(RoleName()), "Roles asked only of the plan of a whole school or office.", ()
    )
    parts: tuple[str, ...] = option(
        ListOf(Shape()), "Words in the title of a plan of a group, a class or a person, for `of_whole`.", ()
    )


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield a violation at the plan's title for every missing section, except sections possible in an unread part."""
    present = {node.role.value for node in subject.nodes}
    if _is_guided(subject):
        present.add(Role.GUIDING)
    if Role.SCHEDULE in present and present <= _AROUND_A_SCHEDULE:
        present |= {Role.TASK, Role.MEASURE}
    if _is_dated_throughout(subject):
        present.add(Role.SCHEDULE)
    titles = [fold(node.title) for node in subject.nodes if node.title]
    openings = list(_openings(subject))
    place = subject.title_span
    spared = _spared(subject, options)
    for names in options.sections:
        if any(name in spared for name in names):
            continue
        if not any(name in present if name in VARIANTS else _is_named(name, titles, openings) for name in names):
            roles = tuple(name for name in names if name in VARIANTS)
            variant = roles[0] if roles else ""
            if any(subject.may_hold_section(Role(role)) for role in roles) or (not roles and subject.may_hold_more()):
                continue
            yield Violation(place.start, place.end, {"section": section_words(roles or names)}, variant)


def _spared(subject: Subject, options: Options) -> frozenset[str]:
    """Return the roles not asked of a plan with this title."""
    title = fold(subject.plan.title or "")
    spared = {role.value for role in options.of_whole if any(fold(word) in title for word in options.parts)}
    year = subject.plan.school_year
    if (year is not None and year.spans_years) or any(word in title for word in paper_words()["for_years"]):
        spared.add(Role.SCHEDULE.value)
    return frozenset(spared)


def _is_guided(subject: Subject) -> bool:
    """Whether the introduction or the first section says 以……为指导, 本着……的原则."""
    begin = subject.title_span.end
    nodes = subject.plan.nodes
    end = min(nodes[1].span.start if len(nodes) > 1 else begin + _INTRODUCTION, begin + _INTRODUCTION)
    opening = subject.folded[begin:end]
    return any(
        opening.rfind("以", max(0, place - _GUIDED_BY), place) >= 0
        for word in paper_words()["guided"]
        if (place := opening.find(word)) > 0
    )


def _is_dated_throughout(subject: Subject) -> bool:
    """Whether the work is dated item by item, so no calendar is missing; recurring times (每周一, 月底) do not count."""
    times = {
        fact.text
        for node in subject.nodes
        if node.role in _OF_WORK and not node.children
        for fact in node.facts
        if fact.kind == "date" and _TIME.search(fold(fact.text))
    }
    return len(times) >= _DATED


def _openings(subject: Subject) -> Iterator[str]:
    """Yield the first words of every paragraph below the title."""
    title_end = subject.title_span.end
    for start, block in zip(subject.block_starts, subject.plan.blocks, strict=True):
        if start >= title_end:
            text = subject.folded[start : start + len(block.text)]
            first = _FIRST_WORD.search(text)
            if first:
                yield text[first.start() : first.start() + _OPENING]


def _is_named(name: str, titles: list[str], openings: list[str]) -> bool:
    wanted = fold(name)
    if wanted.endswith("$"):
        ending = wanted.removesuffix("$")
        return any(title.rstrip(_SIGNS).endswith(ending) for title in titles) or _opens_paragraph(ending, openings)
    return (
        any(wanted in title for title in titles) or _opens_paragraph(wanted, openings) or _is_misspelled(wanted, titles)
    )


def _opens_paragraph(wanted: str, openings: list[str]) -> bool:
    pattern = re.compile(rf"{re.escape(wanted)}(?:\W|$|[是为的上表]|如下|主要)")
    return any(
        wanted in opening and pattern.search(opening) and not _is_given(opening[: opening.index(wanted)])
        for opening in openings
    )


def _is_given(before: str) -> bool:
    return before.startswith(_GIVEN) or "为" in before[-_REACH_OF_AS:]


def _is_misspelled(wanted: str, titles: list[str]) -> bool:
    from difflib import SequenceMatcher

    return any(
        abs(len(title) - len(wanted)) <= 1 and SequenceMatcher(None, title, wanted).ratio() >= _ALIKE
        for title in titles
    )
