"""Tables without vertical borders: cells set apart by vertical strips free of glyphs.

    指导思想        以课堂为中心，落实课程标准，开展校本教        a label and its text
                    研，提高课堂教学质量。                        continues: nothing left of the strip
    工作目标        每人每学期听课不少于十节。                    the next row
    时间            内容                      负责人              three columns: each line with several cells is a row
    九月            制定计划                  王老师

Numbered lists, tables of contents and running text in columns are no tables. In a table of two columns the left column is
narrow. Horizontal rulings between rows separate the rows.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Cell
from jyplan.readers.pdf.lines import CELL_GAP, group_rows, read_lines
from jyplan.readers.pdf.paragraphs import GAP, MARKER
from jyplan.readers.pdf.strips import (
    LONGEST_LABEL,
    GlyphLine,
    Strip,
    add_gaps_across_heights,
    continues_label,
    find_runs,
    read_glyph_line,
)
from jyplan.readers.pdf.tables import PADDING, ROOM, cell_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.readers.pdf.drawings import Ruling
    from jyplan.readers.pdf.glyphs import Glyph
    from jyplan.readers.pdf.lines import TextLine

FEWEST_ROWS = 3
"""Fewest rows with text on both sides of the first strip."""
WIDEST_LABELS = 0.4
"""Largest width of the left of two columns, as a share of the table's width."""
SURELY_A_TABLE = 3
"""Fewest strips of a certain table; a list with numbers set apart has fewer."""
MOST_ROWS = 400
"""Rows of a page that are looked at; a full page has 60."""


class BorderlessTable(NamedTuple):
    """A table without vertical borders."""

    rows: tuple[TextLine, ...]
    glyphs: frozenset[int]
    """Indices of the table's glyphs in the glyphs of the page."""


def find_borderless(glyphs: Sequence[Glyph], rulings: Sequence[Ruling], page: int) -> list[BorderlessTable]:
    """Return the tables of a page without vertical borders, top to bottom."""
    positions = {id(glyph): position for position, glyph in enumerate(glyphs)}
    lines = [read_glyph_line(row) for row in group_rows([glyph for glyph in glyphs if not glyph.text.isspace()])]
    if len(lines) > MOST_ROWS:
        return []
    steps = [above.middle - line.middle for above, line in pairwise(lines)]
    pitch = median(steps) if steps else 0.0
    add_gaps_across_heights(lines, pitch)
    tables = []
    for run, strips in find_runs(lines, pitch):
        if _is_table(run, strips):
            own = frozenset(positions[id(glyph)] for line in run for glyph in line.glyphs)
            if run[0].left >= strips[0].right:
                rows = _rows_around_labels(run, strips, pitch)
            else:
                rows = _split_rows(run, strips, rulings, pitch)
            tables.append(BorderlessTable(tuple(_to_text_lines(rows, strips, page)), own))
    return tables


def _is_table(run: Sequence[GlyphLine], strips: Sequence[Strip]) -> bool:
    """Return whether a run is a table, and no list, table of contents or text in columns."""
    first = strips[0]
    both = [line for line in run if line.left < first.left and line.gaps]
    if len(both) < FEWEST_ROWS:
        return False
    labels = [line.text_until(first.left + 1) for line in both]
    if _is_contents(both, labels) or (len(strips) < SURELY_A_TABLE and _is_list(labels, alone=len(strips) == 1)):
        return False
    return len(strips) > 1 or _has_narrow_labels(run, both, labels, first)


def _is_contents(rows: Sequence[GlyphLine], labels: Sequence[str]) -> bool:
    """Return whether most rows end in a page number: a table of contents."""
    texts = ["".join(g.text for g in line.glyphs)[len(label) :] for line, label in zip(rows, labels, strict=True)]
    return sum(text.strip("….·—- ").isdigit() for text in texts) * 2 > len(texts)


def _is_list(labels: Sequence[str], *, alone: bool) -> bool:
    """Return whether most labels are numbers or bullets of a list; `alone`, left of a single strip, also without letters."""
    numbered = [
        MARKER.fullmatch(label) is not None
        or not any(map(str.isalnum, label))
        or (alone and not any(map(str.isalpha, label)))
        for label in labels
    ]
    return sum(numbered) * 2 > len(labels)


def _has_narrow_labels(
    run: Sequence[GlyphLine], rows: Sequence[GlyphLine], labels: Sequence[str], strip: Strip
) -> bool:
    """Return whether the left of two columns is narrow, with short labels that are no parts of sentences."""
    left, right = min(line.left for line in run), max(line.right for line in run)
    return (
        max(map(len, labels)) <= LONGEST_LABEL
        and strip.left - left <= WIDEST_LABELS * (right - left)
        and all(label[-1] not in "，、。；" for label in labels)
        and any(gap.right - gap.left > CELL_GAP * line.size for line in rows for gap in line.gaps)
    )


def _split_rows(
    run: Sequence[GlyphLine], strips: Sequence[Strip], rulings: Sequence[Ruling], pitch: float
) -> list[list[GlyphLine]]:
    """Return the lines of each row of a table."""
    first = strips[0]
    middle = (first.left + first.right) / 2
    drawn = sorted({round(r.position) for r in rulings if r.horizontal and r.start < middle < r.end}, reverse=True)
    bands: dict[int, list[GlyphLine]] = {}
    for line in run:
        bands.setdefault(sum(position > line.middle for position in drawn), []).append(line)
    has_both = all(
        any(line.left < first.left for line in band) and any(line.right > first.right for line in band)
        for band in bands.values()
    )
    if len(bands) >= FEWEST_ROWS and has_both:
        return list(bands.values())
    rows: list[list[GlyphLine]] = []
    right = max(line.right for line in run)
    for line in run:
        begins = line.left < first.left if len(strips) == 1 else len(line.gaps) > 0
        if rows and begins and len(strips) == 1:
            above = rows[-1][-1]
            is_full = right - above.right < ROOM * above.size and above.middle - line.middle <= GAP * pitch
            goes_on = continues_label(above, line, strips) or (
                is_full and continues_label(above, line, strips, alone=False)
            )
            begins = not goes_on
        if begins or not rows:
            rows.append([line])
        else:
            rows[-1].append(line)
    return rows


def _rows_around_labels(run: Sequence[GlyphLine], strips: Sequence[Strip], pitch: float) -> list[list[GlyphLine]]:
    """Return the lines of each row of a table with labels in the middle of the height of their texts."""
    labels = [line.middle for line in run if line.left < strips[0].left]
    top = run[0].middle + pitch / 2
    bottoms = []
    for middle in labels:
        top = 2 * middle - top
        bottoms.append(top)
    rows: list[list[GlyphLine]] = [[] for _ in labels]
    for line in run:
        rows[min(sum(bottom > line.middle for bottom in bottoms), len(rows) - 1)].append(line)
    return [row for row in rows if row]


def _to_text_lines(rows: Sequence[Sequence[GlyphLine]], strips: Sequence[Strip], page: int) -> Iterator[TextLine]:
    """Yield the rows of a table as lines with cells."""
    edges = [(strip.left + strip.right) / 2 for strip in strips]
    grid: list[list[list[Glyph]]] = []
    for row in rows:
        cells: list[list[Glyph]] = [[] for _ in range(len(edges) + 1)]
        for line in row:
            for glyph in line.glyphs:
                cells[sum(edge < glyph.left for edge in edges)].append(glyph)
        grid.append(cells)
    rights = [
        max((glyph.right for cell in column for glyph in cell), default=0.0) for column in zip(*grid, strict=True)
    ]
    for number, cells in enumerate(grid, 1):
        texts = [cell_text(read_lines(cell, page), right + PADDING) for cell, right in zip(cells, rights, strict=True)]
        own = [glyph for cell in cells for glyph in cell]
        first = read_lines(own, page)[0]
        bottom = min(glyph.bottom for glyph in own)
        yield replace(first, text="\t".join(texts), bottom=bottom, cells=tuple(map(Cell, texts)), row=number)
