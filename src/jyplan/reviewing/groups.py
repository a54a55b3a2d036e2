"""Groups of plans with one source: a card each, instead of a card for every pair.

Clusters of plans that are mostly the same come first, with the plans that have much of them; then sections that many
plans share; then pairs of schools that share enough to be asked about, those with the same text together. Two plans of one
school make no group.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from jyplan.compare.copies.clustering import cluster_plans, earliest_plan
from jyplan.compare.copies.own_text import own_text
from jyplan.compare.copies.union import unite
from jyplan.model import Relation, SourceGroup, SourceMember, Span
from jyplan.reviewing.one_source import join_by_text, pairs_of_plans, with_partners
from jyplan.reviewing.sources import (
    PlanOwner,
    copied_chars,
    is_between_schools,
    is_more_than_usual,
    keep_members,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from jyplan.model import CopiedPair, CopiedText, Copies, Plan, ReviewThresholds, SharedStretch
    from jyplan.reviewing.shared_sections import SharedSections

_OWN = 20
"""Least characters of a stretch that a member wrote itself, to be shown: shorter ones are edits."""


def find_groups(
    copies: Copies,
    plans: Sequence[Plan],
    quoted: Sequence[Sequence[Span]],
    sections: SharedSections,
    owners: Sequence[PlanOwner],
    *,
    thresholds: ReviewThresholds,
) -> tuple[SourceGroup, ...]:
    """Return all groups, most schools first; a pair inside a larger group is no group.

    `quoted` is where each plan quotes what the office sent out, which no school wrote itself.
    """
    count = len(plans)
    pairs = [
        pair
        for pair in copies.pairs
        if pair.b < count and is_between_schools(pair, owners, count) and is_more_than_usual(pair, thresholds)
    ]
    dates = [listing.date for listing in copies.listings]
    asked = [pair for pair in pairs if is_worth_asking(pair, sections, thresholds)]
    groups: list[SourceGroup] = []
    together: set[tuple[int, int]] = set()
    stretches = [stretch for stretch in copies.templates if stretch.chars >= thresholds.least_chars]
    for common in _common_sources(pairs, asked, stretches, dates, count):
        members = common.spans
        if len({owners[plan] for plan in members}) < 2 or _are_together(members, together):
            continue
        together.update((a, b) for a in members for b in members if a < b)
        groups.append(_group(common, pairs, plans, quoted, owners))
    apart = [pair for pair in asked if (pair.a, pair.b) not in together]
    for inside in join_by_text(apart):
        joined = sorted({plan for pair in inside for plan in (pair.a, pair.b)})
        relation = inside[0].relation if len(inside) == 1 else Relation.PARTIAL
        common = _CommonSource({plan: [] for plan in joined}, relation, earliest_plan(joined, dates))
        groups.append(_group(common, inside, plans, quoted, owners))
    groups.sort(key=lambda group: (-len(group.schools), -group.shared, group.members[0].plan))
    return tuple(groups)


def is_worth_asking(pair: CopiedPair, sections: SharedSections, thresholds: ReviewThresholds) -> bool:
    """Whether two plans share enough for their schools to be asked."""
    if pair.copied >= thresholds.explained_share:
        return True
    least = thresholds.explained_chars
    return copied_chars(pair.a_text) >= least and sections.most_shared(pair.a, pair)[1] >= least


@dataclass(frozen=True, slots=True)
class _CommonSource:
    """Plans that belong together, before anything is counted."""

    spans: Mapping[int, list[Span]]
    """The plans, each with the places of a section that all of them share; none for plans that are mostly the same."""
    relation: Relation
    earliest: int | None = None
    section: SharedStretch | None = None
    """The section."""


def _common_sources(
    pairs: Sequence[CopiedPair],
    asked: Sequence[CopiedPair],
    stretches: Iterable[SharedStretch],
    dates: Sequence[str | None],
    count: int,
) -> Iterator[_CommonSource]:
    partners = pairs_of_plans(asked)
    for cluster in cluster_plans(pairs, dates):
        members = with_partners(cluster.members, partners)
        relation = cluster.relation if len(members) == len(cluster.members) else Relation.PARTIAL
        yield _CommonSource({plan: [] for plan in members}, relation, earliest_plan(members, dates))
    for stretch in stretches:
        spans: dict[int, list[Span]] = {}
        for plan, span in zip(stretch.members, stretch.places, strict=True):
            if plan < count:
                spans.setdefault(plan, []).append(span)
        if len(spans) > 1:
            yield _CommonSource(spans, Relation.PARTIAL, section=stretch)


def _are_together(members: Collection[int], together: Collection[tuple[int, int]]) -> bool:
    ordered = sorted(members)
    return all(pair in together for pair in pairwise(ordered))


def _group(
    common: _CommonSource,
    pairs: Sequence[CopiedPair],
    plans: Sequence[Plan],
    quoted: Sequence[Sequence[Span]],
    owners: Sequence[PlanOwner],
) -> SourceGroup:
    inside = [pair for pair in pairs if pair.a in common.spans and pair.b in common.spans]
    places = {plan: number for number, plan in enumerate(sorted(common.spans))}
    numbered = [replace(pair, a=places[pair.a], b=places[pair.b]) for pair in inside]
    if common.section:  # what a few of its plans share besides is not what all of them share
        unions = unite((), len(places), templates=[_numbered(common.section, places)])
    else:
        unions = unite(numbered, len(places))
    made = [
        _member(plans[plan], plan, unions[number].copied, common, inside, quoted=quoted[plan])
        for plan, number in places.items()
    ]
    made.sort(key=lambda member: (member.plan != common.earliest, -member.shared, member.plan))
    distinct = tuple(dict.fromkeys(owners[member.plan] for member in made))
    return SourceGroup(
        members=tuple(made),
        schools=tuple(owner.school or "" for owner in distinct),
        relation=common.relation,
        shared=sum(member.shared for member in made) / len(made),
        earliest=common.earliest,
        text=common.section.text if common.section else "",
    )


def _numbered(section: SharedStretch, places: Mapping[int, int]) -> SharedStretch:
    """Return a section with members numbered by place in a group; members outside the group are dropped."""
    inside = keep_members(section, [index for index, member in enumerate(section.members) if member in places])
    return replace(inside, members=tuple(places[member] for member in inside.members))


def _member(
    plan: Plan,
    number: int,
    copied: float,
    common: _CommonSource,
    pairs: Sequence[CopiedPair],
    *,
    quoted: Sequence[Span],
) -> SourceMember:
    """Return a member: shared part, and the characters in neither the section nor a pair."""
    shared = [
        *(pair.a_text if number == pair.a else pair.b_text for pair in pairs if number in (pair.a, pair.b)),
        *_places_of_section(common.section, number),
    ]
    own = own_text(plan.text, shared, common.spans[number])
    share = copied or 1 - own.chars / max(own.size, 1)
    if quoted:
        own = own_text(plan.text, shared, [*common.spans[number], *quoted])
    return SourceMember(number, share, own.chars, own.stretches(_OWN))


def _places_of_section(section: SharedStretch | None, number: int) -> Iterator[CopiedText]:
    if section is not None and section.copies:
        yield from (copy for member, copy in zip(section.members, section.copies, strict=True) if member == number)
