"""Ruled tables: cells enclosed by drawn lines; fields without a line between are a merged cell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jyplan.model import Cell
from jyplan.readers.pdf.boxes import Box
from jyplan.readers.pdf.lines import read_lines
from jyplan.readers.pdf.paragraphs import MARKER, SENTENCE_END

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jyplan.readers.pdf.drawings import Ruling
    from jyplan.readers.pdf.glyphs import Glyph
    from jyplan.readers.pdf.lines import TextLine

NEAR = 3.0
"""Points: largest gap between lines that touch."""
MAX_GRID = 120
"""Rows or columns of a table on a page."""
ROOM = 1.8
"""In font sizes: a line with less free room in its cell, padding aside, continues in the next line."""
PADDING = 6.0
"""Points between text and border of a cell; Word's default is 5.4."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The edges of the columns and rows of a table."""

    xs: tuple[float, ...]
    """Left to right."""
    ys: tuple[float, ...]
    """Top to bottom."""
    rulings: tuple[Ruling, ...]

    @property
    def box(self) -> Box:
        """The table's bounding box."""
        return Box(self.xs[0], self.ys[-1], self.xs[-1], self.ys[0])


def find_grids(rulings: Sequence[Ruling], columns: Sequence[float] = ()) -> list[Grid]:
    """Return the tables with at least two columns and two rows, top to bottom.

    `columns` are the edges of the last table of the page before: with the same edges a single row goes on with it.
    """
    grids = []
    for group in _connected(rulings):
        xs = _edges(r.position for r in group if not r.horizontal)
        ys = _edges(r.position for r in group if r.horizontal)[::-1]
        least = 2 if have_same_columns(xs, columns) else 3
        if 3 <= len(xs) <= MAX_GRID and least <= len(ys) <= MAX_GRID:
            grids.append(Grid(tuple(xs), tuple(ys), tuple(group)))
    return sorted(grids, key=lambda grid: -grid.ys[0])


def have_same_columns(left: Sequence[float], right: Sequence[float]) -> bool:
    """Return whether the columns of two tables have the same edges, `NEAR` points apart at most."""
    return len(left) == len(right) and all(abs(x - y) <= NEAR for x, y in zip(left, right, strict=True))


def read_rows(grid: Grid, glyphs: Sequence[Glyph], page: int) -> list[TextLine]:
    """Return the rows of a table as lines with cells; rows without text are dropped."""
    fields: dict[tuple[int, int], list[Glyph]] = {}
    owners = _owners(grid)
    for glyph in glyphs:
        x, y = glyph.middle
        column = max(0, sum(edge <= x for edge in grid.xs) - 1)
        row = max(0, sum(edge >= y for edge in grid.ys) - 1)
        owner = owners.get((row, column))
        if owner is not None:
            fields.setdefault(owner, []).append(glyph)
    ends = {owner: grid.xs[column + 1] for (_, column), owner in sorted(owners.items())}
    texts = {owner: cell_text(read_lines(inside, page), ends[owner]) for owner, inside in fields.items()}
    rows = []
    for row in range(len(grid.ys) - 1):
        line = _row(grid, row, owners, texts, fields)
        if line is not None:
            rows.append(replace(line, page=page))
    return rows


def _connected(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Return the rulings in groups with touching bounding boxes."""
    groups: list[tuple[Box, list[Ruling]]] = []
    for ruling in sorted(rulings, key=lambda ruling: (-_box_around(ruling).top, _box_around(ruling).left)):
        box, members = _box_around(ruling), [ruling]
        apart = []
        for group_box, group in groups:
            if box.touches(group_box, NEAR):
                box = box.united(group_box)
                members = group + members
            else:
                apart.append((group_box, group))
        groups = [*apart, (box, members)]
    return [members for _, members in groups]


def _box_around(ruling: Ruling) -> Box:
    if ruling.horizontal:
        return Box(ruling.start, ruling.position, ruling.end, ruling.position)
    return Box(ruling.position, ruling.start, ruling.position, ruling.end)


def _edges(values: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > NEAR:
            edges.append(value)
    return edges


def _owners(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the top left field of the cell of each field; fields are (row, column) of the grid."""
    upright = [[r for r in grid.rulings if not r.horizontal and abs(r.position - x) <= NEAR] for x in grid.xs]
    level = [[r for r in grid.rulings if r.horizontal and abs(r.position - y) <= NEAR] for y in grid.ys]
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(grid.ys) - 1):
        y = (grid.ys[row] + grid.ys[row + 1]) / 2
        for column in range(len(grid.xs) - 1):
            x = (grid.xs[column] + grid.xs[column + 1]) / 2
            if column and not _covers(upright[column], y):
                owners[row, column] = owners[row, column - 1]
            elif row and not _covers(level[row], x):
                owners[row, column] = owners[row - 1, column]
            else:
                owners[row, column] = (row, column)
    return owners


def _covers(rulings: Sequence[Ruling], position: float) -> bool:
    """Return whether any ruling of an edge covers a position along the edge."""
    return any(r.start - NEAR <= position <= r.end + NEAR for r in rulings)


def _row(
    grid: Grid,
    row: int,
    owners: dict[tuple[int, int], tuple[int, int]],
    texts: dict[tuple[int, int], str],
    fields: dict[tuple[int, int], list[Glyph]],
) -> TextLine | None:
    cells: list[Cell] = []
    before: tuple[int, int] | None = None
    for column in range(len(grid.xs) - 1):
        owner = owners[row, column]
        if owner == before:
            cells[-1] = replace(cells[-1], span=cells[-1].span + 1)
        else:
            cells.append(Cell(texts.get(owner, ""), merged=owner[0] < row))
        before = owner
    own = [glyph for owner, inside in fields.items() if owner[0] == row for glyph in inside]
    first = next(iter(read_lines(own, 0)), None)
    if first is None:
        return None
    text = "\t".join(cell.text for cell in cells)
    return replace(first, text=text, bottom=grid.ys[row + 1], top=grid.ys[row], cells=tuple(cells), row=row + 1)


def cell_text(lines: Sequence[TextLine], right: float) -> str:
    """Return the text of a cell; a line up to the right side of the cell is joined with the next line."""
    text = ""
    for number, line in enumerate(lines, 1):
        text += line.text.replace("\t", " ")
        if number < len(lines):
            is_full = right - PADDING - line.right < ROOM * line.size
            ends = line.text.endswith(SENTENCE_END) and MARKER.match(lines[number].text) is not None
            text += "" if is_full and not ends else "\n"
    return text
