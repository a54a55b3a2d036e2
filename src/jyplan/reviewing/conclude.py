"""Everything known of a batch put together: plans with their verdicts, files, schools, who has not handed in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from jyplan.model import (
    AsideKind,
    Review,
    ReviewedFile,
    ReviewedPlan,
    ReviewedSchool,
    ReviewReason,
    ReviewVerdict,
    SourceKind,
)
from jyplan.model import ReasonKind as Kind
from jyplan.reviewing.aside import aside_kind, is_earlier_draft, is_not_filled_in
from jyplan.reviewing.groups import find_groups
from jyplan.reviewing.school_names import names_a_school
from jyplan.reviewing.shared_sections import SharedSections
from jyplan.reviewing.sources import owners_of, sources_of, unions_with_others, without_plans
from jyplan.reviewing.standing import item_shares
from jyplan.reviewing.verdicts import WEIGHTS, PlanFacts, heaviest, other_author, reasons_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jyplan.model import (
        AgainstLastYear,
        Copies,
        Document,
        Finding,
        Message,
        Plan,
        PlanSource,
        ReviewBatch,
        RoleStanding,
        RosterSchool,
        SchoolOfPlan,
        Score,
    )


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file before it is judged."""

    path: str
    document: Document | None
    """None for a file that could not be read."""
    school: str | None
    sender: str | None
    """The school that the names of file and folders say."""
    error: Message | None = None
    advice: Message | None = None


@dataclass(frozen=True, slots=True)
class PlanInFile:
    """A plan before it is judged; its position in the batch is its number."""

    file: int
    plan: Plan
    document: Document
    school: SchoolOfPlan
    roles: tuple[RoleStanding, ...]
    findings: tuple[Finding, ...]
    is_template: bool = False
    score: Score | None = None


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """All that was read and compared."""

    files: Sequence[FileFacts]
    plans: Sequence[PlanInFile]
    roster: Sequence[RosterSchool]
    copies: Copies
    last_years: Mapping[int, AgainstLastYear]
    """By number of the plan."""
    earlier_texts: tuple[str | None, ...] = ()
    problems: tuple[Message, ...] = ()


def conclude(batch: ReviewBatch, facts: BatchFacts) -> Review:
    """Return the review of a batch."""
    owners, count = owners_of(facts.copies), len(facts.plans)
    asides = _asides(facts, sources_of(facts.copies, owners, count))
    copies = without_plans(facts.copies, {number for number, entry in enumerate(facts.plans) if asides[entry.file]})
    not_filled_in = _not_filled_in(facts, asides)
    all_plans = [entry.plan for entry in facts.plans]
    sections = SharedSections(all_plans)
    groups = find_groups(copies, all_plans, sections, owners, batch.thresholds)
    sources = sources_of(copies, owners, count)
    unions = unions_with_others(copies, owners, count)
    named = {number: school for number, entry in enumerate(facts.plans) if (school := other_author(entry.school))}
    plans: list[ReviewedPlan] = []
    for number, entry in enumerate(facts.plans):
        own_groups = [(i, g) for i, g in enumerate(groups) if any(member.plan == number for member in g.members)]
        known = PlanFacts(
            number=number,
            plan=entry.plan,
            document=entry.document,
            school=entry.school,
            roles=entry.roles,
            copied=unions[number].copied,
            sources=sources.get(number, ()),
            groups=own_groups,
            last_year=facts.last_years.get(number),
            findings=entry.findings,
            is_template=number in not_filled_in,
            sections=sections,
            taken_by=frozenset(other for other, school in named.items() if school == entry.school.name),
        )
        aside = asides[entry.file]
        reasons = () if aside else reasons_of(known, copies, batch.thresholds)
        verdict = ReviewVerdict.SET_ASIDE if aside else heaviest(reason.verdict for reason in reasons)
        plans.append(
            ReviewedPlan(
                number=number,
                file=entry.file,
                plan=entry.plan,
                document=entry.document,
                school=entry.school,
                verdict=verdict,
                reasons=reasons,
                roles=entry.roles,
                shares=item_shares(entry.plan),
                copied=unions[number].copied,
                largest=unions[number].largest,
                sources=sources.get(number, ()),
                last_year=facts.last_years.get(number),
                findings=entry.findings,
                score=entry.score,
            )
        )
    files = _with_days(_files(facts, asides, plans), facts.roster, batch.due)
    schools = _schools(files, plans, facts.roster)
    present = {school.name for school in schools if school.verdict is not ReviewVerdict.MISSING}
    return Review(
        batch=batch,
        files=files,
        plans=tuple(plans),
        schools=schools,
        missing=tuple(school for school in facts.roster if school.name not in present),
        groups=groups,
        copies=copies,
        earlier_texts=facts.earlier_texts,
        problems=facts.problems,
    )


def _asides(facts: BatchFacts, sources: Mapping[int, Sequence[PlanSource]]) -> list[AsideKind | None]:
    by_file: dict[int, list[Plan]] = {}
    for entry in facts.plans:
        by_file.setdefault(entry.file, []).append(entry.plan)
    listed = {school.name for school in facts.roster}
    asides = [
        aside_kind(
            file.path,
            file.document,
            by_file.get(number, []),
            *(
                name if name and (name in listed or names_a_school(name)) else None
                for name in (file.school, file.sender)
            ),
        )
        for number, file in enumerate(facts.files)
    ]
    stems = [PurePath(facts.files[entry.file].path).stem for entry in facts.plans]
    for number, entry in enumerate(facts.plans):
        drafts = [
            source
            for source in sources.get(number, ())
            if source.kind is SourceKind.DRAFT and facts.plans[source.other].file != entry.file
        ]
        if len(by_file[entry.file]) == 1 and not asides[entry.file] and is_earlier_draft(stems[number], drafts, stems):
            asides[entry.file] = AsideKind.DRAFT
    return asides


def _not_filled_in(facts: BatchFacts, asides: Sequence[AsideKind | None]) -> set[int]:
    """Return the plans that are templates: sent out by the office, or found in the batch."""
    templates = [entry.plan.text for entry in facts.plans if asides[entry.file] is AsideKind.TEMPLATE]
    return {
        number
        for number, entry in enumerate(facts.plans)
        if entry.is_template or is_not_filled_in(entry.plan.text, templates)
    }


def _files(
    facts: BatchFacts, asides: Sequence[AsideKind | None], plans: Sequence[ReviewedPlan]
) -> tuple[ReviewedFile, ...]:
    """Return the files with the heaviest verdict of their plans; a file that cannot be read, or holds no text, goes back."""
    by_file: dict[int, list[ReviewedPlan]] = {}
    for plan in plans:
        by_file.setdefault(plan.file, []).append(plan)
    files: list[ReviewedFile] = []
    for number, (file, aside) in enumerate(zip(facts.files, asides, strict=True)):
        of_file = by_file.get(number, [])
        reasons = tuple(reason for plan in of_file for reason in plan.reasons)
        if aside:
            reasons = ()
        elif file.document is None:
            reasons = (ReviewReason(Kind.UNREAD, ReviewVerdict.RETURN),)
        elif not of_file:
            reasons = (ReviewReason(Kind.NOT_A_PLAN, ReviewVerdict.RETURN),)
        reasons = tuple(sorted(reasons, key=lambda reason: WEIGHTS.index(reason.verdict)))
        files.append(
            ReviewedFile(
                path=file.path,
                verdict=ReviewVerdict.SET_ASIDE if aside else heaviest(reason.verdict for reason in reasons),
                reasons=reasons,
                plans=tuple(plan.number for plan in of_file),
                school=file.school,
                sha256=file.document.sha256 if file.document else None,
                error=file.error,
                advice=file.advice,
                aside=aside,
            )
        )
    return tuple(files)


def _with_days(
    files: Sequence[ReviewedFile], roster: Sequence[RosterSchool], due: str | None
) -> tuple[ReviewedFile, ...]:
    """Return the files with the day on which their school handed in."""
    days = {school.name: school.submitted for school in roster if school.submitted}
    dated: list[ReviewedFile] = []
    for file in files:
        day = days.get(file.school or "")
        dated.append(replace(file, submitted=day, is_late=bool(day and due and day > due)))
    return tuple(dated)


def _schools(
    files: Sequence[ReviewedFile], plans: Sequence[ReviewedPlan], roster: Sequence[RosterSchool]
) -> tuple[ReviewedSchool, ...]:
    """Return a line for each school, the heaviest verdict first; a file of no known school has a line of its own."""
    by_school: dict[tuple[bool, str], tuple[list[int], list[int]]] = {}
    for number, file in enumerate(files):
        if file.verdict is ReviewVerdict.SET_ASIDE:
            continue
        of_plans = {plans[plan].school.name or "" for plan in file.plans} or {file.school or ""}
        for name in sorted(of_plans):
            key = (True, name) if name else (False, file.path)
            numbers = by_school.setdefault(key, ([], []))
            numbers[0].append(number)
            numbers[1].extend(plan for plan in file.plans if (plans[plan].school.name or "") == name)
    listed = {school.name: school for school in roster}
    lines = [
        _line(
            ReviewedSchool(
                name if is_known else PurePath(name).name,
                is_known,
                ReviewVerdict.PASS,
                tuple(of_files),
                tuple(of_plans),
                is_known and name in listed,
                group=listed[name].group if is_known and name in listed else "",
            ),
            files,
            plans,
        )
        for (is_known, name), (of_files, of_plans) in by_school.items()
    ]
    lines += [
        ReviewedSchool(school.name, True, ReviewVerdict.MISSING, in_roster=True, group=school.group)
        for school in roster
        if (True, school.name) not in by_school
    ]
    order = {name: number for number, name in enumerate(listed)}
    lines.sort(key=lambda line: (WEIGHTS.index(line.verdict), order.get(line.name, len(order)), line.name))
    return tuple(lines)


def _line(school: ReviewedSchool, files: Sequence[ReviewedFile], plans: Sequence[ReviewedPlan]) -> ReviewedSchool:
    """Return a line with the heaviest verdict of the school's plans and of its files without a plan."""
    without_plan = [files[number].verdict for number in school.files if not files[number].plans]
    verdict = heaviest([*without_plan, *(plans[number].verdict for number in school.plans)])
    return replace(school, verdict=verdict, is_late=any(files[number].is_late for number in school.files))
