"""Common steps of `jyplan dupes` and `jyplan archive query`: checking the options, reading the plans, writing the report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan import api, inputs
from jyplan.cli import output, screen
from jyplan.cli.boundary import FOUND, report_unread
from jyplan.cli.options import limits_of
from jyplan.cli.sources import note_own_reports
from jyplan.errors import UsageError
from jyplan.model import Message
from jyplan.reports import DUPES_REPORTS, DupesOptions
from jyplan.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jyplan.api import Submissions
    from jyplan.cli.console import Console
    from jyplan.cli.progress import Meter
    from jyplan.inputs import Source, Unreadable
    from jyplan.model import Copies, Revisions
    from jyplan.reports import ReportFormat

INCOMPLETE = 2
"""Exit code if a comparison was given up."""

_STEPS = {
    "fingerprints": Message("{done} of {total} plans looked at").template,
    "pairs": Message("{done} of {total} pairs compared").template,
}
"""By `compare.copies.options.Step`."""


@dataclass(frozen=True, slots=True)
class CopySearch:
    """The files and options of a search for copies, checked before any plan is read."""

    sources: Sequence[Source | Unreadable]
    boilerplate: Sequence[Source | Unreadable]
    min_run: int | None
    revisions: Revisions
    max_size: int
    """Bytes of a file at most."""
    limits: api.Limits
    redact: bool
    target: str | None
    """File for the report, None for standard output."""
    report_format: ReportFormat
    fail_on: float | None
    """Copied share of a plan for the exit code `FOUND`, from 0 to 1; None for no such exit code."""


def prepare(
    console: Console,
    paths: Sequence[str],
    boilerplate: Sequence[str] | None,
    *,
    format_: str | None,
    output_: str | None,
    min_run: int | None,
    fail_on: float | None,
    revisions: Revisions,
    stdin_name: str | None,
    max_size: str,
    max_time: str,
    redact: bool,
) -> CopySearch:
    """Find the files of a search and check the boilerplate and the target; arguments are the options as typed.

    Raises:
        InputError: a boilerplate file cannot be read.
        OutputError: as in `output.format_for` and `output.check_target`.
        UsageError: `max_size` is no size, or standard input is named twice.
    """
    report_format = output.format_for(format_, output_, DUPES_REPORTS)
    inputs.forbid_repeated_input([*paths, *(boilerplate or ())])
    limit, limits = inputs.parse_size(max_size), limits_of(max_time)
    own_reports: list[str] = []
    sources, boilerplate_sources = (
        list(inputs.find_sources(names, stdin_name=stdin_name, max_size=limit, redact=redact, own_reports=own_reports))
        for names in (paths, boilerplate or ())
    )
    note_own_reports(console, own_reports)
    for source in boilerplate_sources:
        if isinstance(source, inputs.Unreadable):  # before the plans are read for minutes
            raise source.error
    output.check_target(output_, [*sources, *boilerplate_sources], for_terminal=report_format.for_terminal)
    return CopySearch(
        sources, boilerplate_sources, min_run, revisions, limit, limits, redact, output_, report_format, fail_on
    )


def looks_for_rewritten(console: Console, archive: str, rewritten: bool | None) -> bool:
    """Whether rewritten plans are looked for in an archive: in a large archive only on request, with a note on stderr otherwise."""
    if rewritten is None and api.is_large_archive(archive):
        console.note(
            Message(
                "the archive keeps more than {count} texts; among them plans in other words are only looked for with {option}",
                {"count": api.LARGE_ARCHIVE, "option": "--rewritten"},
            )
        )
        return False
    return rewritten is not False


def check_rewritten(fail_on_rewritten: bool, rewritten: bool | None) -> None:
    """Refuse to fail on rewritten plans when none are looked for.

    Raises:
        UsageError: `--fail-on-rewritten` with `--no-rewritten`.
    """
    if fail_on_rewritten and rewritten is False:
        raise UsageError(
            "rewritten plans are not looked for", where="--fail-on-rewritten", hint="leave out --no-rewritten"
        )


def read(search: CopySearch, meter: Meter, *, spool: bool = False) -> Submissions:
    """Read the plans of all sources; with `spool`, texts wait on disk."""
    results = api.read_submissions(
        search.sources, revisions=search.revisions, max_size=search.max_size, limits=search.limits
    )
    return api.collect(meter.count(results, len(search.sources)), spool=spool)


def reporter(meter: Meter) -> Callable[[str, int, int], None]:
    """Return a function to show the progress of a comparison: name of the step, steps done, steps in all."""
    return lambda step, done, total: meter.report(_STEPS[step], done, total)


def write_report(
    console: Console,
    search: CopySearch,
    copies: Copies,
    submissions: Submissions,
    archived_texts: Sequence[str | None] = (),
) -> int:
    """Write the report, list unreadable files and return the exit code.

    `archived_texts` belong to the archived plans, numbered by `copies` after the submissions; None for a plan kept
    without text.
    """
    count = len(submissions.texts)
    options = DupesOptions(
        language=console.language,
        **screen.describe(search.target),
        version=VERSION,
        unread=tuple(submissions.unread),
        text_of=lambda number: submissions.texts[number] if number < count else archived_texts[number - count],
    )
    counts = [
        Message("{count} plans", {"count": count}),
        Message("{count} pairs", {"count": len(copies.pairs)}),
        *output.unread_count(len(submissions.unread)),
    ]
    report = DUPES_REPORTS.load(search.report_format.name).render(copies, options)
    output.write(console, search.target, report, counts)
    reached = search.fail_on is not None and _highest(copies) >= search.fail_on
    incomplete = any(plan.gave_up for plan in copies.left_out)
    shown = output.is_on_screen(search.target, search.report_format, DUPES_REPORTS)
    code = report_unread(console, submissions.unread, shown=shown)
    return max(FOUND if reached else 0, INCOMPLETE if incomplete else 0, code)


def _highest(copies: Copies) -> float:
    """Return the largest copied share of a submission, all sources together; -1 without pairs."""
    if not (copies.pairs or copies.templates):
        return -1.0
    return max(
        (union.copied for union in copies.unions), default=max((pair.copied for pair in copies.pairs), default=-1.0)
    )
