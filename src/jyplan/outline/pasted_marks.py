"""Drop pasted signs of Markdown in a Word file or a web page, never rendered as Markdown.

| paragraph | without its signs |
|---|---|
| ## 一、指导思想 | 一、指导思想 |
| **（一）集体备课**：每周一次。 | （一）集体备课：每周一次。 |
| 1. **青蓝结对** | 1. 青蓝结对 |
| &#124; 九月 &#124; 消防演练 &#124; | a row of a table with two cells |
| ★ 一、目标，*注 | unchanged: no signs of Markdown |
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from jyplan.model import Block, BlockKind, Cell
from jyplan.outline.forms.rows import cut
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.outline.forms.rows import Pieces

_FEWEST = 2
"""Paragraphs with the sign of a heading or of strong words before a document counts as pasted."""
_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})
_HEADING = lazy_pattern(
    r"\s{0,3}(?!#[^#\n]{1,40}#(?!#)|#\d{1,4}(?![\d、.\s])|#[A-Z/0]{1,8}[!?])#{1,6}\s{0,3}(?=[^#\s])"
)
"""No topic (#阅读打卡#), number (#1教学楼) or error of a sheet (#VALUE!)."""
_STRONG = lazy_pattern(r"(\*\*|__)(?=[^\s*_])([^*_]{1,200})(?<=[^\s*_])\1")
_STRONG_FIRST = lazy_pattern(r"(?:\s{0,3}#{1,6}\s{0,3})?(?:\d{1,2}[.、)]\s{0,2})?(?:\*\*|__)[^\s*_]")
_ROW = lazy_pattern(r"\s{0,3}\|[^\n]+\|\s*")
_RULE = lazy_pattern(r"[\s|:-]+")
_CELL = lazy_pattern(r"[^|\n]+")


def drop_pasted_marks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks without signs of Markdown; unchanged if fewer than two paragraphs begin with a sign."""
    marked = sum(
        _HEADING.match(block.text) is not None or (_STRONG_FIRST.match(block.text) is not None)
        for block in blocks
        if block.kind in _TEXT
    )
    if marked < _FEWEST:
        return blocks
    table = max((block.place.table or 0 for block in blocks), default=0)
    cleaned: list[Block] = []
    row = 0
    for block in blocks:
        if block.kind not in _TEXT:
            cleaned.append(block)
            row = 0
        elif _ROW.fullmatch(block.text):
            table += row == 0
            row += 1
            if not _RULE.fullmatch(block.text):
                cleaned.append(_row_of_table(block, table, row))
        else:
            cleaned.append(_without_marks(block))
            row = 0
    return tuple(cleaned)


def _row_of_table(block: Block, table: int, row: int) -> Block:
    """Return a paragraph between strokes as the row of a table."""
    pieces = tuple(_trimmed(block.text, *match.span()) for match in _CELL.finditer(block.text.strip()))
    pieces = tuple(piece for piece in pieces if piece[1] > piece[0])
    cells = tuple(Cell(block.text[start:end]) for start, end in pieces)
    place = replace(block.place, table=table, row=row)
    return replace(cut(block, pieces, "\t"), kind=BlockKind.ROW, place=place, cells=cells)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _without_marks(block: Block) -> Block:
    """Return a paragraph without the signs of a heading and of strong words."""
    text = block.text
    head = _HEADING.match(text)
    signs = [(0, head.end())] if head else []
    for match in _STRONG.finditer(text, head.end() if head else 0):
        signs += [(match.start(), match.start(2)), (match.end(2), match.end())]
    if not signs:
        return block
    pieces = _between(signs, len(text))
    return replace(cut(block, pieces), cells=block.cells)


def _between(signs: Sequence[tuple[int, int]], length: int) -> Pieces:
    """Return the stretches between signs, without empty stretches."""
    edges = [(0, 0), *signs, (length, length)]
    return tuple((left[1], right[0]) for left, right in pairwise(edges) if right[0] > left[1])
