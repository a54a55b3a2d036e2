"""Files and schools of a batch, each a line with the heaviest verdict of its plans."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from jyplan.model import ReasonKind as Kind
from jyplan.model import ReviewedFile, ReviewedSchool, ReviewReason, ReviewVerdict
from jyplan.reviewing.verdicts import WEIGHTS, heaviest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import AsideKind, ReviewedPlan, RosterSchool
    from jyplan.reviewing.facts import BatchFacts


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
