"""The sheets as rows of cells, and the heads above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.check.wording import problems, quote, summary, worded
from jyplan.reports.check.xlsx.book import Column
from jyplan.reports.media.labels import place_words, plan_title
from jyplan.reports.media.section_names import section_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.language import Language
    from jyplan.model import Finding
    from jyplan.reports.check.overview import Reviewed, Tally
    from jyplan.reports.check.xlsx.book import Row
    from jyplan.reports.protocol import CheckOptions, CheckResult

SUBMISSION = (Column(Message("File"), 24), Column(Message("Plan no."), 6), Column(Message("Title"), 24))
"""The columns that name a submission."""
FINDINGS = (
    Column(Message("No."), 6),
    *SUBMISSION,
    Column(Message("Under which heading"), 22),
    Column(Message("Place"), 9),
    Column(Message("Level"), 7),
    Column(Message("Rule"), 18),
    Column(Message("What was found"), 28),
    Column(Message("Text"), 42),
    Column(Message("Hint"), 24),
    Column(Message("Source"), 22),
)
RULES = (
    Column(Message("Level"), 8),
    Column(Message("Rule"), 24),
    Column(Message("Findings"), 9),
    Column(Message("Plans"), 9),
    Column(Message("What it finds"), 40),
    Column(Message("Hint"), 36),
    Column(Message("Source"), 44),
)
RUN = (
    Column(Message("About"), 28),
    Column(Message("File"), 36),
    Column(Message("Place"), 10),
    Column(Message("What there is to say"), 80),
)
_AROUND = 200
"""Characters of a long paragraph that are quoted before and behind the words, so that a row stays readable."""


def names(submission: Reviewed, language: Language) -> Row:
    """Return the cells of `SUBMISSION`."""
    plan = submission.plan
    return submission.path, plan.number, plan_title(plan.number, plan.title, language)


def finding_rows(submissions: Iterable[Reviewed], rules: Iterable[Tally], options: CheckOptions) -> Iterator[Row]:
    """Yield a row for each finding; the number in front leads back to this order."""
    sources = {tally.card.id: tally.card.source for tally in rules}
    found = ((submission, finding) for submission in submissions for finding in submission.findings)
    for number, (submission, finding) in enumerate(found, start=1):
        yield (
            number,
            *names(submission, options.language),
            _section(submission, finding, options.language),
            place_words(finding.place, options.language),
            finding.level,
            finding.rule,
            worded(finding.message, options.language),
            quote(submission.text, finding).within(_AROUND),
            worded(finding.hint, options.language),
            sources[finding.rule],
        )


def _section(submission: Reviewed, finding: Finding, language: Language) -> str:
    """Return the headings that lead to a finding, the topmost first."""
    if finding.node is None:
        return language.say(Message("plan as a whole"))
    return " / ".join(map(section_name, submission.way_to(finding.node)))


def rule_row(tally: Tally) -> Row:
    """Return the row of a rule that found something."""
    card = tally.card
    return card.level, card.id, tally.findings, tally.submissions, card.about, card.hint, card.source


def run_rows(results: Sequence[CheckResult], options: CheckOptions) -> Iterator[Row]:
    """Yield what is to be said of the whole run: what was checked, what is not shown, what could not be read."""
    say = options.language.say
    made = {"rules": options.rule_set, "version": options.version}
    yield say(Message("Checked")), "", "", summary(results, options.language)
    yield say(Message("Checked with")), "", "", say(Message("rule set {rules} · jyplan {version}", made))
    if options.known:
        yield say(Message("Known and not shown")), "", "", options.known
    for entry in options.stale:
        yield say(Message("In the baseline, but no longer found")), "", "", entry
    for path, said, place in problems(results, options.language):
        yield say(Message("Not or only partly read")), path, place_words(place, options.language), said
