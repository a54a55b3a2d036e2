"""Heads and rows of the sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.check.wording import made_with, quote, run_problems, summary
from jyplan.reports.check.xlsx.book import SheetColumn
from jyplan.reports.media.labels import place_words, plan_title, problem_place_words
from jyplan.reports.media.rule_words import worded
from jyplan.reports.media.section_names import section_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.language import Language
    from jyplan.model import Finding
    from jyplan.reports.check.overview import CheckedSubmission, RuleTally
    from jyplan.reports.check.xlsx.book import Row
    from jyplan.reports.protocol import CheckOptions, CheckResult

SUBMISSION = (SheetColumn(Message("File"), 24), SheetColumn(Message("Plan no."), 6), SheetColumn(Message("Title"), 24))
"""The columns with the name of a submission."""
FINDINGS = (
    SheetColumn(Message("No."), 6),
    *SUBMISSION,
    SheetColumn(Message("Under which heading"), 22),
    SheetColumn(Message("Place"), 9),
    SheetColumn(Message("Level"), 7),
    SheetColumn(Message("Rule"), 18),
    SheetColumn(Message("What was found"), 28),
    SheetColumn(Message("Text"), 42),
    SheetColumn(Message("Hint"), 24),
    SheetColumn(Message("Source"), 22),
)
RULES = (
    SheetColumn(Message("Level"), 8),
    SheetColumn(Message("Rule"), 24),
    SheetColumn(Message("Findings"), 9),
    SheetColumn(Message("Plans"), 9),
    SheetColumn(Message("What the rule finds"), 40),
    SheetColumn(Message("Hint"), 36),
    SheetColumn(Message("Source"), 44),
)
RUN = (
    SheetColumn(Message("About"), 28),
    SheetColumn(Message("File"), 36),
    SheetColumn(Message("Place"), 10),
    SheetColumn(Message("Message"), 80),
)
_CONTEXT = 200
"""Characters quoted on either side of the words: in a long paragraph, a row stays readable."""


def names(submission: CheckedSubmission, language: Language) -> Row:
    """Return the cells for the columns of `SUBMISSION`."""
    plan = submission.plan
    return submission.path, plan.number, plan_title(plan.number, plan.title, language)


def finding_rows(
    submissions: Iterable[CheckedSubmission], rules: Iterable[RuleTally], options: CheckOptions
) -> Iterator[Row]:
    """Yield a row per finding; sorting by the number in the first cell restores the original order."""
    cards = {tally.card.id: tally.card for tally in rules}
    findings = ((submission, finding) for submission in submissions for finding in submission.findings)
    for number, (submission, finding) in enumerate(findings, start=1):
        yield (
            number,
            *names(submission, options.language),
            _section(submission, finding, options.language),
            place_words(finding.place, options.language),
            finding.level,
            cards[finding.rule].name,
            worded(finding.message, options.language),
            quote(submission.text, finding).within(_CONTEXT),
            worded(finding.hint, options.language),
            cards[finding.rule].source,
        )


def _section(submission: CheckedSubmission, finding: Finding, language: Language) -> str:
    """Return the headings from the top level down to a finding's section."""
    if finding.node is None:
        return language.say(Message("plan as a whole"))
    return " / ".join(map(section_name, submission.path_to(finding.node)))


def rule_row(tally: RuleTally) -> Row:
    """Return the row of a rule with findings."""
    card = tally.card
    return card.level, card.name, tally.findings, tally.submissions, card.about, card.hint, card.source


def run_rows(results: Sequence[CheckResult], options: CheckOptions) -> Iterator[Row]:
    """Yield the rows about the whole run: totals, rule set, known findings, stale baseline entries, problems."""
    say = options.language.say
    yield say(Message("Checked")), "", "", summary(results, options.language)
    yield say(Message("Checked with")), "", "", say(made_with(options))
    if options.known:
        yield say(Message("Known and not shown")), "", "", options.known
    for ignored in options.ignored:
        place = place_words(ignored.place, options.language)
        yield (
            say(Message("Not shown, as a remark in the document asks")),
            ignored.path,
            place,
            f"{ignored.rule}: {ignored.reason}",
        )
    for entry in options.stale:
        yield say(Message("In the baseline, but no longer found")), "", "", entry
    for problem in run_problems(results, options.language):
        place = problem_place_words(problem.place, options.language)
        yield say(Message("Not or only partly read")), problem.path, place, problem.message
