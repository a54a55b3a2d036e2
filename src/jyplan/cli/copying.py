"""Common steps of `jyplan dupes` and `jyplan archive query`: reading the plans and writing the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan import api
from jyplan.cli import output, screen
from jyplan.cli.boundary import report_unread
from jyplan.model import Message
from jyplan.reports import DUPES_REPORTS, DupesOptions
from jyplan.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jyplan import inputs
    from jyplan.api import Submissions
    from jyplan.cli.console import Console
    from jyplan.cli.progress import Meter
    from jyplan.model import Copies, Revisions
    from jyplan.reports import ReportFormat

FOUND = 1
"""Exit code if the copied share of a plan reaches `--fail-on`."""

_STEPS = {
    "fingerprints": Message("{done} of {total} plans looked at").template,
    "pairs": Message("{done} of {total} pairs compared").template,
}


def read(
    sources: Sequence[inputs.Source | inputs.Unreadable],
    meter: Meter,
    *,
    revisions: Revisions,
    max_size: int,
    spool: bool = False,
) -> Submissions:
    """Read the plans of all sources; with `spool`, texts wait on disk."""
    results = api.read_submissions(sources, revisions=revisions, max_size=max_size)
    return api.collect(meter.count(results, len(sources)), spool=spool)


def reporter(meter: Meter) -> Callable[[str, int, int], None]:
    """Return a function to show the progress of a comparison: name of the step, steps done, steps in all."""
    return lambda step, done, total: meter.report(_STEPS[step], done, total)


def conclude(
    console: Console,
    copies: Copies,
    submissions: Submissions,
    archived: Sequence[str | None],
    *,
    target: str | None,
    chosen: ReportFormat,
    fail_on: float | None,
) -> int:
    """Write the report, list unreadable files and return the exit code; `archived` are texts of archived plans."""
    shown = screen.look(target)
    count = len(submissions.texts)
    options = DupesOptions(
        language=console.language,
        width=shown.width,
        colour=shown.colour,
        unicode=shown.unicode,
        version=VERSION,
        unread=tuple(submissions.unread),
        text_of=lambda number: submissions.texts[number] if number < count else archived[number - count],
    )
    output.write(console, target, DUPES_REPORTS.load(chosen.name).render(copies, options))
    reached = fail_on is not None and any(pair.copied >= fail_on for pair in copies.pairs)
    return max(FOUND if reached else 0, report_unread(console, submissions.unread))
