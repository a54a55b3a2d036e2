"""Schedule and task tables: the meaning of each column, and the cells of each row by column."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from jyplan.model import Role
from jyplan.outline.vocabulary import vocabulary
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import Block


class TableColumn(Enum):
    """The meaning of a table's column; the words of the column's head are in the data file, `[columns]`."""

    DATE = "date"
    OWNER = "owner"
    TASK = "task"
    MEASURE = "measure"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a row, with a span in the row's text."""

    text: str
    start: int
    end: int
    continued: bool
    """The cell is merged with the cell above."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a schedule or task table."""

    block: int
    """Index of the row in its plan."""
    role: Role
    heads: TableCell | None
    """The cell with the task of a row of measures, None in a row of a schedule or a row without measures."""
    content: TableCell
    dates: tuple[TableCell, ...]
    owners: tuple[TableCell, ...]
    measured: bool
    """The row has a cell in a column of measures."""


def read_table(rows: Sequence[tuple[int, Block]]) -> tuple[TableRow, ...]:
    """Return the rows of a schedule or task table, no rows for a table of another kind.

    `rows` are the blocks of one table with their indices in the plan, its head among the first.
    """
    for position, (_, block) in enumerate(rows[:3]):
        columns = _columns_of(block)
        if len(set(columns) - {None}) >= 2 and (
            TableColumn.CONTENT in columns or TableColumn.MEASURE in columns or TableColumn.TASK in columns
        ):
            body = [
                _read_row(index, row, columns) for index, row in rows[position + 1 :] if _columns_of(row) != columns
            ]
            return tuple(_continued([row for row in body if row is not None]))
    return ()


def _continued(rows: Sequence[TableRow]) -> Iterator[TableRow]:
    """Yield all rows; a row of measures with an empty task cell gets the task of the row above."""
    heads = None
    for row in rows:
        if row.heads is None and heads is not None and row.measured:
            yield replace(row, role=Role.MEASURE, heads=heads)
        else:
            heads = row.heads
            yield row


def _columns_of(block: Block) -> tuple[TableColumn | None, ...]:
    columns: list[TableColumn | None] = []
    for cell in block.cells:
        head = re.sub(r"[\s:()]", "", fold(cell.text))
        columns += [_column_named(head)] * max(1, min(cell.span, 60))
    return tuple(columns)


def _column_named(head: str) -> TableColumn | None:
    if not 0 < len(head) <= 12:
        return None
    return next(
        (TableColumn(name) for name, words in vocabulary().columns.items() if any(word in head for word in words)), None
    )


def _read_row(index: int, block: Block, columns: tuple[TableColumn | None, ...]) -> TableRow | None:
    by_column: dict[TableColumn, list[TableCell]] = {column: [] for column in TableColumn}
    offset = grid = 0
    for cell in block.cells:
        column = columns[grid] if grid < len(columns) else None
        grid += max(1, cell.span)
        if column is not None and cell.text.strip():
            by_column[column].append(TableCell(cell.text, offset, offset + len(cell.text), cell.merged))
        offset += len(cell.text) + 1
    measures, contents, tasks = (
        by_column[TableColumn.MEASURE],
        by_column[TableColumn.CONTENT],
        by_column[TableColumn.TASK],
    )
    scheduled = (
        bool(by_column[TableColumn.DATE])
        and not (tasks and measures)
        and columns.index(TableColumn.DATE) == _first_known(columns)
    )
    body = measures or contents or tasks
    if not body:
        return None
    heads = (tasks or contents) if not scheduled and body is measures else []
    return TableRow(
        index,
        Role.SCHEDULE if scheduled else Role.MEASURE if heads else Role.TASK,
        heads[0] if heads else None,
        body[0],
        tuple(by_column[TableColumn.DATE]),
        tuple(by_column[TableColumn.OWNER]),
        measured=bool(measures),
    )


def _first_known(columns: Sequence[TableColumn | None]) -> int:
    return next(i for i, column in enumerate(columns) if column is not None)
