"""Tables that were pasted into a text: lines of cells with tabs between them.

A tab alone makes no table. Lists copied from Word have one after each number, contents pages one
before the page number, and some people indent with them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jyplan.model import Block, BlockKind, Cell, Origin, Place
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Line = tuple[int, int | None, int, str]
"""Number from 1, page, column that it begins in, text with all its white space."""

_MARKER = re.compile(r"[•●■◆▪·○□➢\-*]|\(?第?[0-9一二三四五六七八九十百]{1,4}[章节条]?[)、.:]*|[①-⑳⑴-⒇⒈-⒛]|[A-Za-z][).]")
_PAGE_NUMBER = re.compile(r"[0-9]{1,4}|[ivxIVX]{1,6}")


def read_blocks(lines: Iterable[Line]) -> Iterator[Block]:
    """Yield a block for each line that is not blank, rows of tables as such.

    A table is two lines or more, none left out between them, with the same number of cells, of
    which at least two lines fill two.
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


def _runs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Yield consecutive lines with the same number of tabs; lines without any come one by one."""
    run: list[Line] = []
    for line in lines:
        tabs = line[-1].count("\t")
        if run and (not tabs or tabs != run[-1][-1].count("\t") or line[0] > run[-1][0] + 1):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _rows(run: Sequence[Line], rows: Sequence[Sequence[str]], table: int) -> Iterator[Block]:
    for position, ((number, page, column, text), row) in enumerate(zip(run, rows, strict=True), start=1):
        if any(row):
            place = Place(number, None, page, table, position)
            origins = tuple(_origins(number, column, text))
            yield Block("\t".join(row), BlockKind.ROW, place, cells=tuple(map(Cell, row)), origins=origins)


def _origins(number: int, column: int, text: str) -> Iterator[Origin]:
    """Yield where each cell stood before the white space around it was dropped."""
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
