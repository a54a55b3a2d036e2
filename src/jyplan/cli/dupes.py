"""`jyplan dupes`: who copied from whom among many plans."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated

import click
import typer

from jyplan import __version__, api, inputs
from jyplan.cli import output, screen
from jyplan.cli.boundary import tell_unread
from jyplan.cli.options import LARGEST, Boilerplate, FailOn, MaxSize, MinRun, Output, StdinName, WordRevisions
from jyplan.cli.progress import FILES, Meter
from jyplan.errors import UsageError
from jyplan.model import Message, Revisions
from jyplan.reports import DUPES_REPORTS, DupesOptions, load_dupes_report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.cli.console import Console
    from jyplan.model import Copies, LeftOut
    from jyplan.reading.submissions import Submitted

NAME = "dupes"
HELP = "Find plans that are the same, nearly the same or partly copied, among any number of them."
FOUND = 1
"""Exit code where a plan is copied to the share asked for."""

LOCAL, SPARK = "local", "spark"
ENGINES = (LOCAL, SPARK)

BINARY = frozenset({"xlsx"})
FORMAT_OF_SUFFIX = {".json": "json", ".csv": "csv", ".xlsx": "xlsx", ".html": "html", ".htm": "html"}
STEPS = {
    "fingerprints": Message("{done} of {total} plans looked at").template,
    "pairs": Message("{done} of {total} pairs compared").template,
}


def run(
    context: typer.Context,
    *,
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Files, folders, and .jsonl or Parquet files with a plan in every record. - is standard input.",
        ),
    ],
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            click_type=click.Choice(list(DUPES_REPORTS)),
            help="How to write what is found. Without it the name after -o decides, else it is text.",
        ),
    ] = None,
    output_: Output = None,
    boilerplate: Boilerplate = None,
    min_run: MinRun = None,
    fail_on: FailOn = None,
    memory: Annotated[
        str | None,
        typer.Option("--memory", metavar="SIZE", help="Let what goes beyond wait on disk; written as 500MB or 4GB."),
    ] = None,
    engine: Annotated[
        str,
        typer.Option(
            "--engine",
            click_type=click.Choice(list(ENGINES)),
            help="What does the work: this program, or Apache Spark on one machine or many.",
        ),
    ] = LOCAL,
    master: Annotated[
        str | None,
        typer.Option(
            "--master", metavar="URL", help="Where Spark runs: local[2], spark://host:7077, yarn. Without it, here."
        ),
    ] = None,
    revisions: WordRevisions = Revisions.ACCEPTED,
    stdin_name: StdinName = None,
    max_size: MaxSize = LARGEST,
) -> int:
    """Compare all plans with each other and write one report; files that cannot be read are listed and cost the exit 2."""
    console: Console = context.obj
    name = format_ or FORMAT_OF_SUFFIX.get(PurePath(output_ or "").suffix.lower(), "text")
    limit = inputs.parse_size(max_size)
    budget = inputs.parse_size(memory) if memory else None
    if master and engine != SPARK:
        raise UsageError("only Spark has a master", where="--master", hint="add --engine spark")
    table = api.table_of_spark(paths) if engine == SPARK else None
    sources = [] if table else list(inputs.find_sources(paths, stdin_name=stdin_name, max_size=limit))
    declared = list(inputs.find_sources(boilerplate or [], stdin_name=stdin_name, max_size=limit))
    output.check_target(output_, [*sources, *declared], binary=name in BINARY)
    meter = Meter(console.language)
    try:
        if engine == SPARK:
            copies, submissions = api.find_copies_on_spark(
                table or sources,
                master=master,
                memory=budget,
                boilerplate=declared,
                min_run=min_run,
                revisions=revisions,
                max_size=limit,
            )
        else:
            read = api.read_submissions(sources, revisions=revisions, max_size=limit)
            submissions = api.collect(counted(read, len(sources), meter), spool=budget is not None)
            copies = api.find_copies(
                submissions,
                boilerplate=declared,
                min_run=min_run,
                memory=budget,
                watch=lambda step, done, total: meter.tell(STEPS[step], done, total),
            )
    finally:
        meter.clear()
    shown = screen.look(output_)
    options = DupesOptions(
        language=console.language,
        width=shown.width,
        colour=shown.colour,
        unicode=shown.unicode,
        version=__version__,
        unread=tuple(submissions.unread),
        text_of=submissions.texts.__getitem__,
    )
    output.write(console, output_, load_dupes_report(name).render(copies, options))
    return max(FOUND if reaches(copies, fail_on) else 0, tell_unread(console, submissions.unread))


def reaches(copies: Copies, fail_on: float | None) -> bool:
    """Whether a plan is copied to the share at which a run is to fail, if there is one."""
    return fail_on is not None and any(pair.copied >= fail_on for pair in copies.pairs)


def counted(
    results: Iterator[list[Submitted | LeftOut] | inputs.Unreadable], total: int, meter: Meter
) -> Iterator[list[Submitted | LeftOut] | inputs.Unreadable]:
    """Yield the results and let the meter tell how many there were."""
    for done, result in enumerate(results, start=1):
        meter.tell(FILES, done, max(done, total))  # a corpus is one file and has many plans
        yield result
