"""The sheet of plans by rules: numbers of findings, with totals for the filtered rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Level, Message
from jyplan.reports.check.wording import LEVEL_WORDS
from jyplan.reports.check.xlsx.rows import SUBMISSION, names
from jyplan.reports.media.visible import one_line
from jyplan.reports.media.workbook import set_up_print

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xlsxwriter.worksheet import Worksheet

    from jyplan.reports.check.overview import CheckedSubmission, RuleTally
    from jyplan.reports.check.xlsx.book import FindingsWorkbook

_TOTAL = Message("Total")
_TOTALS, _HEAD, _FIRST = 0, 1, 2
"""Row numbers: the totals are above the head, outside the filtered range."""
_COUNTS = len(SUBMISSION)
"""Number of the first column with counts."""
_WIDTH = 7
"""Width of a column of counts in characters of the default font; its head is rotated."""
_HEAD_HEIGHT = 175
"""Height of the head in points: room for a rotated rule id of 25 bold letters."""
_SUM_OF_SHOWN = 109
"""Function number of SUBTOTAL for the sum of the visible cells: ECMA-376 part 1, 18.17.7 (SUBTOTAL)."""


def add_matrix(
    book: FindingsWorkbook, title: Message, submissions: Sequence[CheckedSubmission], rules: Sequence[RuleTally]
) -> None:
    """Add the sheet: a row per submission, in the order given, with counts by level and rule."""
    sheet = book.add_sheet(title)
    heads = [(book.language.say(word), book.low) for word in (*LEVEL_WORDS.values(), _TOTAL)]
    heads += [(tally.card.name, book.upright) for tally in rules]
    book.write_head(sheet, _HEAD, SUBMISSION)
    sheet.set_row(_HEAD, _HEAD_HEIGHT)
    sheet.set_column(_COUNTS, _COUNTS + len(heads) - 1, _WIDTH)
    for column, (head, looks) in enumerate(heads, start=_COUNTS):
        book.write(sheet, _HEAD, column, head, looks)
    rows = [list(_counts(submission, rules)) for submission in submissions]
    for row, (submission, counts) in enumerate(zip(submissions, rows, strict=True), start=_FIRST):
        _write_row(book, sheet, row, submission, counts)
    _write_totals(book, sheet, [sum(count for count, _ in column) for column in zip(*rows, strict=True)], len(rows))
    sheet.freeze_panes(_FIRST, _COUNTS)
    sheet.autofilter(_HEAD, 0, _HEAD + len(rows), _COUNTS + len(heads) - 1)
    set_up_print(sheet, _HEAD)


def _counts(submission: CheckedSubmission, rules: Sequence[RuleTally]) -> Iterator[tuple[int, Level | None]]:
    """Yield the counts of a row, by level, in total, then by rule, each with the level for the colour."""
    for level in Level:
        yield submission.levels[level], level
    yield len(submission.findings), None
    for tally in rules:
        count = submission.rules[tally.card.id]
        yield count, submission.heaviest_level(tally.card.id) if count else None


def _write_row(
    book: FindingsWorkbook,
    sheet: Worksheet,
    row: int,
    submission: CheckedSubmission,
    counts: Sequence[tuple[int, Level | None]],
) -> None:
    book.write_row(sheet, row, SUBMISSION, names(submission, book.language))
    for column, (count, level) in enumerate(counts, start=_COUNTS):
        looks = book.counts[level] if level and count else book.count
        if count or column <= _COUNTS + len(LEVEL_WORDS):
            book.write(sheet, row, column, count, looks)
        else:  # zeros of rules stay blank, so that the counts catch the eye
            sheet.write_blank(row, column, None, looks)


def _write_totals(book: FindingsWorkbook, sheet: Worksheet, totals: Sequence[int], rows: int) -> None:
    """Write above each column of counts the sum of the visible rows."""
    from xlsxwriter.utility import xl_range

    for column in range(_COUNTS):
        book.write(sheet, _TOTALS, column, one_line(book.language.say(_TOTAL)) if column == 0 else "", book.total)
    for column, total in enumerate(totals, start=_COUNTS):
        cells = xl_range(_FIRST, column, _FIRST + rows - 1, column)
        sheet.write_formula(_TOTALS, column, f"=SUBTOTAL({_SUM_OF_SHOWN},{cells})", book.total, total)
