r"""Finds text invisible to a reader: characters without a sign of their own, and white or tiny text of a Word file.

The readers of plain text and Markdown drop invisible characters; the paragraph is reported all the same.

```yaml
rules:
  invisible-characters:
    type: invisible
    tests:
      pass: ["2025年工作计划\n一、主要工作\n每周家访一次。"]
      fail:
        - paragraphs: [2025年工作计划, 一、主要工作, "每周\u200b家访一次。"]
```
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.options import Choice, ListOf, RoleName, option
from jyplan.checks.places import ABOUT_WHERE, PLACES, within
from jyplan.checks.protocol import Violation
from jyplan.checks.words import quoted
from jyplan.model import Message, ProblemKind, Role, Wording
from jyplan.text.invisible import invisible_places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject
    from jyplan.model import Problem

MESSAGE = Wording("{problem}", "{problem}")
HINT = Wording("显示全部格式标记，删去看不见的字", "show all marks and delete what cannot be seen")
PLACEHOLDERS = {"problem": "what was found", "words": "the place as written", "count": "the number of places"}
VARIANTS: tuple[str, ...] = ()
NEEDS_ONE_OF: tuple[str, ...] = ()

_AROUND = 6
"""Characters quoted on either side."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `invisible`."""

    roles: tuple[Role, ...] = option(ListOf(RoleName()), "Only in sections of these roles.", ())
    where: str = option(Choice(PLACES), ABOUT_WHERE, "all")


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the first invisible character with the number of invisible characters, and the first hidden part of the file."""
    yield from within(subject, _all_violations(subject, options), options.where, options.roles)


def _all_violations(subject: Subject, options: Options) -> Iterator[Violation]:
    places = invisible_places(subject.text)
    if places:
        start = places[0]
        words = quoted(subject.text[max(start - _AROUND, 0) : start + _AROUND])
        params = {"words": words, "count": len(places)}
        problem = Message("{count} characters that nobody sees, the first at “{words}”", params)
        yield Violation(start, start + 1, params | {"problem": problem})
    for left_out in subject.document.problems:
        if left_out.kind is ProblemKind.UNSEEN:
            yield from _left_out(subject, left_out)
    hidden = [problem for problem in subject.document.problems if problem.kind is ProblemKind.TAMPERING]
    if hidden:
        title = subject.title_span
        yield Violation(title.start, title.end, {"words": "", "count": len(hidden), "problem": hidden[0].message})


def _left_out(subject: Subject, problem: Problem) -> Iterator[Violation]:
    """Yield the paragraph with the first of a few invisible characters left out by the reader of the file."""
    for span, block in zip(subject.block_spans, subject.plan.blocks, strict=True):
        if block.place == problem.place:
            yield Violation(span.start, span.end, {"words": "", "count": 1, "problem": problem.message})
            return
