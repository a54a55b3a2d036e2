"""`jyplan check --format xlsx`: a workbook to sort and filter, with a row a finding and a table of plans by rules.

Two more sheets list the rules and what there is to say of the run: what was not read, what a baseline holds back.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.check.overview import reviewed, tallies, worst_first
from jyplan.reports.check.wording import problems
from jyplan.reports.check.xlsx.book import Book
from jyplan.reports.check.xlsx.matrix import add_matrix
from jyplan.reports.check.xlsx.rows import FINDINGS, RULES, RUN, finding_rows, rule_row, run_rows
from jyplan.reports.media.workbook import check_rows, new_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.reports.protocol import CheckOptions, CheckResult


def render(results: Sequence[CheckResult], options: CheckOptions) -> bytes:
    """Return an Excel workbook with four sheets.

    Raises:
        MissingExtra: XlsxWriter is not installed.
        OutputError: There are more findings, plans or problems than a sheet can hold.
    """
    submissions = list(reviewed(results))
    rules = tallies(submissions, options.rules)
    run = list(run_rows(results, options))
    for count in (sum(len(each.findings) for each in submissions), len(submissions) + 1, len(run)):
        check_rows(count, instead="json")
    file = BytesIO()
    with new_workbook(file, options.language.say(Message("Findings in work plans"))) as workbook:
        book = Book(workbook, options.language)
        book.add_table(Message("Findings"), FINDINGS, finding_rows(submissions, rules, options), frozen=4)
        add_matrix(book, Message("Plans by rule"), worst_first(submissions), rules)
        book.add_table(Message("Rules"), RULES, map(rule_row, rules), frozen=2)
        has_problems = next(problems(results, options.language), None) is not None
        book.add_table(Message("This run"), RUN, run, alarming=has_problems)
    return file.getvalue()
