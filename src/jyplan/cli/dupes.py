"""`jyplan dupes`: copied passages among many plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from jyplan import api, inputs
from jyplan.cli import copying, output
from jyplan.cli.commandline import Context, NameChoice, Option
from jyplan.cli.options import (
    LARGEST,
    Boilerplate,
    CopiesFormat,
    CorpusPaths,
    FailOn,
    MaxSize,
    MinRun,
    Output,
    Redact,
    StdinName,
    WordRevisions,
)
from jyplan.cli.progress import Meter
from jyplan.errors import UsageError
from jyplan.model import Revisions
from jyplan.reports import DUPES_REPORTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.cli.console import Console

NAME = "dupes"
HELP = "Find plans that are the same, nearly the same or partly copied, among any number of them."
LOCAL, SPARK = "local", "spark"
ENGINES = (LOCAL, SPARK)
_LEAST_MEMORY = 1 << 20
"""Bytes; a smaller value, as in `--memory 4`, is a size with the unit forgotten."""


def run(
    context: Context,
    *,
    paths: CorpusPaths,
    format_: CopiesFormat = None,
    output_: Output = None,
    boilerplate: Boilerplate = None,
    min_run: MinRun = None,
    fail_on: FailOn = None,
    archive: Annotated[
        str | None,
        Option("--archive", "-a", metavar="FOLDER", help="Also compare the plans with those in this archive."),
    ] = None,
    memory: Annotated[
        str | None,
        Option(
            "--memory",
            metavar="SIZE",
            help="Memory to use; larger data goes to temporary files on disk. Written as 500MB or 4GB.",
        ),
    ] = None,
    engine: Annotated[
        str,
        Option(
            "--engine",
            click_type=NameChoice(ENGINES),
            help="The engine: this program, or Apache Spark on one machine or many.",
        ),
    ] = LOCAL,
    master: Annotated[
        str | None,
        Option(
            "--master",
            metavar="URL",
            help="Where Spark runs: local[2], spark://host:7077, yarn; by default on this machine.",
        ),
    ] = None,
    revisions: WordRevisions = Revisions.ACCEPTED,
    stdin_name: StdinName = None,
    max_size: MaxSize = LARGEST,
    redact: Redact = False,
) -> int:
    """Compare all pairs of plans and write the report; unreadable files are listed and make the exit code 2."""
    console: Console = context.obj
    chosen = output.format_for(format_, output_, DUPES_REPORTS)
    limit = inputs.parse_size(max_size)
    budget = _budget(memory)
    if master and engine != SPARK:
        raise UsageError("only Spark has a master", where="--master", hint="add --engine spark")
    if archive and engine == SPARK:  # it would look only at texts that Spark found in pairs
        raise UsageError("Spark does not look into archives", where="--archive", hint="leave out --engine spark")
    table = api.table_of_spark(paths) if engine == SPARK else None
    sources = [] if table else list(inputs.find_sources(paths, stdin_name=stdin_name, max_size=limit, redact=redact))
    declared = list(inputs.find_sources(boilerplate or [], stdin_name=stdin_name, max_size=limit, redact=redact))
    if archive:
        api.require_archive(archive)
    for source in declared:
        if isinstance(source, inputs.Unreadable):  # before the plans are read, which may take minutes
            raise source.error
    output.check_target(output_, [*sources, *declared], for_terminal=chosen.for_terminal)
    archived: Sequence[str | None] = ()
    with Meter(console.language) as meter:
        if engine == SPARK:
            copies, submissions = api.find_copies_on_spark(
                table or sources,
                master=master,
                memory=budget,
                boilerplate=declared,
                min_run=min_run,
                revisions=revisions,
                max_size=limit,
                redact=redact,
            )
        else:
            submissions = copying.read(sources, meter, revisions=revisions, max_size=limit, spool=budget is not None)
            watch = copying.reporter(meter)
            copies = api.find_copies(submissions, boilerplate=declared, min_run=min_run, memory=budget, watch=watch)
        if archive:
            found, archived = api.find_archived(
                submissions, archive, boilerplate=declared, min_run=min_run, redact=redact
            )
            copies = api.join_copies(copies, found)
    return copying.conclude(console, copies, submissions, archived, target=output_, chosen=chosen, fail_on=fail_on)


def _budget(memory: str | None) -> int | None:
    """Return the memory budget in bytes.

    Raises:
        UsageError: `memory` is no size, or so small that the unit must have been forgotten.
    """
    budget = inputs.parse_size(memory) if memory else None
    if budget is not None and budget < _LEAST_MEMORY:
        raise UsageError("--memory {size} is too little", hint="write it as 500MB or 4GB", size=str(memory))
    return budget
