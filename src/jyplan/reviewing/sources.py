"""Source plans of each plan, of foreign schools or of the own school; the share copied from foreign schools.

| owner of the plan | owner of the partner | partner is earlier | kind of source |
|---|---|---|---|
| 东风小学 | 向阳小学 | no | OTHER_SCHOOL |
| 东风小学 | 向阳小学 | yes | OTHER_EARLIER |
| 东风小学 | 东风小学 | no | DRAFT |
| 东风小学 | 东风小学 | yes | OWN_EARLIER |
| unknown, 计划1.docx | unknown, 计划2.docx | no | OTHER_SCHOOL |
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jyplan.compare.copies.union import unite
from jyplan.model import CopiedUnion, PlanSource, Relation, SourceKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from jyplan.model import CopiedPair, CopiedText, Copies, ReviewThresholds, SharedStretch

_ORDER = (SourceKind.OTHER_SCHOOL, SourceKind.OTHER_EARLIER, SourceKind.DRAFT, SourceKind.OWN_EARLIER)
STRANGERS = frozenset({SourceKind.OTHER_SCHOOL, SourceKind.OTHER_EARLIER})
"""Sources in plans of foreign schools: a school is asked about these."""


@dataclass(frozen=True, slots=True)
class PlanOwner:
    """The school of a plan, or the file of an unknown school."""

    school: str | None
    path: str = ""
    """Path of a plan of an unknown school, else empty; plans of one file have one owner."""


def owners_of(copies: Copies) -> list[PlanOwner]:
    """Return the owner of each listing."""
    return [PlanOwner(entry.school, "" if entry.school else entry.path) for entry in copies.listings]


def without_plans(copies: Copies, left_out: Collection[int]) -> Copies:
    """Return copies without the pairs and sections of some plans; listings keep their numbers."""
    if not left_out:
        return copies
    pairs = tuple(pair for pair in copies.pairs if pair.a not in left_out and pair.b not in left_out)
    rewritten = tuple(pair for pair in copies.rewritten if pair.a not in left_out and pair.b not in left_out)
    templates = tuple(_stretches_without(copies.templates, left_out))
    return replace(copies, pairs=pairs, templates=templates, rewritten=rewritten)


def suspected_between_schools(copies: Copies, owners: Sequence[PlanOwner]) -> Copies:
    """Return copies without the suspicion that a school rewrote its own paper."""
    pairs = tuple(pair for pair in copies.rewritten if owners[pair.a] != owners[pair.b])
    return replace(copies, rewritten=pairs)


def _stretches_without(stretches: Sequence[SharedStretch], left_out: Collection[int]) -> Iterator[SharedStretch]:
    for stretch in stretches:
        indices = [index for index, member in enumerate(stretch.members) if member not in left_out]
        if len(indices) == len(stretch.members):
            yield stretch
        elif len(indices) > 1:
            yield keep_members(stretch, indices)


def keep_members(stretch: SharedStretch, indices: Sequence[int]) -> SharedStretch:
    """Return a shared stretch with the members at some indices."""
    return replace(
        stretch,
        members=tuple(stretch.members[index] for index in indices),
        places=tuple(stretch.places[index] for index in indices),
        copies=tuple(stretch.copies[index] for index in indices) if stretch.copies else (),
    )


def sources_of(copies: Copies, owners: Sequence[PlanOwner], count: int) -> Mapping[int, tuple[PlanSource, ...]]:
    """Return the sources of the first `count` plans, by number: of foreign schools first, then most copied first.

    Plans without a source are left out; listings from `count` on are earlier plans.
    """
    by_plan: dict[int, list[PlanSource]] = {}
    for number, pair in enumerate(copies.pairs):
        for plan, partner, is_left in ((pair.a, pair.b, True), (pair.b, pair.a, False)):
            if plan < count:
                copied = pair.a_copied if is_left else pair.b_copied
                text = pair.a_text if is_left else pair.b_text
                kind = kind_of(owners[plan], owners[partner], earlier=partner >= count)
                source = PlanSource(partner, kind, number, is_left, copied, copied_chars(text), pair.relation)
                by_plan.setdefault(plan, []).append(source)
    for sources in by_plan.values():
        sources.sort(key=lambda source: (_ORDER.index(source.kind), -source.copied, source.listing))
    return {plan: tuple(sources) for plan, sources in by_plan.items()}


def kind_of(owner: PlanOwner, source_owner: PlanOwner, *, earlier: bool) -> SourceKind:
    """Return the kind of a source plan; `earlier` for a plan from outside the batch."""
    is_own = owner == source_owner
    if earlier:
        return SourceKind.OWN_EARLIER if is_own else SourceKind.OTHER_EARLIER
    return SourceKind.DRAFT if is_own else SourceKind.OTHER_SCHOOL


def unions_with_others(copies: Copies, owners: Sequence[PlanOwner], count: int) -> tuple[CopiedUnion, ...]:
    """Return for each of the first `count` plans the share of characters in plans of foreign schools, each counted once.

    As in the reports of `jyplan dupes`, frequent sections count, though no pair is listed for them.
    """
    strangers = [pair for pair in copies.pairs if is_between_schools(pair, owners, count)]
    sections = [entry for entry in copies.templates if len({owners[member] for member in entry.members}) > 1]
    return unite(strangers, count, templates=sections)


def is_between_schools(pair: CopiedPair, owners: Sequence[PlanOwner], count: int) -> bool:
    """Whether a pair with at least one submission joins plans of two schools."""
    return pair.a < count and kind_of(owners[pair.a], owners[pair.b], earlier=pair.b >= count) in STRANGERS


def is_more_than_usual(pair: CopiedPair, thresholds: ReviewThresholds) -> bool:
    """Whether a pair shares more than a few usual sentences, or is the same plan twice, however short."""
    chars = max(copied_chars(pair.a_text), copied_chars(pair.b_text))
    return chars >= thresholds.least_chars or pair.relation is not Relation.PARTIAL


def copied_chars(text: CopiedText) -> int:
    """Return how many characters of a plan are copied."""
    edges = memoryview(text.edges).cast("I") if text.edges else ()
    return sum(edges[1::2]) - sum(edges[0::2])
