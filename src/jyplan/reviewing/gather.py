"""The files of a batch gathered: plans with schools, numbered before the earlier plans."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jyplan.compare.passages.boilerplate import declare
from jyplan.reading.submissions import listing_of
from jyplan.reviewing.aside import is_not_filled_in
from jyplan.reviewing.facts import FileFacts, PlanInFile
from jyplan.reviewing.quoted import quoted_spans
from jyplan.reviewing.schools.identification import (
    Witness,
    body_of,
    identify,
    known_names,
    shared_folders,
    witnesses_of,
    witnesses_of_path,
)
from jyplan.reviewing.standing import standings
from jyplan.reviewing.year_pairs import EarlierPlan

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from jyplan.compare.passages.boilerplate import Boilerplate
    from jyplan.model import Finding, Listing, Message, Outline, PartFindings, Plan, RosterSchool, SchoolOfPlan
    from jyplan.reviewing.schools.names import SchoolNames


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file of the batch, read and checked."""

    path: str
    outline: Outline | None
    """None for a file that could not be read."""
    findings: tuple[Finding, ...] = ()
    parts: tuple[PartFindings, ...] = ()
    """For each plan of the outline, in order."""
    error: Message | None = None
    advice: Message | None = None
    is_protected: bool = False
    """Whether a password protects the file."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The submissions and the earlier plans of a batch."""

    files: Sequence[FileFacts]
    plans: Sequence[PlanInFile]
    earlier: Sequence[EarlierPlan]
    listings: tuple[Listing, ...]
    """The submissions, then the earlier plans."""
    names: SchoolNames


def gather(
    read: Sequence[ReadFile], earlier: Sequence[Outline], roster: Sequence[RosterSchool], templates: Collection[str]
) -> Gathered:
    """Return all plans with schools; `templates` are the texts of the office's templates."""
    paths = [file.path for file in read]
    depth, earlier_depth = shared_folders(paths), shared_folders(outline.document.path for outline in earlier)
    names = known_names(roster, _all_witnesses(read, earlier, depth))
    sent_out = declare(templates, slogans=False)
    files: list[FileFacts] = []
    plans: list[PlanInFile] = []
    listings: list[Listing] = []
    for number, file in enumerate(read):
        plans_of_file = list(_plans_of(number, file, names, depth, sent_out))
        plans += plans_of_file
        listings += [replace(listing_of(file.path, entry.plan), school=entry.school.name) for entry in plans_of_file]
        files.append(_file_facts(file, plans_of_file, _school_of_path(file.path, names, depth).name))
    earlier_plans: list[EarlierPlan] = []
    for outline in earlier:
        for plan in outline.plans:
            school = _school_of(plan, outline, names, earlier_depth).name
            earlier_plans.append(EarlierPlan(len(listings), plan, school))
            listings.append(replace(listing_of(outline.document.path, plan), school=school))
    return Gathered(files, plans, earlier_plans, tuple(listings), names)


def _all_witnesses(read: Sequence[ReadFile], earlier: Sequence[Outline], depth: int) -> Iterator[Witness]:
    """Yield the names of schools in all plans, and in the paths of the submissions below the first `depth` folders."""
    outlines = [*(file.outline for file in read if file.outline), *earlier]
    for outline in outlines:
        for plan in outline.plans:
            yield from witnesses_of(plan, outline)
    for file in read:
        yield from witnesses_of_path(file.path, depth)


def _file_facts(file: ReadFile, plans: Sequence[PlanInFile], sender: str | None) -> FileFacts:
    schools = {entry.school.name for entry in plans}
    school = schools.pop() if len(schools) == 1 else sender
    document = file.outline.document if file.outline else None
    return FileFacts(file.path, document, school, sender, file.error, file.advice, file.is_protected)


def _plans_of(
    number: int, file: ReadFile, names: SchoolNames, depth: int, sent_out: Boilerplate
) -> Iterator[PlanInFile]:
    """Yield the plans of the file with a number; the first `depth` folders of the path name no school."""
    if file.outline is None:
        return
    templates = [view.text for view in sent_out.declared]
    for plan, parts in zip(file.outline.plans, file.parts, strict=True):
        yield PlanInFile(
            file=number,
            plan=plan,
            document=file.outline.document,
            school=_school_of(plan, file.outline, names, depth),
            roles=standings(plan, parts),
            findings=tuple(finding for finding in file.findings if finding.plan == plan.number),
            is_template=is_not_filled_in(plan.text, templates),
            quoted=quoted_spans(plan.text, plan.title or "", sent_out),
        )


def _school_of(plan: Plan, outline: Outline, names: SchoolNames, depth: int) -> SchoolOfPlan:
    path = outline.document.path
    return identify(path, witnesses_of(plan, outline), witnesses_of_path(path, depth), body_of(plan), names)


def _school_of_path(path: str, names: SchoolNames, depth: int) -> SchoolOfPlan:
    return identify(path, (), witnesses_of_path(path, depth), "", names)
