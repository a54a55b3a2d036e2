"""`jyplan parse`: the outline of every plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from jyplan import api, inputs
from jyplan.cli import output, screen
from jyplan.cli.boundary import report_unread
from jyplan.cli.commandline import Context, Option, complete_from
from jyplan.cli.options import (
    LARGEST,
    LONGEST_RUN,
    MaxSize,
    MaxTime,
    Output,
    Paths,
    Redact,
    StdinName,
    WordRevisions,
    format_option,
    limits_of,
)
from jyplan.cli.progress import Meter
from jyplan.cli.sources import find_sources
from jyplan.errors import UsageError, suggestion
from jyplan.model import Message, Revisions, Role
from jyplan.reports import PARSE_REPORTS, OutlineOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.cli.console import Console
    from jyplan.model import Outline

NAME = "parse"
HELP = "Print the outline of every plan: goals, tasks, measures, safeguards, schedule."
_FORMAT_HELP = Message("Format of the report. By default the suffix of the file after -o decides, else tree.").template


def run(
    context: Context,
    *,
    paths: Paths,
    format_: Annotated[str | None, format_option(PARSE_REPORTS, _FORMAT_HELP)] = None,
    output_: Output = None,
    role: Annotated[
        list[str] | None,
        Option(
            "--role",
            metavar="ROLE,...",
            autocompletion=complete_from(lambda: Role),
            help="Show only these parts: background, guiding, goal, task, measure, safeguard, schedule, other.",
        ),
    ] = None,
    all_: Annotated[
        bool,
        Option("--all", help="Print headers, footers, footnotes and comments, too; for the format text."),
    ] = False,
    revisions: WordRevisions = Revisions.ACCEPTED,
    stdin_name: StdinName = None,
    max_size: MaxSize = LARGEST,
    redact: Redact = False,
    max_time: MaxTime = LONGEST_RUN,
) -> int:
    """Parse all given files and write the report; unreadable files are listed and make the exit code 2."""
    console: Console = context.obj
    chosen = output.format_for(format_, output_, PARSE_REPORTS)
    if all_:
        output.forbid_unsupported(chosen, PARSE_REPORTS, "--all")
    options = replace(_report_options(console, output_, role or []), everything=all_)
    limit, limits = inputs.parse_size(max_size), limits_of(max_time)
    sources = find_sources(console, paths, stdin_name=stdin_name, max_size=limit, redact=redact)
    output.check_target(output_, sources, for_terminal=chosen.for_terminal)
    with Meter(console.language) as meter:
        results = list(meter.count(api.parse_many(sources, revisions=revisions, limits=limits), len(sources)))
    if chosen.lists_problems or any(not isinstance(result, inputs.Unreadable) for result in results):
        report = PARSE_REPORTS.load(chosen.name).render(results, options)
        output.write(console, output_, report, _counts(results))
    unread = [result for result in results if isinstance(result, inputs.Unreadable)]
    shown = output.is_on_screen(output_, chosen, PARSE_REPORTS) and len(unread) < len(results)
    return report_unread(console, unread, shown=shown)


def _counts(results: Sequence[Outline | inputs.Unreadable]) -> list[Message]:
    """Return the counts announced with a written report."""
    plans = sum(len(result.plans) for result in results if not isinstance(result, inputs.Unreadable))
    unread = sum(isinstance(result, inputs.Unreadable) for result in results)
    return [Message("{count} plans", {"count": plans}), *output.unread_count(unread)]


def _report_options(console: Console, target: str | None, roles: Sequence[str]) -> OutlineOptions:
    return OutlineOptions(
        language=console.language,
        **screen.describe(target),
        roles=frozenset(_role(name.strip(), console) for names in roles for name in names.split(",")) or None,
    )


def _role(name: str, console: Console) -> Role:
    """Return the role with an English name, or with a name in the user's language as in the tree.

    Raises:
        UsageError: no role has the name.
    """
    from jyplan.reports.media.labels import ROLE_WORDS

    for role, word in ROLE_WORDS.items():
        if name in (role.value, console.language.say(word)):
            return role
    raise UsageError("there is no role “{name}”", hint=suggestion(name, Role), name=name)
