"""The files of a batch that are no submissions: by what each of them is, or beside another file of the same school."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from jyplan.model import AsideKind, SourceKind
from jyplan.reviewing.aside import aside_kind, is_earlier_draft
from jyplan.reviewing.schools.names import names_a_school

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.model import Plan, PlanSource
    from jyplan.reviewing.facts import BatchFacts


def find_asides(facts: BatchFacts, sources: Mapping[int, Sequence[PlanSource]]) -> list[AsideKind | None]:
    """Return for each file why it is no submission, None for a submission."""
    asides = _by_itself(facts)
    for file in _earlier_drafts(facts, sources):
        asides[file] = asides[file] or AsideKind.DRAFT
    for file in list(_repeated(facts, asides)):
        asides[file] = AsideKind.REPEATED
    return asides


def _by_itself(facts: BatchFacts) -> list[AsideKind | None]:
    by_file: dict[int, list[Plan]] = {}
    for entry in facts.plans:
        by_file.setdefault(entry.file, []).append(entry.plan)
    listed = {school.name for school in facts.roster}

    def if_school(name: str | None) -> str | None:
        return name if name and (name in listed or names_a_school(name)) else None

    return [
        aside_kind(file.path, file.document, by_file.get(number, []), if_school(file.school), if_school(file.sender))
        for number, file in enumerate(facts.files)
    ]


def _earlier_drafts(facts: BatchFacts, sources: Mapping[int, Sequence[PlanSource]]) -> Iterator[int]:
    stems = [PurePath(facts.files[entry.file].path).stem for entry in facts.plans]
    for number in _alone(facts):
        file = facts.plans[number].file
        drafts = [
            source
            for source in sources.get(number, ())
            if source.kind is SourceKind.DRAFT and facts.plans[source.other].file != file
        ]
        if is_earlier_draft(stems[number], drafts, stems):
            yield file


def _repeated(facts: BatchFacts, asides: Sequence[AsideKind | None]) -> Iterator[int]:
    """Yield the files with a text that their school handed in before; the file with the shortest name is kept."""
    by_text: dict[tuple[str, str], list[int]] = {}
    for number in _alone(facts):
        entry = facts.plans[number]
        if entry.school.name and not asides[entry.file]:
            by_text.setdefault((entry.school.name, entry.plan.text), []).append(entry.file)
    for files in by_text.values():
        kept = min(files, key=lambda file: (len(PurePath(facts.files[file].path).stem), file))
        yield from (file for file in files if file != kept)


def _alone(facts: BatchFacts) -> Iterator[int]:
    """Yield the plans that are the only ones of their files."""
    files = [entry.file for entry in facts.plans]
    counts = dict.fromkeys(files, 0)
    for file in files:
        counts[file] += 1
    yield from (number for number, file in enumerate(files) if counts[file] == 1)
