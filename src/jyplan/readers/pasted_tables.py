"""Tables pasted into plain text: lines of cells separated by tabs.

A tab alone makes no table: lists copied from Word have a tab after each number, tables of contents a tab
before the page number, and some people indent with tabs.

    第一周⇥开学⇥教务处      row 1 of a table
    第二周⇥听课⇥            row 2
    1.⇥加强备课            no table: the first cells are markers
    2.⇥改进课堂
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Block, BlockKind, Cell, Origin, Place
from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class NumberedLine(NamedTuple):
    """A line of a text file."""

    number: int
    """From 1."""
    page: int | None
    """From 1; None in a text without form feeds."""
    column: int
    """Column of the first character, from 1."""
    text: str
    """With all white space."""


_MARKER = lazy_pattern(
    r"[•●■◆▪·○□➢\-*]|\(?第?[0-9一二三四五六七八九十百]{1,4}[章节条]?[)、.:]*|[①-⑳⑴-⒇⒈-⒛]|[A-Za-z][).]"
)
_PAGE_NUMBER = lazy_pattern(r"[0-9]{1,4}|[ivxIVX]{1,6}")


def read_blocks(lines: Iterable[NumberedLine]) -> Iterator[Block]:
    """Yield a block for each non-blank line; lines of a table become rows.

    A table is a run of at least two consecutive lines with the same number of cells; at least two of the
    lines have text in two cells or more.
    """
    table = 0
    for run in _runs(lines):
        rows = [[cell.strip() for cell in text.split("\t")] for *_, text in run]
        if _is_table(rows):
            table += 1
            yield from _rows(run, rows, table)
        else:
            yield from (
                Block(text.rstrip(), place=Place(number, None, page), origins=(Origin(0, number, column),))
                for number, page, column, text in run
                if text.strip()
            )


def _runs(lines: Iterable[NumberedLine]) -> Iterator[list[NumberedLine]]:
    """Yield runs of consecutive lines with the same number of tabs; a line without tabs is a run of its own."""
    run: list[NumberedLine] = []
    for line in lines:
        tabs = line.text.count("\t")
        if run and (not tabs or tabs != run[-1].text.count("\t") or line.number > run[-1].number + 1):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _rows(run: Sequence[NumberedLine], rows: Sequence[Sequence[str]], table: int) -> Iterator[Block]:
    for position, ((number, page, column, text), row) in enumerate(zip(run, rows, strict=True), start=1):
        if any(row):
            place = Place(number, None, page, table, position)
            origins = tuple(_origins(number, column, text))
            yield Block("\t".join(row), BlockKind.ROW, place, cells=tuple(map(Cell, row)), origins=origins)


def _origins(number: int, column: int, text: str) -> Iterator[Origin]:
    """Yield the origin of each cell; white space around cells is not part of the block's text."""
    start = 0
    for cell in text.split("\t"):
        bare = cell.strip()
        yield Origin(start, number, column + cell.find(bare))
        start += len(bare) + 1
        column += len(cell) + 1


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    filled = [[cell for cell in row if cell] for row in rows]
    full = [cells for cells in filled if len(cells) > 1]
    if len(full) < 2:
        return False
    if all(len(cells) <= 2 for cells in filled):
        is_list = all(_MARKER.fullmatch(fold(cells[0])) for cells in full)
        is_contents = all(_PAGE_NUMBER.fullmatch(fold(cells[1])) for cells in full)
        return not is_list and not is_contents
    return True
