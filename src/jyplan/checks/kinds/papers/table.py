r"""Requires columns in the tables of a section, and a text in every cell of the columns.

`columns` lists the columns; `|` separates alternative words for the head. The head is the row with most of the columns, among the
first rows of a table. A section without a table is not checked: `required_section` asks for the section. With `filled: true` every
row below the head must have a text in the columns; the empty cells of a column are reported once, at the first empty cell.

```yaml
rules:
  columns:
    type: table
    roles: [schedule]
    columns: [时间|周次, 内容, 负责人|执教人]
    filled: true
    tests:
      pass:
        - "2025年工作计划\n一、工作安排\n时间\t内容\t负责人\n9月\t开学典礼\t德育处\n10月\t秋季运动会\t体育组\n11月\t家长会\t教导处"
      fail:
        - "2025年工作计划\n一、工作安排\n时间\t内容\t备注\n9月\t开学典礼\t无\n10月\t秋季运动会\t无\n11月\t家长会\t无"
        - "2025年工作计划\n一、工作安排\n时间\t内容\t负责人\n9月\t开学典礼\t德育处\n10月\t秋季运动会\t\n11月\t家长会\t教导处"
```
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from jyplan.checks.options import Flag, ListOf, RoleName, Shape, option
from jyplan.checks.protocol import Violation
from jyplan.checks.subject import topmost
from jyplan.model import BlockKind, Message, Role, Wording
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject
    from jyplan.model import Block

MESSAGE = Wording("表格{problem}", "the table {problem}")
HINT = Wording("补上这一栏", "add the column, or fill it in")
PLACEHOLDERS = {
    "problem": "that a column is missing, or is not filled",
    "column": "the column, as `columns` names it first",
    "count": "the number of empty cells",
}
VARIANTS = ("missing", "empty")
NEEDS_ONE_OF: tuple[str, ...] = ()

_HEAD_ROWS = 4
"""Rows at the top of a table searched for the head."""
_MOST_COLUMNS = 64
"""Most columns of a cell: a file may claim any number."""
_FEWEST = 2
"""Least rows below a head, and least filled cells of a row with empty cells."""
_LONGEST_HEAD = 12
"""Most characters in a cell of the head; longer cells are content."""


@dataclass(frozen=True, slots=True)
class HeadColumn(Shape):
    """Alternative words for the head of a column, divided by `|`."""

    def read(self, text: str) -> tuple[str, ...]:
        """Return the alternatives."""
        return tuple(Shape.read(self, word.strip()) for word in text.split("|"))


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `table`."""

    columns: tuple[tuple[str, ...], ...] = option(
        ListOf(HeadColumn()), "Heads of columns; `时间|周次` requires either."
    )
    roles: tuple[Role, ...] = option(ListOf(RoleName()), "Only tables in sections of these roles.", ())
    filled: bool = option(Flag(), "Whether every row must have a text in the columns.", False)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table."""

    block: int
    """Index of the block in the plan."""
    cells: tuple[str, ...]
    """Texts of the columns, folded, without spaces around."""


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the missing columns at the head, and the empty cells of the columns."""
    for rows in _tables(subject, options.roles):
        head = max(rows[:_HEAD_ROWS], key=lambda row: sum(_column(row, words) is not None for words in options.columns))
        places = [_column(head, words) for words in options.columns]
        below = [row for row in rows if row.block > head.block]
        if sum(place is not None for place in places) * 2 < len(places) or len(below) < _FEWEST:
            continue  # a table of something else
        for words, place in zip(options.columns, places, strict=True):
            if place is None:
                span = subject.block_span(head.block)
                params = {"column": words[0], "problem": Message("has no column “{column}”", {"column": words[0]})}
                yield Violation(span.start, span.end, params | {"count": 0}, "missing")
            elif options.filled and not subject.may_hold_more():
                yield from _empty_cells(subject, below, words[0], place)


def _empty_cells(subject: Subject, rows: list[_Row], name: str, place: int) -> Iterator[Violation]:
    empty = [
        row
        for row in rows
        if not (row.cells[place] if place < len(row.cells) else "") and sum(map(bool, row.cells)) >= _FEWEST
    ]
    if empty:
        span = subject.block_span(empty[0].block)
        params = {"column": name, "count": len(empty)}
        yield Violation(
            span.start,
            span.end,
            params | {"problem": Message("leaves “{column}” empty in {count} rows", params)},
            "empty",
        )


def _tables(subject: Subject, roles: tuple[Role, ...]) -> Iterator[list[_Row]]:
    """Yield the rows of each table in a section with a role out of `roles`."""
    spans = [node.span for node in topmost(subject, roles)] if roles else []
    starts = [span.start for span in spans]
    rows = [
        (block.place.table, _Row(index, _cells(block)))
        for index, block in enumerate(subject.plan.blocks)
        if block.kind is BlockKind.ROW or "\t" in block.text.strip()
    ]
    numbered = (
        (table if table is not None else -row.block + position, row) for position, (table, row) in enumerate(rows)
    )
    for _, group in groupby(numbered, key=lambda pair: pair[0]):
        table_rows = [row for _, row in group]
        start = subject.block_span(table_rows[0].block).start
        index = bisect_right(starts, start) - 1
        if not roles or (index >= 0 and start < spans[index].end):
            yield table_rows


def _cells(block: Block) -> tuple[str, ...]:
    """Return the texts of a row, a text for each column of the grid; a cell merged with the cell above has the text 〃."""
    if not block.cells:
        return tuple(cell.strip() for cell in fold(block.text).split("\t"))
    texts: list[str] = []
    for cell in block.cells:
        text = "〃" if cell.merged else fold(cell.text).strip()
        texts += [text] * max(min(cell.span, _MOST_COLUMNS), 1)
    return tuple(texts)


def _column(row: _Row, words: tuple[str, ...]) -> int | None:
    """Return the number of the column with any of the words in the head; None without a column."""
    for number, cell in enumerate(row.cells):
        if len(cell) <= _LONGEST_HEAD and any(fold(word) in cell.replace(" ", "") for word in words):
            return number
    return None
