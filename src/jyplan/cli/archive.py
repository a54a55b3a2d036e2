"""`jyplan archive`: the store of earlier plans and templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from jyplan import api, inputs
from jyplan.cli import copying, output, screen
from jyplan.cli.boundary import FOUND, report_unread
from jyplan.cli.commandline import Argument, Context, Option, WholeNumber
from jyplan.cli.options import (
    LARGEST,
    LONGEST_RUN,
    Boilerplate,
    CopiesFormat,
    CorpusPaths,
    FailOn,
    FailOnRewritten,
    MaxSize,
    MaxTime,
    MinRun,
    Output,
    Redact,
    RewrittenOrNot,
    StdinName,
    WordRevisions,
    format_option,
    limits_of,
)
from jyplan.cli.progress import Meter
from jyplan.inputs import format_size
from jyplan.model import Message, Revisions
from jyplan.reports import ARCHIVE_REPORTS, ArchiveOptions

if TYPE_CHECKING:
    from jyplan.cli.console import Console

NAME = "archive"
HELP = "Keep earlier plans and templates, and compare new plans with them."
DAMAGED = 2

_Folder = Annotated[
    str, Option("--archive", "-a", metavar="FOLDER", help="The archive's folder; it must hold nothing else.")
]
_Label = Annotated[str | None, Option("--label", metavar="LABEL", help="Only plans with this label.")]
_School = Annotated[str | None, Option("--school", metavar="SCHOOL", help="Only plans of this school.")]
_Year = Annotated[
    str | None, Option("--year", metavar="YEAR", help="Only plans of this year, or of a month or day: 2024-09.")
]
_Path = Annotated[str | None, Option("--path", metavar="PATH", help="Only plans that came from this file or folder.")]


def add(
    context: Context,
    *,
    paths: CorpusPaths,
    archive: _Folder,
    label: Annotated[
        str | None, Option("--label", metavar="LABEL", help="Label to file the plans under: 2023范文.")
    ] = None,
    year: Annotated[
        str | None,
        Option(
            "--year",
            metavar="YEAR",
            help="Date of the plans: 2023, 2023-09 or 2023-09-01. By default each plan keeps the year it is for.",
        ),
    ] = None,
    school: Annotated[str | None, Option("--school", metavar="SCHOOL", help="School that the plans belong to.")] = None,
    no_text: Annotated[
        bool,
        Option("--no-text", help="Keep fingerprints only: copied plans are found, but their text cannot be shown."),
    ] = False,
    revisions: WordRevisions = Revisions.ACCEPTED,
    stdin_name: StdinName = None,
    max_size: MaxSize = LARGEST,
    redact: Redact = False,
    max_time: MaxTime = LONGEST_RUN,
) -> int:
    """Add all plans, or none if the run is interrupted, and list the plans already in the archive."""
    from jyplan.reports.archive.text import render_filed

    console: Console = context.obj
    limit, limits = inputs.parse_size(max_size), limits_of(max_time)
    sources = list(inputs.find_sources(paths, stdin_name=stdin_name, max_size=limit, redact=redact))
    results = api.read_submissions(sources, revisions=revisions, max_size=limit, limits=limits)
    with Meter(console.language) as meter:
        added = api.add_to_archive(
            archive,
            meter.count(results, len(sources)),
            label=label,
            school=school,
            date=year,
            keep_texts=not no_text,
            redact=redact,
        )
    for plan in added.left_out:
        console.note(Message("{where}: {sentence}", {"where": plan.path, "sentence": plan.reason}))
    if added.filed:
        console.show(render_filed(added.filed, _options(console, None)))
    return report_unread(console, added.unread)


def list_(
    context: Context,
    *,
    archive: _Folder,
    label: _Label = None,
    school: _School = None,
    year: _Year = None,
    path: _Path = None,
    format_: Annotated[str | None, format_option(ARCHIVE_REPORTS)] = None,
    output_: Output = None,
    redact: Redact = False,
) -> int:
    """List the archived plans with number, title and origin."""
    console: Console = context.obj
    output.check_target(output_, ())
    selection = api.select_archived(label=label, school=school, date=year, path=path)
    plans = api.list_archive(archive, selection, redact=redact)
    chosen = output.format_for(format_, output_, ARCHIVE_REPORTS)
    output.write(console, output_, ARCHIVE_REPORTS.load(chosen.name).render(plans, _options(console, output_)))
    return 0


def remove(
    context: Context,
    *,
    ids: Annotated[
        list[int] | None,
        Argument(metavar="[NUMBER...]", click_type=WholeNumber(), help="Plans by their numbers in the list."),
    ] = None,
    archive: _Folder,
    label: _Label = None,
    school: _School = None,
    year: _Year = None,
    path: _Path = None,
    dry_run: Annotated[bool, Option("--dry-run", help="Only show what would be removed.")] = False,
    redact: Redact = False,
) -> int:
    """Remove the plans matching all given numbers and filters, with texts and fingerprints."""
    console: Console = context.obj
    selection = api.select_archived(ids=ids or (), label=label, school=school, date=year, path=path)
    plans = api.remove_from_archive(archive, selection, dry_run=dry_run, redact=redact)
    sentence = Message("would be removed: {count}") if dry_run else Message("removed: {count}")
    console.show(ARCHIVE_REPORTS.load("text").render(plans, _options(console, None)))
    console.note(Message(sentence.template, {"count": len(plans)}))
    return 0


def query(
    context: Context,
    *,
    paths: CorpusPaths,
    archive: _Folder,
    format_: CopiesFormat = None,
    output_: Output = None,
    boilerplate: Boilerplate = None,
    min_run: MinRun = None,
    fail_on: FailOn = None,
    rewritten: RewrittenOrNot = None,
    fail_on_rewritten: FailOnRewritten = False,
    revisions: WordRevisions = Revisions.ACCEPTED,
    stdin_name: StdinName = None,
    max_size: MaxSize = LARGEST,
    redact: Redact = False,
    max_time: MaxTime = LONGEST_RUN,
) -> int:
    """Compare every new plan with the archived plans only."""
    console: Console = context.obj
    copying.check_rewritten(fail_on_rewritten, rewritten)
    search = copying.prepare(
        console,
        paths,
        boilerplate,
        format_=format_,
        output_=output_,
        min_run=min_run,
        fail_on=fail_on,
        revisions=revisions,
        stdin_name=stdin_name,
        max_size=max_size,
        max_time=max_time,
        redact=redact,
    )
    with Meter(console.language) as meter:
        submissions = copying.read(search, meter)
        copies, archived_texts = api.find_archived(
            submissions,
            archive,
            boilerplate=search.boilerplate,
            min_run=min_run,
            watch=copying.reporter(meter),
            redact=redact,
            rewritten=copying.looks_for_rewritten(console, archive, True if fail_on_rewritten else rewritten),
            limits=search.limits,
        )
    code = copying.write_report(console, search, copies, submissions, archived_texts)
    return max(code, FOUND if fail_on_rewritten and copies.rewritten else 0)


def verify(context: Context, *, archive: _Folder) -> int:
    """Check the archive for damage; exit with 2 on damage."""
    console: Console = context.obj
    inspection = api.verify_archive(archive)
    for remark in (*inspection.damage, *inspection.remarks):
        console.note(Message("{where}: {sentence}", {"where": archive, "sentence": remark}))
    counts = {
        "plans": inspection.plans,
        "fingerprints": inspection.fingerprints,
        "files": inspection.files,
        "size": format_size(inspection.size),
    }
    totals = Message("plans: {plans}, fingerprints: {fingerprints}, files: {files} of {size}", counts)
    damage = len(inspection.damage)
    verdict = Message("damage: {count}", {"count": damage}) if damage else Message("no damage")
    console.show(f"{console.language.say(totals)}\n{console.language.say(verdict)}\n")
    return DAMAGED if damage else 0


def compact(context: Context, *, archive: _Folder) -> int:
    """Compact the archive into few large files, in the newest format."""
    api.compact_archive(archive)
    return 0


SUBCOMMANDS = (
    ("add", "Add plans; plans already in the archive are listed and not added again.", add),
    ("list", "List the plans in the archive.", list_),
    ("query", "Compare new plans with the plans in the archive.", query),
    ("remove", "Remove plans, with their texts and fingerprints.", remove),
    ("verify", "Look for damage; exit with 2 if there is any.", verify),
    ("compact", "Compact the archive into few large files, in the newest format.", compact),
)
"""Name, help and function of each subcommand, in the order of the help."""


def _options(console: Console, target: str | None) -> ArchiveOptions:
    return ArchiveOptions(console.language, **screen.describe(target))
