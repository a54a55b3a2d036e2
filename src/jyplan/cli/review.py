"""`jyplan review`: a folder of submissions in, what the office needs out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated

from jyplan import api, inputs
from jyplan.cli import output, screen
from jyplan.cli.boundary import FOUND
from jyplan.cli.check import rule_cards, settings_of
from jyplan.cli.commandline import Context, NameChoice, Option, complete_from
from jyplan.cli.options import LARGEST, LONGEST_RUN, MaxSize, MaxTime, Paths, Redact, limits_of
from jyplan.cli.progress import Meter
from jyplan.errors import MissingExtra, UsageError
from jyplan.inputs import Source
from jyplan.model import Message, ReviewVerdict
from jyplan.reports import REVIEW_FILES, ReviewOptions
from jyplan.reports.review import summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from jyplan.cli.console import Console
    from jyplan.model import Review

NAME = "review"
HELP = "Review a folder of submissions: what goes back, who copied from whom, what is missing, who has not handed in."
_FAIL_ON = (ReviewVerdict.RETURN, ReviewVerdict.EXPLAIN, ReviewVerdict.SUPPLEMENT, ReviewVerdict.MISSING)
_OPENED_FIRST = ("审阅报告.html", "汇总表.xlsx", "结果.json")
"""What a person opens first, the best first."""
_STEPS = {
    "files": Message("{done} of {total} files read").template,
    "fingerprints": Message("{done} of {total} plans looked at").template,
    "pairs": Message("{done} of {total} pairs compared").template,
}


def run(
    context: Context,
    *,
    paths: Paths,
    output_: Annotated[
        str | None,
        Option("--output", "-o", metavar="FOLDER", help="Write the results into this folder, whole or not at all."),
    ] = None,
    last: Annotated[
        str | None,
        Option("--last", metavar="PATH", help="Plans of last year: what has each school kept, changed, dropped?"),
    ] = None,
    archive: Annotated[
        str | None,
        Option("--archive", "-a", metavar="FOLDER", help="Also compare the plans with those in this archive."),
    ] = None,
    template: Annotated[
        list[str] | None,
        Option(
            "--template",
            metavar="FILE|FOLDER",
            help="What the office itself sent out; quoting it does not count as copying. May be repeated.",
        ),
    ] = None,
    rules: Annotated[
        str | None,
        Option(
            "--rules",
            "-r",
            metavar="NAME|FILE",
            autocompletion=complete_from(api.shipped_rule_sets),
            help="The rule set: a name from “jyplan rules list”, or a file; by default the settings name it, else work-plan.",
        ),
    ] = None,
    schools: Annotated[
        str | None,
        Option(
            "--schools",
            metavar="FILE",
            help="The roster, .xlsx or .csv: a school in each row, with other names and the day of handing in.",
        ),
    ] = None,
    skip: Annotated[
        list[str] | None,
        Option("--skip", metavar="PATTERN", help="Leave out files of such a name, as “*登记表*”. May be repeated."),
    ] = None,
    by: Annotated[str, Option("--by", metavar="OFFICE", help="Who reviews: author of the comments and feedback.")] = "",
    due: Annotated[
        str | None, Option("--due", metavar="DATE", help="The last day for handing in, as 2025-09-10.")
    ] = None,
    name_schools: Annotated[
        bool,
        Option("--name-schools", help="Name the other schools in what a school gets; by default they are not named."),
    ] = False,
    fail_on: Annotated[
        str | None,
        Option(
            "--fail-on",
            click_type=NameChoice([verdict.value for verdict in _FAIL_ON]),
            help="Exit with 1 if a file has this verdict or a graver one; return is the gravest, missing the least.",
        ),
    ] = None,
    max_size: MaxSize = LARGEST,
    redact: Redact = False,
    max_time: MaxTime = LONGEST_RUN,
    settings_: Annotated[
        str | None,
        Option(
            "--settings",
            metavar="FILE",
            help="Settings file; by default the nearest jyplan.toml in or above the working folder.",
        ),
    ] = None,
    no_settings: Annotated[bool, Option("--no-settings", help="Read no settings file.")] = False,
    no_cache: Annotated[
        bool,
        Option("--no-cache", help="Read every file again, and do not keep results for the next run."),
    ] = False,
) -> int:
    """Review a batch, write the result folder and say in a few lines what it comes to."""
    console: Console = context.obj
    settings = settings_of(settings_, none=no_settings)
    rule_set = api.choose_rules(rules, settings)
    if output_ is not None:
        output.check_result_folder(output_)
    request = api.ReviewRequest(
        paths=tuple(paths),
        rules=rule_set,
        settings=settings,
        last=last,
        archive=archive,
        templates=tuple(template or ()),
        roster=schools,
        skip=tuple(skip or ()),
        by=by,
        due=_day(due) if due else None,
        date=date.today().isoformat(),
        cache=None if no_cache else api.cache_folder(),
        max_size=inputs.parse_size(max_size),
        redact=redact,
        limits=limits_of(max_time),
    )
    sources = api.find_submissions(request)
    with Meter(console.language) as meter:
        request = replace(request, watch=lambda step, done, total: meter.report(_STEPS[step], done, total))
        review = api.review_batch(request, sources)
    options = ReviewOptions(
        language=console.language,
        width=screen.describe(None).width,
        colour=screen.describe(None).colour,
        unicode=screen.describe(None).unicode,
        folder=output_ or "",
        name_schools=name_schools,
        rules=rule_cards(rule_set, console.language),
        read=_reader_of(sources),
        read_anchored=partial(api.read_anchored, sources, limits=request.limits),
        run_apart=partial(api.run_apart, limits=request.limits),
        word_suffixes=api.file_suffixes("docx"),
    )
    if output_ is not None:
        names = output.write_result_folder(output_, _files(console, review, options))
        options = replace(options, opened_first=next((name for name in _OPENED_FIRST if name in names), ""))
    console.show(summary.render(review, options))
    return FOUND if fail_on and _reaches(review, ReviewVerdict(fail_on)) else 0


def _files(console: Console, review: Review, options: ReviewOptions) -> Iterator[tuple[str, bytes]]:
    """Yield all files of the result folder; what needs a package that is not installed is told and left out."""
    for name in REVIEW_FILES:
        try:
            yield from REVIEW_FILES.load(name).files(review, options)
        except MissingExtra as error:
            console.report_error(error)


def _reaches(review: Review, verdict: ReviewVerdict) -> bool:
    """Return whether a file, or a school that handed in nothing, has a verdict or a graver one."""
    graver = _FAIL_ON[: _FAIL_ON.index(verdict) + 1]
    return any(school.verdict in graver for school in review.schools)


def _day(written: str) -> str:
    """Return a day as ISO date.

    Raises:
        UsageError: it is no day of the calendar.
    """
    try:
        return date.fromisoformat(written.strip()).isoformat()
    except ValueError:
        raise UsageError("“{text}” is not a day", where="--due", hint="write it as 2025-09-10", text=written) from None


def _reader_of(sources: Sequence[Source | inputs.Unreadable]) -> Callable[[str], bytes]:
    """Return a function from a document's path to the document's bytes, read again."""
    by_path = {source.path: source for source in sources if isinstance(source, Source)}
    return lambda path: by_path[path].read()
