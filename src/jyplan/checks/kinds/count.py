r"""Limits a count: of characters, paragraphs, items or sections. With `roles`, a plan without sections of the roles passes.

```yaml
rules:
  too-short:
    type: count
    of: characters
    min: 30
    tests:
      pass: ["三年级工作计划\n一、工作目标\n及格率达到95%，每人每学期听课十五节，读书四本，写一篇教育叙事。"]
      fail: ["三年级工作计划\n一、工作目标\n及格率达到95%。"]
```
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.options import Choice, ListOf, RoleName, Whole, option
from jyplan.checks.places import ABOUT_WHERE, AROUND, PLACES, in_places, spans_of, texts_around
from jyplan.checks.protocol import Violation
from jyplan.model import Role, Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jyplan.checks.subject import Subject

MESSAGE = Wording("数量是{count}，要求{limit}", "there are {count}; {limit} asked for")
HINT = Wording("", "")
PLACEHOLDERS = {
    "count": "the number counted",
    "limit": "the limit that the count breaks, as ≥ 3",
    "min": "`min`",
    "max": "`max`",
}
VARIANTS: tuple[str, ...] = ()
NEEDS_ONE_OF: tuple[str, ...] = ()


def _characters(subject: Subject, options: Options) -> int:
    return sum(len("".join(text.split())) for text in _texts(subject, options))


def _paragraphs(subject: Subject, options: Options) -> int:
    if options.roles and options.where == "all":  # headings are no paragraphs of a section
        return sum(len(node.text) for node in subject.with_roles(options.roles))
    return sum(bool(text.strip()) for text in _texts(subject, options))


def _items(subject: Subject, options: Options) -> int:
    """Return the number of innermost sections; sections with children are not counted."""
    nodes = (node for node in subject.with_roles(options.roles or tuple(Role)) if not node.children)
    return sum(in_places(subject, node.span.start, options.where, ()) for node in nodes)


def _sections(subject: Subject, options: Options) -> int:
    nodes = (node for node in subject.plan.nodes if not options.roles or node.role in options.roles)
    return sum(in_places(subject, node.span.start, options.where, ()) for node in nodes)


def _texts(subject: Subject, options: Options) -> Iterator[str]:
    """Yield the texts of the counted part: the plan's paragraphs, or the sections with the roles."""
    if options.where in AROUND:
        yield from (line.text for line in texts_around(subject, options.where))
        return
    if options.where != "all":
        spans = [
            span for span in spans_of(subject, options.where) if in_places(subject, span.start, "all", options.roles)
        ]
    elif options.roles:
        spans = [subject.own_span(node) for node in subject.with_roles(options.roles)]
    else:
        spans = list(subject.block_spans)
    yield from (subject.text[span.start : span.end] for span in spans)


_COUNTERS: Mapping[str, Callable[[Subject, Options], int]] = {
    "characters": _characters,
    "paragraphs": _paragraphs,
    "items": _items,
    "sections": _sections,
}


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `count`."""

    of: str = option(
        Choice(tuple(_COUNTERS)), "characters, paragraphs, items (innermost entries) or sections (top level)."
    )
    roles: tuple[Role, ...] = option(ListOf(RoleName()), "Only in sections of these roles.", ())
    min: int = option(Whole(), "The least count allowed.", 0)
    max: int = option(Whole(), "The greatest count allowed; 0 for no limit.", 0)
    where: str = option(Choice(PLACES), ABOUT_WHERE, "all")


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield a violation at the plan's title if the count is out of bounds."""
    if options.roles and next(iter(subject.with_roles(options.roles)), None) is None:
        return  # another rule asks for the section itself
    count = _COUNTERS[options.of](subject, options)
    if count < options.min:
        if subject.may_hold_more():
            return
        limit = f"≥ {options.min}"
    elif options.max and count > options.max:
        limit = f"≤ {options.max}"
    else:
        return
    place = subject.title_span
    yield Violation(place.start, place.end, {"count": count, "limit": limit, "min": options.min, "max": options.max})
