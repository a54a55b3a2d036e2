"""Requires a fact in every item of a section: a figure, a date, an owner or a deliverable.

Items are the innermost entries of the section, or its paragraphs if the section has no entries; in a schedule only items
with a date. A quantity that is to rise or fall (比例稳中有升) counts as a figure, and a bracket at the end of an item as
an owner. If at least `share` of the items name a fact, every item without a fact is reported; otherwise the section is
reported once. Items of fewer than six characters, or with a colon at the end, are left out.

```yaml
rules:
  goal-without-indicator:
    type: has_fact
    roles: [goal]
    facts: [indicator]
    tests:
      pass:
        - |
          三年级工作计划
          一、工作目标
          1、及格率达到95%。
          2、每人每学期听课15节。
      fail:
        - |
          三年级工作计划
          一、工作目标
          1、及格率达到95%。
          2、营造团结友爱的氛围，提高学生的素养。
        - |
          三年级工作计划
          一、工作目标
          营造团结友爱的氛围，提高学生的素养。
```
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.options import Choice, ListOf, Number, RoleName, Whole, option
from jyplan.checks.protocol import Violation
from jyplan.checks.subject import topmost
from jyplan.checks.words import FACT_NAMES, fact_words, quoted
from jyplan.model import Fact, Role, Span, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject
    from jyplan.model import Node

MESSAGE = Wording("“{item}”没有写明{fact}", "“{item}” names no {fact}")
HINT = Wording("写出可以检查的内容", "name something that can be checked")
PLACEHOLDERS = {
    "item": "the beginning of the item, or the section's title",
    "fact": "the missing fact",
    "with": "the number of items with such a fact",
    "of": "the number of items in the section",
}
VARIANTS = ("item", "section")
NEEDS_ONE_OF: tuple[str, ...] = ()

_SIGNED = re.compile(r"\([^()]{2,30}\)[。;.]?\s*$")
"""A bracket at the end of an item names the owner, even without a known word for owners: （年级组长）."""
_TREND = re.compile(
    "(?:率|比例|比重|占比|指数|人数|人次|总量|均分|平均分|名次|排名|位次)[^,。;:、\n]{0,8}?"
    "(?:稳中有升|上升|提升|提高|增长|增加|扩大|下降|降低|减少|缩小|高于|低于|领先|居前|前列|前茅)"
)
"""A quantity and the direction in which it is to change."""
_LEAD_IN = re.compile(r"[:]\s*$")
_SHORTEST = 6
"""Least characters of an item; shorter items are not judged."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `has_fact`."""

    roles: tuple[Role, ...] = option(ListOf(RoleName()), "Sections of these roles.")
    facts: tuple[str, ...] = option(
        ListOf(Choice(tuple(FACT_NAMES))),
        "Kinds of facts, any of which is enough: indicator, date, owner, deliverable.",
    )
    share: float = option(
        Number(0, 1),
        "Least share of items with a fact at which items without a fact are reported one by one, from 0 to 1.",
        0.5,
    )
    least: int = option(Whole(least=1), "Sections with fewer items are not checked.", 1)


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the items without a fact, or the section if few of its items have a fact."""
    for section in topmost(subject, options.roles):
        items = [item for item in _items(subject, section) if _is_judged(subject, item, section.role)]
        without = [item.span for item in items if not _names_fact(subject, item, options)]
        if not without or len(items) < options.least or subject.may_hold_more(section):
            continue
        share = 1 - len(without) / len(items)
        counts: dict[str, object] = {
            "with": len(items) - len(without),
            "of": len(items),
            "fact": fact_words(options.facts),
        }
        if share and share >= options.share:
            for item in without:
                text = quoted(subject.text[item.start : item.end])
                yield Violation(item.start, item.end, {"item": text} | counts, "item")
        else:
            span = subject.heading_span(section)
            yield Violation(
                span.start, span.end, {"item": quoted(subject.text[span.start : span.end])} | counts, "section"
            )


@dataclass(frozen=True, slots=True)
class _CheckableItem:
    span: Span
    facts: tuple[Fact, ...]


def _items(subject: Subject, section: Node) -> Iterator[_CheckableItem]:
    """Yield the innermost entries of a section, or the paragraphs of a section without entries."""
    leaves = [node for node in section.walk() if not node.children]
    if leaves != [section]:
        yield from (_CheckableItem(node.span, node.facts) for node in leaves)
        return
    position = subject.heading_span(section).end
    for paragraph in section.text:
        start = subject.text.find(paragraph, position)
        if start >= 0:
            position = start + len(paragraph)
            yield _CheckableItem(
                Span(start, position), tuple(fact for fact in section.facts if start <= fact.start < position)
            )


def _is_judged(subject: Subject, item: _CheckableItem, role: Role) -> bool:
    text = subject.folded[item.span.start : item.span.end].strip()
    if role is Role.SCHEDULE and not any(fact.kind == "date" for fact in item.facts):
        return False  # a signature, a remark
    return len(text) >= _SHORTEST and not _LEAD_IN.search(text)


def _names_fact(subject: Subject, item: _CheckableItem, options: Options) -> bool:
    if "owner" in options.facts and _SIGNED.search(subject.folded[item.span.start : item.span.end]):
        return True
    if "indicator" in options.facts and _TREND.search(subject.folded, item.span.start, item.span.end):
        return True
    return any(fact.kind in options.facts for fact in item.facts)
