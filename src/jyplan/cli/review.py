"""`jyplan review`: a folder of submissions in, a result folder for the office out."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated

from jyplan import api, inputs
from jyplan.cli import output, screen
from jyplan.cli.boundary import FOUND, report_unread
from jyplan.cli.check import rule_cards, settings_of
from jyplan.cli.commandline import Context, NameChoice, Option
from jyplan.cli.folders import results
from jyplan.cli.options import (
    LARGEST,
    LONGEST_RUN,
    ComparedArchive,
    MaxSize,
    MaxTime,
    NoCache,
    NoSettings,
    Paths,
    Redact,
    RuleSetName,
    SettingsFile,
    limits_of,
)
from jyplan.cli.progress import Meter
from jyplan.errors import MissingExtra, UsageError
from jyplan.model import Message, ReviewVerdict, SinceLastRun
from jyplan.reports import REVIEW_FILES, ReviewOptions
from jyplan.reports.review import json as result_json
from jyplan.reports.review import summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jyplan.cli.console import Console
    from jyplan.inputs import Source
    from jyplan.model import Review

NAME = "review"
HELP = "Review a folder of submissions: what goes back, who copied from whom, what is missing, who has not handed in."
_FAIL_ON = (ReviewVerdict.RETURN, ReviewVerdict.EXPLAIN, ReviewVerdict.SUPPLEMENT, ReviewVerdict.MISSING)
_OPENED_FIRST = ("审阅报告.html", "汇总表.xlsx", "结果.json")
"""The file to open first is the first of these files that was written."""
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
    archive: ComparedArchive = None,
    template: Annotated[
        list[str] | None,
        Option(
            "--template",
            metavar="FILE|FOLDER",
            help="What the office itself sent out; quoting it does not count as copying. May be repeated.",
        ),
    ] = None,
    rules: RuleSetName = None,
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
    settings_: SettingsFile = None,
    no_settings: NoSettings = False,
    no_cache: NoCache = False,
) -> int:
    """Review a batch, write the result folder and print a summary of a few lines."""
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
    own_reports: list[str] = []
    sources = api.find_submissions(request, own_reports)
    request = replace(request, own_reports=tuple(own_reports))
    if not sources:  # an empty folder or a result folder: no row of the batch could say so
        named = inputs.find_sources(request.paths, max_size=request.max_size)
        report_unread(console, [source for source in named if isinstance(source, inputs.Unreadable)])
    options = replace(
        _options_of(console, rule_set, sources, request.limits), folder=output_ or "", name_schools=name_schools
    )
    if output_ is None:
        review = _watched(console, request, sources)
        console.show(summary.render(review, options))
        verdicts = [school.verdict for school in review.schools]
    else:
        verdicts = _refresh(console, output_, request, sources, options, always=no_cache)
    return _exit_code(fail_on, verdicts)


def _options_of(
    console: Console, rule_set: api.RuleSet, sources: Sequence[Source | inputs.Unreadable], limits: api.Limits
) -> ReviewOptions:
    return ReviewOptions(
        language=console.language,
        **screen.describe(None),
        rules=rule_cards(rule_set, console.language),
        read=inputs.reader_of(sources),
        copy_each=partial(api.copy_each, limits),
        word_suffixes=api.file_suffixes("docx"),
    )


def _watched(console: Console, request: api.ReviewRequest, sources: Sequence[Source | inputs.Unreadable]) -> Review:
    """Return the review, and show the progress meanwhile."""
    with Meter(console.language) as meter:
        watched = replace(request, watch=lambda step, done, total: meter.report(_STEPS[step], done, total))
        return api.review_batch(watched, sources)


def _refresh(
    console: Console,
    folder: str,
    request: api.ReviewRequest,
    sources: Sequence[Source | inputs.Unreadable],
    options: ReviewOptions,
    *,
    always: bool,
) -> list[ReviewVerdict]:
    """Show the summary and return the verdicts; write the folder if a file or the folder has changed, or with `always`."""
    look = (
        options.language.code, options.width, options.unicode, options.colour, options.name_schools, options.folder
    )  # fmt: skip
    key = "" if always else api.review_key(request, sources, look)
    known = results.read_mark(folder)
    if key and known.key == key and results.is_as_written(folder, known):
        since = SinceLastRun(unchanged_files=len(sources), unchanged=known.points)
        console.show(known.summary + summary.since_line(since, options))
        return [ReviewVerdict(verdict) for verdict in known.verdicts]
    review = _with_changes(_watched(console, request, sources), folder, options)
    _write(console, folder, review, options, known=known, key=key)
    return [school.verdict for school in review.schools]


def _with_changes(review: Review, folder: str, options: ReviewOptions) -> Review:
    """Return the review with the changes since the earlier run in the folder."""
    before = results.earlier_result(folder)
    if not before:
        return review
    now = json.loads(result_json.render(review, options))
    return replace(review, since=api.compare_results(before, now))


def _write(
    console: Console, folder: str, review: Review, options: ReviewOptions, *, known: results.ResultMark, key: str
) -> None:
    """Write the folder of results and show the summary."""
    shown: list[str] = []

    def mark(digests: Mapping[str, str]) -> bytes:
        first = next((name for name in _OPENED_FIRST if name in digests), "")
        shown.append(summary.render(review, replace(options, opened_first=first)))
        verdicts = tuple(school.verdict.value for school in review.schools)
        reasons = sum(len(file.reasons) for file in review.files)
        points = reasons + sum(len(plan.findings) for plan in review.plans)
        return results.ResultMark(key, digests, shown[0], verdicts, points).content()

    output.write_result_folder(folder, _files(console, review, options), mark, known.digests)
    console.show(shown[0] + (summary.since_line(review.since, options) if review.since else ""))


def _exit_code(fail_on: str | None, verdicts: Iterable[ReviewVerdict]) -> int:
    """Return 1 if a school has the verdict of `--fail-on` or a graver one, 0 otherwise."""
    if fail_on is None:
        return 0
    graver = _FAIL_ON[: _FAIL_ON.index(ReviewVerdict(fail_on)) + 1]
    return FOUND if any(verdict in graver for verdict in verdicts) else 0


def _files(console: Console, review: Review, options: ReviewOptions) -> Iterator[tuple[str, bytes]]:
    """Yield all files of the result folder; a part whose package is not installed is named and skipped."""
    for name in REVIEW_FILES:
        try:
            yield from REVIEW_FILES.load(name).files(review, options)
        except MissingExtra as error:
            console.report_error(error)


def _day(written: str) -> str:
    """Return a day as ISO date.

    Raises:
        UsageError: the calendar has no such day.
    """
    try:
        return date.fromisoformat(written.strip()).isoformat()
    except ValueError:
        raise UsageError("“{text}” is not a day", where="--due", hint="write it as 2025-09-10", text=written) from None
