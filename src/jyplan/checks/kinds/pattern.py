r"""Requires a form of the plan's title, of headings, or of paragraphs.

The expression `match` must match somewhere in the text. With `literals`, only texts that contain a literal are checked,
and the rule is fast. With `where: title`, the short lines beside the title count as part of the title: the school above,
the term below.

```yaml
rules:
  title-without-year:
    type: pattern
    where: title
    match: "[12][0-9]{3}"
    tests:
      pass: ["2025—2026学年三年级工作计划\n一、工作目标\n及格率达到95%。"]
      fail: ["三年级工作计划\n一、工作目标\n及格率达到95%。"]
```
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.options import Choice, ListOf, Pattern, RoleName, Shape, option
from jyplan.checks.places import ABOUT_WHERE, AROUND, PLACES, spans_of, texts_around, title_lines
from jyplan.checks.protocol import Violation
from jyplan.checks.words import quoted
from jyplan.model import OutsideKind, Role, Span, Wording
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject
    from jyplan.text.expressions import Expression

MESSAGE = Wording("“{text}”的写法不合要求", "“{text}” is not written as asked")
HINT = Wording("", "")
PLACEHOLDERS = {"text": "the text checked"}
VARIANTS: tuple[str, ...] = ()
NEEDS_ONE_OF: tuple[str, ...] = ()

_CHECKED_AS_A_WHOLE = ("title", *AROUND)
"""Parts with all lines checked together."""
_SHORTEST_TITLE = 6
"""Least characters of a title recognised in a line above."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `pattern`."""

    match: Expression = option(Pattern(), "The expression that must be found, in folded text.")
    where: str = option(
        Choice((*PLACES, "paragraphs")),
        f"{ABOUT_WHERE} Headings and paragraphs are checked one by one, `all`, or `paragraphs`, is every paragraph; of title, header, "
        "signature and after, one line must match.",
        "headings",
    )
    roles: tuple[Role, ...] = option(ListOf(RoleName()), "Only headings or paragraphs of these roles.", ())
    literals: tuple[str, ...] = option(ListOf(Shape()), "Check only texts that contain one of these words.", ())


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the title, headings or paragraphs without a match."""
    literals = tuple(map(fold, options.literals))
    if options.where in _CHECKED_AS_A_WHOLE:
        if subject.plan.title is None:
            return  # an unknown title cannot be wrong
        text = _joined(subject, options.where)
        if _is_checked(text, literals) and not options.match.matches(text):
            yield _at_first_line(subject, options.where)
        return
    spans = [span for span in _spans(subject, options) if _is_checked(subject.folded[span.start : span.end], literals)]
    texts = (subject.folded[span.start : span.end] for span in spans)
    for span, matches in zip(spans, options.match.match_each(texts), strict=True):
        if not matches:
            yield Violation(span.start, span.end, {"text": quoted(subject.text[span.start : span.end])})


def _at_first_line(subject: Subject, where: str) -> Violation:
    """Return the violation of a part checked as a whole: at the first line with text, else at the title."""
    if where != "title":
        for line in texts_around(subject, where):
            if line.text.strip():
                return Violation(line.span.start, line.span.end, {"text": quoted(line.text)}, place=line.place)
    title = subject.title_span
    return Violation(title.start, title.end, {"text": quoted(subject.text[title.start : title.end])})


def _is_checked(text: str, literals: tuple[str, ...]) -> bool:
    return bool(text.strip()) and (not literals or any(literal in text for literal in literals))


def _joined(subject: Subject, where: str) -> str:
    """Return the lines of a part checked as a whole; for the title, also the line above the plan if the line repeats the title."""
    if where != "title":
        return "\n".join(fold(line.text) for line in texts_around(subject, where))
    lines = [subject.folded[span.start : span.end] for span in title_lines(subject)]
    above = [outside.text for outside in subject.submission.outside if outside.kind is OutsideKind.BEFORE]
    if above and _has_title(fold(above[-1]), fold(subject.plan.title or "")):
        lines.append(fold(above[-1]))
    return "\n".join(lines)


def _has_title(line: str, title: str) -> bool:
    """Whether a line above holds the title, as 2025年春季工作计划 above 春季工作计划 篇1."""
    words = title.split()
    return bool(words) and len(words[0]) >= _SHORTEST_TITLE and words[0] in line


def _spans(subject: Subject, options: Options) -> Iterator[Span]:
    if options.where == "headings":
        for node in subject.with_roles(options.roles or tuple(Role)):
            if node.title:
                yield subject.heading_span(node)
        return
    for span in spans_of(subject, "text" if options.where == "text" else "all"):
        section = subject.node_at(span.start)
        if not options.roles or (section is not None and section.role in options.roles):
            yield span
