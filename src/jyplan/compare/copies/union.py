"""The union: how much of a plan stands in any of the others, and what each source adds.

The sources of a plan are taken greedily, the one that adds most first. A plan of ten characters and three sources:

| source | copied characters | adds | share |
|---|---|---|---:|
| B | 0–5 | 0–5 | .5 |
| C | 3–8 | 5–8 | .3 |
| A | 0–4 | nothing: not listed | |

The union is .8, and the largest single share .5.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.compare.arrays import count_before, interval_mask
from jyplan.compare.passages.section_shares import share_sections
from jyplan.compare.passages.seeds import index_grams, shared_runs
from jyplan.compare.passages.shares import copied_mask, copied_runs, copied_text
from jyplan.compare.passages.views import view_text
from jyplan.model import NO_COPY, NOT_COPIED, CopiedText, CopiedUnion, SourceShare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jyplan.compare.arrays import Mask
    from jyplan.model import CopiedPair, SectionShare, SharedStretch


class _Source(NamedTuple):
    """A plan that another one shares text with, and where."""

    plan: int
    copied: float
    text: CopiedText
    """Of the plan that shares text with the source."""
    source_copied: float
    """Share of the source that is copied: with equal shares a source that is copied more comes first."""


def locate_template(template: SharedStretch, text_of: Callable[[int], str]) -> SharedStretch:
    """Return a template with the places of its characters in each member; a member without text has none."""
    shown = view_text(template.text)
    copies = []
    for member, place in zip(template.members, template.places, strict=True):
        text = text_of(member)
        if not text:
            copies.append(NOT_COPIED)
            continue
        view = view_text(text)
        start, end = view.within(place)
        runs = shared_runs(index_grams(view.codes[start:end]), shown.grams)
        starts = runs.left + start
        copies.append(copied_text(interval_mask(starts, starts + runs.length, len(view.plain))[view.content]))
    return replace(template, copies=tuple(copies))


def unite(
    pairs: Iterable[CopiedPair],
    count: int,
    schools: Sequence[str | None] = (),
    templates: Iterable[SharedStretch] = (),
    sections: Callable[[int], Sequence[SectionShare]] = lambda _: (),
) -> tuple[CopiedUnion, ...]:
    """Return the union of each plan below `count`; `schools` has the school of every plan, None where unknown.

    `sections` gives the sections of a plan, which is only asked for plans that share text.

    A section that many plans have stands in the others, too, though no pair is listed for it: `templates` with their copies.
    """
    sources: dict[int, list[_Source]] = {}
    for pair in pairs:
        if pair.a < count:
            sources.setdefault(pair.a, []).append(_Source(pair.b, pair.a_copied, pair.a_text, pair.b_copied))
        if pair.b < count:
            sources.setdefault(pair.b, []).append(_Source(pair.a, pair.b_copied, pair.b_text, pair.a_copied))
    for template in templates:
        for plan, source in _template_sources(template):
            if plan < count:
                sources.setdefault(plan, []).append(source)
    return tuple(
        _unite_sources(plan, sources[plan], schools, sections(plan)) if plan in sources else NO_COPY
        for plan in range(count)
    )


def _template_sources(template: SharedStretch) -> Iterator[tuple[int, _Source]]:
    """Yield each member with its source: the member with most of the template; for that member the next."""
    if not template.copies:
        return
    members = [
        _Source(member, float(copied_mask(text).mean()) if text.size else 0.0, text, 0.0)
        for member, text in zip(template.members, template.copies, strict=True)
    ]
    ordered = sorted(
        members,
        key=lambda member: (-member.copied * member.text.size, member.text.size, member.text.edges, member.plan),
    )
    for member in filter(lambda member: member.text.size, members):
        source = ordered[1] if ordered[0] is member else ordered[0]
        yield member.plan, _Source(source.plan, member.copied, member.text, source.copied)


def _unite_sources(
    plan: int, sources: Sequence[_Source], schools: Sequence[str | None], sections: Sequence[SectionShare]
) -> CopiedUnion:
    ordered = sorted(
        sources, key=lambda source: (-source.copied, -source.source_copied, source.text.edges, source.plan)
    )
    largest = ordered[0].copied
    own = schools[plan] if schools else None
    strangers = [source for source in ordered if own is None or schools[source.plan] != own]
    every = _cover(ordered)
    others = every if len(strangers) == len(ordered) else _cover(strangers)
    size = len(every.covered)
    by_section = (
        share_sections(
            sections,
            every.covered,
            others.covered if len(others.covered) == size else np.zeros(size, dtype=bool),
            ((source.plan, source.text) for source in ordered if source.text.size == size),
        )
        if size and sections
        else ()
    )
    return CopiedUnion(max(every.copied, largest), largest, others.copied, every.added, by_section)


class _Cover(NamedTuple):
    """What sources cover of a plan together."""

    copied: float
    covered: Mask
    """The characters of the plan that any source has; empty where they are not known."""
    added: tuple[SourceShare, ...]
    """The sources that add something, greedily."""


def _cover(sources: Sequence[_Source]) -> _Cover:
    nothing = np.zeros(0, dtype=bool)
    if not sources:
        return _Cover(0.0, nothing, ())
    size = max(source.text.size for source in sources)
    if not size:  # the texts are not known: the largest share is the least that the union can be
        return _Cover(sources[0].copied, nothing, (SourceShare(sources[0].plan, sources[0].copied),))
    missing = np.ones(size, dtype=bool)
    missing_before = np.arange(size + 1)
    runs = [(source, *copied_runs(source.text)) for source in sources if source.text.size == size]
    waiting = [(int((ends - starts).sum()), source, starts, ends) for source, starts, ends in runs]
    added: list[SourceShare] = []
    while waiting:
        most, best = 0, -1
        for number, (bound, source, starts, ends) in enumerate(waiting):
            if bound <= most:  # what a source adds never grows while others are taken
                continue
            adds = int((missing_before[ends] - missing_before[starts]).sum())
            waiting[number] = (adds, source, starts, ends)
            if adds > most:
                most, best = adds, number
        if best < 0:
            break
        _, source, starts, ends = waiting.pop(best)
        missing &= ~interval_mask(starts, ends, size)
        missing_before = count_before(missing)
        added.append(SourceShare(source.plan, most / size))
    return _Cover((size - int(missing_before[-1])) / size, ~missing, tuple(added))
