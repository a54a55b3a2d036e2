"""Tables: each row becomes a block with cells (ECMA-376 part 1, 17.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from jyplan.model import Block, BlockKind, Cell, Message, Place, ProblemKind
from jyplan.readers.docx.structure import CELL, PARAGRAPH, ROW, TABLE, blocks_in
from jyplan.readers.docx.values import integer, is_on
from jyplan.readers.ooxml.names import VAL, w
from jyplan.text.anchors import joined, repeated

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from jyplan.readers.docx.revisions import RevisionView
    from jyplan.readers.ooxml.problems import ProblemList

_ROW_PROPERTIES, _CELL_PROPERTIES = w("trPr"), w("tcPr")
_GRID_BEFORE, _GRID_SPAN, _HIDDEN = w("gridBefore"), w("gridSpan"), w("hidden")
_MERGED_DOWN, _MERGED_ACROSS = w("vMerge"), w("hMerge")
_MOST_COLUMNS = 1_000
"""Word's limit is 63."""
_REPEATED = 10_000_000
"""Characters of merged cells repeated in a document; beyond the limit continued cells stay empty."""


class Story(Protocol):
    """The reader of a story: the part of `BlockReader` that `TableReader` uses to read cells."""

    paragraphs: int
    """Number of `w:p` elements read or skipped so far."""

    def read(self, container: Element) -> list[Block]:
        """Return the blocks of a cell."""
        ...

    def skip(self, container: Element) -> None:
        """Count the paragraphs of an unread container."""
        ...


@dataclass(slots=True)
class _TableRow:
    element: Element
    cells: list[Element]


class TableReader:
    """Reads tables; a `Story` reads the content of each cell."""

    def __init__(self, view: RevisionView, problems: ProblemList) -> None:
        self._view = view
        self._problems = problems
        self._tables = 0
        self._open_cells = 0
        self._repeatable = _REPEATED

    def next_number(self) -> int | None:
        """Count a table shown from an embedded workbook; return the table's number, None inside a cell."""
        if self._open_cells:
            return None
        self._tables += 1
        return self._tables

    def read(self, table: Element, story: Story) -> list[Block]:
        """Return a block for each displayed row with text; for a table used as a frame, the blocks inside.

        The text of a nested table is part of the outer cell; a nested table has no number.
        """
        rows = self._rows(table, story)
        if _is_frame(rows, self._view):
            return [block for row in rows for cell in row.cells for block in story.read(cell)]
        number = self.next_number()
        blocks = []
        above: dict[int, Cell] = {}
        for index, row in enumerate(rows):
            paragraph = story.paragraphs + 1
            cells, first = self._read_row(row, above, story)
            if not any(cell.text for cell in cells):
                continue
            blocks.append(
                Block(
                    text="\t".join(cell.text for cell in cells),
                    kind=BlockKind.ROW,
                    place=Place(
                        paragraph=paragraph,
                        page=first.place.page if first else None,
                        table=number,
                        row=index + 1,
                    ),
                    style=first.style if first else None,
                    cells=tuple(cells),
                    anchors=joined(((cell.text, cell.anchors) for cell in cells), "\t"),
                )
            )
        return blocks

    def _rows(self, table: Element, story: Story) -> list[_TableRow]:
        rows = []
        for element, _ in blocks_in(table, self._view):
            if element.tag != ROW:
                continue
            if self._view.removes_row(element) or _is_hidden(element):
                story.skip(element)
                continue
            cells = [cell for cell, _ in blocks_in(element, self._view) if cell.tag == CELL]
            rows.append(_TableRow(element, [cell for cell in cells if not self._view.removes_cell(cell)]))
        return rows

    def _read_row(self, row: _TableRow, above: dict[int, Cell], story: Story) -> tuple[list[Cell], Block | None]:
        """Return the cells of a row and the first block in the cells.

        `above` holds the cells of the row above by grid column; afterwards the cells of this row.
        """
        cells: list[Cell] = []
        by_column: dict[int, Cell] = {}
        first: Block | None = None
        column = _count(row.element.find(_ROW_PROPERTIES), _GRID_BEFORE)
        if column:
            cells.append(Cell("", span=column))
        for element in row.cells:
            properties = element.find(_CELL_PROPERTIES)
            span = max(1, _count(properties, _GRID_SPAN))
            if _continues(properties, _MERGED_ACROSS) and cells:
                cells[-1] = replace(cells[-1], span=cells[-1].span + span)
                column += span
                continue
            upper = above.get(column)
            if upper is not None and _continues(properties, _MERGED_DOWN):
                # a continued cell displays nothing of its own
                story.skip(element)
                cell = Cell(self._repeat(upper.text), span, merged=True, anchors=repeated(upper.text, upper.anchors))
            else:
                self._open_cells += 1
                blocks = story.read(element)
                self._open_cells -= 1
                first = first or (blocks[0] if blocks else None)
                text = "\n".join(block.text for block in blocks)
                anchors = joined(((block.text, block.anchors) for block in blocks), "\n")
                cell = Cell(text, span, anchors=anchors, paragraphs=tuple(blocks))
            cells.append(cell)
            by_column[column] = cell
            column += span
        above.clear()
        above.update(by_column)
        return cells, first

    def _repeat(self, text: str) -> str:
        self._repeatable -= len(text)
        if self._repeatable >= 0:
            return text
        self._problems.add(Message("merged cells hold too much text to repeat it in each row"), kind=ProblemKind.LIMIT)
        return ""


def _is_frame(rows: list[_TableRow], view: RevisionView) -> bool:
    """Whether a table is a frame around paragraphs: a single column, and several paragraphs in a cell or a single row."""
    if not rows or any(len(row.cells) != 1 for row in rows):
        return False
    return len(rows) == 1 or any(
        sum(1 for block, _ in blocks_in(row.cells[0], view) if block.tag in {PARAGRAPH, TABLE}) > 1 for row in rows
    )


def _is_hidden(row: Element) -> bool:
    properties = row.find(_ROW_PROPERTIES)
    return properties is not None and is_on(properties.find(_HIDDEN))


def _count(properties: Element | None, tag: str) -> int:
    element = None if properties is None else properties.find(tag)
    number = None if element is None else integer(element.get(VAL))
    return min(max(0, number or 0), _MOST_COLUMNS)


def _continues(properties: Element | None, tag: str) -> bool:
    """Whether a cell continues the merged cell above or before; the default of a missing value: 17.4.84."""
    element = None if properties is None else properties.find(tag)
    return element is not None and element.get(VAL, "continue") == "continue"
