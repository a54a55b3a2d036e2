"""Plans written as forms: label cells become headings, cells beside or below paragraphs.

| cells of a row | become |
|---|---|
| 学校, 青禾路小学, 学科, 语文 | a row without cells: particulars |
| 指 导 思 想, 立德树人。 | the label 指导思想 and a paragraph |
| 主要工作, 1、备课⏎2、听课 | a label and two paragraphs |
| 行事历 over three rows, 月份, 工作内容 | a label and rows without their first cell |
| 保障措施 over the whole width, and a row below | a label and the paragraphs of that row |

A table is a form by its labels: two names of sections that stand alone in a cell beside or above a text.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import BlockKind, Message, Problem, ProblemKind
from jyplan.outline.forms.laying_open import lay_open
from jyplan.outline.forms.recognise import holds_article, holds_plan, section_labels, set_remarks_apart
from jyplan.outline.forms.rows import paragraphs_of, read_rows, row_from
from jyplan.outline.plans.headlines import SURE, title_strength
from jyplan.outline.readings.markers import opens_with_marker
from jyplan.outline.tables import SENTENCE_MARK, heads_ledger
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import Block
    from jyplan.outline.forms.rows import FormRow

_LABELS = 2
"""Fewest names of sections that make the tables of a document forms."""
_HEAD_ROWS = 3
"""Rows at the beginning of a table that may be the head of a ledger."""
_BETWEEN_PAGES = frozenset({BlockKind.FURNITURE, BlockKind.HEADER, BlockKind.FOOTER})


_CAPTIONS = 2
"""Fewest forms with a line above that is the heading of each."""
_MOST_TITLE_ROWS = 3
"""Rows at the beginning of a table that may hold the title of a text."""
_LONGEST_CAPTION = 20
"""Characters of a line above a form that is its heading."""
_Run = tuple[list["Block"], tuple["FormRow", ...]]
"""The blocks of a table with its rows, or another block."""


class LaidOpen(NamedTuple):
    """The blocks of a document with its forms laid open."""

    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]
    """A problem for each table that seems to be a form with unclear labels."""


def lay_open_forms(blocks: Sequence[Block]) -> LaidOpen:
    """Return blocks with the label cells of forms as headings; in all rows the text of a merged cell stands once."""
    if not any(block.cells for block in blocks):
        return LaidOpen(tuple(blocks), ())
    runs: list[_Run] = [(run, set_remarks_apart(read_rows(run)) if run[0].cells else ()) for run in _tables(blocks)]
    labels = [section_labels(rows) for _, rows in runs]
    is_form = len(set().union(*labels)) >= _LABELS
    if is_form:
        runs = _with_captions(runs, [bool(names) for names in labels])
    laid: list[Block] = []
    problems: list[Problem] = []
    titled = False  # a line above may be the title of the text
    for (run, rows), names in zip(runs, labels, strict=True):
        if not rows:
            laid += run
            titled = titled or _is_title(fold(run[0].text).strip())
        elif (is_form and names) or any(holds_plan(field) for row in rows for field in row.fields):
            laid += lay_open(rows)
        else:
            laid += _lay_rows(rows, 0 if titled else _title_rows(rows))
            titled = True
            problems += _doubts(rows)
    return LaidOpen(tuple(laid), tuple(problems))


def _with_captions(runs: Sequence[_Run], forms: Sequence[bool]) -> list[_Run]:
    """Return the blocks with the short lines right above several forms as headings: 一年级组, 二年级组."""
    shown = [i for i, (run, _) in enumerate(runs) if run[0].text.strip()]
    above = {i for i, form in pairwise(shown) if forms[form] and _is_caption(runs[i])}
    if len(above) < _CAPTIONS:
        return list(runs)
    return [
        ([replace(run[0], kind=BlockKind.HEADING)], rows) if i in above else (run, rows)
        for i, (run, rows) in enumerate(runs)
    ]


def _is_caption(run: _Run) -> bool:
    (block, *_), rows = run
    line = fold(block.text).strip()
    return (
        not rows
        and block.kind is BlockKind.PARAGRAPH
        and 0 < len(line) <= _LONGEST_CAPTION
        and not SENTENCE_MARK.search(line)
        and not opens_with_marker(line)
        and title_strength(line) <= 0
    )


def _tables(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield the rows of each table together and other blocks singly; a table may go on behind the foot of a page."""
    table: list[Block] = []
    waiting: list[Block] = []  # furniture behind the last row
    for block in blocks:
        if table and block.kind in _BETWEEN_PAGES:
            waiting.append(block)
            continue
        if table and not (block.cells and _goes_on(table[-1], block)):
            yield table
            yield from ([furniture] for furniture in waiting)
            table, waiting = [], []
        if block.cells:
            table.append(block)
        else:
            yield [block]
    if table:
        yield table
        yield from ([furniture] for furniture in waiting)


def _goes_on(row: Block, following: Block) -> bool:
    """Whether two rows belong to a table: by the table's number, or by equal columns across a page end."""
    if row.place.table == following.place.table:
        return True
    page, next_page = row.place.page, following.place.page
    return page is not None and next_page == page + 1 and _width(row) == _width(following)


def _width(row: Block) -> int:
    return sum(max(1, cell.span) for cell in row.cells)


def _lay_rows(rows: Sequence[FormRow], titles: int) -> Iterator[Block]:
    """Yield the rows of a table that is no form; the first `titles` rows and cells with a whole text become paragraphs."""
    for index, row in enumerate(rows):
        if index < titles:
            yield from paragraphs_of(row, row.fields[0])
        elif len(row.fields) <= 2 and any(map(holds_article, row.fields)):
            for field in row.fields:
                yield from paragraphs_of(row, field)
        else:
            yield row_from(row.block)


def _title_rows(rows: Sequence[FormRow]) -> int:
    """Return the number of rows with the title of a text that begin a table, each a cell over the whole width."""
    wide = list(takewhile(lambda row: len(row.fields) == 1 and row.fields[0].end == row.width, rows[:_MOST_TITLE_ROWS]))
    lines = ["".join(fold(row.fields[0].text).split("\n")).strip() for row in wide]
    if len(wide) == len(rows) or not any(map(_is_title, (*lines, "".join(lines)))):
        return 0
    return len(wide)


def _is_title(line: str) -> bool:
    return title_strength(line) >= SURE - 1


def _doubts(rows: Sequence[FormRow]) -> Iterator[Problem]:
    """Yield a problem for a table with names of sections in cells beside or above no text of the section."""
    if any(heads_ledger(row.block) for row in rows[:_HEAD_ROWS]):
        return
    labels = [(field.name, row) for row in rows for field in row.fields if field.known]
    if len({name for name, _ in labels}) >= _LABELS:
        message = Message("this table seems to be a form; which text belongs to which of its sections is not clear")
        yield Problem(message, labels[0][1].block.place, ProblemKind.UNCLEAR)
