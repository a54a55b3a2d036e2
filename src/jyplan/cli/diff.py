"""`jyplan diff`: passages and differences of two plans."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

from jyplan import api, inputs
from jyplan.cli import output, screen
from jyplan.cli.boundary import FOUND
from jyplan.cli.commandline import Argument, Context, NameChoice, Option
from jyplan.cli.options import (
    LARGEST,
    LONGEST_RUN,
    Boilerplate,
    MaxSize,
    MaxTime,
    MinRun,
    Output,
    Redact,
    Share,
    StdinName,
    format_option,
    limits_of,
)
from jyplan.errors import UsageError
from jyplan.model import EditKind, Message
from jyplan.reports import DIFF_REPORTS, DiffOptions, DiffPart
from jyplan.reports.media.labels import percent

if TYPE_CHECKING:
    from jyplan.cli.console import Console
    from jyplan.model import Comparison
    from jyplan.reports import ReportFormat

NAME = "diff"
HELP = "Compare two plans: what was copied, moved, edited, added and dropped."


def run(
    context: Context,
    *,
    left: Annotated[
        str,
        Argument(
            metavar="A",
            help="The earlier plan, or last year’s folder. page.txt#5 is the fifth of a file, - standard input.",
        ),
    ],
    right: Annotated[
        str, Argument(metavar="B", help="The later plan, the one that may be a copy, or this year’s folder.")
    ],
    format_: Annotated[str | None, format_option(DIFF_REPORTS)] = None,
    output_: Output = None,
    only: Annotated[
        str | None,
        Option("--only", click_type=NameChoice(get_args(DiffPart)), help="Show only this part."),
    ] = None,
    boilerplate: Boilerplate = None,
    min_run: MinRun = None,
    rewritten: Annotated[
        bool,
        Option(
            "--rewritten/--no-rewritten",
            help="Align the sentences of a plan that may be the other one in other words, or do not look for it.",
        ),
    ] = True,
    ignore_format: Annotated[
        bool,
        Option(
            "--ignore-format/--no-ignore-format",
            help="Count differences of width, punctuation and spaces only, or show them as edits.",
        ),
    ] = True,
    exit_code: Annotated[bool, Option("--exit-code", help="Exit with 1 if the plans differ.")] = False,
    max_similarity: Annotated[
        float | None,
        Option(
            "--max-similarity",
            metavar="SHARE",
            click_type=Share(),
            help="Exit with 1 if the similarity, or the share of either plan found in the other, is higher; 0.5 or 50% is half.",
        ),
    ] = None,
    stdin_name: StdinName = None,
    max_size: MaxSize = LARGEST,
    redact: Redact = False,
    max_time: MaxTime = LONGEST_RUN,
) -> int:
    """Compare two plans and write the report."""
    console: Console = context.obj
    if Path(left).is_dir() or Path(right).is_dir():
        from jyplan.cli.folders import comparing as folders

        folders.require_folders(left, right)
        _forbid_for_folders(exit_code=exit_code, only=only, max_similarity=max_similarity)
        request = folders.FolderRequest(
            (left, right),
            boilerplate or (),
            min_run=min_run,
            rewritten=rewritten,
            ignore_format=ignore_format,
            max_size=inputs.parse_size(max_size),
            redact=redact,
            limits=limits_of(max_time),
        )
        return folders.compare(console, request, format_=format_, target=output_)
    chosen = output.format_for(format_, output_, DIFF_REPORTS)
    if only:
        output.forbid_unsupported(chosen, DIFF_REPORTS, "--only")
    limit, limits = inputs.parse_size(max_size), limits_of(max_time)
    inputs.forbid_repeated_input([left, right, *(boilerplate or ())])
    left_source, right_source = (
        inputs.find_file(name, stdin_name=stdin_name, max_size=limit, redact=redact) for name in (left, right)
    )
    declared = list(inputs.find_sources(boilerplate or [], stdin_name=stdin_name, max_size=limit, redact=redact))
    output.check_target(output_, [left_source, right_source, *declared], for_terminal=chosen.for_terminal)
    comparison = api.compare(
        left_source, right_source, boilerplate=declared, min_run=min_run, rewritten=rewritten, limits=limits
    )
    options = _report_options(console, output_, (left_source, right_source), only=only, ignore_format=ignore_format)
    _write_report(console, chosen, output_, comparison, options)
    return _exit_code(
        console, comparison, differing=exit_code, ignore_format=ignore_format, max_similarity=max_similarity
    )


def _forbid_for_folders(*, exit_code: bool, only: str | None, max_similarity: float | None) -> None:
    """Refuse an option without effect on two folders.

    Raises:
        UsageError: the option is for two plans only.
    """
    for option, is_given in (
        ("--exit-code", exit_code),
        ("--only", bool(only)),
        ("--max-similarity", max_similarity is not None),
    ):
        if is_given:
            raise UsageError("is for two plans, not for two folders", where=option, hint="name one plan on either side")


def _report_options(
    console: Console,
    target: str | None,
    sides: tuple[inputs.Source, inputs.Source],
    *,
    only: str | None,
    ignore_format: bool,
) -> DiffOptions:
    left, right = sides
    return DiffOptions(
        language=console.language,
        left_path=_address(left),
        right_path=_address(right),
        only=cast("DiffPart | None", only),
        ignore_format=ignore_format,
        **screen.describe(target),
    )


def _write_report(
    console: Console, chosen: ReportFormat, target: str | None, comparison: Comparison, options: DiffOptions
) -> None:
    """Write the report, and a note on plans of very different lengths."""
    counts = [
        Message("similarity {share}", {"share": percent(comparison.similarity.ratio)}),
        Message("{count} shared passages", {"count": len(comparison.passages)}),
    ]
    output.write(console, target, DIFF_REPORTS.load(chosen.name).render(comparison, options), counts)
    if note := api.length_note(comparison.left, comparison.right):
        console.note(note)


def _address(source: inputs.Source) -> str:
    """Return the address of a plan as typed; a file really called `plan.txt#5` becomes `plan.txt#5#1`."""
    if source.plan is None:
        return f"{source.path}#1" if inputs.names_a_plan(source.path) else source.path
    return f"{source.path}#{source.plan}"


def _exit_code(
    console: Console, comparison: Comparison, *, differing: bool, ignore_format: bool, max_similarity: float | None
) -> int:
    """Return the exit code for `--exit-code` and `--max-similarity`; report an exceeded `--max-similarity`."""
    code = 0
    if differing and any(not ignore_format or edit.kind is not EditKind.FORMAT for edit in comparison.edits):
        code = FOUND
    if max_similarity is not None and (highest := _highest(comparison)) > max_similarity:
        params = {"found": f"{highest:.1%}", "limit": f"{max_similarity:.1%}"}
        console.note(Message("jyplan: similarity {found} is above the {limit} of --max-similarity", params))
        code = FOUND
    return code


def _highest(comparison: Comparison) -> float:
    similarity = comparison.similarity
    return max(similarity.ratio, similarity.left_copied, similarity.right_copied)
