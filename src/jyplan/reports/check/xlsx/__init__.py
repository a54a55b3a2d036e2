"""`jyplan check --format xlsx`: a workbook with four sheets: findings, plans by rule, rules, and the run.

Where the rule set gives points, the score sheet and a sheet for each criterion stand before the last one.

The last sheet lists what was checked, what a baseline suppresses, and what could not be read.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.check.overview import checked_submissions, rule_tallies, worst_first
from jyplan.reports.check.wording import run_problems
from jyplan.reports.check.xlsx.book import FindingsWorkbook
from jyplan.reports.check.xlsx.matrix import add_matrix
from jyplan.reports.check.xlsx.rows import FINDINGS, RULES, RUN, finding_rows, rule_row, run_rows
from jyplan.reports.check.xlsx.score_sheets import add_score_sheets
from jyplan.reports.media.marks import marked
from jyplan.reports.media.workbook import check_rows, new_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.reports.protocol import CheckOptions, CheckResult


def render(results: Sequence[CheckResult], options: CheckOptions) -> bytes:
    """Return an Excel workbook.

    Raises:
        MissingExtra: XlsxWriter is not installed.
        OutputError: There are more findings, plans or problems than a sheet can hold.
    """
    submissions = list(checked_submissions(results))
    rules = rule_tallies(submissions, options.rules)
    run = list(run_rows(results, options))
    for count in (sum(len(submission.findings) for submission in submissions), len(submissions) + 1, len(run)):
        check_rows(count, instead="json")
    file = BytesIO()
    with new_workbook(file, options.language.say(Message("Findings in work plans"))) as workbook:
        book = FindingsWorkbook(workbook, options.language)
        book.add_table(Message("Findings"), FINDINGS, finding_rows(submissions, rules, options), frozen=4)
        add_matrix(book, Message("Plans by rule"), worst_first(submissions), rules)
        book.add_table(Message("Rules"), RULES, map(rule_row, rules), frozen=2)
        add_score_sheets(book, results)
        has_problems = next(run_problems(results, options.language), None) is not None
        book.add_table(Message("This run"), RUN, run, alarming=has_problems)
    return marked(file.getvalue())
