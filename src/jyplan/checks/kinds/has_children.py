"""Requires content under headings: items, or at least a sentence.

Headings of the given roles are checked, including headings inside a section of these roles. A heading has content if at least
`least` items, `text` characters, or a fact (a figure, date, owner or deliverable) stand under the heading.

A heading without content is reported in two cases: a few words stand under the heading (`认真落实。`), and all neighbours, at least
two, have content; or nothing stands under the heading, and all neighbours, at least two, have items. In any other case the heading
is an item of a list of phrases, or an empty section (`not_empty`).

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
from typing import TYPE_CHECKING, NamedTuple

from jyplan.checks.options import ListOf, RoleName, Whole, option
from jyplan.checks.own_names import paper_words
from jyplan.checks.protocol import Violation
from jyplan.checks.subject import own_chars
from jyplan.checks.words import quoted
from jyplan.model import Role, Wording
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject
    from jyplan.model import Node

MESSAGE = Wording("“{title}”没有具体内容", "“{title}” does not say how")
HINT = Wording("写明由谁、何时、怎样做", "say who does what, when and how")
PLACEHOLDERS = {"title": "the heading"}
VARIANTS: tuple[str, ...] = ()
NEEDS_ONE_OF: tuple[str, ...] = ()

_LEAST_NEIGHBOURS = 2
"""Least headings beside a heading without content; a heading with fewer neighbours shows no pattern."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `has_children`."""

    roles: tuple[Role, ...] = option(ListOf(RoleName()), "Sections of these roles.")
    least: int = option(Whole(least=1), "Items that are enough.", 1)
    text: int = option(Whole(), "Characters of text under the heading that are enough without items.", 20)


class _Counts(NamedTuple):
    """Headings of the roles below the same parent."""

    headings: int
    with_content: int
    with_items: int


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the headings without enough items or text."""
    counts: dict[str, _Counts] = {}
    for node in subject.with_roles(options.roles):
        if not node.title or subject.in_row(node.span.start) or _has_content(node, options):
            continue
        if fold(node.title).endswith(tuple(paper_words()["people"])):
            continue  # 医务人员：柳青: the name is the content
        if subject.may_hold_more(node):
            continue
        parent_id = node.id.rpartition(".")[0]
        if parent_id not in counts:
            siblings = [sibling for sibling in subject.siblings(node) if sibling.role in options.roles]
            counts[parent_id] = _Counts(
                len(siblings),
                sum(_has_content(sibling, options) for sibling in siblings),
                sum(len(sibling.children) >= options.least for sibling in siblings),
            )
        neighbours = counts[parent_id].headings - 1
        # with fewer neighbours, or neighbours without content, the headings are a list of phrases
        filled = counts[parent_id].with_content if node.text else counts[parent_id].with_items
        if neighbours >= _LEAST_NEIGHBOURS and filled == neighbours:
            span = subject.heading_span(node)
            yield Violation(span.start, span.end, {"title": quoted(node.title)})


def _has_content(node: Node, options: Options) -> bool:
    return len(node.children) >= options.least or own_chars(node) >= options.text or bool(node.facts)
