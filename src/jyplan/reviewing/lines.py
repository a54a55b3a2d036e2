"""Files and schools of a batch, a line each with the heaviest verdict of the plans, the gravest line first.

Lines are compared column by column, from the verdict to the warnings; the gravest plan of a school counts:

| school | verdict | reasons for it | copied | errors | warnings |
|---|---|---|---|---|---|
| 东风小学 | explain | 2: text of others, hidden text | 35 % | 0 | 1 |
| 向阳小学 | explain | 1: text of others | 90 % | 0 | 0 |
| 红旗小学 | explain | 1: text of others | 40 % | 2 | 3 |
| 龙泉小学 | supplement | 3: three parts missing | 12 % | 3 | 0 |
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Level, ReviewedFile, ReviewedSchool, ReviewReason, ReviewVerdict
from jyplan.model import ReasonKind as Kind
from jyplan.reviewing.verdicts import WEIGHTS, heaviest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jyplan.model import AsideKind, ReviewedPlan, RosterSchool
    from jyplan.reviewing.facts import BatchFacts, FileFacts

_TEXT_OF_OTHERS = frozenset({Kind.SAME_SOURCE, Kind.ALIKE, Kind.EARLIER})
"""Reasons counted as a single reason: the copied share weighs more than the number of sources."""


class Gravity(NamedTuple):
    """Sort key of a plan or unread file, the gravest first; counts are negative: more comes first."""

    weight: int
    """Position of the verdict in `WEIGHTS`, 0 for the heaviest."""
    reasons: int = 0
    """Reasons that alone would give the verdict."""
    copied: float = 0.0
    """Share copied from plans of foreign schools, from 0 to 1."""
    errors: int = 0
    warnings: int = 0


def judged_files(
    facts: BatchFacts, asides: Sequence[AsideKind | None], plans: Sequence[ReviewedPlan]
) -> tuple[ReviewedFile, ...]:
    """Return the files with the heaviest verdict of their plans; unread files and files without a plan go back."""
    by_file: dict[int, list[ReviewedPlan]] = {}
    for plan in plans:
        by_file.setdefault(plan.file, []).append(plan)
    files: list[ReviewedFile] = []
    for number, (file, aside) in enumerate(zip(facts.files, asides, strict=True)):
        plans_of_file = by_file.get(number, [])
        reasons = () if aside else _reasons_of_file(file, plans_of_file)
        files.append(
            ReviewedFile(
                path=file.path,
                verdict=ReviewVerdict.SET_ASIDE if aside else heaviest(reason.verdict for reason in reasons),
                reasons=reasons,
                plans=tuple(plan.number for plan in plans_of_file),
                school=file.school,
                sha256=file.document.sha256 if file.document else None,
                error=file.error,
                advice=file.advice,
                is_protected=file.is_protected,
                aside=aside,
            )
        )
    return tuple(files)


def _reasons_of_file(file: FileFacts, plans: Sequence[ReviewedPlan]) -> tuple[ReviewReason, ...]:
    if file.document is None:
        return (ReviewReason(Kind.UNREAD, ReviewVerdict.RETURN),)
    if not plans:
        return (ReviewReason(Kind.NOT_A_PLAN, ReviewVerdict.RETURN),)
    reasons = (reason for plan in plans for reason in plan.reasons)
    return tuple(sorted(reasons, key=lambda reason: WEIGHTS.index(reason.verdict)))


def with_days(
    files: Sequence[ReviewedFile], roster: Sequence[RosterSchool], due: str | None
) -> tuple[ReviewedFile, ...]:
    """Return the files with the day of handing in, from the roster."""
    days = {school.name: school.submitted for school in roster if school.submitted}
    dated: list[ReviewedFile] = []
    for file in files:
        day = days.get(file.school or "")
        dated.append(replace(file, submitted=day, is_late=bool(day and due and day > due)))
    return tuple(dated)


class _Papers(NamedTuple):
    """Files and plans of a school, as indices; of an unknown school, of a single file."""

    files: list[int]
    plans: list[int]


class _School(NamedTuple):
    """A school, or a file of an unknown school."""

    name: str
    """Of the school; for an unknown school the path of the file."""
    is_known: bool = True


def school_lines(
    files: Sequence[ReviewedFile], plans: Sequence[ReviewedPlan], roster: Sequence[RosterSchool]
) -> tuple[ReviewedSchool, ...]:
    """Return a line for each school, the gravest first; each file of an unknown school is a line, too.

    Equally grave schools stand in the order of the roster, then by name; the order of the files changes nothing.
    """
    listed = {school.name: school for school in roster}
    papers = _papers_by_school(files, plans)
    lines = [_line(school, of_school, files, plans, listed) for school, of_school in papers.items()]
    lines += [
        ReviewedSchool(school.name, True, ReviewVerdict.MISSING, in_roster=True, group=school.group)
        for school in roster
        if _School(school.name) not in papers
    ]
    order = {name: number for number, name in enumerate(listed)}
    lines.sort(key=lambda line: _sort_key(line, files, plans, order))
    return tuple(lines)


def _papers_by_school(files: Sequence[ReviewedFile], plans: Sequence[ReviewedPlan]) -> dict[_School, _Papers]:
    papers: dict[_School, _Papers] = {}
    for number, file in enumerate(files):
        if file.verdict is ReviewVerdict.SET_ASIDE:
            continue
        names = {plans[plan].school.name or "" for plan in file.plans} or {file.school or ""}
        for name in sorted(names):
            school = _School(name) if name else _School(file.path, is_known=False)
            of_school = papers.setdefault(school, _Papers([], []))
            of_school.files.append(number)
            of_school.plans.extend(plan for plan in file.plans if (plans[plan].school.name or "") == name)
    return papers


def _line(
    school: _School,
    papers: _Papers,
    files: Sequence[ReviewedFile],
    plans: Sequence[ReviewedPlan],
    listed: Mapping[str, RosterSchool],
) -> ReviewedSchool:
    """Return a line with the heaviest verdict of the school's plans and of its files without a plan."""
    verdicts = [files[number].verdict for number in papers.files if not files[number].plans]
    verdicts += [plans[number].verdict for number in papers.plans]
    own_plans = frozenset(papers.plans)

    def gravity_of_file(number: int) -> tuple[Gravity, str]:
        file = files[number]
        own = [_of_plan(plans[plan]) for plan in file.plans if plan in own_plans]
        return min(own, default=_of_file(file)), file.path

    in_roster = listed.get(school.name) if school.is_known else None
    return ReviewedSchool(
        name=school.name if school.is_known else PurePath(school.name).name,
        is_known=school.is_known,
        verdict=heaviest(verdicts),
        files=tuple(sorted(papers.files, key=gravity_of_file)),
        plans=tuple(sorted(papers.plans, key=lambda number: _plan_sort_key(plans[number]))),
        in_roster=in_roster is not None,
        is_late=any(files[number].is_late for number in papers.files),
        group=in_roster.group if in_roster else "",
    )


def _sort_key(
    line: ReviewedSchool, files: Sequence[ReviewedFile], plans: Sequence[ReviewedPlan], order: Mapping[str, int]
) -> tuple[Gravity, int, str, str]:
    papers = [_of_file(files[number]) for number in line.files if not files[number].plans]
    papers += [_of_plan(plans[number]) for number in line.plans]
    gravest = min(papers, default=Gravity(WEIGHTS.index(line.verdict)))
    path = files[line.files[0]].path if line.files else ""
    return gravest, order.get(line.name, len(order)), line.name, path


def _plan_sort_key(plan: ReviewedPlan) -> tuple[Gravity, str, int]:
    return _of_plan(plan), plan.document.path, plan.plan.number


def _of_file(file: ReviewedFile) -> Gravity:
    """Return the gravity of a file without a plan."""
    return Gravity(WEIGHTS.index(file.verdict), -len(file.reasons))


def _of_plan(plan: ReviewedPlan) -> Gravity:
    """Return the gravity of a plan."""
    deciding = {
        ("" if reason.kind in _TEXT_OF_OTHERS else reason.kind, reason.role, reason.rule)
        for reason in plan.reasons
        if reason.verdict is plan.verdict
    }
    levels = [finding.level for finding in plan.findings]
    return Gravity(
        WEIGHTS.index(plan.verdict),
        -len(deciding),
        -plan.copied,
        -levels.count(Level.ERROR),
        -levels.count(Level.WARNING),
    )
