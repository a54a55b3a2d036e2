"""Groups of plans with a common source, each reported once: twelve schools with the same section make 66 pairs.

| step | group |
|---|---|
| 1 | a cluster of plans that are mostly the same, with the plans that share much with most of the cluster |
| 2 | the plans with one frequent section, unless every plan of them is in a group before |
| 3 | of the pairs left over that share enough to be asked about: the pairs with the same stretch (`one_source`) |

Every group has plans of at least two schools.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations, pairwise
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
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jyplan.model import CopiedPair, CopiedText, Copies, Plan, ReviewThresholds, SharedStretch
    from jyplan.reviewing.shared_sections import SharedSections

_LEAST_OWN = 20
"""Characters of the shortest stretch shown as a member's own text: shorter stretches are edits."""


def find_groups(
    copies: Copies,
    plans: Sequence[Plan],
    quoted: Sequence[Sequence[Span]],
    sections: SharedSections,
    owners: Sequence[PlanOwner],
    *,
    thresholds: ReviewThresholds,
) -> tuple[SourceGroup, ...]:
    """Return all groups, most schools first; a pair inside a larger group makes no further group.

    `quoted` has the spans of each plan that quote texts of the office, which no school wrote itself.
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
    grouped: set[tuple[int, int]] = set()
    stretches = [stretch for stretch in copies.templates if stretch.chars >= thresholds.least_chars]
    for common in _common_sources(pairs, asked, stretches, dates, count):
        members = sorted(common.spans)
        if len({owners[plan] for plan in members}) < 2 or all(pair in grouped for pair in pairwise(members)):
            continue
        grouped.update(combinations(members, 2))
        groups.append(_group(common, pairs, plans, quoted, owners))
    for joined in join_by_text([pair for pair in asked if (pair.a, pair.b) not in grouped]):
        members = sorted({plan for pair in joined for plan in (pair.a, pair.b)})
        relation = joined[0].relation if len(joined) == 1 else Relation.PARTIAL
        common = _CommonSource({plan: [] for plan in members}, relation, earliest_plan(members, dates))
        groups.append(_group(common, joined, plans, quoted, owners))
    groups.sort(key=lambda group: (-len(group.schools), -group.shared, group.members[0].plan))
    return tuple(groups)


def is_worth_asking(pair: CopiedPair, sections: SharedSections, thresholds: ReviewThresholds) -> bool:
    """Whether two plans share enough, of the whole or of a section, to ask both schools."""
    if pair.copied >= thresholds.explained_share:
        return True
    least = thresholds.explained_chars
    return copied_chars(pair.a_text) >= least and sections.most_shared(pair.a, pair)[1] >= least


@dataclass(frozen=True, slots=True)
class _CommonSource:
    """The plans of a future group with the common text, before shares are counted."""

    spans: Mapping[int, list[Span]]
    """The plans, each with the spans of the section that all of them share; without spans for plans mostly the same."""
    relation: Relation
    earliest: int | None = None
    section: SharedStretch | None = None
    """None for plans that are mostly the same."""


def _common_sources(
    pairs: Sequence[CopiedPair],
    asked: Sequence[CopiedPair],
    stretches: Iterable[SharedStretch],
    dates: Sequence[str | None],
    count: int,
) -> Iterator[_CommonSource]:
    """Yield the clusters, then the frequent sections, of the first `count` plans."""
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


def _group(
    common: _CommonSource,
    pairs: Sequence[CopiedPair],
    plans: Sequence[Plan],
    quoted: Sequence[Sequence[Span]],
    owners: Sequence[PlanOwner],
) -> SourceGroup:
    """Return a group with the members' shares: in a group by a section only text of the section counts as shared."""
    inner_pairs = [pair for pair in pairs if pair.a in common.spans and pair.b in common.spans]
    positions = {plan: position for position, plan in enumerate(sorted(common.spans))}
    if common.section:
        unions = unite((), len(positions), templates=[_renumbered(common.section, positions)])
    else:
        renumbered = [replace(pair, a=positions[pair.a], b=positions[pair.b]) for pair in inner_pairs]
        unions = unite(renumbered, len(positions))
    members = [
        _member(plans[plan], plan, unions[position].copied, common, inner_pairs, quoted=quoted[plan])
        for plan, position in positions.items()
    ]
    members.sort(key=lambda member: (member.plan != common.earliest, -member.shared, member.plan))
    distinct_owners = dict.fromkeys(owners[member.plan] for member in members)
    return SourceGroup(
        members=tuple(members),
        schools=tuple(owner.school or "" for owner in distinct_owners),
        relation=common.relation,
        shared=sum(member.shared for member in members) / len(members),
        earliest=common.earliest,
        text=common.section.text if common.section else "",
    )


def _renumbered(section: SharedStretch, positions: Mapping[int, int]) -> SharedStretch:
    """Return a section with members numbered by position in a group; members outside the group are dropped."""
    inside = keep_members(section, [index for index, member in enumerate(section.members) if member in positions])
    return replace(inside, members=tuple(positions[member] for member in inside.members))


def _member(
    plan: Plan,
    number: int,
    copied: float,
    common: _CommonSource,
    pairs: Sequence[CopiedPair],
    *,
    quoted: Sequence[Span],
) -> SourceMember:
    """Return a member with the shared part of the plan, and the own text: in no pair, section or quotation."""
    shared = [
        *(pair.a_text if number == pair.a else pair.b_text for pair in pairs if number in (pair.a, pair.b)),
        *_places_of_section(common.section, number),
    ]
    own = own_text(plan.text, shared, common.spans[number])
    share = copied or 1 - own.chars / max(own.size, 1)
    if quoted:
        own = own_text(plan.text, shared, [*common.spans[number], *quoted])
    return SourceMember(number, share, own.chars, own.stretches(_LEAST_OWN))


def _places_of_section(section: SharedStretch | None, number: int) -> Iterator[CopiedText]:
    if section is not None and section.copies:
        yield from (copy for member, copy in zip(section.members, section.copies, strict=True) if member == number)
