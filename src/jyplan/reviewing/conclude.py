"""The review of a batch, put together from facts: plans with verdicts, files, schools, missing schools."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.model import (
    REVIEWED_ROLES,
    WRONG_PAPERS,
    AsideKind,
    ItemShares,
    Review,
    ReviewedPlan,
    ReviewVerdict,
    RoleStanding,
    RoleState,
)
from jyplan.reviewing.aside import is_not_filled_in
from jyplan.reviewing.groups import find_groups
from jyplan.reviewing.lines import judged_files, school_lines, with_days
from jyplan.reviewing.quoted import share_within
from jyplan.reviewing.setting_aside import find_asides
from jyplan.reviewing.shared_sections import SharedSections
from jyplan.reviewing.sources import (
    owners_of,
    sources_of,
    suspected_between_schools,
    unions_with_others,
    without_plans,
)
from jyplan.reviewing.standing import item_shares
from jyplan.reviewing.title_years import find_usual_year
from jyplan.reviewing.verdicts import PlanFacts, foreign_author, heaviest, reasons_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jyplan.model import (
        CopiedUnion,
        Copies,
        PlanSource,
        ReviewBatch,
        ReviewThresholds,
        SchoolYear,
        SourceGroup,
    )
    from jyplan.reviewing.facts import BatchFacts, PlanInFile

_NO_PARTS = tuple(RoleStanding(role, RoleState.OPEN) for role in REVIEWED_ROLES)
"""Roles of a wrong paper: nothing is claimed of its parts."""


@dataclass(frozen=True, slots=True)
class BatchEvidence:
    """Results of the comparisons for all plans; files set aside are no sources."""

    asides: Sequence[AsideKind | None]
    """Why a file is no submission, by number of the file."""
    not_filled_in: frozenset[int]
    """Plans that are templates, by number."""
    copies: Copies
    sections: SharedSections
    groups: tuple[SourceGroup, ...]
    groups_of: Mapping[int, Sequence[tuple[int, SourceGroup]]]
    """For each plan the groups with it as a member, and their indices in `groups`."""
    sources: Mapping[int, tuple[PlanSource, ...]]
    unions: Sequence[CopiedUnion]
    usual_year: SchoolYear | None
    """The year that most titles name."""
    handed_in_by_others: Mapping[str, frozenset[int]]
    """By school: the plans that name it as their author, and that other schools handed in."""


def conclude(batch: ReviewBatch, facts: BatchFacts) -> Review:
    """Return the review of a batch."""
    evidence = _evidence_of(facts, batch.thresholds)
    plans = [_judged(number, facts, evidence, batch.thresholds) for number in range(len(facts.plans))]
    files = with_days(judged_files(facts, evidence.asides, plans), facts.roster, batch.due)
    schools = school_lines(files, plans, facts.roster)
    present = {school.name for school in schools if school.verdict is not ReviewVerdict.MISSING}
    return Review(
        batch=batch,
        files=files,
        plans=tuple(plans),
        schools=schools,
        missing=tuple(school for school in facts.roster if school.name not in present),
        groups=evidence.groups,
        copies=evidence.copies,
        earlier_texts=facts.earlier_texts,
        problems=facts.problems,
        usual_year=evidence.usual_year,
    )


def _evidence_of(facts: BatchFacts, thresholds: ReviewThresholds) -> BatchEvidence:
    owners, count = owners_of(facts.copies), len(facts.plans)
    asides = find_asides(facts, sources_of(facts.copies, owners, count))
    left_out = {number for number, entry in enumerate(facts.plans) if asides[entry.file]}
    copies = suspected_between_schools(without_plans(facts.copies, left_out), owners)
    texts = [entry.plan for entry in facts.plans]
    sections = SharedSections(texts)
    groups = find_groups(
        copies, texts, [entry.quoted for entry in facts.plans], sections, owners, thresholds=thresholds
    )
    return BatchEvidence(
        asides=asides,
        not_filled_in=_not_filled_in(facts, asides),
        copies=copies,
        sections=sections,
        groups=groups,
        groups_of=_groups_by_plan(groups),
        sources=sources_of(copies, owners, count),
        unions=unions_with_others(copies, owners, count),
        usual_year=find_usual_year(entry.plan for entry in facts.plans if asides[entry.file] is None),
        handed_in_by_others=_by_foreign_author(facts.plans),
    )


def _judged(number: int, facts: BatchFacts, evidence: BatchEvidence, thresholds: ReviewThresholds) -> ReviewedPlan:
    """Return a plan with the verdict; a plan set aside has no reasons, a wrong paper no parts and no points."""
    entry, union = facts.plans[number], evidence.unions[number]
    is_aside = evidence.asides[entry.file] is not None
    reasons = () if is_aside else reasons_of(_facts_of(number, facts, evidence), evidence.copies, thresholds)
    verdict = ReviewVerdict.SET_ASIDE if is_aside else heaviest(reason.verdict for reason in reasons)
    is_wrong = any(reason.kind in WRONG_PAPERS for reason in reasons)
    return ReviewedPlan(
        number=number,
        file=entry.file,
        plan=entry.plan,
        document=entry.document,
        school=entry.school,
        verdict=verdict,
        reasons=reasons,
        roles=_NO_PARTS if is_wrong else entry.roles,
        shares=ItemShares() if is_wrong else item_shares(entry.plan),
        copied=union.copied,
        largest=union.largest,
        quoted=share_within(entry.plan.text, entry.quoted),
        sources=evidence.sources.get(number, ()),
        last_year=facts.last_years.get(number),
        findings=entry.findings,
        score=None if is_wrong else entry.score,
    )


def _facts_of(number: int, facts: BatchFacts, evidence: BatchEvidence) -> PlanFacts:
    entry = facts.plans[number]
    return PlanFacts(
        number=number,
        entry=entry,
        copied=evidence.unions[number].copied,
        sources=evidence.sources.get(number, ()),
        groups=evidence.groups_of.get(number, ()),
        last_year=facts.last_years.get(number),
        is_template=number in evidence.not_filled_in,
        sections=evidence.sections,
        usual_year=evidence.usual_year,
        handed_in_by_others=evidence.handed_in_by_others.get(entry.school.name or "", frozenset()),
    )


def _groups_by_plan(groups: Sequence[SourceGroup]) -> Mapping[int, Sequence[tuple[int, SourceGroup]]]:
    groups_of: dict[int, list[tuple[int, SourceGroup]]] = {}
    for number, group in enumerate(groups):
        for member in group.members:
            groups_of.setdefault(member.plan, []).append((number, group))
    return groups_of


def _by_foreign_author(plans: Sequence[PlanInFile]) -> Mapping[str, frozenset[int]]:
    plans_of: dict[str, set[int]] = {}
    for number, entry in enumerate(plans):
        if author := foreign_author(entry.school):
            plans_of.setdefault(author, set()).add(number)
    return {author: frozenset(numbers) for author, numbers in plans_of.items()}


def _not_filled_in(facts: BatchFacts, asides: Sequence[AsideKind | None]) -> frozenset[int]:
    """Return the numbers of templates not filled in: of templates sent out by the office, or found in the batch."""
    templates = [entry.plan.text for entry in facts.plans if asides[entry.file] is AsideKind.TEMPLATE]
    return frozenset(
        number
        for number, entry in enumerate(facts.plans)
        if entry.is_template or is_not_filled_in(entry.plan.text, templates)
    )
