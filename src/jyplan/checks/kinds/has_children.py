"""Asks that a section says how: that items, or at least a sentence, stand under its heading.

Counted are headings of the given roles. Where no neighbour has items or text either, the plan is a list and nothing is
said. Sections that stand in a section of the same rule are judged by themselves.

```yaml
rules:
  task-without-measures:
    type: has_children
    roles: [task]
    text: 12
    tests:
      pass:
        - |
          三年级工作计划
          一、主要工作
          （一）抓常规
          1、每周检查一次路队，记录在案。
          （二）抓家访
          每月到五户学生家里走访，写好记录。
          （三）抓阅读
          每天中午读书二十分钟，由语文教师领读。
      fail:
        - |
          三年级工作计划
          一、主要工作
          （一）抓常规
          1、每周检查一次路队，记录在案。
          （二）抓家访
          认真落实。
          （三）抓阅读
          每天中午读书二十分钟，由语文教师领读。
```
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.options import ListOf, RoleName, Whole, option
from jyplan.checks.protocol import Violation
from jyplan.checks.subject import own_chars
from jyplan.checks.words import quoted
from jyplan.model import Role, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject
    from jyplan.model import Node

MESSAGE = Wording("“{title}”没有具体内容", "“{title}” does not say how")
HINT = Wording("写明由谁、何时、怎样做", "say who does what, when and how")
PLACEHOLDERS = {"title": "the heading"}
VARIANTS: tuple[str, ...] = ()
NEEDS_ONE_OF: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `has_children`."""

    roles: tuple[Role, ...] = option(ListOf(RoleName()), "Sections of these roles.")
    least: int = option(Whole(least=1), "How many items it must have.", 1)
    text: int = option(Whole(), "Characters of its own text that will do instead of items.", 20)


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the sections with neither items nor text enough."""
    for node in subject.with_roles(options.roles):
        if not node.title or subject.in_row(node.span.start) or _says_how(node, options):
            continue
        others = [other for other in subject.siblings(node) if other.role in options.roles and other is not node]
        # one of two may be a mere phrase; where most are, the plan is a list
        if len(others) >= 2 and 3 * sum(_says_how(other, options) for other in others) >= 2 * len(others):
            span = subject.heading_span(node)
            yield Violation(span.start, span.end, {"title": quoted(node.title)})


def _says_how(node: Node, options: Options) -> bool:
    return len(node.children) >= options.least or own_chars(node) >= options.text or bool(node.facts)
