"""The sheet of plans by rules: how often each rule spoke of each plan, with totals that follow the filter."""

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

    from jyplan.reports.check.overview import Reviewed, Tally
    from jyplan.reports.check.xlsx.book import Book

_TOTAL = Message("Total")
_TOTALS, _HEAD, _FIRST = 0, 1, 2
"""Rows: the totals stand above the head, where the filter does not reach."""
_COUNTS = len(SUBMISSION)
"""The first column of counts."""
_WIDTH = 7
"""Characters of the default font, for a column of counts, whose head stands upright."""
_HEAD_HEIGHT = 175
"""Points: room for an id of 25 letters in bold that stands upright."""
_SUM_OF_SHOWN = 109
"""The function of SUBTOTAL that adds up what is not hidden: ECMA-376 part 1, 18.17.7 (SUBTOTAL)."""


def add_matrix(book: Book, title: Message, submissions: Sequence[Reviewed], rules: Sequence[Tally]) -> None:
    """Add the sheet, a row a submission in the order given; those without findings have nothing but zeros in front."""
    sheet = book.add_sheet(title)
    heads = [(book.language.say(word), book.low) for word in (*LEVEL_WORDS.values(), _TOTAL)]
    heads += [(each.card.id, book.upright) for each in rules]
    book.write_head(sheet, _HEAD, SUBMISSION)
    sheet.set_row(_HEAD, _HEAD_HEIGHT)
    sheet.set_column(_COUNTS, _COUNTS + len(heads) - 1, _WIDTH)
    for column, (head, looks) in enumerate(heads, start=_COUNTS):
        book.write(sheet, _HEAD, column, head, looks)
    rows = [list(_counts(each, rules)) for each in submissions]
    for row, (submission, counts) in enumerate(zip(submissions, rows, strict=True), start=_FIRST):
        _write_row(book, sheet, row, submission, counts)
    _write_totals(book, sheet, [sum(count for count, _ in column) for column in zip(*rows, strict=True)], len(rows))
    sheet.freeze_panes(_FIRST, _COUNTS)
    sheet.autofilter(_HEAD, 0, _HEAD + len(rows), _COUNTS + len(heads) - 1)
    set_up_print(sheet, _HEAD)


def _counts(submission: Reviewed, rules: Sequence[Tally]) -> Iterator[tuple[int, Level | None]]:
    """Yield how many findings there are, and the level that colours them."""
    for level in Level:
        yield submission.levels[level], level
    yield len(submission.findings), None
    for tally in rules:
        count = submission.rules[tally.card.id]
        yield count, submission.heaviest(tally.card.id) if count else None


def _write_row(
    book: Book, sheet: Worksheet, row: int, submission: Reviewed, counts: Sequence[tuple[int, Level | None]]
) -> None:
    book.write_row(sheet, row, SUBMISSION, names(submission, book.language))
    for column, (count, level) in enumerate(counts, start=_COUNTS):
        looks = book.counts[level] if level and count else book.count
        if count or column <= _COUNTS + len(LEVEL_WORDS):
            book.write(sheet, row, column, count, looks)
        else:  # of a rule only what it found is shown, so that it catches the eye
            sheet.write_blank(row, column, None, looks)


def _write_totals(book: Book, sheet: Worksheet, totals: Sequence[int], rows: int) -> None:
    """Write above each column of counts what its rows that are shown add up to."""
    from xlsxwriter.utility import xl_range

    for column in range(_COUNTS):
        book.write(sheet, _TOTALS, column, one_line(book.language.say(_TOTAL)) if column == 0 else "", book.total)
    for column, total in enumerate(totals, start=_COUNTS):
        cells = xl_range(_FIRST, column, _FIRST + rows - 1, column)
        sheet.write_formula(_TOTALS, column, f"=SUBTOTAL({_SUM_OF_SHOWN},{cells})", book.total, total)
