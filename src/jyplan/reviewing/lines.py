"""Files and schools of a batch, each a line with the heaviest verdict of its plans.

The gravest stands first, wherever schools or the plans of a school are listed:

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
    from jyplan.reviewing.facts import BatchFacts

_TEXT_OF_OTHERS = frozenset({Kind.SAME_SOURCE, Kind.ALIKE, Kind.EARLIER})
"""Reasons that count as one: how much was copied weighs more than how many have it."""


class Gravity(NamedTuple):
    """How grave a paper is; sorted, the gravest comes first."""

    weight: int
    """Of the verdict, 0 for the heaviest."""
    reasons: int = 0
    """Minus the number of reasons that alone would give the verdict."""
    copied: float = 0.0
    """Minus the share that plans of other schools have."""
    errors: int = 0
    """Minus the number of findings at this level."""
    warnings: int = 0
    """Minus the number of findings at this level."""


def judged_files(
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
                is_protected=file.is_protected,
                aside=aside,
            )
        )
    return tuple(files)


def with_days(
    files: Sequence[ReviewedFile], roster: Sequence[RosterSchool], due: str | None
) -> tuple[ReviewedFile, ...]:
    """Return the files with the day on which their school handed in."""
    days = {school.name: school.submitted for school in roster if school.submitted}
    dated: list[ReviewedFile] = []
    for file in files:
        day = days.get(file.school or "")
        dated.append(replace(file, submitted=day, is_late=bool(day and due and day > due)))
    return tuple(dated)


def school_lines(
    files: Sequence[ReviewedFile], plans: Sequence[ReviewedPlan], roster: Sequence[RosterSchool]
) -> tuple[ReviewedSchool, ...]:
    """Return a line for each school, the gravest first; a file of no known school has a line of its own.

    Equally grave schools stand in the order of the roster, then by name; the order of the files changes nothing.
    """
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
    lines.sort(key=lambda line: _place_of(line, files, plans, order))
    return tuple(lines)


def _place_of(
    line: ReviewedSchool, files: Sequence[ReviewedFile], plans: Sequence[ReviewedPlan], order: Mapping[str, int]
) -> tuple[Gravity, int, str, str]:
    papers = [*_without_plan(line, files), *(_of_plan(plans[number]) for number in line.plans)]
    gravest = min(papers, default=Gravity(WEIGHTS.index(line.verdict)))
    path = files[line.files[0]].path if line.files else ""
    return gravest, order.get(line.name, len(order)), line.name, path


def _without_plan(line: ReviewedSchool, files: Sequence[ReviewedFile]) -> list[Gravity]:
    return [_of_file(files[number]) for number in line.files if not files[number].plans]


def _of_file(file: ReviewedFile) -> Gravity:
    """Return the gravity of a file without a plan."""
    return Gravity(WEIGHTS.index(file.verdict), -len(file.reasons))


def _of_plan(plan: ReviewedPlan) -> Gravity:
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


def _line(school: ReviewedSchool, files: Sequence[ReviewedFile], plans: Sequence[ReviewedPlan]) -> ReviewedSchool:
    """Return a line with the heaviest verdict of the school's plans and of its files without a plan, the gravest first."""
    without_plan = [files[number].verdict for number in school.files if not files[number].plans]
    verdict = heaviest([*without_plan, *(plans[number].verdict for number in school.plans)])
    of_plans = sorted(school.plans, key=lambda number: _place_of_plan(plans[number]))

    own = frozenset(school.plans)

    def place_of_file(number: int) -> tuple[Gravity, str]:
        file = files[number]
        of_file = [_of_plan(plans[plan]) for plan in file.plans if plan in own]
        return min(of_file, default=_of_file(file)), file.path

    return replace(
        school,
        verdict=verdict,
        files=tuple(sorted(school.files, key=place_of_file)),
        plans=tuple(of_plans),
        is_late=any(files[number].is_late for number in school.files),
    )


def _place_of_plan(plan: ReviewedPlan) -> tuple[Gravity, str, int]:
    return _of_plan(plan), plan.document.path, plan.plan.number
