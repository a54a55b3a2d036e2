"""A sheet as blocks: the lines above and below its table as paragraphs, the table as rows.

1  2025学年第一学期行事历       a cell alone, above the table: a paragraph
2  周次    工作内容    负责人    a row, the first of the table
3  第一周  开学典礼    教导处
5  注：如有变动，另行通知。      a cell alone, below the table: a paragraph
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Block, BlockKind, Place
from jyplan.readers.xlsx.rows import lay_out
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.readers.xlsx.cells import SheetGrid
    from jyplan.readers.xlsx.rows import SheetRow

_NAMED_BY_PROGRAM = lazy_pattern(r"(?:Sheet|工作表|表)\s?[0-9]{0,4}(?:\s?\([0-9]{1,4}\))?", 2)  # re.IGNORECASE


class BlockNumbers:
    """The numbers of blocks and tables in a workbook."""

    def __init__(self) -> None:
        self.blocks = 0
        self.tables = 0

    def place(self, row: int | None, *, in_table: bool = False) -> Place:
        """Return the place of the next block, with `in_table` in the last table."""
        self.blocks += 1
        return Place(paragraph=self.blocks, table=self.tables if in_table else None, row=row)


def sheet_blocks(grid: SheetGrid, name: str, numbers: BlockNumbers, *, is_alone: bool) -> list[Block]:
    """Return the blocks of a sheet; none for a sheet without text.

    The name of the sheet is a heading, unless a program gave it, or the sheet is the only one and has a line above its table.
    """
    rows = list(lay_out(grid))
    in_table = _rows_of_tables(rows)
    if not rows:
        return []
    lines = [row.text.strip() for row, tabular in zip(rows[:3], in_table, strict=False) if not tabular]
    blocks = []
    if not _NAMED_BY_PROGRAM.fullmatch(name) and not (is_alone and lines) and not any(name in line for line in lines):
        blocks.append(Block(name, BlockKind.HEADING, numbers.place(None)))
    above = None
    for row, table in zip(rows, in_table, strict=True):
        if table and table != above:
            numbers.tables += 1
        above = table
        blocks += [_row(row, numbers)] if table else _paragraphs(row, numbers)
    return blocks


def _row(row: SheetRow, numbers: BlockNumbers) -> Block:
    return Block(row.text, BlockKind.ROW, numbers.place(row.number, in_table=True), style=row.style, cells=row.cells)


def _paragraphs(row: SheetRow, numbers: BlockNumbers) -> Iterator[Block]:
    """Yield the lines of a cell alone in its row."""
    for line in row.text.strip("\t").split("\n"):
        if line.strip():
            yield Block(line.strip(), place=numbers.place(row.number), style=row.style)


def _rows_of_tables(rows: Sequence[SheetRow]) -> list[int]:
    """Return the table of each row, from 1; 0 for a paragraph.

    A cell alone in its row is a paragraph above the first and below the last row of several cells, and at the
    beginning of a part of the sheet that follows empty rows.
    """
    several = [index for index, row in enumerate(rows) if row.filled > 1]
    if not several:
        return [0] * len(rows)
    tables: list[int] = []
    table, was_paragraph, begins = 1, False, False
    for index, row in enumerate(rows):
        begins = row.follows_gap or (begins and was_paragraph)
        was_paragraph = row.filled == 1 and (not several[0] <= index <= several[-1] or begins)
        if was_paragraph and index > several[0]:
            table += tables[-1] != 0
        tables.append(0 if was_paragraph else table)
    return tables
