"""Requires text or items under every heading.

A heading is empty if neither text nor an item stands under it while most of its neighbours have some: a list in which
every item is a mere phrase is no row of empty sections. A heading over a picture is not empty. Headings of annexes (附件、附表) are left out.

```yaml
rules:
  empty-section:
    type: not_empty
    tests:
      pass:
        - |
          三年级工作计划
          一、工作目标
          及格率达到95%。
          二、主要工作
          1、家访
          2、班会
      fail:
        - |
          三年级工作计划
          一、工作目标
          二、主要工作
          每周家访一次。
          三、保障措施
          成立领导小组。
```
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.options import ListOf, RoleName, option
from jyplan.checks.protocol import Violation
from jyplan.checks.words import quoted
from jyplan.model import Role, Wording
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject
    from jyplan.model import Node

MESSAGE = Wording("“{title}”下面没有内容", "there is nothing under “{title}”")
HINT = Wording("写上内容，或者删去这个标题", "write something under it or drop the heading")
PLACEHOLDERS = {"title": "the heading"}
VARIANTS: tuple[str, ...] = ()
NEEDS_ONE_OF: tuple[str, ...] = ()

_ANNEX = ("附", "见附")
_SHORTEST = 2
"""Least characters of a heading; a marker alone is no section."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `not_empty`."""

    roles: tuple[Role, ...] = option(ListOf(RoleName()), "Only sections of these roles.", tuple(Role))


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the empty headings."""
    bare_counts: dict[str, int] = {}
    for node in subject.with_roles(options.roles):
        if _is_bare(node) and len(node.title or "") >= _SHORTEST and not fold(node.title or "").startswith(_ANNEX):
            siblings = subject.siblings(node)
            parent_id = node.id.rpartition(".")[0]
            if parent_id not in bare_counts:
                bare_counts[parent_id] = sum(map(_is_bare, siblings))
            neighbours = len(siblings) - 1
            most_have_content = 2 * (bare_counts[parent_id] - 1) < neighbours
            judged = not subject.in_row(node.span.start) and not subject.may_hold_more(node)
            if neighbours and most_have_content and judged:
                span = subject.heading_span(node)
                yield Violation(span.start, span.end, {"title": quoted(node.title or "")})


def _is_bare(node: Node) -> bool:
    return not node.text and not node.children
