"""Ruled tables: the cells that the drawn lines enclose, merged where a line is missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jyplan.model import Cell
from jyplan.readers.pdf.lines import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jyplan.readers.pdf.glyphs import Glyph
    from jyplan.readers.pdf.lines import TextLine
    from jyplan.readers.pdf.rulings import Ruling

NEAR = 3.0
"""Points by which lines that meet may miss each other."""
MAX_GRID = 120
"""Rows or columns of one table on one page."""
ROOM = 1.8
"""In sizes: a line in a cell that leaves less than this, padding apart, goes on in the next."""
PADDING = 6.0
"""Points; Word's cells have 5.4."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns and rows of a table: edges from left to right and from top to bottom."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rulings: tuple[Ruling, ...]

    def holds(self, glyph: Glyph) -> bool:
        """Return whether a character stands in the table."""
        x, y = (glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2
        return self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]


def find_grids(rulings: Sequence[Ruling]) -> list[Grid]:
    """Return the tables of two columns and two rows or more, from top to bottom."""
    grids = []
    for group in _connected(rulings):
        xs = _edges(r.at for r in group if not r.horizontal)
        ys = _edges(r.at for r in group if r.horizontal)[::-1]
        if 3 <= len(xs) <= MAX_GRID and 3 <= len(ys) <= MAX_GRID:
            grids.append(Grid(tuple(xs), tuple(ys), tuple(group)))
    return sorted(grids, key=lambda grid: -grid.ys[0])


def read_rows(grid: Grid, glyphs: Sequence[Glyph], page: int) -> list[TextLine]:
    """Return a table's rows as lines with cells; a row without text is none."""
    fields: dict[tuple[int, int], list[Glyph]] = {}
    owners = _owners(grid)
    for glyph in glyphs:
        x, y = (glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2
        column = max(0, sum(edge <= x for edge in grid.xs) - 1)
        row = max(0, sum(edge >= y for edge in grid.ys) - 1)
        owner = owners.get((row, column))
        if owner is not None:
            fields.setdefault(owner, []).append(glyph)
    ends = {owner: grid.xs[column + 1] for (_, column), owner in sorted(owners.items())}
    texts = {owner: _cell_text(read_lines(found, page), ends[owner]) for owner, found in fields.items()}
    rows = []
    for row in range(len(grid.ys) - 1):
        line = _row(grid, row, owners, texts, fields)
        if line is not None:
            rows.append(replace(line, page=page))
    return rows


def _connected(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Return the rulings that touch each other, directly or through others, together."""
    groups: list[tuple[list[float], list[Ruling]]] = []
    for ruling in sorted(rulings, key=lambda r: (-_box(r)[3], _box(r)[0])):
        left, bottom, right, top = _box(ruling)
        box, members = [left, bottom, right, top], [ruling]
        apart = []
        for other, found in groups:
            if (
                other[0] - NEAR <= box[2]
                and box[0] <= other[2] + NEAR
                and other[1] - NEAR <= box[3]
                and box[1] <= other[3] + NEAR
            ):
                box = [min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3])]
                members = found + members
            else:
                apart.append((other, found))
        groups = [*apart, (box, members)]
    return [members for _, members in groups]


def _box(ruling: Ruling) -> tuple[float, float, float, float]:
    if ruling.horizontal:
        return ruling.start, ruling.at, ruling.end, ruling.at
    return ruling.at, ruling.start, ruling.at, ruling.end


def _edges(values: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > NEAR:
            edges.append(value)
    return edges


def _owners(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for each field the top left field of the cell it is part of."""
    upright = [[r for r in grid.rulings if not r.horizontal and abs(r.at - x) <= NEAR] for x in grid.xs]
    level = [[r for r in grid.rulings if r.horizontal and abs(r.at - y) <= NEAR] for y in grid.ys]
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(grid.ys) - 1):
        y = (grid.ys[row] + grid.ys[row + 1]) / 2
        for column in range(len(grid.xs) - 1):
            x = (grid.xs[column] + grid.xs[column + 1]) / 2
            if column and not _pass(upright[column], y):
                owners[row, column] = owners[row, column - 1]
            elif row and not _pass(level[row], x):
                owners[row, column] = owners[row - 1, column]
            else:
                owners[row, column] = (row, column)
    return owners


def _pass(rulings: Sequence[Ruling], position: float) -> bool:
    """Return whether one of the rulings on an edge covers a position along it."""
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
    own = [glyph for owner, found in fields.items() if owner[0] == row for glyph in found]
    first = next(iter(read_lines(own, 0)), None)
    if first is None:
        return None
    text = "\t".join(cell.text for cell in cells)
    return replace(first, text=text, bottom=grid.ys[row + 1], top=grid.ys[row], cells=tuple(cells), row=row + 1)


def _cell_text(lines: Sequence[TextLine], right: float) -> str:
    """Return a cell's text: lines that reach its right side go on in the next."""
    text = ""
    for number, line in enumerate(lines, 1):
        text += line.text.replace("\t", " ")
        if number < len(lines):
            text += "" if right - PADDING - line.right < ROOM * line.size else "\n"
    return text
