r"""Requires words: any text of `texts` or match of `patterns`, or with `all: true` every text and pattern.

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
from jyplan.checks.places import ABOUT_WHERE, AROUND, PLACES, in_places, texts_around
from jyplan.checks.protocol import Violation
from jyplan.checks.search import find_all, find_in
from jyplan.model import Role, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.checks.subject import Subject
    from jyplan.text.expressions import Expression

MESSAGE = Wording("没有写到{words}", "nothing is said of {words}")
HINT = Wording("补充相关内容", "say something about it")
PLACEHOLDERS = {"words": "the missing words, in quotes"}
VARIANTS: tuple[str, ...] = ()
NEEDS_ONE_OF: tuple[str, ...] = ("texts", "patterns")


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `require`; `texts` or `patterns` must be given."""

    texts: tuple[str, ...] = option(ListOf(Shape()), "Words to look for, in any width and script.", ())
    patterns: tuple[Expression, ...] = option(ListOf(Pattern()), "Expressions, matched on the folded text.", ())
    all: bool = option(Flag(), "Whether all must occur, not only one of them.", False)
    roles: tuple[Role, ...] = option(ListOf(RoleName()), "Only in sections of these roles.", ())
    where: str = option(Choice(PLACES), ABOUT_WHERE, "all")


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the missing words, at the plan's title; nothing for a plan with unread parts."""
    if options.where in {"all", "text"} and subject.may_hold_more():
        return
    missing = [f"“{text}”" for text in options.texts if not _occurs(subject, options, texts=[text])]
    missing += [
        f"“{pattern.source}”" for pattern in options.patterns if not _occurs(subject, options, patterns=[pattern])
    ]
    place = subject.title_span
    if options.all:
        for name in missing:
            yield Violation(place.start, place.end, {"words": name})
    elif len(missing) == len(options.texts) + len(options.patterns):
        yield Violation(place.start, place.end, {"words": "、".join(missing)})


def _occurs(subject: Subject, options: Options, texts: Sequence[str] = (), patterns: Sequence[Expression] = ()) -> bool:
    if options.where in AROUND:
        around = texts_around(subject, options.where)
        return any(next(find_in(line.text, texts, patterns), None) for line in around)
    occurrences = find_all(subject, texts, patterns)
    return any(in_places(subject, start, options.where, options.roles) for start, _ in occurrences)
