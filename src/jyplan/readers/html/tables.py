"""Data tables as grids of cells; layout tables are recognised and left to the flow of the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml import etree

    from jyplan.readers.html.regions import Flow, PageLine

MAX_COLSPAN = 1000
MAX_ROWSPAN = 65534
"""HTML 4.9.11: attributes common to td and th."""
MAX_HANGING = 50
MAX_REPEATED = 2000
"""`MAX_HANGING` merged cells of a row, of `MAX_REPEATED` characters each, are repeated in the rows below.
The limits stop hostile tables of nested spans from growing without end."""
ARTICLE_CHARS = 300
"""Most characters of a data cell; with more than all three limits a cell is an article, and the table a layout table."""
ARTICLE_LINES = 3
"""Most lines of a data cell."""
ARTICLE_SHARE = 0.6
"""Largest share of a data cell in the characters of the table; a shorter cell with a heading above text is an article, too."""
FEWEST_LABELS = 2
"""Rows with a label in a table of labels."""
LABEL_CHARS = 16
"""The longest label that an article of a form may stand beside: 主要工作及措施 | 一、……."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell in a row of the grid."""

    lines: Sequence[PageLine]
    text: str
    """The lines joined with line ends."""
    span: int = 1
    merged: bool = False


def data_rows(table: etree._Element, read: Callable[[etree._Element], Flow]) -> list[list[GridCell]]:
    """Return the rows of a data table, merged cells repeated; no rows for a layout table.

    A layout table has a single column, or a nested table or an article in a cell that no label stands beside.
    """
    holds_table = table.find(".//table") is not None
    if table.get("role") == "presentation" or (holds_table and table.find(".//table//table") is not None):
        return []
    rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in _rows(table)]
    if max(map(len, rows), default=0) < 2:
        return []
    sources = [[(cell, read(cell)) for cell in row] for row in rows]
    contents = [[content for _, content in row] for row in sources]
    if _is_layout(contents) or (holds_table and not _is_form(contents)):
        return []
    return list(_lay_out(sources))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows in display order: head, bodies, foot."""
    for names in ({"thead"}, {"tr", "tbody"}, {"tfoot"}):
        for child in table:
            if child.tag in names:
                yield from (child,) if child.tag == "tr" else (row for row in child if row.tag == "tr")


def _is_layout(rows: Sequence[Sequence[Flow]]) -> bool:
    sizes = [(_chars(content), number) for number, row in enumerate(rows) for content in row]
    largest, number = max(sizes, key=itemgetter(0))
    if largest <= ARTICLE_SHARE * sum(size for size, _ in sizes):
        return False
    row = rows[number]
    article = next(content for content in row if _chars(content) == largest)
    long = largest > ARTICLE_CHARS and len(article.lines) > ARTICLE_LINES
    headed = len(article.lines) > 1 and any(line.style.outline_level is not None for line in article.lines)
    return (long or headed) and not (len(rows) > 1 and _is_label(row[0], article))


def _is_label(content: Flow, article: Flow) -> bool:
    """Return whether a cell is a label: short and without links; never True for the cell of the `article`."""
    return (
        content is not article
        and 0 < _chars(content) <= LABEL_CHARS
        and not any(line.linked or line.inside for line in content.lines)
    )


def _is_form(rows: Sequence[Sequence[Flow]]) -> bool:
    """Return whether at least `FEWEST_LABELS` rows begin with labels, among them all rows with a table in a cell."""
    labelled = [len(row) > 1 and _is_label(row[0], row[1]) for row in rows]
    return labelled.count(True) >= FEWEST_LABELS and all(
        label or not any(line.cells for content in row for line in content.lines)
        for row, label in zip(rows, labelled, strict=True)
    )


def _chars(content: Flow) -> int:
    return sum(line.chars for line in content.lines)


def _lay_out(rows: Sequence[Sequence[tuple[etree._Element, Flow]]]) -> Iterator[list[GridCell]]:
    """Yield the grid cells of each row, including cells spanning down from rows above."""
    hanging: dict[int, tuple[GridCell, int]] = {}  # column → cell from above, number of rows still covered
    for row in rows:
        cells: list[GridCell] = []
        below: dict[int, tuple[GridCell, int]] = {}
        column = 0
        waiting = iter(row)
        while True:
            if column in hanging:
                cell, rows_left = hanging.pop(column)
            elif source := next(waiting, None):
                element, content = source
                span = min(_count(element, "colspan", MAX_COLSPAN), _room(column, hanging))
                text = "\n".join(line.text for line in content.lines)
                cell, rows_left = GridCell(content.lines, text, span), _count(element, "rowspan", MAX_ROWSPAN)
            elif hanging:
                column = min(hanging)
                continue
            else:
                break
            cells.append(cell)
            if rows_left > 1 and len(below) < MAX_HANGING and len(cell.text) < MAX_REPEATED:
                below[column] = (replace(cell, merged=True), rows_left - 1)
            column += cell.span
        hanging = below
        yield cells


def _room(column: int, hanging: dict[int, tuple[GridCell, int]]) -> int:
    """Return the number of free columns from `column` on, up to the next cell spanning down from above."""
    return min((taken - column for taken in hanging if taken > column), default=MAX_COLSPAN)


def _count(cell: etree._Element, name: str, limit: int) -> int:
    value = (cell.get(name) or "").strip()
    if not (value.isascii() and value.isdecimal()):
        return 1
    number = int(value[:9])
    if number == 0 and name == "rowspan":  # to the end of the table
        return limit
    return max(1, min(number, limit))
