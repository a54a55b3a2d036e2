"""Asks that each item of a section names something that can be checked: a figure, a date, an owner, a deliverable.

Items are the innermost entries of the section, and the paragraphs of one that has no entries; in a schedule only those
that begin with a date. A measure that is to rise or fall (比例稳中有升) can be checked as well as a figure. Where at least
`share` of them name such a fact, each of the others is found; where fewer do, the section is found once.

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
from jyplan.checks.words import FACT_NAMES, quoted
from jyplan.model import Fact, Message, Role, Span, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject
    from jyplan.model import Node

MESSAGE = Wording("“{item}”没有写明{fact}", "“{item}” names no {fact}")
HINT = Wording("写出可以检查的内容", "name something that can be checked")
PLACEHOLDERS = {
    "item": "the beginning of the item, or the section's title",
    "fact": "what is missing",
    "with": "how many items of the section name one",
    "of": "how many items the section has",
}
VARIANTS = ("item", "section")
NEEDS_ONE_OF: tuple[str, ...] = ()

_SIGNED = re.compile(r"\([^()]{2,30}\)[。;.]?\s*$")
"""A bracket at the end of an entry holds its owner, even one that is not known as one (（年级组长）)."""
_TREND = re.compile(
    "(?:率|比例|比重|占比|指数|人数|人次|总量|均分|平均分|名次|排名|位次)[^,。;:、\n]{0,8}?"
    "(?:稳中有升|上升|提升|提高|增长|增加|扩大|下降|降低|减少|缩小|高于|低于|领先|居前|前列|前茅)"
)
"""What is measured, and which way it is to go."""
_LEAD_IN = re.compile(r"[:]\s*$")
_SHORTEST = 6
"""Characters of an item; below there is nothing to judge."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `has_fact`."""

    roles: tuple[Role, ...] = option(ListOf(RoleName()), "Sections of these roles.")
    facts: tuple[str, ...] = option(
        ListOf(Choice(tuple(FACT_NAMES))), "Any of these will do: indicator, date, owner, deliverable."
    )
    share: float = option(Number(0, 1), "From this share of items on the others are found one by one.", 0.5)
    least: int = option(Whole(least=1), "Sections of fewer items are not judged.", 1)


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the items without such a fact, or the section where hardly any has one."""
    for section in topmost(subject, options.roles):
        items = [item for item in _items(subject, section) if _is_judged(subject, item, section.role)]
        without = [item.span for item in items if not _names_one(subject, item, options)]
        if not without or len(items) < options.least:
            continue
        share = 1 - len(without) / len(items)
        counts: dict[str, object] = {"with": len(items) - len(without), "of": len(items), "fact": _words(options.facts)}
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
    """Yield the innermost entries; the paragraphs of a section that has none."""
    leaves = [node for node in section.walk() if not node.children]
    if leaves != [section]:
        yield from (_CheckableItem(node.span, node.facts) for node in leaves)
        return
    position = subject.heading_span(section).end
    for paragraph in section.text:
        start = subject.text.find(paragraph, position)
        if start >= 0:
            position = start + len(paragraph)
            yield _CheckableItem(Span(start, position), tuple(f for f in section.facts if start <= f.start < position))


def _is_judged(subject: Subject, item: _CheckableItem, role: Role) -> bool:
    text = subject.folded[item.span.start : item.span.end].strip()
    if role is Role.SCHEDULE and not any(fact.kind == "date" for fact in item.facts):
        return False  # a signature, a remark
    return len(text) >= _SHORTEST and not _LEAD_IN.search(text)


def _names_one(subject: Subject, item: _CheckableItem, options: Options) -> bool:
    if "owner" in options.facts and _SIGNED.search(subject.folded[item.span.start : item.span.end]):
        return True
    if "indicator" in options.facts and _TREND.search(subject.folded, item.span.start, item.span.end):
        return True
    return any(fact.kind in options.facts for fact in item.facts)


def _words(facts: tuple[str, ...]) -> Message:
    words = [FACT_NAMES[fact] for fact in facts]
    if len(words) == 1:
        return words[0]
    return Message("{one} or {other}", {"one": words[0], "other": _words(facts[1:])})
