"""The data of the page: submissions, rules and problems, counted and in the order of the page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from jyplan.reports.check.overview import CheckedSubmission, RuleTally, checked_submissions, rule_tallies, worst_first
from jyplan.reports.check.wording import run_problems, unread_documents
from jyplan.reports.media.html_page import text_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import Message
    from jyplan.reports.check.wording import RunProblem
    from jyplan.reports.protocol import CheckOptions, CheckResult


@dataclass(frozen=True)
class FindingsPage:
    """The content of the page for a run of `jyplan check`."""

    options: CheckOptions
    documents: int
    """Number of documents, unread ones included."""
    unread: int
    """Number of documents that could not be read."""
    submissions: tuple[CheckedSubmission, ...]
    rules: tuple[RuleTally, ...]
    problems: tuple[RunProblem, ...]

    @cached_property
    def with_findings(self) -> list[CheckedSubmission]:
        """The submissions with findings, in the order of the documents."""
        return [submission for submission in self.submissions if submission.findings]

    @cached_property
    def worst_first(self) -> list[CheckedSubmission]:
        """The submissions with findings, the worst first."""
        return worst_first(self.with_findings)

    @cached_property
    def clean(self) -> list[CheckedSubmission]:
        """The submissions without findings."""
        return [submission for submission in self.submissions if not submission.findings]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Index into `rules` by rule id; part of the rule's id on the page."""
        return {tally.card.id: number for number, tally in enumerate(self.rules)}

    @cached_property
    def anchors(self) -> dict[int, str]:
        """The HTML id of each submission's article, by `id()` of the submission."""
        return {id(submission): f"s{number}" for number, submission in enumerate(self.with_findings, start=1)}

    def anchor(self, submission: CheckedSubmission) -> str:
        """Return the HTML id of a submission's article."""
        return self.anchors[id(submission)]

    def say(self, message: Message) -> str:
        """Return a sentence in the user's language as HTML; parameters with document text are escaped."""
        return text_html(self.options.language.say(message))


def findings_page(results: Sequence[CheckResult], options: CheckOptions) -> FindingsPage:
    """Return the data of the page, counted from the results of all documents."""
    submissions = tuple(checked_submissions(results))
    return FindingsPage(
        options,
        documents=len(results),
        unread=sum(1 for _ in unread_documents(results)),
        submissions=submissions,
        rules=tuple(rule_tallies(submissions, options.rules)),
        problems=tuple(run_problems(results, options.language)),
    )
