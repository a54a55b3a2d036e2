"""`jyplan archive`: the store of earlier plans and templates."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click
import typer

from jyplan import api
from jyplan.cli import copying, output, progress, screen
from jyplan.cli.boundary import tell_unread
from jyplan.cli.console import reason
from jyplan.cli.options import (
    LARGEST,
    Boilerplate,
    CopiesFormat,
    CorpusPaths,
    FailOn,
    MaxSize,
    MinRun,
    Output,
    StdinName,
    WordRevisions,
)
from jyplan.cli.progress import Meter
from jyplan.errors import OutputError, UsageError
from jyplan.inputs import format_size
from jyplan.inputs import sources as inputs
from jyplan.model import LeftOut, Message, Revisions
from jyplan.reports import (
    ARCHIVE_REPORTS,
    ArchiveOptions,
    load_archive_report,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jyplan.archive.plans import Incoming, Selection
    from jyplan.cli.console import Console
    from jyplan.inputs import Unreadable
    from jyplan.reading.submissions import Submitted

NAME = "archive"
HELP = "Keep earlier plans and templates, to compare new plans with."
DAMAGED = 2

_YEAR = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_Folder = Annotated[
    str, typer.Option("--archive", "-a", metavar="FOLDER", help="The archive: a folder that holds nothing else.")
]
_Label = Annotated[str | None, typer.Option("--label", metavar="LABEL", help="Only plans with this label.")]
_School = Annotated[str | None, typer.Option("--school", metavar="SCHOOL", help="Only plans of this school.")]
_Year = Annotated[
    str | None, typer.Option("--year", metavar="YEAR", help="Only plans of this year, or of a month or day: 2024-09.")
]
_Path = Annotated[
    str | None, typer.Option("--path", metavar="PATH", help="Only plans that came from this file or folder.")
]


def add(
    context: typer.Context,
    *,
    paths: CorpusPaths,
    archive: _Folder,
    label: Annotated[
        str | None, typer.Option("--label", metavar="LABEL", help="What to file the plans under: 2023范文.")
    ] = None,
    year: Annotated[
        str | None,
        typer.Option(
            "--year",
            metavar="YEAR",
            help="When they were written: 2023, 2023-09 or 2023-09-01. Without it each has the year that it is for.",
        ),
    ] = None,
    school: Annotated[str | None, typer.Option("--school", metavar="SCHOOL", help="Whose plans they are.")] = None,
    no_text: Annotated[
        bool,
        typer.Option("--no-text", help="Keep fingerprints and places only: plans can be found again, but not shown."),
    ] = False,
    revisions: WordRevisions = Revisions.ACCEPTED,
    stdin_name: StdinName = None,
    max_size: MaxSize = LARGEST,
) -> int:
    """Add all plans or, where the run is cut off, none; those that are there already are named."""
    from jyplan.archive.adding import add_plans
    from jyplan.archive.catalogue import is_archive
    from jyplan.reports.archive.text import render_filed

    console: Console = context.obj
    date = _date(year)
    folder = Path(archive)
    is_archive(folder)
    limit = inputs.parse_size(max_size)
    sources = list(inputs.find_sources(paths, stdin_name=stdin_name, max_size=limit))
    read = progress.watch(
        api.read_submissions(sources, revisions=revisions, max_size=limit), len(sources), console.language
    )
    found = _Found(read, label, school, date)
    with _explained(folder):
        filed = add_plans(folder, found.plans(), datetime.now(UTC), keep_texts=not no_text)
    for each in found.left_out:
        console.note(Message("{where}: {sentence}", {"where": each.path, "sentence": each.reason}))
    if filed:
        console.show(render_filed(filed, _options(console, None)))
    return tell_unread(console, found.unread)


def list_(
    context: typer.Context,
    *,
    archive: _Folder,
    label: _Label = None,
    school: _School = None,
    year: _Year = None,
    path: _Path = None,
    format_: Annotated[
        str,
        typer.Option("--format", "-f", click_type=click.Choice(list(ARCHIVE_REPORTS)), help="How to write the list."),
    ] = "text",
    output_: Output = None,
) -> int:
    """List the plans in the archive by their numbers."""
    from jyplan.archive.lookup import list_plans

    console: Console = context.obj
    output.check_target(output_, (), binary=False)
    found = list_plans(Path(archive), _selection(label=label, school=school, year=year, path=path))
    output.write(console, output_, load_archive_report(format_).render(found, _options(console, output_)))
    return 0


def remove(
    context: typer.Context,
    *,
    ids: Annotated[
        list[int] | None, typer.Argument(metavar="[NUMBER...]", help="Plans by their numbers in the list.")
    ] = None,
    archive: _Folder,
    label: _Label = None,
    school: _School = None,
    year: _Year = None,
    path: _Path = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be removed.")] = False,
) -> int:
    """Remove the plans that fit everything that is given, with all that is left of them."""
    from jyplan.archive.lookup import list_plans
    from jyplan.archive.removing import remove_plans

    console: Console = context.obj
    selection = _selection(ids=ids or (), label=label, school=school, year=year, path=path)
    if not selection:
        raise UsageError("say which plans are to be removed", hint="by number, --label, --school, --year or --path")
    folder = Path(archive)
    found = list_plans(folder, selection)
    if missing := sorted(set(ids or ()) - {each.id for each in found}):
        raise UsageError(
            "the archive has no such plan, or it does not fit the rest: {numbers}; nothing was removed",
            hint="see {command}",
            numbers=", ".join(map(str, missing)),
            command=f"jyplan archive list --archive {archive}",
        )
    if not dry_run:
        with _explained(folder):
            found = remove_plans(folder, selection)
    said = Message("to be removed: {count}") if dry_run else Message("removed: {count}")
    console.show(load_archive_report("text").render(found, _options(console, None)))
    console.note(Message(said.template, {"count": len(found)}))
    return 0


def query(
    context: typer.Context,
    *,
    paths: CorpusPaths,
    archive: _Folder,
    format_: CopiesFormat = None,
    output_: Output = None,
    boilerplate: Boilerplate = None,
    min_run: MinRun = None,
    fail_on: FailOn = None,
    revisions: WordRevisions = Revisions.ACCEPTED,
    stdin_name: StdinName = None,
    max_size: MaxSize = LARGEST,
) -> int:
    """Compare new plans with those of the archive, not with each other."""
    console: Console = context.obj
    name = copying.format_for(format_, output_)
    limit = inputs.parse_size(max_size)
    sources = list(inputs.find_sources(paths, stdin_name=stdin_name, max_size=limit))
    declared = list(inputs.find_sources(boilerplate or [], stdin_name=stdin_name, max_size=limit))
    output.check_target(output_, [*sources, *declared], binary=name in copying.BINARY)
    meter = Meter(console.language)
    try:
        submissions = copying.read(sources, meter, revisions=revisions, max_size=limit)
        watch = copying.tell(meter)
        copies, texts = api.find_archived(submissions, archive, boilerplate=declared, min_run=min_run, watch=watch)
    finally:
        meter.clear()
    return copying.conclude(console, copies, submissions, texts, target=output_, name=name, fail_on=fail_on)


def verify(context: typer.Context, *, archive: _Folder) -> int:
    """Look for damage; exit with 2 if there is any."""
    from jyplan.archive.verifying import inspect

    console: Console = context.obj
    found = inspect(Path(archive))
    for remark in (*found.damage, *found.remarks):
        console.note(Message("{where}: {sentence}", {"where": archive, "sentence": remark}))
    counts = {
        "plans": found.plans,
        "fingerprints": found.fingerprints,
        "files": found.files,
        "size": format_size(found.size),
    }
    said = Message("plans: {plans}, fingerprints: {fingerprints}, files: {files} of {size}", counts)
    verdict = Message("damage: {count}", {"count": len(found.damage)}) if found.damage else Message("no damage")
    console.show(f"{console.language.say(said)}\n{console.language.say(verdict)}\n")
    return DAMAGED if found.damage else 0


def compact(context: typer.Context, *, archive: _Folder) -> int:
    """Bring the archive to few large files, in the newest format."""
    from jyplan.archive.compacting import compact as compact_archive

    folder = Path(archive)
    with _explained(folder):
        compact_archive(folder)
    return 0


SUBCOMMANDS = (
    ("add", "Add plans; those that are there already are named and not added again.", add),
    ("list", "List the plans in the archive.", list_),
    ("query", "Find what new plans have from plans in the archive.", query),
    ("remove", "Remove plans with all that is left of them.", remove),
    ("verify", "Look for damage; exit with 2 if there is any.", verify),
    ("compact", "Bring the archive to few large files, in the newest format.", compact),
)
"""Name, help and function of each, in the order in which help lists them."""


@dataclass
class _Found:
    """What is read, sorted into plans to be added and the rest."""

    results: Iterable[list[Submitted | LeftOut] | Unreadable]
    label: str | None
    school: str | None
    date: str | None
    unread: list[Unreadable] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def plans(self) -> Iterator[Incoming]:
        """Yield the plans, with what the user says of all of them before what is known of each."""
        for result in self.results:
            if isinstance(result, inputs.Unreadable):
                self.unread.append(result)
                continue
            for each in result:
                if isinstance(each, LeftOut):
                    self.left_out.append(each)
                else:
                    yield self._incoming(each)

    def _incoming(self, plan: Submitted) -> Incoming:
        from jyplan.archive.plans import Incoming

        known = plan.listing
        listing = replace(
            known,
            school=self.school or known.school,
            date=self.date or known.date,
            label=self.label or known.label,
            archived=True,
        )
        return Incoming(listing, plan.text, plan.sha256)


def _selection(
    *,
    ids: Iterable[int] = (),
    label: str | None,
    school: str | None,
    year: str | None,
    path: str | None,
) -> Selection:
    from jyplan.archive.plans import Selection

    return Selection(tuple(ids), label, school, _date(year), path)


def _date(year: str | None) -> str | None:
    if year is not None and not _YEAR.fullmatch(year):
        raise UsageError("“{text}” is no year", hint="write it as 2023, 2023-09 or 2023-09-01", text=year)
    return year


def _options(console: Console, target: str | None) -> ArchiveOptions:
    shown = screen.look(target)
    return ArchiveOptions(console.language, shown.width, colour=shown.colour, unicode=shown.unicode)


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    """Say why an archive cannot be written."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            "the archive cannot be written and is as it was ({reason})", where=str(folder), reason=reason(error)
        ) from error
