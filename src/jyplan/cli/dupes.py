"""`jyplan dupes`: copied passages among many plans."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from jyplan import api, inputs
from jyplan.cli import copying, output
from jyplan.cli.boundary import FOUND
from jyplan.cli.commandline import Context, NameChoice, Option
from jyplan.cli.options import (
    LARGEST,
    LONGEST_RUN,
    Boilerplate,
    ComparedArchive,
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
)
from jyplan.cli.progress import Meter
from jyplan.errors import UsageError
from jyplan.model import Message, Revisions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.api import SparkWork, Submissions
    from jyplan.cli.console import Console
    from jyplan.model import Copies

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
    rewritten: RewrittenOrNot = None,
    fail_on_rewritten: FailOnRewritten = False,
    archive: ComparedArchive = None,
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
    max_time: MaxTime = LONGEST_RUN,
) -> int:
    """Find the shared text of the plans and write the report; unreadable files are listed and make the exit code 2."""
    console: Console = context.obj
    budget = _budget(memory)
    _check_engine(engine, master=master)
    _check_rewritten(fail_on_rewritten, rewritten, engine)
    table = api.table_of_spark(paths) if engine == SPARK else None
    tables = output_ if engine == SPARK and _is_folder(output_) else None
    if tables:
        _check_tables(tables, format_=format_, fail_on=fail_on, archive=archive)
    if archive:
        api.require_archive(archive)
    search = copying.prepare(
        console,
        () if table else paths,
        boilerplate,
        format_=format_,
        output_=None if tables else output_,
        min_run=min_run,
        fail_on=fail_on,
        revisions=revisions,
        stdin_name=stdin_name,
        max_size=max_size,
        max_time=max_time,
        redact=redact,
    )
    if tables:
        return _write_tables(console, _spark_work(table, search, master, budget), tables)
    archived_texts: Sequence[str | None] = ()
    with Meter(console.language) as meter:
        if engine == SPARK:
            work = _spark_work(table, search, master, budget)
            copies, submissions = api.find_copies_on_spark(work, all_texts=archive is not None)
        else:
            copies, submissions = _find_copies(search, meter, budget, rewritten=rewritten is not False)
        if archive:
            wanted = True if fail_on_rewritten else rewritten
            in_words = engine == LOCAL and copying.looks_for_rewritten(console, archive, wanted)
            archived_copies, archived_texts = _find_archived(search, submissions, archive, rewritten=in_words)
            copies = api.join_copies(copies, archived_copies)
    code = copying.write_report(console, search, copies, submissions, archived_texts)
    return max(code, FOUND if fail_on_rewritten and copies.rewritten else 0)


def _find_copies(
    search: copying.CopySearch, meter: Meter, budget: int | None, *, rewritten: bool
) -> tuple[Copies, Submissions]:
    """Return the copies among the plans, and the plans."""
    submissions = copying.read(search, meter, spool=budget is not None)
    copies = api.find_copies(
        submissions,
        boilerplate=search.boilerplate,
        min_run=search.min_run,
        memory=budget,
        watch=copying.reporter(meter),
        limits=search.limits,
    )
    return api.find_rewritten(submissions, copies) if rewritten else copies, submissions


def _find_archived(
    search: copying.CopySearch, submissions: Submissions, archive: str, *, rewritten: bool
) -> tuple[Copies, Sequence[str | None]]:
    """Return the copies among the plans and archived plans, and the archived texts."""
    return api.find_archived(
        submissions,
        archive,
        boilerplate=search.boilerplate,
        min_run=search.min_run,
        redact=search.redact,
        rewritten=rewritten,
        limits=search.limits,
    )


def _check_engine(engine: str, *, master: str | None) -> None:
    """Refuse an option without effect on the engine.

    Raises:
        UsageError: `--master` without Spark.
    """
    if master and engine != SPARK:
        raise UsageError("only Spark has a master", where="--master", hint="add --engine spark")


def _check_rewritten(fail_on_rewritten: bool, rewritten: bool | None, engine: str) -> None:
    """Refuse to fail on rewritten plans when none are looked for.

    Raises:
        UsageError: `--fail-on-rewritten` with `--no-rewritten`, or with Spark.
    """
    if fail_on_rewritten and engine == SPARK:
        raise UsageError(
            "Spark does not look for rewritten plans", where="--fail-on-rewritten", hint="leave out --engine spark"
        )
    copying.check_rewritten(fail_on_rewritten, rewritten)


def _spark_work(table: str | None, search: copying.CopySearch, master: str | None, memory: int | None) -> SparkWork:
    """Return the comparison of a table on Spark, or of the sources without a table."""
    return api.SparkWork(
        table or search.sources,
        master=master,
        memory=memory,
        boilerplate=search.boilerplate,
        min_run=search.min_run,
        revisions=search.revisions,
        max_size=search.max_size,
        redact=search.redact,
    )


def _is_folder(path: str | None) -> bool:
    """Whether an output is a folder of tables: an existing folder, a name ending in a separator, or an address of Spark."""
    return path is not None and (path.endswith(("/", os.sep)) or Path(path).is_dir() or "://" in path)


def _check_tables(folder: str, *, format_: str | None, fail_on: float | None, archive: str | None) -> None:
    """Refuse options without effect on tables, and a folder with files.

    Raises:
        UsageError: an option for reports is given.
        OutputError: the folder is not empty, or below a file.
    """
    for option, value in (("--format", format_), ("--fail-on", fail_on), ("--archive", archive)):
        if value is not None:
            raise UsageError("a folder of tables has no such option", where=option, hint="name a file with -o")
    if "://" not in folder:
        output.check_folder(folder)


def _write_tables(console: Console, work: SparkWork, folder: str) -> int:
    """Let Spark write its tables, report the counts, and return the exit code."""
    written = api.write_copies_by_spark(work, folder)
    counts = [Message("{count} plans", {"count": written.plans}), Message("{count} pairs", {"count": written.pairs})]
    output.announce(console, folder, [*counts, *output.unread_count(written.unread)])
    return copying.INCOMPLETE if written.unread else 0


def _budget(memory: str | None) -> int | None:
    """Return the memory budget in bytes.

    Raises:
        UsageError: `memory` is no size, or too small: the unit was forgotten.
    """
    budget = inputs.parse_size(memory) if memory else None
    if budget is not None and budget < _LEAST_MEMORY:
        raise UsageError("--memory {size} is too little", hint="write it as 500MB or 4GB", size=str(memory))
    return budget
