"""Checks the order of the main sections. Only the first top-level section of a role counts.

```yaml
rules:
  section-order:
    type: section_order
    order: [guiding, goal, task|measure]
    tests:
      pass:
        - |
          三年级工作计划
          一、工作目标
          及格率达到95%。
          二、主要工作
          每周家访一次。
      fail:
        - |
          三年级工作计划
          一、主要工作
          每周家访一次。
          二、工作目标
          及格率达到95%。
```
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.options import BadValueError, ListOf, RoleName, Shape, option
from jyplan.checks.protocol import Violation
from jyplan.checks.words import SECTION_WORDS
from jyplan.model import Message, Role, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject
    from jyplan.model import Node

MESSAGE = Wording(
    "“{section}”排在“{before}”之后，通常在它之前", "“{section}” stands behind “{before}”; it usually comes first"
)
HINT = Wording("调整各部分的顺序", "put the sections into their usual order")
PLACEHOLDERS = {"section": "the section too far back", "before": "the section that it should precede"}
VARIANTS: tuple[str, ...] = ()
NEEDS_ONE_OF: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Roles(Shape):
    def read(self, text: str) -> frozenset[Role]:
        """Return the roles at a single position of the order."""
        return frozenset(RoleName().read(name.strip()) for name in text.split("|"))


@dataclass(frozen=True, slots=True)
class Order(ListOf):
    """At least two positions, each role at most once."""

    def accept(self, values: tuple[frozenset[Role], ...]) -> None:
        """Refuse an order of fewer than two positions, or with a role named twice."""
        if len(values) < 2 or sum(map(len, values)) != len(frozenset().union(*values)):
            raise BadValueError(Message("must name at least two different roles, each once"))


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `section_order`."""

    order: tuple[frozenset[Role], ...] = option(
        Order(_Roles()), "Roles in their usual order; a section of any other role may stand anywhere."
    )


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the sections too far back in the order."""
    latest: tuple[int, Node] | None = None
    seen: set[int] = set()
    for node in subject.plan.nodes:
        place = next((i for i, roles in enumerate(options.order) if node.role in roles), None)
        if place is None or place in seen:
            continue
        seen.add(place)
        if latest is not None and place < latest[0]:
            span = subject.heading_span(node)
            before = latest[1].title or SECTION_WORDS[latest[1].role]
            yield Violation(span.start, span.end, {"section": node.title or SECTION_WORDS[node.role], "before": before})
        else:
            latest = place, node
