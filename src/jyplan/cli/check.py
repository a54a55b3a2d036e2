"""`jyplan check`: findings of a rule set in plans."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated

from jyplan import api, inputs
from jyplan.cli import output, screen
from jyplan.cli.boundary import FOUND, report_unread
from jyplan.cli.commandline import Context, NameChoice, Option
from jyplan.cli.options import (
    LARGEST,
    LONGEST_RUN,
    MaxSize,
    MaxTime,
    NoCache,
    NoSettings,
    Output,
    Paths,
    Redact,
    RuleSetName,
    SettingsFile,
    StdinName,
    WordRevisions,
    format_option,
    limits_of,
)
from jyplan.cli.progress import Meter
from jyplan.cli.shell.job_summary import add_job_summary
from jyplan.cli.sources import find_sources
from jyplan.errors import Bug, UsageError
from jyplan.model import Checked, Message, Revisions
from jyplan.reports import CHECK_REPORTS, CheckOptions, CopyingReport, Ignored, RuleCard
from jyplan.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.api import RuleSet
    from jyplan.cli.console import Console
    from jyplan.inputs import Source
    from jyplan.language import Language
    from jyplan.reports import CheckResult, ReportFormat

NAME = "check"
HELP = "Check plans against a rule set: find what is missing or wrong, where, and how to mend it."

_DEFAULT_LEVEL = "warning"
_INCOMPLETE = 2
"""Exit code if the check of a document by a rule was given up."""
_FORMAT_HELP = Message(
    "Format of the report. By default the suffix of the file after -o decides, else text. "
    "docx writes a copy of each document with the findings as comments, several into a new folder."
).template


def run(
    context: Context,
    *,
    paths: Paths,
    rules: RuleSetName = None,
    format_: Annotated[str | None, format_option(CHECK_REPORTS, _FORMAT_HELP)] = None,
    output_: Output = None,
    fail_on: Annotated[
        str | None,
        Option(
            "--fail-on",
            click_type=NameChoice(api.FAIL_ON),
            help="Exit with 1 if there is a finding of this level or above; the default is warning.",
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        Option("--select", metavar="RULE,...", help="Apply only these rules. May be repeated."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        Option("--ignore", metavar="RULE,...", help="Leave these rules out. May be repeated."),
    ] = None,
    baseline_: Annotated[
        str | None,
        Option("--baseline", metavar="FILE", help="Hide the findings already listed in this baseline file."),
    ] = None,
    write_baseline: Annotated[
        str | None,
        Option("--write-baseline", metavar="FILE", help="Write the findings to a baseline file, and exit with 0."),
    ] = None,
    archive: Annotated[
        str | None,
        Option("--archive", "-a", metavar="FOLDER", help="Archive of earlier plans, for rules on similarity."),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        Option(
            "--exclude",
            metavar="PATTERN",
            help="Leave out files whose name or path fits, as “模板” or “*.pdf”; * crosses folders. May be repeated.",
        ),
    ] = None,
    unreadable: Annotated[
        str | None,
        Option(
            "--unreadable",
            click_type=NameChoice(("fail", "warn")),
            help="Files that cannot be read, as scans: fail, the exit code is 2 (the default), or warn, they are only listed.",
        ),
    ] = None,
    revisions: WordRevisions = Revisions.ACCEPTED,
    stdin_name: StdinName = None,
    max_size: MaxSize = LARGEST,
    redact: Redact = False,
    max_time: MaxTime = LONGEST_RUN,
    settings_: SettingsFile = None,
    no_settings: NoSettings = False,
    no_cache: NoCache = False,
) -> int:
    """Check all given plans and write the report; unreadable files are listed and make the exit code 2."""
    console: Console = context.obj
    chosen = output.format_for(format_, output_, CHECK_REPORTS)
    if redact:
        _forbid_copies(chosen)
    settings = settings_of(settings_, none=no_settings)
    rule_set = api.choose_rules(rules, settings, _names(select), _names(ignore))
    sieve = api.sieve_of(settings, None if write_baseline else baseline_ or api.baseline_file(settings))
    limit, limits = inputs.parse_size(max_size), limits_of(max_time)
    left_out = (*settings.exclude, *(exclude or ()))
    sources = find_sources(console, paths, stdin_name=stdin_name, max_size=limit, redact=redact, exclude=left_out)
    sieve.expect(source.path for source in sources)
    if write_baseline:
        output.check_target(write_baseline, sources)
    else:
        _check_target(chosen, output_, sources)
    checked = api.check_many(
        sources,
        rule_set,
        sieve=sieve,
        revisions=revisions,
        matches=api.find_matches_for(rule_set, sources, revisions=revisions, archive=archive, limits=limits),
        cache=None if no_cache else api.cache_folder(),
        with_anchors=chosen.is_copy and not write_baseline,
        limits=limits,
    )
    with Meter(console.language) as meter:
        results = list(meter.count(checked, len(sources)))
    tolerates_unread = (unreadable or settings.unreadable) == "warn"
    tolerated = frozenset(_existing_unread(results, paths)) if tolerates_unread else frozenset()
    if write_baseline:
        _write_baseline(console, write_baseline, results)
        return _report_problems(console, results, fails=False, tolerated=tolerated)
    options = replace(
        _report_options(console, output_, rule_set, settings=settings, sieve=sieve, sources=sources, limits=limits),
        fails=partial(api.reaches, level=fail_on or settings.fail_on or _DEFAULT_LEVEL),
        tolerates_unread=bool(tolerated),
    )
    _write_report(console, chosen, output_, results, options, in_folder=_needs_folder(chosen, output_, sources))
    shown = output.is_on_screen(output_, chosen, CHECK_REPORTS)
    return _report_problems(console, results, fails=_is_failure(results, options), tolerated=tolerated, shown=shown)


def _is_failure(results: Sequence[CheckResult], options: CheckOptions) -> bool:
    """Whether a finding makes the run fail."""
    findings = (finding for result in results if isinstance(result, Checked) for finding in result.findings)
    return any(map(options.fails, findings))


def _report_options(
    console: Console,
    target: str | None,
    rule_set: RuleSet,
    *,
    settings: api.Settings,
    sieve: api.Sieve,
    sources: Sequence[Source | inputs.Unreadable],
    limits: api.Limits,
) -> CheckOptions:
    """Return the options of the report, without the options for the exit code."""
    return CheckOptions(
        language=console.language,
        **screen.describe(target),
        rule_set=rule_set.id,
        rules=rule_cards(rule_set, console.language),
        version=VERSION,
        settings=settings.file or "",
        known=sieve.held,
        stale=tuple(sieve.stale()),
        ignored=tuple(Ignored(path, rule, remark.reason, remark.place) for path, rule, remark in sieve.remarks),
        read=inputs.reader_of(sources),
        word_suffixes=api.file_suffixes("docx"),
        run_apart=partial(api.run_apart, limits=limits),
    )


def settings_of(file: str | None, *, none: bool) -> api.Settings:
    """Return the settings of `file`, by default the settings found from the working folder upwards; empty with `none`.

    Raises:
        UsageError: `none` together with a file.
    """
    if file and none:
        raise UsageError("excludes --no-settings", where="--settings", hint="leave out one of them")
    if none:
        return api.Settings()
    return api.load_settings(file) if file else api.find_settings()


def _forbid_copies(chosen: ReportFormat) -> None:
    """Refuse to mask numbers in a copy of a document.

    Raises:
        UsageError: the chosen format is a copy of each document.
    """
    if chosen.is_copy:
        raise UsageError(
            "a copy of a document keeps the numbers that stand in it", where="--redact", hint="choose another format"
        )


def _needs_folder(chosen: ReportFormat, target: str | None, sources: Sequence[Source | inputs.Unreadable]) -> bool:
    """Whether copies go into a folder: always, but for a single copy into a file named as a Word file or to standard output."""
    if not chosen.is_copy or len(sources) != 1:
        return chosen.is_copy
    is_file = target in (None, output.STANDARD_OUTPUT) or PurePath(target or "").suffix.lower() in api.file_suffixes(
        "docx"
    )
    return not is_file


def _check_target(chosen: ReportFormat, target: str | None, sources: Sequence[Source | inputs.Unreadable]) -> None:
    """Refuse an unwritable target before any plan is read.

    Raises:
        OutputError: as in `output.check_folder` and `output.check_target`.
    """
    if _needs_folder(chosen, target, sources):
        output.check_folder(target)
    else:
        output.check_target(target, sources, for_terminal=chosen.for_terminal)


def _write_report(
    console: Console,
    chosen: ReportFormat,
    target: str | None,
    results: Sequence[CheckResult],
    options: CheckOptions,
    *,
    in_folder: bool,
) -> None:
    """Write the report; skip formats without a list of problems when no document was checked."""
    if not chosen.lists_problems and not any(isinstance(result, Checked) for result in results):
        return
    if chosen.name == "github":
        add_job_summary(results, options)
    report = CHECK_REPORTS.load(chosen.name)
    if in_folder and isinstance(report, CopyingReport):
        output.write_folder(target or "", report.copies(results, options))
        output.announce(console, target or "", _counts(results))
    else:
        output.write(console, target, report.render(results, options), _counts(results))


def _counts(results: Sequence[CheckResult]) -> list[Message]:
    """Return the counts announced with a written report."""
    checked = [result for result in results if isinstance(result, Checked)]
    plans = sum(len(result.outline.plans) for result in checked)
    findings = sum(len(result.findings) for result in checked)
    return [
        Message("{count} plans", {"count": plans}),
        Message("{count} findings", {"count": findings}),
        *output.unread_count(len(results) - len(checked)),
    ]


def _names(listed: Sequence[str] | None) -> list[str]:
    return [name.strip() for names in listed or () for name in names.split(",") if name.strip()]


def rule_cards(rules: RuleSet, language: Language) -> tuple[RuleCard, ...]:
    """Return a card for each applied rule, in the user's language and with placeholders not filled in."""
    english = language.code == "en"
    return tuple(
        RuleCard(
            rule.id,
            rule.level,
            (rule.message.english if english else "") or rule.message.chinese,
            ((rule.hint.english if english else "") or rule.hint.chinese) if rule.hint else "",
            rule.source,
            "" if english else rule.title,
        )
        for rule in rules.rules.values()
        if rule.level is not None
    )


def _write_baseline(console: Console, file: str, results: Sequence[CheckResult]) -> None:
    checked = [result for result in results if isinstance(result, Checked)]
    output.write(console, file, api.baseline_of(checked, file))
    count = sum(len(result.findings) for result in checked)
    console.note(Message("{file}: findings written: {count}", {"file": file, "count": count}))


def _existing_unread(results: Sequence[CheckResult], paths: Sequence[str]) -> Iterator[str]:
    """Yield the paths of unread documents, without misspelt paths of the command line and without bugs."""
    for result in results:
        if isinstance(result, inputs.Unreadable) and not isinstance(result.error, Bug):
            is_slip = result.path in paths and not os.path.lexists(result.path)
            if not is_slip:
                yield result.path


def _report_problems(
    console: Console, results: Sequence[CheckResult], *, fails: bool, tolerated: frozenset[str], shown: bool = False
) -> int:
    """Report documents not read or only partly checked, and return the exit code; unread documents in `tolerated` do not count."""
    unread = [result for result in results if isinstance(result, inputs.Unreadable)]
    report_unread(console, [result for result in unread if result.path in tolerated], shown=shown)
    code = report_unread(console, [result for result in unread if result.path not in tolerated], shown=shown)
    for result in results:
        if not isinstance(result, Checked):
            continue
        for problem in result.problems:
            params = {"where": result.outline.document.path, "sentence": problem.message}
            console.note(Message("{where}: {sentence}", params))
            code = max(code, _INCOMPLETE)
    return max(code, FOUND if fails else 0)
