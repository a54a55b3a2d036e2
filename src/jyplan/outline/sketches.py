"""Sketch a node for each placed item: marker, title and the spans of the text below."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import BlockKind, Role
from jyplan.outline.readings.heading_shapes import HeadingCandidate, HeadingShape
from jyplan.outline.readings.heading_words import is_annex_title, is_bare_annex, is_signature, undecorated
from jyplan.outline.readings.markers import names_itself
from jyplan.outline.tables import read_table
from jyplan.outline.titles import LONG_SENTENCE, begins_with_label, is_fused, split_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.outline.levels import Placed
    from jyplan.outline.plans.drafts import PlanDraft
    from jyplan.outline.readings.families import MarkerReading, MarkerShape
    from jyplan.outline.tables import TableCell, TableRow

_LABEL, _ROW = BlockKind.LABEL, BlockKind.ROW
"""Looked up once: up to Python 3.11 a member of an enumeration takes longer than a test of a short line."""
_AFTER_TITLE = "。．.：:；;、，, 　\t"
_AROUND_NAME = "：:、.。•●○◆◇■□★☆▲△►▶➢※【】[]（）() 　\t"
"""Signs around a marker that is a heading by itself: • 第一阶段：."""
_ANNEX_TITLE = 40
"""Characters: the longest line below 附件1 that is the title of the annex."""


_FEWEST_LABELLED = 2
"""Items with a label and text behind the colon, beside which a further line with a label is no heading as a whole."""
_HEADINGS = frozenset({BlockKind.HEADING, BlockKind.LABEL})
_ShapeAtDepth = tuple["MarkerShape | HeadingShape", int]
"""All items of a shape at a depth."""


class ParagraphSpan(NamedTuple):
    """A span of a paragraph, from `start` to `end`, in code points."""

    block: int
    """Index of the paragraph in its draft."""
    start: int
    end: int


class Sketch(NamedTuple):
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


class _TitleSigns(NamedTuple):
    """The evidence of the items around an item for the end of its title."""

    fused: bool
    """Headings of the same kind run into their text without a stop."""
    runs_in: bool
    """The items beside are labels with text behind."""
    without_breaks: bool
    """The paragraph, or that of an item of the same kind, lost its line breaks: another item stands inside."""


def signature_lines(draft: PlanDraft) -> frozenset[int]:
    """Return the indices of the lines signing a plan or the part of the plan above an annex.

    The particulars below a form's first label (教研组长签字 | …) sign it, too.
    """
    signed = _particulars_below(draft)
    closes = True  # nothing but signatures follows, up to the end or an annex
    for index in range(len(draft.blocks) - 1, -1, -1):
        line = draft.folded[index]
        following = draft.folded[index + 1] if index + 1 < len(draft.blocks) else ""
        if index >= draft.title_lines and (is_signature(line, following) or (closes and is_signature(line, None))):
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
    regions = [_region(draft, placed, index, signed) for index in range(len(placed))]
    running_in = _running_in(draft, placed, regions)
    inside = [p for p in placed if not isinstance(p.item, HeadingCandidate) and p.item.inline]
    without_breaks = {p.item.block for p in inside}
    of_their_kind = {(p.item.shape, p.depth) for p in inside}
    first = placed[0].item.block if placed else len(draft.blocks)
    opening = [
        ParagraphSpan(i, 0, len(draft.blocks[i].text))
        for i in range(first)
        if i >= draft.title_lines and i not in signed
    ]
    if placed and placed[0].item.start > 0:  # the first section stands inside the paragraph that leads up to it
        opening.append(ParagraphSpan(first, 0, placed[0].item.start))
    parted = _part_tables(draft, opening, depth=0, beside=0)
    preamble, sketches = parted.text, list(parted.entries)
    beside = 0
    for index, pieces in enumerate(regions):
        item, depth = placed[index]
        kind = item.shape, depth
        line = _TitleSigns(kind in fused, index in running_in, item.block in without_breaks or kind in of_their_kind)
        sketch = _sketch(draft, placed, index, pieces, line)
        block = draft.blocks[item.block]
        if block.kind is _LABEL:
            beside = sketch.depth - ((block.style.outline_level if block.style else None) or 0)
        parted = _part_tables(draft, sketch.text, depth=sketch.depth + 1, beside=beside)
        if parted.entries:
            silent = set(sketch.text).difference(parted.text) | parted.silent
            sketch = sketch._replace(text=parted.text, own=tuple(piece for piece in sketch.own if piece not in silent))
        sketches += [sketch, *parted.entries]
    return tuple(sketches), tuple(draft.blocks[p.block].text[p.start : p.end].rstrip() for p in preamble)


def _particulars_below(draft: PlanDraft) -> set[int]:
    labels = [index for index, block in enumerate(draft.blocks) if block.kind is _LABEL]
    first = labels[0] if labels else len(draft.blocks)
    return {i for i in range(first, len(draft.blocks)) if draft.blocks[i].kind is _ROW and not draft.blocks[i].cells}


def _fused_kinds(draft: PlanDraft, placed: Sequence[Placed]) -> frozenset[_ShapeAtDepth]:
    """Return the shapes and depths with at least two headings run into the text without a stop."""
    counted = Counter(
        (p.item.shape, p.depth)
        for p in placed
        if not isinstance(p.item, HeadingCandidate)
        and is_fused(draft.folded[p.item.block][p.item.end : p.item.end + LONG_SENTENCE + 1])
    )
    return frozenset(kind for kind, count in counted.items() if count > 1)


def _running_in(draft: PlanDraft, placed: Sequence[Placed], regions: Sequence[tuple[ParagraphSpan, ...]]) -> set[int]:
    """Return the items without items below among siblings of label and text, two siblings at least: 2.地点:操场."""
    leaves = {
        index
        for index, (item, depth) in enumerate(placed)
        if not isinstance(item, HeadingCandidate) and (index + 1 == len(placed) or placed[index + 1].depth <= depth)
    }
    parents: list[int] = []
    siblings: list[tuple[int, MarkerShape | HeadingShape]] = []
    for index, (item, depth) in enumerate(placed):
        del parents[depth:]
        siblings.append((parents[-1] if parents else -1, item.shape))
        parents.append(index)
    counted = Counter(
        siblings[i]
        for i in leaves
        if len(regions[i]) == 1 and begins_with_label(_behind_marker(draft, placed[i].item, regions[i][0]))
    )
    return {i for i in leaves if counted[siblings[i]] >= _FEWEST_LABELLED}


def _behind_marker(draft: PlanDraft, item: MarkerReading | HeadingCandidate, first: ParagraphSpan) -> str:
    """Return the beginning of an item's folded first paragraph, without the marker."""
    start = _body_start(draft, item)
    return draft.folded[item.block][start : min(first.end, start + LONG_SENTENCE)]


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
    line: _TitleSigns,
) -> Sketch:
    item, depth = placed[index].item, placed[index].depth
    first, below = pieces[0], pieces[1:]
    text = draft.blocks[item.block].text
    body = ParagraphSpan(item.block, _body_start(draft, item), first.end)
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
    heading = isinstance(item, HeadingCandidate) or draft.blocks[item.block].kind in _HEADINGS
    length = split_title(
        folded,
        goes_on=deeper or bool(below),
        heading=heading,
        fused=line.fused,
        runs_in=line.runs_in,
        without_breaks=line.without_breaks,
    )
    if length == 0 and isinstance(item, HeadingCandidate) and item.shape is not HeadingShape.LEAD:
        length = len(folded.rstrip(":。"))
    title = text[body.start : body.start + length].strip() or None
    if title and body.start > item.start and title.endswith(draft.folded[item.block][item.start]) and heading:
        title = undecorated(text[item.start : body.start + length]) or None  # ★ 工作目标 ★
    if not folded.strip() and names_itself(draft.folded[item.block][item.start : first.end]):
        title = text[item.start : first.end].strip(_AROUND_NAME) or None
    marker = None if isinstance(item, HeadingCandidate) else text[item.start : item.end].strip()
    behind = _after_title(text, body, length)
    return Sketch(depth, item.shape, first, marker, title, (*behind, *below), (body, *below))


def _body_start(draft: PlanDraft, item: MarkerReading | HeadingCandidate) -> int:
    """Return the start of the title: behind the marker, or behind a sign decorating a heading."""
    if not isinstance(item, HeadingCandidate):
        return item.end
    line = draft.folded[item.block][item.start :]
    return item.start + len(line) - len(undecorated(line))


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


class _Parted(NamedTuple):
    """The text of a section, apart from the entries of the section's tables."""

    text: tuple[ParagraphSpan, ...]
    """Paragraphs, rows of tables of names and figures, and the heads of the tables with entries."""
    silent: frozenset[ParagraphSpan]
    """The parts of `text` that are heads of tables, silent about the section."""
    entries: tuple[Sketch, ...]


def _part_tables(draft: PlanDraft, pieces: Sequence[ParagraphSpan], *, depth: int, beside: int) -> _Parted:
    """Return the spans outside the entries of schedule and task tables, and a node for each entry at a depth.

    A table that stands in a form beside its labels has its entries at their depth, `beside`.
    """
    text: list[ParagraphSpan] = []
    silent: list[ParagraphSpan] = []
    entries: list[Sketch] = []
    for table, run in groupby(pieces, key=lambda piece: _table_of(draft, piece)):
        stretch = list(run)
        ledger = read_table([(p.block, draft.blocks[p.block]) for p in stretch]) if table is not None else None
        if ledger is None:
            text += stretch
            continue
        heads = [piece for piece in stretch if piece.block in ledger.heads]
        text += heads
        silent += heads
        style = draft.blocks[stretch[0].block].style
        is_beside = style is not None and style.outline_level is not None
        entries += _row_sketches(ledger.entries, beside if is_beside else depth)
    return _Parted(tuple(text), frozenset(silent), tuple(entries))


def _table_of(draft: PlanDraft, piece: ParagraphSpan) -> int | None:
    """Return the number of a row's table, None for paragraphs without cells and for remarks in a form."""
    block = draft.blocks[piece.block]
    place = block.place
    is_remark = place.table is not None and place.row is None
    return (place.table or 0) if block.kind is _ROW and block.cells and not is_remark else None


def _row_sketches(rows: Sequence[TableRow], depth: int) -> Iterator[Sketch]:
    """Yield a node for each row; in a task table below the task in the first cell."""
    task = None
    for row in rows:
        if row.heads is not None and task != row.heads.text:
            task = row.heads.text
            piece = ParagraphSpan(row.heads.block, row.heads.start, row.heads.end)
            from_row_start = ParagraphSpan(row.heads.block, 0, row.heads.end)
            yield Sketch(depth, None, from_row_start, None, None, (piece,), (piece,), Role.TASK)
        if row.heads is None:
            task = None
        texts = _spans(row.texts)
        yield Sketch(
            depth + (row.heads is not None),
            None,
            texts[0],
            None,
            None,
            texts,
            texts,
            row.role,
            dates=_spans(row.dates),
            owners=_spans(row.owners),
        )


def _spans(cells: Sequence[TableCell]) -> tuple[ParagraphSpan, ...]:
    return tuple(ParagraphSpan(cell.block, cell.start, cell.end) for cell in cells)
