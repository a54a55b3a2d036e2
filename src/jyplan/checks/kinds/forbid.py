r"""Forbids words. `texts` are literal and found whatever their width and script; `patterns` are regular expressions.

What stands in one of `excepted` is allowed: it lists expressions that must cover the words found.

```yaml
rules:
  placeholder:
    type: forbid
    texts: [（待定）, 某某]
    patterns: ["[xX×]{2,}"]
    excepted: ["填[^。]{0,10}[xX×]+"]
    tests:
      pass: ["三年级工作计划\n一、工作目标\n日期一律填xx。"]
      fail: ["三年级工作计划\n一、工作目标\n提高xx学校的质量。"]
```
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.options import Choice, Flag, ListOf, Pattern, RoleName, Shape, option
from jyplan.checks.places import PLACES, in_places
from jyplan.checks.protocol import Violation
from jyplan.checks.search import find_all
from jyplan.checks.words import quoted
from jyplan.model import Role, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject
    from jyplan.text.expressions import Expression

MESSAGE = Wording("不应出现“{words}”", "“{words}” should not stand here")
HINT = Wording("改写或删去", "rewrite or delete it")
PLACEHOLDERS = {"words": "what was found"}
VARIANTS: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `forbid`; `texts` or `patterns` must be given."""

    texts: tuple[str, ...] = option(ListOf(Shape()), "Words that must not occur.", ())
    patterns: tuple[Expression, ...] = option(ListOf(Pattern()), "Expressions that must not match the folded text.", ())
    excepted: tuple[Expression, ...] = option(ListOf(Pattern()), "Expressions that cover what is allowed.", ())
    roles: tuple[Role, ...] = option(ListOf(RoleName()), "Only in sections of these roles.", ())
    where: str = option(Choice(PLACES), "Where to look: all, title (of the plan), headings or text.", "all")
    once: bool = option(Flag(), "Whether to tell only the first place of each word.", False)


NEEDS_ONE_OF: tuple[str, ...] = ("texts", "patterns")


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the words found, by place."""
    allowed = [span for expression in options.excepted for span in expression.find(subject.folded)]
    seen: set[str] = set()
    end_of_last = -1
    for start, end in find_all(subject, options.texts, options.patterns):
        words = subject.text[start:end]
        if start < end_of_last or any(first <= start and end <= last for first, last in allowed):
            continue
        if not in_places(subject, start, options.where, options.roles) or (options.once and words in seen):
            continue
        seen.add(words)
        end_of_last = end
        yield Violation(start, end, {"words": quoted(words)})
