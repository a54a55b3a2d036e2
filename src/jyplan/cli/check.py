"""`jyplan check`: what rules have against plans."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import click
import typer

from jyplan import api
from jyplan.cache.folders import user_folder
from jyplan.checker import baseline
from jyplan.checker.settings import FAIL_ON
from jyplan.cli import checking, output, progress, screen
from jyplan.cli.boundary import report_bug
from jyplan.cli.options import LARGEST, MaxSize, Output, Paths, StdinName, WordRevisions
from jyplan.errors import Bug
from jyplan.inputs import sources as inputs
from jyplan.model import Checked, Message, Revisions
from jyplan.reports import CHECK_REPORTS, CheckOptions, CopyingReport, RuleCard, load_check_report
from jyplan.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.cli.console import Console
    from jyplan.language import Language
    from jyplan.reports import CheckResult
    from jyplan.rulesets import RuleSet

NAME = "check"
HELP = "Check plans against a rule set: what they lack, where, and what to do."
FOUND = 1
"""Exit code where something was found at the level asked for."""

_DEFAULT_LEVEL = "warning"
_FORMAT_OF_SUFFIX = {
    ".json": "json",
    ".sarif": "sarif",
    ".xml": "junit",
    ".html": "html",
    ".htm": "html",
    ".xlsx": "xlsx",
    ".docx": "docx",
}
_NOT_FOR_TERMINALS = frozenset({"html", "xlsx", "docx"})
"""A page, a workbook or a Word file in a pipe is for another program; on a screen nobody reads it."""
_LISTING_PROBLEMS = frozenset(CHECK_REPORTS) - {"text", "docx"}
"""Worth writing even where no document could be read."""


def run(
    context: typer.Context,
    *,
    paths: Paths,
    rules: Annotated[
        str | None,
        typer.Option(
            "--rules", "-r", metavar="NAME|FILE", help="The rule set: a name that “jyplan rules list” shows, or a file."
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            click_type=click.Choice(list(CHECK_REPORTS)),
            help="How to write the findings. Without it the name after -o decides, else it is text. "
            "docx writes copies of the documents with the findings as comments; of several into a new folder.",
        ),
    ] = None,
    output_: Output = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            "--fail-on",
            click_type=click.Choice(FAIL_ON),
            help="Exit with 1 if there is a finding of this level or a heavier one; warning if not given.",
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="RULE,...", help="Apply only these rules. May be repeated."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="RULE,...", help="Leave these rules out. May be repeated."),
    ] = None,
    baseline_: Annotated[
        str | None,
        typer.Option("--baseline", metavar="FILE", help="Hold back the findings that this file knows already."),
    ] = None,
    write_baseline: Annotated[
        str | None,
        typer.Option("--write-baseline", metavar="FILE", help="Write what is found to such a file, and exit with 0."),
    ] = None,
    archive: Annotated[
        str | None,
        typer.Option(
            "--archive", "-a", metavar="FOLDER", help="Where rules on similarity look for earlier plans, too."
        ),
    ] = None,
    revisions: WordRevisions = Revisions.ACCEPTED,
    stdin_name: StdinName = None,
    max_size: MaxSize = LARGEST,
    no_cache: Annotated[
        bool,
        typer.Option("--no-cache", help="Read every file anew, and keep no results for the next time."),
    ] = False,
) -> int:
    """Check what the user names and write one report; files that cannot be read are listed and cost the exit 2."""
    console: Console = context.obj
    name = output.format_for(format_, output_, _FORMAT_OF_SUFFIX, "text")
    settings = checking.find_settings(paths)
    rule_set = checking.choose_rules(rules, settings, _names(select), _names(ignore))
    known = None
    file = baseline_ or (checking.beside(settings, settings.baseline) if settings.baseline else None)
    if file and not write_baseline:
        known = file, baseline.read(api.read_small(file, api.MOST_OF_A_BASELINE), file)
    sources = list(inputs.find_sources(paths, stdin_name=stdin_name, max_size=inputs.parse_size(max_size)))
    report = load_check_report(name)
    copying = isinstance(report, CopyingReport) and not write_baseline
    into_folder = copying and len(sources) != 1
    if into_folder:
        output.check_folder(output_)
    else:
        output.check_target(output_, sources, binary=name in _NOT_FOR_TERMINALS and not write_baseline)
    if write_baseline:
        output.check_target(write_baseline, sources, binary=False)
    cache = None if no_cache else user_folder(os.environ)
    matches = checking.find_matches(sources, rule_set, revisions, archive)
    results = api.check_many(sources, rule_set, revisions=revisions, matches=matches, cache=cache, with_anchors=copying)
    found = list(progress.watch(results, len(sources), console.language))
    sifted = checking.sift(found, settings, known)
    if write_baseline:
        return _conclude(console, found, _write_baseline(console, write_baseline, sifted.results))
    level = fail_on or settings.fail_on or _DEFAULT_LEVEL
    shown = screen.look(output_)
    contents = {source.path: source.read for source in sources if isinstance(source, inputs.Source)}
    options = CheckOptions(
        language=console.language,
        width=shown.width,
        colour=shown.colour,
        unicode=shown.unicode,
        rule_set=rule_set.id,
        rules=_cards(rule_set, console.language),
        version=VERSION,
        known=sifted.held,
        stale=tuple(sifted.stale),
        fails=lambda finding: checking.reaches(finding, level),
        read=lambda path: contents[path](),
    )
    if name in _LISTING_PROBLEMS or any(isinstance(each, Checked) for each in found):
        if into_folder and isinstance(report, CopyingReport):
            output.write_folder(output_ or "", report.copies(sifted.results, options))
        else:
            output.write(console, output_, report.render(sifted.results, options))
    fails = any(
        checking.reaches(finding, level)
        for each in sifted.results
        if isinstance(each, Checked)
        for finding in each.findings
    )
    return _conclude(console, found, FOUND if fails else 0)


def _names(listed: Sequence[str] | None) -> list[str]:
    return [name.strip() for each in listed or () for name in each.split(",") if name.strip()]


def _cards(rules: RuleSet, language: Language) -> tuple[RuleCard, ...]:
    """Return what reports say of the rules that are applied; placeholders stay as they are."""
    english = language.code == "en"
    return tuple(
        RuleCard(
            rule.id,
            rule.level,
            (rule.message.english if english else "") or rule.message.chinese,
            ((rule.hint.english if english else "") or rule.hint.chinese) if rule.hint else "",
            rule.source,
        )
        for rule in rules.rules.values()
        if rule.level is not None
    )


def _write_baseline(console: Console, file: str, results: Sequence[CheckResult]) -> int:
    checked = [each for each in results if isinstance(each, Checked)]
    output.write(console, file, baseline.write(checked, lambda path: checking.relative_to(file, path)).decode("utf-8"))
    count = sum(len(each.findings) for each in checked)
    console.note(Message("{file}: findings written: {count}", {"file": file, "count": count}))
    return 0


def _conclude(console: Console, results: Sequence[CheckResult], code: int) -> int:
    """Say what could not be read or checked and return the exit code."""
    unread = [each for each in results if isinstance(each, inputs.Unreadable)]
    for each in unread:
        console.complain(each.error)
    for result in results:
        if isinstance(result, Checked):
            for problem in result.problems:
                where = Message(
                    "{where}: {sentence}", {"where": result.outline.document.path, "sentence": problem.message}
                )
                console.note(where)
                code = max(code, 2)
    bugs = [each.error for each in unread if isinstance(each.error, Bug)]
    if bugs:
        return report_bug(console, str(bugs[0].params["kind"]), "\n".join(bug.details for bug in bugs), sys.argv[1:])
    return max((code, *(each.error.exit_code for each in unread)))
