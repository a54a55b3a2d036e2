"""The items of a section checked for facts: the innermost entries, or the paragraphs of a section without entries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from jyplan.checks.frequencies import frequencies_in
from jyplan.model import Fact, Role, Span
from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern
from jyplan.text.word_lists import load_word_lists

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject
    from jyplan.model import Node

_SIGNED = re.compile(r"\([^()]{2,30}\)[。;.]?\s*$")
"""A bracket at the end of an item names the owner, even without a known word for owners: （年级组长）."""
_TREND = (
    "(?:率|比例|比重|占比|指数|人数|人次|总量|均分|平均分|名次|排名|位次)[^,。;:、\n]{0,8}?"
    "(?:稳中有升|上升|提升|提高|增长|增加|扩大|下降|降低|减少|缩小|高于|低于|领先|居前|前列|前茅|前移|进位)"
)
"""A quantity and the direction of the change: 比例稳中有升."""
_BLANK = r"(?:(?<!_)_{2,}+|(?<![A-Za-z])[xX×]{1,3}|\(\s++\))\s?(?:[%次节篇个名人户本份所项期]|分钟)"
"""A blank for a figure, as 不少于__次: the figure is not missing."""
_COUNTS = lazy_pattern(f"{_TREND}|{_BLANK}")
_TIME = lazy_pattern("[0-9一二三四五六七八九十]{1,3}\\s?[月周日]|第.{1,3}周|学期|假期?|[上中下]旬|阶段")
"""A time in a heading."""
_BEGINS = lazy_pattern(
    "[(]?[0-9一二三四五六七八九十]{0,3}[、.)]{0,2}\\s?(?:[0-9]{4}年|次年)?(?:第?[0-9一二三四五六七八九十]{1,3}\\s?[月周])"
)
"""An entry with a month or week at the beginning."""
_TIMED = 0.8
"""Least share of entries with a month or week at the beginning in a schedule with entries below topics."""
_NUMBER = r"(?:[(]?[0-9一二三四五六七八九十]{1,3}[、.)]+|[①-⑳])?\s{0,2}"
_LEAD_IN = re.compile(r"[:]\s*$")
_SHORTEST = 6
"""Least characters of an item; shorter items are not judged."""


@dataclass(frozen=True, slots=True)
class CheckableItem:
    """An entry or a paragraph checked for facts."""

    span: Span
    facts: tuple[Fact, ...]
    node: str
    """Id of the entry, or of the section of the paragraph."""
    inherited: tuple[Fact, ...] = ()
    """The facts in the heading right above the entry, if the heading stands inside the section."""
    is_below_topic: bool = False
    """Whether the heading right above the entry, inside the section, names no time, and too few entries of the section begin with a time."""


def judged_items(subject: Subject, section: Node) -> list[CheckableItem]:
    """Return the items of a section expected to name facts; short items, lead-ins, signatures and learning goals are left out."""
    return [item for item in _items(subject, section) if _is_judged(subject, item, section.role)]


def lacking_kinds(
    subject: Subject, item: CheckableItem, kinds: tuple[str, ...], *, all_kinds: bool = False
) -> tuple[str, ...]:
    """Return the kinds of facts missing in an item; without `all_kinds` any kind out of `kinds` is enough.

    Empty for an item that lacks nothing. A quantity that is to rise or fall (比例稳中有升) and a blank (不少于__次) count as an
    indicator, a frequency (每月) as a date, a bracket at the end of an item as an owner.
    """
    missing = tuple(kind for kind in kinds if not _names_kind(subject, item, kind))
    return missing if all_kinds or len(missing) == len(kinds) else ()


_NO_GOALS = frozenset({Role.GUIDING, Role.BACKGROUND})


def _belongs_to(node: Node, section: Node) -> bool:
    """Whether an entry belongs to the section: rows of a calendar below a form's last label are no goals, nor is 指导思想."""
    if section.role is Role.GOAL and node.role in _NO_GOALS:
        return False
    return (node.role is Role.SCHEDULE) is (section.role is Role.SCHEDULE)


def _items(subject: Subject, section: Node) -> Iterator[CheckableItem]:
    leaves = [node for node in section.walk() if not node.children and _belongs_to(node, section)]
    if leaves != [section]:
        timed_count = sum(_BEGINS.match(subject.folded, node.span.start, node.span.end) is not None for node in leaves)
        is_timed = timed_count >= _TIMED * len(leaves)
        for node in leaves:
            parent = subject.parents.get(node.id)
            if parent is None or parent.id == section.id:
                yield CheckableItem(node.span, node.facts, node.id)
                continue
            has_time = any(fact.kind == "date" for fact in parent.facts) or _TIME.search(fold(parent.title or ""))
            yield CheckableItem(node.span, node.facts, node.id, parent.facts, not (is_timed or has_time))
        return
    position = subject.heading_span(section).end
    for paragraph in section.text:
        start = subject.text.find(paragraph, position)
        if start >= 0:
            position = start + len(paragraph)
            facts = tuple(fact for fact in section.facts if start <= fact.start < position)
            yield CheckableItem(Span(start, position), facts, section.id)


def _is_judged(subject: Subject, item: CheckableItem, role: Role) -> bool:
    text = subject.folded[item.span.start : item.span.end].strip()
    if role is Role.GOAL and _learning_goals().match(text):
        return False
    if role is Role.SCHEDULE and not any(fact.kind == "date" for fact in (*item.facts, *item.inherited)):
        return False  # a signature, a remark
    if role is Role.SCHEDULE and item.is_below_topic:
        return False  # （一）集体备课 1、每周三备课: a section ordered by topics
    return len(text) >= _SHORTEST and not _LEAD_IN.search(text)


@cache
def _learning_goals() -> re.Pattern[str]:
    words = load_word_lists("learning")
    labels, before, verbs = ("|".join(words[name]) for name in ("labels", "before", "verbs"))
    return lazy_pattern(rf"{_NUMBER}(?:{labels}|(?:{before}){{0,6}}(?:{verbs}))")


def _names_kind(subject: Subject, item: CheckableItem, kind: str) -> bool:
    if kind == "owner" and _SIGNED.search(subject.folded[item.span.start : item.span.end]):
        return True
    if kind == "indicator" and _COUNTS.search(subject.folded, item.span.start, item.span.end):
        return True
    if kind == "date" and next(frequencies_in(subject.folded, item.span.start, item.span.end), None):
        return True
    inherited = item.inherited if kind == "owner" else ()  # 九月（德育处）: the office for all entries below
    return any(fact.kind == kind for fact in (*item.facts, *inherited))
