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
from jyplan.reviewing.sources import STRANGERS
from jyplan.reviewing.title_years import is_of_earlier_year

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from jyplan.model import (
        AgainstLastYear,
        Copies,
        Document,
        Finding,
        PlanSource,
        ReviewThresholds,
        RoleStanding,
        SchoolOfPlan,
        SchoolYear,
        SourceGroup,
    )
    from jyplan.reviewing.facts import PlanInFile
    from jyplan.reviewing.shared_sections import SharedSections

WEIGHTS = tuple(ReviewVerdict)
"""Heaviest first."""
ASKED_FOR = frozenset({Genre.PLAN, Genre.SCHEME, Genre.CALENDAR, Genre.REPORT})
"""What a school may hand in as its plan."""
_NOT_DECIDING = frozenset({Role.GUIDING})
"""A missing guiding part is mentioned; a plan need not be handed in again for it."""
_SURE = frozenset({SchoolWitness.TITLE, SchoolWitness.TEXT, SchoolWitness.SIGNATURE})
"""Witnesses for the author of a plan: letterheads name offices, folders are named by whoever collects."""


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A plan with all evidence from the comparison of the batch."""

    number: int
    """Index of the plan in the batch."""
    entry: PlanInFile
    copied: float
    """Share of the plan's characters that plans of foreign schools have, from 0 to 1."""
    sources: Sequence[PlanSource]
    """Plans of foreign schools first, most copied first."""
    groups: Sequence[tuple[int, SourceGroup]]
    """The groups with the plan as a member, and their indices."""
    last_year: AgainstLastYear | None
    is_template: bool
    """Whether the plan is a template that was sent out, not filled in."""
    sections: SharedSections
    """Of all plans."""
    usual_year: SchoolYear | None = None
    """Of the batch."""
    handed_in_by_others: frozenset[int] = frozenset()
    """Plans that name this plan's school as their author, and that other schools handed in."""


def heaviest(verdicts: Iterable[ReviewVerdict]) -> ReviewVerdict:
    """Return the heaviest of some verdicts; PASS without any."""
    return min(verdicts, key=WEIGHTS.index, default=ReviewVerdict.PASS)


def reasons_of(facts: PlanFacts, copies: Copies, thresholds: ReviewThresholds) -> tuple[ReviewReason, ...]:
    """Return all reasons, the heaviest first; a wrong paper has a single reason."""
    wrong = list(_wrong_paper(facts))
    if wrong:
        return tuple(wrong)
    foreign = list(_foreign_plan(facts.entry.school))
    authors = {reason.school for reason in foreign}
    reasons = [
        *foreign,
        *(reason for reason in _copied(facts, copies, thresholds) if not _is_from(reason, authors, copies)),
        *_own_history(facts),
        *_tampered(facts.entry.document),
        *_missing_parts(facts.entry.roles),
        *_errors(facts.entry.findings),
    ]
    return tuple(sorted(reasons, key=lambda reason: WEIGHTS.index(reason.verdict)))


def _wrong_paper(facts: PlanFacts) -> Iterator[ReviewReason]:
    if facts.is_template:
        yield ReviewReason(ReasonKind.EMPTY_TEMPLATE, ReviewVerdict.RETURN)
    elif facts.entry.plan.genre not in ASKED_FOR:
        yield ReviewReason(ReasonKind.NOT_A_PLAN, ReviewVerdict.RETURN)


def _foreign_plan(school: SchoolOfPlan) -> Iterator[ReviewReason]:
    if author := foreign_author(school):
        yield ReviewReason(ReasonKind.OTHERS_PLAN, ReviewVerdict.RETURN, school=author)


def _is_from(reason: ReviewReason, schools: Collection[str | None], copies: Copies) -> bool:
    """Whether a reason is about the text of one of some schools: whoever sent its plan by mistake has nothing to explain."""
    return reason.listing is not None and copies.listings[reason.listing].school in schools


def foreign_author(school: SchoolOfPlan) -> str | None:
    """Return the school that a plan names as its author in place of the sender; None without a single such school.

    A plan with the sender's name in title, signature or text is the sender's, unless the text names the foreign school
    several times.
    """
    if school.name is None:
        return None
    foreign = {entry.school for entry in school.contradicting if entry.witness in _SURE}
    names_sender = any(entry.witness in _SURE for entry in school.evidence)
    text_names_foreign = any(entry.witness is SchoolWitness.TEXT for entry in school.contradicting)
    return foreign.pop() if len(foreign) == 1 and (text_names_foreign or not names_sender) else None


def _copied(facts: PlanFacts, copies: Copies, thresholds: ReviewThresholds) -> Iterator[ReviewReason]:
    """Yield the reasons of text found in plans of foreign schools.

    | the plan | reason |
    |---|---|
    | every source names this school as its author | ORIGIN, nothing to explain |
    | is in groups of plans with one source | SAME_SOURCE for each, ALIKE for a group of two schools |
    | else shares more than usual with a submission, or with an earlier plan | ALIKE, or EARLIER, for the best source |
    """
    foreign = [source for source in facts.sources if source.kind in STRANGERS]
    if foreign and facts.handed_in_by_others.issuperset(source.listing for source in foreign):
        yield _origin(facts, foreign[0], copies)
    elif reasons := list(_groups_to_explain(facts, copies, thresholds)):
        yield from reasons
    elif foreign:
        yield from _source_to_explain(facts, foreign[0], copies, thresholds)


def _groups_to_explain(facts: PlanFacts, copies: Copies, thresholds: ReviewThresholds) -> Iterator[ReviewReason]:
    """Yield a reason for each group, the largest share first.

    A group by a common section is left out unless its section alone is more than usual, or all copied text is and no
    group before explains it.
    """
    size = facts.sections.size(facts.number)
    is_unexplained = _is_to_be_explained(facts.copied, int(facts.copied * size), 0, thresholds)
    shares = {
        number: next(member.shared for member in group.members if member.plan == facts.number)
        for number, group in facts.groups
    }
    for number, group in sorted(facts.groups, key=lambda entry: -shares[entry[0]]):
        shared, is_section = shares[number], bool(group.text)
        chars = int(shared * size)
        if is_section and not is_unexplained and not _is_to_be_explained(shared, chars, chars, thresholds):
            continue
        is_unexplained = False
        members = {member.plan for member in group.members}
        source = None if is_section else next((entry for entry in facts.sources if entry.listing in members), None)
        section, chars = _most_shared_section(facts, source, copies)
        yield ReviewReason(
            ReasonKind.ALIKE if group.is_pair else ReasonKind.SAME_SOURCE,
            ReviewVerdict.EXPLAIN,
            group=number,
            listing=source.listing if source else None,
            copied=shared,
            chars=chars,
            section=section,
        )


def _source_to_explain(
    facts: PlanFacts, source: PlanSource, copies: Copies, thresholds: ReviewThresholds
) -> Iterator[ReviewReason]:
    section, chars = _most_shared_section(facts, source, copies)
    copied_chars = int(facts.copied * facts.sections.size(facts.number))
    if _is_to_be_explained(facts.copied, copied_chars, chars, thresholds):
        kind = ReasonKind.ALIKE if source.listing < len(copies.unions) else ReasonKind.EARLIER
        yield ReviewReason(
            kind, ReviewVerdict.EXPLAIN, listing=source.listing, copied=source.copied, chars=chars, section=section
        )


def _origin(facts: PlanFacts, source: PlanSource, copies: Copies) -> ReviewReason:
    section, chars = _most_shared_section(facts, source, copies)
    return ReviewReason(
        ReasonKind.ORIGIN,
        ReviewVerdict.PASS,
        listing=source.listing,
        copied=source.copied,
        chars=chars,
        section=section,
        school=copies.listings[source.listing].school or "",
    )


def _is_to_be_explained(share: float, chars: int, in_section: int, thresholds: ReviewThresholds) -> bool:
    """Whether a copied share (0 to 1) of `chars` characters, with `in_section` in a single section, is more than usual."""
    if in_section >= thresholds.explained_chars:
        return True
    return share >= thresholds.explained_share and chars >= thresholds.least_chars


def _most_shared_section(facts: PlanFacts, source: PlanSource | None, copies: Copies) -> tuple[str | None, int]:
    """Return the id of the topmost section with most text shared with a source, and the number of shared characters, 0 without a source."""
    if source is None:
        return None, 0
    return facts.sections.most_shared(facts.number, copies.pairs[source.pair])


def _own_history(facts: PlanFacts) -> Iterator[ReviewReason]:
    if facts.last_year is not None and facts.last_year.is_same:
        yield ReviewReason(
            ReasonKind.LAST_YEAR, ReviewVerdict.EXPLAIN, listing=facts.last_year.listing, copied=facts.last_year.copied
        )
    if is_of_earlier_year(facts.entry.plan, facts.usual_year):
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
