r"""Forbids words. `texts` are literal words, in any width and script; `patterns` are regular expressions.

Words inside a match of an expression in `excepted` are allowed; the match must cover all of the words.

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

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.options import Choice, Flag, ListFile, ListOf, Pattern, RoleName, Shape, option
from jyplan.checks.places import ABOUT_WHERE, AROUND, PLACES, in_places, texts_around
from jyplan.checks.protocol import Violation
from jyplan.checks.search import find_all, find_in
from jyplan.checks.words import quoted
from jyplan.model import Role, Wording
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject
    from jyplan.text.expressions import Expression

MESSAGE = Wording("不应出现“{words}”", "“{words}” should not stand here")
HINT = Wording("改写或删去", "rewrite or delete it")
PLACEHOLDERS = {"words": "the forbidden words, as written"}
VARIANTS: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `forbid`; `texts`, `texts_from` or `patterns` must be given."""

    texts: tuple[str, ...] = option(ListOf(Shape()), "Words that must not occur.", ())
    texts_from: tuple[str, ...] = option(
        ListFile(), "A text file with such words, one a line, by its path from the rule file; `#` begins a comment.", ()
    )
    patterns: tuple[Expression, ...] = option(ListOf(Pattern()), "Expressions that must not match the folded text.", ())
    excepted: tuple[Expression, ...] = option(ListOf(Pattern()), "Expressions whose matches cover allowed words.", ())
    roles: tuple[Role, ...] = option(ListOf(RoleName()), "Only in sections of these roles.", ())
    where: str = option(Choice(PLACES), ABOUT_WHERE, "all")
    once: bool = option(Flag(), "Whether to report only the first place of each word.", False)


NEEDS_ONE_OF: tuple[str, ...] = ("texts", "texts_from", "patterns")


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the forbidden words in reading order; of overlapping matches only the first."""
    if options.where in AROUND:
        yield from _around(subject, options)
        return
    matches = list(find_all(subject, (*options.texts, *options.texts_from), options.patterns))
    excepted = options.excepted if matches else ()
    allowed = deque(sorted(span for expression in excepted for span in expression.find(subject.folded)))
    reported: set[str] = set()
    last_end = allowed_until = -1
    for start, end in matches:
        while allowed and allowed[0][0] <= start:
            allowed_until = max(allowed_until, allowed.popleft()[1])
        words = subject.text[start:end]
        if start < last_end or end <= allowed_until:
            continue
        if not in_places(subject, start, options.where, options.roles) or (options.once and words in reported):
            continue
        reported.add(words)
        last_end = end
        yield Violation(start, end, {"words": quoted(words)})


def _around(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the forbidden words above the title or below the signature, the first of each line."""
    texts = (*options.texts, *options.texts_from)
    for line in texts_around(subject, options.where):
        allowed = [span for expression in options.excepted for span in expression.find(fold(line.text))]
        for start, end in find_in(line.text, texts, options.patterns):
            if any(begin <= start and end <= stop for begin, stop in allowed):
                continue
            span = line.part(start, end)
            yield Violation(span.start, span.end, {"words": quoted(line.text[start:end])}, place=line.place)
            break
