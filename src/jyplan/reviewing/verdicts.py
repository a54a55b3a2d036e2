"""The reasons for the verdict on a plan, and the verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.model import (
    Genre,
    Level,
    ProblemKind,
    ReasonKind,
    ReviewReason,
    ReviewVerdict,
    Role,
    RoleState,
    SchoolWitness,
)
from jyplan.reviewing.last_year import is_of_earlier_year
from jyplan.reviewing.sources import STRANGERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.model import (
        AgainstLastYear,
        Copies,
        Document,
        Finding,
        Plan,
        PlanSource,
        ReviewThresholds,
        RoleStanding,
        SchoolOfPlan,
        SchoolYear,
        SourceGroup,
    )
    from jyplan.reviewing.shared_sections import SharedSections

WEIGHTS = tuple(ReviewVerdict)
"""Heaviest first."""
_ASKED_FOR = frozenset({Genre.PLAN, Genre.SCHEME, Genre.CALENDAR, Genre.REPORT})
_NOT_DECIDING = frozenset({Role.GUIDING})
"""A missing guiding part is mentioned; a plan need not be handed in again for it."""
_SURE = frozenset({SchoolWitness.TITLE, SchoolWitness.TEXT, SchoolWitness.SIGNATURE})
"""Witnesses that a plan is another school's: letterheads name offices, folders are named by whoever collects."""


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What is known of a plan when its reasons are collected."""

    number: int
    plan: Plan
    document: Document
    school: SchoolOfPlan
    roles: Sequence[RoleStanding]
    copied: float
    sources: Sequence[PlanSource]
    groups: Sequence[tuple[int, SourceGroup]]
    """The groups it is in, with their numbers."""
    last_year: AgainstLastYear | None
    findings: Sequence[Finding]
    is_template: bool
    """Whether it is a template that was sent out, not filled in."""
    sections: SharedSections
    """Of all plans."""
    usual_year: SchoolYear | None = None
    """Of the batch."""
    taken_by: frozenset[int] = frozenset()
    """Plans that name this plan's school as their author, and were handed in by others."""


def heaviest(verdicts: Iterable[ReviewVerdict]) -> ReviewVerdict:
    """Return the heaviest of some verdicts; PASS without any."""
    return min(verdicts, key=WEIGHTS.index, default=ReviewVerdict.PASS)


def reasons_of(facts: PlanFacts, copies: Copies, thresholds: ReviewThresholds) -> tuple[ReviewReason, ...]:
    """Return all reasons, the heaviest first; a paper that is no plan at all has that reason alone."""
    wrong = list(_wrong_paper(facts))
    if wrong:
        return tuple(wrong)
    reasons = [
        *_others_plan(facts),
        *_copied(facts, copies, thresholds),
        *_own_history(facts),
        *_tampered(facts.document),
        *_missing_parts(facts.roles),
        *_errors(facts.findings),
    ]
    return tuple(sorted(reasons, key=lambda reason: WEIGHTS.index(reason.verdict)))


def _wrong_paper(facts: PlanFacts) -> Iterator[ReviewReason]:
    if facts.is_template:
        yield ReviewReason(ReasonKind.EMPTY_TEMPLATE, ReviewVerdict.RETURN)
    elif facts.plan.genre not in _ASKED_FOR:
        yield ReviewReason(ReasonKind.NOT_A_PLAN, ReviewVerdict.RETURN)


def _others_plan(facts: PlanFacts) -> Iterator[ReviewReason]:
    """Yield a reason where title, signature and letterhead name a single foreign school and no line names the sender."""
    if school := other_author(facts.school):
        yield ReviewReason(ReasonKind.OTHERS_PLAN, ReviewVerdict.RETURN, school=school)


def other_author(school: SchoolOfPlan) -> str | None:
    """Return the foreign school that a plan names as its own; None for a plan that names its sender or several foreign schools."""
    if school.name is None:
        return None
    of_itself = {entry.school for entry in school.contradicting if entry.witness in _SURE}
    supporting = {entry.witness for entry in school.evidence}
    said_elsewhere = any(entry.witness is SchoolWitness.TEXT for entry in school.contradicting)
    return of_itself.pop() if len(of_itself) == 1 and (said_elsewhere or not supporting & _SURE) else None


def _copied(facts: PlanFacts, copies: Copies, thresholds: ReviewThresholds) -> Iterator[ReviewReason]:
    strangers = {entry.other for entry in facts.sources if entry.kind in STRANGERS}
    if strangers and strangers <= facts.taken_by:
        yield _origin(facts, facts.sources[0], copies)
        return
    size = facts.sections.size(facts.number)
    in_all = _is_to_be_explained(facts.copied, int(facts.copied * size), 0, thresholds)
    shares = {
        number: next(entry.shared for entry in group.members if entry.plan == facts.number)
        for number, group in facts.groups
    }
    is_explained = False
    for number, group in sorted(facts.groups, key=lambda entry: -shares[entry[0]]):
        shared, is_section = shares[number], bool(group.text)
        chars = int(shared * size)
        if is_section and (is_explained or not in_all) and not _is_to_be_explained(shared, chars, chars, thresholds):
            continue
        inside = {entry.plan for entry in group.members}
        source = None if is_section else next((entry for entry in facts.sources if entry.other in inside), None)
        section, chars = _most_shared_section(facts, source, copies)
        is_explained = True
        yield ReviewReason(
            ReasonKind.ALIKE if group.is_pair else ReasonKind.SAME_SOURCE,
            ReviewVerdict.EXPLAIN,
            group=number,
            other=source.other if source else None,
            copied=shared,
            chars=chars,
            section=section,
        )
    best = next((entry for entry in facts.sources if entry.kind in STRANGERS), None)
    if is_explained or best is None:
        return
    section, chars = _most_shared_section(facts, best, copies)
    if _is_to_be_explained(facts.copied, int(facts.copied * size), chars, thresholds):
        kind = ReasonKind.ALIKE if best.other < len(copies.unions) else ReasonKind.EARLIER
        yield ReviewReason(
            kind, ReviewVerdict.EXPLAIN, other=best.other, copied=best.copied, chars=chars, section=section
        )


def _origin(facts: PlanFacts, source: PlanSource, copies: Copies) -> ReviewReason:
    section, chars = _most_shared_section(facts, source, copies)
    return ReviewReason(
        ReasonKind.ORIGIN,
        ReviewVerdict.PASS,
        other=source.other,
        copied=source.copied,
        chars=chars,
        section=section,
        school=copies.listings[source.other].school or "",
    )


def _is_to_be_explained(share: float, chars: int, in_section: int, thresholds: ReviewThresholds) -> bool:
    """Whether a share of a plan with so many characters, and so many of them in one section, is more than usual."""
    if in_section >= thresholds.explained_chars:
        return True
    return share >= thresholds.explained_share and chars >= thresholds.least_chars


def _most_shared_section(facts: PlanFacts, source: PlanSource | None, copies: Copies) -> tuple[str | None, int]:
    """Return the topmost section with most of what a source has of a plan, and how many characters; 0 without a source."""
    if source is None:
        return None, 0
    return facts.sections.most_shared(facts.number, copies.pairs[source.pair])


def _own_history(facts: PlanFacts) -> Iterator[ReviewReason]:
    if facts.last_year is not None and facts.last_year.is_same:
        yield ReviewReason(
            ReasonKind.LAST_YEAR, ReviewVerdict.EXPLAIN, other=facts.last_year.other, copied=facts.last_year.copied
        )
    if is_of_earlier_year(facts.plan, facts.usual_year):
        yield ReviewReason(ReasonKind.EARLIER_YEAR, ReviewVerdict.EXPLAIN)


def _tampered(document: Document) -> Iterator[ReviewReason]:
    if any(problem.kind is ProblemKind.TAMPERING for problem in document.problems):
        yield ReviewReason(ReasonKind.TAMPERED, ReviewVerdict.EXPLAIN)


def _missing_parts(roles: Sequence[RoleStanding]) -> Iterator[ReviewReason]:
    for standing in roles:
        if standing.role in _NOT_DECIDING:
            continue
        if standing.state is RoleState.MISSING:
            yield ReviewReason(ReasonKind.ROLE_MISSING, ReviewVerdict.SUPPLEMENT, role=standing.role)
        elif standing.state is RoleState.EMPTY:
            yield ReviewReason(ReasonKind.ROLE_EMPTY, ReviewVerdict.SUPPLEMENT, role=standing.role)


def _errors(findings: Sequence[Finding]) -> Iterator[ReviewReason]:
    for rule in dict.fromkeys(finding.rule for finding in findings if finding.level is Level.ERROR):
        yield ReviewReason(ReasonKind.FINDING, ReviewVerdict.SUPPLEMENT, rule=rule)
