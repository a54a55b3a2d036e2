"""Asks for sections. A section is there if a heading of that role stands anywhere in the plan.

`sections` lists what is asked for. Each entry is a role or a title; `|` parts several of which one will do. A title is
found in any heading that contains it or is spelled nearly like it (one character in four may differ). A plan that is
nothing but a schedule, behind what introduces it, tells its tasks and measures there.
`levels` of the rule may weigh each missing role by itself.

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

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.options import BadValueError, ListOf, Shape, option, unknown
from jyplan.checks.protocol import Violation
from jyplan.checks.words import section_words
from jyplan.model import Message, Role, Wording
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject

MESSAGE = Wording("缺少“{section}”部分", "there is no section “{section}”")
HINT = Wording("补写这一部分，并用通行的名称作标题", "write it, under one of its usual names")
PLACEHOLDERS = {"section": "what is missing"}
VARIANTS = tuple(role.value for role in Role)
NEEDS_ONE_OF: tuple[str, ...] = ()

_AROUND_A_SCHEDULE = frozenset({Role.SCHEDULE, Role.BACKGROUND, Role.GUIDING, Role.OTHER})
_ALIKE = 0.75
"""Share of equal characters from which a heading is a title misspelled: one character in four."""


@dataclass(frozen=True, slots=True)
class Section(Shape):
    """Roles and titles parted by `|`."""

    def read(self, text: str) -> tuple[str, ...]:
        """Return the alternatives, at least one."""
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
        ListOf(Section()), "Roles or titles; `task|measure` is there if either is."
    )


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield a violation at the plan's title for every missing section."""
    there = {node.role.value for node in subject.nodes}
    if Role.SCHEDULE in there and there <= _AROUND_A_SCHEDULE:
        there |= {Role.TASK, Role.MEASURE}
    titles = [fold(node.title) for node in subject.nodes if node.title]
    place = subject.title_span
    for names in options.sections:
        if not any(name in there if name in VARIANTS else _is_titled(name, titles) for name in names):
            variant = next((name for name in names if name in VARIANTS), "")
            yield Violation(place.start, place.end, {"section": section_words(names)}, variant)


def _is_titled(name: str, titles: list[str]) -> bool:
    from difflib import SequenceMatcher

    wanted = fold(name)
    return any(wanted in title for title in titles) or any(
        abs(len(title) - len(wanted)) <= 1 and SequenceMatcher(None, title, wanted).ratio() >= _ALIKE
        for title in titles
    )
