"""The files of a batch to set aside: judged alone (`aside`), or as draft or repetition of a file of the same school."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING

from jyplan.model import AsideKind, Relation, SourceKind
from jyplan.reviewing.aside import aside_kind, is_earlier_draft
from jyplan.reviewing.schools.names import names_a_school
from jyplan.reviewing.verdicts import ASKED_FOR

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.model import Plan, PlanSource
    from jyplan.reviewing.facts import BatchFacts


def find_asides(facts: BatchFacts, sources: Mapping[int, Sequence[PlanSource]]) -> list[AsideKind | None]:
    """Return the kind of each file set aside, None for a submission."""
    asides = _judged_alone(facts)
    for file in _earlier_drafts(facts, sources):
        asides[file] = asides[file] or AsideKind.DRAFT
    for file in list(_repeated(facts, asides, sources)):
        asides[file] = AsideKind.REPEATED
    for file in list(_papers_beside_a_plan(facts, asides)):
        asides[file] = AsideKind.OTHER
    return asides


def _judged_alone(facts: BatchFacts) -> list[AsideKind | None]:
    by_file: dict[int, list[Plan]] = {}
    for entry in facts.plans:
        by_file.setdefault(entry.file, []).append(entry.plan)
    listed = {school.name for school in facts.roster}

    def unless_office(name: str | None) -> str | None:
        return name if name and (name in listed or names_a_school(name)) else None

    return [
        aside_kind(
            file.path, file.document, by_file.get(number, []), unless_office(file.school), unless_office(file.sender)
        )
        for number, file in enumerate(facts.files)
    ]


def _earlier_drafts(facts: BatchFacts, sources: Mapping[int, Sequence[PlanSource]]) -> Iterator[int]:
    """Yield the earlier drafts, by name, of further files of the school."""
    stems = [PurePath(facts.files[entry.file].path).stem for entry in facts.plans]
    for number in _only_plans(facts):
        file = facts.plans[number].file
        drafts = [
            source
            for source in sources.get(number, ())
            if source.kind is SourceKind.DRAFT and facts.plans[source.listing].file != file
        ]
        if is_earlier_draft(stems[number], drafts, stems):
            yield file


def _repeated(
    facts: BatchFacts, asides: Sequence[AsideKind | None], sources: Mapping[int, Sequence[PlanSource]]
) -> Iterator[int]:
    """Yield the files with the text of a file of the same school, perhaps as Word and as PDF, except the file with the shortest name."""
    by_text: dict[tuple[str, str], list[int]] = {}
    for number in _only_plans(facts):
        entry = facts.plans[number]
        if entry.school.name and not asides[entry.file]:
            by_text.setdefault((entry.school.name, entry.plan.text), []).append(number)
    for numbers in by_text.values():
        identical = [
            source.listing
            for source in sources.get(numbers[0], ())
            if source.kind is SourceKind.DRAFT and source.relation is Relation.IDENTICAL
        ]
        files = {facts.plans[number].file for number in (*numbers, *identical)}
        submission = min(
            (file for file in files if not asides[file]),
            key=lambda file: (len(PurePath(facts.files[file].path).stem), file),
        )
        yield from (facts.plans[number].file for number in numbers if facts.plans[number].file != submission)


def _papers_beside_a_plan(facts: BatchFacts, asides: Sequence[AsideKind | None]) -> Iterator[int]:
    """Yield the files without a plan of schools that handed in a plan as well: nobody hands in an attachment again."""
    with_plan: set[int] = set()
    schools: dict[int, set[str]] = {}
    for entry in facts.plans:
        schools.setdefault(entry.file, set()).add(entry.school.name or "")
        if entry.plan.genre in ASKED_FOR and not entry.is_template:
            with_plan.add(entry.file)
    submitted = {school for file in with_plan if not asides[file] for school in schools[file] if school}
    for number, file in enumerate(facts.files):
        of_file = schools.get(number, {file.school or ""})
        if not asides[number] and file.document and number not in with_plan and of_file <= submitted:
            yield number


def _only_plans(facts: BatchFacts) -> Iterator[int]:
    """Yield the numbers of the plans without a further plan in the same file."""
    files = [entry.file for entry in facts.plans]
    counts = Counter(files)
    yield from (number for number, file in enumerate(files) if counts[file] == 1)
