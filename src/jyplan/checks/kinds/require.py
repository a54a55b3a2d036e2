r"""Asks for words: at least one of `texts` or `patterns`, or with `all: true` each of them.

```yaml
rules:
  names-the-law:
    type: require
    texts: [教师法, 义务教育法]
    tests:
      pass: ["三年级工作计划\n一、指导思想\n依照义务教育法办学。"]
      fail: ["三年级工作计划\n一、指导思想\n依照上级要求办学。"]
```
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.options import Choice, Flag, ListOf, Pattern, RoleName, Shape, option
from jyplan.checks.places import PLACES, in_places
from jyplan.checks.protocol import Violation
from jyplan.checks.search import find_all
from jyplan.model import Role, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject
    from jyplan.text.expressions import Expression

MESSAGE = Wording("没有写到{words}", "nothing is said of {words}")
HINT = Wording("补充相关内容", "say something about it")
PLACEHOLDERS = {"words": "what is asked for"}
VARIANTS: tuple[str, ...] = ()
NEEDS_ONE_OF: tuple[str, ...] = ("texts", "patterns")


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `require`; `texts` or `patterns` must be given."""

    texts: tuple[str, ...] = option(ListOf(Shape()), "Words.", ())
    patterns: tuple[Expression, ...] = option(ListOf(Pattern()), "Expressions, matched on the folded text.", ())
    all: bool = option(Flag(), "Whether each must occur, not just one of them.", False)
    roles: tuple[Role, ...] = option(ListOf(RoleName()), "Only in sections of these roles.", ())
    where: str = option(Choice(PLACES), "Where to look: all, title (of the plan), headings or text.", "all")


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield what is missing, at the plan's title."""
    wanted: list[tuple[str, tuple[str, ...], tuple[Expression, ...]]] = [
        *((f"“{text}”", (text,), ()) for text in options.texts),
        *((f"“{pattern.source}”", (), (pattern,)) for pattern in options.patterns),
    ]
    missing = [
        name
        for name, texts, patterns in wanted
        if not any(
            in_places(subject, start, options.where, options.roles) for start, _ in find_all(subject, texts, patterns)
        )
    ]
    place = subject.title_span
    if options.all:
        for name in missing:
            yield Violation(place.start, place.end, {"words": name})
    elif len(missing) == len(wanted):
        yield Violation(place.start, place.end, {"words": "、".join(missing)})
