"""Sketch a node for each placed item: marker, title and the spans of the text below."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from jyplan.model import BlockKind, Role
from jyplan.outline.readings.headings import HeadingCandidate, HeadingShape, is_annex_title, is_bare_annex, is_signature
from jyplan.outline.tables import read_table
from jyplan.outline.titles import LONG_SENTENCE, is_fused, split_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.outline.levels import Placed
    from jyplan.outline.plans import PlanDraft
    from jyplan.outline.readings.families import MarkerShape
    from jyplan.outline.tables import TableCell, TableRow

_AFTER_TITLE = "。．.：:；;、，, 　\t"
_ANNEX_TITLE = 40
"""Characters: the longest line below 附件1 that is the title of the annex."""


_ShapeAtDepth = tuple["MarkerShape | HeadingShape", int]
"""All items of a shape at a depth."""


@dataclass(frozen=True, slots=True)
class ParagraphSpan:
    """A span of a paragraph, from `start` to `end`, in code points."""

    block: int
    """Index of the paragraph in its draft."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sketch:
    """A node before roles and facts."""

    depth: int
    shape: MarkerShape | HeadingShape | None
    """None for a table row."""
    start: ParagraphSpan
    """The part of the first paragraph from the marker to the next item or the end."""
    marker: str | None
    title: str | None
    text: tuple[ParagraphSpan, ...]
    own: tuple[ParagraphSpan, ...]
    """Title and text without the marker: the text searched for facts."""
    role: Role | None = None
    """The role that the columns of a table give its row, None outside tables."""
    dates: tuple[ParagraphSpan, ...] = ()
    owners: tuple[ParagraphSpan, ...] = ()
    """Table cells in columns of dates and of owners."""


def signature_lines(draft: PlanDraft) -> frozenset[int]:
    """Return the indices of the lines that sign a plan or the part of it above an annex."""
    signed = set()
    closes = True  # nothing but signatures follows, up to the end or an annex
    for index in range(len(draft.blocks) - 1, -1, -1):
        line = draft.folded[index]
        following = draft.folded[index + 1] if index + 1 < len(draft.blocks) else ""
        if index != draft.title and (is_signature(line, following) or (closes and is_signature(line, None))):
            signed.add(index)
        else:
            closes = is_annex_title(line)
    return frozenset(signed)


def sketch_nodes(
    draft: PlanDraft, placed: Sequence[Placed], signed: frozenset[int]
) -> tuple[tuple[Sketch, ...], tuple[str, ...]]:
    """Return the nodes of a plan in reading order, including rows of schedule and task tables, and the preamble.

    `signed` are the lines of signatures, which belong to neither.
    """
    fused = _fused_kinds(draft, placed)
    first = placed[0].item.block if placed else len(draft.blocks)
    opening = [
        ParagraphSpan(i, 0, len(draft.blocks[i].text)) for i in range(first) if i != draft.title and i not in signed
    ]
    if placed and placed[0].item.start > 0:  # the first section stands inside the paragraph that leads up to it
        opening.append(ParagraphSpan(first, 0, placed[0].item.start))
    preamble, rows = _without_tables(draft, opening, depth=0)
    sketches = list(rows)
    for index in range(len(placed)):
        pieces = _region(draft, placed, index, signed)
        sketch = _sketch(draft, placed, index, pieces, fused)
        text, rows = _without_tables(draft, sketch.text, depth=sketch.depth + 1)
        if rows:
            in_table = set(sketch.text).difference(text)
            sketch = replace(sketch, text=text, own=tuple(piece for piece in sketch.own if piece not in in_table))
        sketches += [sketch, *rows]
    return tuple(sketches), tuple(draft.blocks[p.block].text[p.start : p.end].rstrip() for p in preamble)


def _fused_kinds(draft: PlanDraft, placed: Sequence[Placed]) -> frozenset[_ShapeAtDepth]:
    """Return the shapes and depths with at least two headings that run into the text without a stop."""
    counted = Counter(
        (p.item.shape, p.depth)
        for p in placed
        if not isinstance(p.item, HeadingCandidate)
        and is_fused(draft.folded[p.item.block][p.item.end : p.item.end + LONG_SENTENCE + 1])
    )
    return frozenset(kind for kind, count in counted.items() if count > 1)


def _region(
    draft: PlanDraft, placed: Sequence[Placed], index: int, signed: frozenset[int]
) -> tuple[ParagraphSpan, ...]:
    """Return the spans from an item to the next item, without signatures."""
    item = placed[index].item
    following = placed[index + 1].item if index + 1 < len(placed) else None
    stop_block, stop = (following.block, following.start) if following else (len(draft.blocks), 0)
    texts = [block.text for block in draft.blocks[item.block : stop_block]]
    pieces = [ParagraphSpan(item.block, item.start, stop if stop_block == item.block else len(texts[0]))]
    pieces += [
        ParagraphSpan(item.block + i, 0, len(text))
        for i, text in enumerate(texts[1:], 1)
        if item.block + i not in signed
    ]
    if stop_block > item.block and stop > 0:
        pieces.append(ParagraphSpan(stop_block, 0, stop))
    return tuple(pieces)


def _sketch(
    draft: PlanDraft,
    placed: Sequence[Placed],
    index: int,
    pieces: tuple[ParagraphSpan, ...],
    fused: frozenset[_ShapeAtDepth],
) -> Sketch:
    item, depth = placed[index].item, placed[index].depth
    first, below = pieces[0], pieces[1:]
    text = draft.blocks[item.block].text
    body = ParagraphSpan(item.block, item.start if isinstance(item, HeadingCandidate) else item.end, first.end)
    folded = draft.folded[item.block][body.start : body.end]
    if (
        isinstance(item, HeadingCandidate)
        and item.shape is HeadingShape.ANNEX
        and is_bare_annex(folded)
        and below
        and _titles_annex(draft, below[0])
    ):
        annex = f"{folded.rstrip(':. 、')} {draft.blocks[below[0].block].text}"
        return Sketch(depth, item.shape, first, None, annex, below[1:], pieces)
    deeper = index + 1 < len(placed) and placed[index + 1].depth > depth
    heading = isinstance(item, HeadingCandidate) or draft.blocks[item.block].kind is BlockKind.HEADING
    length = split_title(folded, goes_on=deeper or bool(below), heading=heading, fused=(item.shape, depth) in fused)
    if length == 0 and isinstance(item, HeadingCandidate) and item.shape is not HeadingShape.LEAD:
        length = len(folded.rstrip(":。"))
    title = text[body.start : body.start + length].strip() or None
    marker = None if isinstance(item, HeadingCandidate) else text[item.start : item.end].strip()
    behind = _after_title(text, body, length)
    return Sketch(depth, item.shape, first, marker, title, (*behind, *below), (body, *below))


def _titles_annex(draft: PlanDraft, piece: ParagraphSpan) -> bool:
    line = draft.folded[piece.block]
    return len(line) <= _ANNEX_TITLE and not re.search("[。;]", line)


def _after_title(text: str, body: ParagraphSpan, length: int) -> tuple[ParagraphSpan, ...]:
    """Return the text behind a title in the paragraph, without the separator; empty where the title ends the paragraph."""
    start, end = body.start + length, body.end
    while length and start < end and text[start] in _AFTER_TITLE:
        start += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (ParagraphSpan(body.block, start, end),) if end > start else ()


def _without_tables(
    draft: PlanDraft, pieces: Sequence[ParagraphSpan], *, depth: int
) -> tuple[tuple[ParagraphSpan, ...], list[Sketch]]:
    """Return the spans outside schedule and task tables, and a node for each row of the tables."""
    outside: list[ParagraphSpan] = []
    sketches: list[Sketch] = []
    for is_row, run in groupby(pieces, key=lambda piece: draft.blocks[piece.block].kind is BlockKind.ROW):
        stretch = list(run)
        rows = read_table([(p.block, draft.blocks[p.block]) for p in stretch]) if is_row else ()
        if rows:
            sketches += _row_sketches(rows, depth)
        else:
            outside += stretch
    return tuple(outside), sketches


def _row_sketches(rows: Sequence[TableRow], depth: int) -> Iterator[Sketch]:
    """Yield a node for each row; in a task table below the task in the first cell."""
    task = None
    for row in rows:
        if row.heads is not None and task != row.heads.text:
            task = row.heads.text
            from_row_start = ParagraphSpan(row.block, 0, row.heads.end)
            yield replace(_cell_sketch(row, row.heads, depth, Role.TASK), start=from_row_start)
        below = depth + (row.heads is not None)
        yield replace(
            _cell_sketch(row, row.content, below, row.role),
            dates=tuple(ParagraphSpan(row.block, c.start, c.end) for c in row.dates),
            owners=tuple(ParagraphSpan(row.block, c.start, c.end) for c in row.owners),
        )


def _cell_sketch(row: TableRow, cell: TableCell, depth: int, role: Role) -> Sketch:
    piece = ParagraphSpan(row.block, cell.start, cell.end)
    return Sketch(depth, None, piece, None, None, (piece,), (piece,), role)
