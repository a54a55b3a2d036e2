"""Rows of a table as fields: cells with own text, and the words of possible labels."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Block, BlockKind, Cell, Style
from jyplan.outline.readings.markers import INITIAL
from jyplan.outline.sections import named_role, section_role
from jyplan.outline.tables import SENTENCE_MARK
from jyplan.outline.vocabulary import vocabulary
from jyplan.text import anchors, origins
from jyplan.text.fold import fold
from jyplan.text.patterns import HANZI, lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import Anchor, Origin

_LONGEST_CELL = 60
"""Characters of a cell, white space included, that may be a label: 指 导 思 想, one character a line."""
_LONGEST_NAME = 16
"""Characters of a label without its number: 主要工作内容及具体措施（可附页）."""
_SHORTEST_PHRASE = 7
"""Characters of a label that holds a section's name among other words."""
_SHORTEST_WORD = 4
"""Characters of a section's name inside a longer label: the shorter 目标 and 安排 stand in names of work, too."""
_HANZI = lazy_pattern(HANZI)
_ORDINAL = lazy_pattern(r"\(?(?:[一二三四五六七八九十]{1,3}|\d{1,2})\)?[、.]?")
_SPACED_ORDINAL = lazy_pattern(r"\s{0,4}[一二三四五六七八九十]{1,3}\s")
"""一 before a section's name, without a stop."""
_BRACKETED = lazy_pattern(r"\([^()]{0,20}\)$")
# white space in a label is layout, unless it stands before a Latin word or a sign
_WORDS = lazy_pattern(r"(?:(?<=[!-~])\s(?=[!-~])|\s(?=[A-Za-z]{2})|\S)+")

Pieces = tuple[tuple[int, int], ...]
"""Stretches of a row's text, from start to end."""


class FormField(NamedTuple):
    """A cell of a row with a text of its own, no continuation of the cell above."""

    text: str
    pieces: Pieces
    """Where the words stand in the row's text."""
    paragraphs: tuple[Block, ...]
    """See `Cell.paragraphs`."""
    column: int
    """The first grid column, from 0."""
    end: int
    """The grid column behind the cell."""
    name: str
    """The words of a label, folded, without number, colon and white space; empty for a text that is no label."""
    known: bool
    """Whether the name is a section's."""
    numbered: bool = False
    """The first of the pieces is an ordinal in a cell of its own."""


class FormRow(NamedTuple):
    """A row of a table."""

    block: Block
    fields: tuple[FormField, ...]
    width: int
    """Number of grid columns."""
    hangs: bool
    """The first cell continues the cell above."""
    remarks: tuple[Block, ...] = ()
    """The cells in columns of remarks, left out of `block`."""


def read_rows(blocks: Sequence[Block]) -> tuple[FormRow, ...]:
    """Return the rows of a table; an ordinal alone in a cell belongs to the label behind (一 | 指导思想 | …)."""
    rows = tuple(map(_read_row, blocks))
    if any(len(row.fields) > 1 and _is_ordinal(row.fields[0]) and row.fields[1].known for row in rows):
        return tuple(map(_with_ordinal, rows))
    return rows


def label_name(text: str) -> str:
    """Return the words of a label, empty for a sentence or a text too long for a label.

    >>> label_name("一、指 导 思 想："), label_name("工作目标（量化）"), label_name("抓好备课。"), label_name("3")
    ('指导思想', '工作目标', '', '')
    """
    if len(text) > _LONGEST_CELL:
        return ""
    folded = fold(text)
    if opened := _SPACED_ORDINAL.match(folded):
        unnumbered = "".join(folded[opened.end() :].split())
        if named_role(unnumbered) is not None:
            return unnumbered
    bare = "".join(folded.split()).strip("【】[]").rstrip(":")
    marker = INITIAL.match(bare)
    name = _BRACKETED.sub("", bare[marker.end() if marker else 0 :])
    fits = 2 <= len(name) <= _LONGEST_NAME and _HANZI.search(name) and not SENTENCE_MARK.search(name)
    return name if fits else ""


def names_section(name: str) -> bool:
    """Return whether a label's words are a section's name, or end like a section's name: 上月情况分析."""
    if not name:
        return False
    return (
        named_role(name) is not None
        or section_role(name) is not None
        or name.endswith(vocabulary().forms.labels)
        or _holds_name(name)
    )


@lru_cache(maxsize=4096)
def _holds_name(name: str) -> bool:
    """Whether a label of several words holds a section's name: 拟采取的主要措施和方法步骤; no label begins with a verb (完善保障措施)."""
    if len(name) < _SHORTEST_PHRASE or vocabulary().headings.verbs.match(name):
        return False
    longest = vocabulary().sections.longest_word
    return any(
        name[start:end] in vocabulary().sections.words
        for start in range(len(name) - _SHORTEST_WORD + 1)
        for end in range(start + _SHORTEST_WORD, min(len(name), start + longest) + 1)
    )


def label_block(row: FormRow, field: FormField, depth: int) -> Block:
    """Return the label of a cell as a heading, without white space for layout."""
    style = replace(field.paragraphs[0].style or Style(), outline_level=depth) if field.paragraphs else None
    return replace(cut(row.block, field.pieces), kind=BlockKind.LABEL, style=style or Style(outline_level=depth))


def remark_of(row: FormRow, field: FormField) -> Block:
    """Return a cell as text of the section, neither a heading nor an entry: in the table, but in none of the rows."""
    text = cut(row.block, field.pieces)
    return replace(text, cells=(Cell(text.text, 1),), place=replace(text.place, row=None))


def paragraphs_of(row: FormRow, field: FormField) -> Iterator[Block]:
    """Yield the paragraphs of a cell, placed in its row."""
    place = row.block.place
    if field.paragraphs and not field.numbered:
        for block in field.paragraphs:
            if block.text.strip():
                inner = row_from(block) if block.cells else block
                yield replace(inner, place=replace(block.place, table=place.table, row=place.row))
        return
    start = field.pieces[0][0]
    end = field.pieces[-1][1]
    for line in re.finditer(r"[^\n]+", row.block.text[start:end]):
        if line[0].strip():
            yield replace(
                cut(row.block, ((start + line.start(), start + line.end()),)), kind=BlockKind.PARAGRAPH, style=None
            )


def cut(block: Block, pieces: Pieces, separator: str = "") -> Block:
    """Return stretches of a block's text as a block without cells."""
    parts: list[tuple[str, tuple[Origin, ...], tuple[Anchor, ...]]] = []
    length = 0
    for start, end in pieces:
        to = length + (len(separator) if parts else 0)
        parts.append(
            (
                block.text[start:end],
                origins.cut(block.origins, start, end + len(separator), to),  # an empty cell has an origin, too
                anchors.cut(block.anchors, start, end, to),
            )
        )
        length = to + end - start
    return replace(
        block,
        text=separator.join(text for text, _, _ in parts),
        origins=tuple(chain.from_iterable(part for _, part, _ in parts)),
        anchors=tuple(chain.from_iterable(part for _, _, part in parts)),
        cells=(),
    )


def without_remarks(row: FormRow, column: int) -> FormRow:
    """Return a row with the cells from a grid column on apart, as remarks."""
    remarks = tuple(remark_of(row, field) for field in row.fields if field.column >= column)
    return _read_row(row_from(row.block, 0, column))._replace(remarks=remarks)


def row_from(block: Block, column: int = 0, end: int | None = None) -> Block:
    """Return a row from a grid column on, up to the cells beginning at `end`.

    A cell that continues the cell above has no text, for it is displayed once. A row has no outline level, whatever the
    style of its first paragraph; one that begins a table beside the sections of a form gets one later.
    """
    cells: list[Cell] = []
    pieces: list[tuple[int, int]] = []
    offset = grid = 0
    for cell in block.cells:
        if grid >= column and (end is None or grid < end):
            cells.append(Cell("" if cell.merged else cell.text, cell.span, cell.merged, cell.anchors))
            pieces.append((offset, offset if cell.merged else offset + len(cell.text)))
        offset += len(cell.text) + 1
        grid += max(1, cell.span)
    style = (
        replace(block.style, outline_level=None)
        if block.style and block.style.outline_level is not None
        else block.style
    )
    return replace(cut(block, tuple(pieces), "\t"), cells=tuple(cells), style=style)


def _read_row(block: Block) -> FormRow:
    fields = []
    offset = column = 0
    for cell in block.cells:
        end = column + max(1, cell.span)
        if cell.text.strip() and not cell.merged:
            pieces = tuple((offset + m.start(), offset + m.end()) for m in _WORDS.finditer(cell.text))
            name = label_name(cell.text)
            if name and _SPACED_ORDINAL.match(cell.text) and "".join(fold(cell.text).split()) != name:
                pieces = (
                    (pieces[0][0], pieces[0][1] + 1),
                    *pieces[1:],
                )  # with the white space, as a number needs a stop
            fields.append(FormField(cell.text, pieces, cell.paragraphs, column, end, name, names_section(name)))
        offset += len(cell.text) + 1
        column = end
    hangs = bool(block.cells) and block.cells[0].merged
    return FormRow(block, tuple(fields), column, hangs)


def _is_ordinal(field: FormField) -> bool:
    return field.column == 0 and _ORDINAL.fullmatch("".join(fold(field.text).split())) is not None


def _with_ordinal(row: FormRow) -> FormRow:
    if len(row.fields) < 2 or not _is_ordinal(row.fields[0]) or not row.fields[1].name:
        return row
    number, label, *further = row.fields
    start, end = number.pieces[0][0], number.pieces[-1][1]
    ordinal = (
        start,
        end if row.block.text[end - 1] in "、.．)）" else end + 1,
    )  # with the tab, as a number needs a stop
    field = label._replace(pieces=(ordinal, *label.pieces), column=0, numbered=True)
    return row._replace(fields=(field, *further))
