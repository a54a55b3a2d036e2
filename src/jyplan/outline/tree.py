"""The last stage: placed items become nodes with titles, text, roles and facts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from jyplan.model import BlockKind, Node, Plan, Role, Span
from jyplan.outline.facts import find_facts, find_school_year
from jyplan.outline.headings import Heading, HeadingShape, is_bare_annex, is_signature
from jyplan.outline.items import find_items
from jyplan.outline.kinds import judge_kind
from jyplan.outline.roles import Outlined, assign_roles
from jyplan.outline.titles import is_fused, split_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import SchoolYear
    from jyplan.outline.levels import Placed
    from jyplan.outline.plans import Draft

_JUDGED = 80
"""Characters of a title by which its role is judged."""
_ANNEX_TITLE = 40
"""Characters: the longest line below 附件1 that is its title."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of one paragraph that belongs to a node."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A node before its role is known."""

    depth: int
    shape: object
    marker: str | None
    title: str | None
    text: tuple[_Piece, ...]
    own: tuple[_Piece, ...]
    """Title and text, marker left out."""
    start: _Piece


def build_plan(draft: Draft, placed: Sequence[Placed], number: int) -> Plan:
    """Return the plan of a draft whose items have been placed."""
    plan_text = "\n".join(block.text for block in draft.blocks)
    offsets = list(accumulate((len(b.text) + 1 for b in draft.blocks), initial=0))
    signed = _signatures(draft)
    fused = _fused_kinds(draft, placed)
    sketches = [_sketch(draft, placed, i, signed, fused) for i in range(len(placed))]
    title = None if draft.title is None else draft.blocks[draft.title].text
    folded = "\n".join(draft.folded)
    numbered = sum(s.marker is not None for s in sketches)
    kind = judge_kind(
        draft.folded[draft.title] if draft.title is not None else "", [(s.title or "")[:_JUDGED] for s in sketches if s.depth == 0], numbered, folded
    )
    outlined = [Outlined(s.depth, (s.title or "")[:_JUDGED], _opening(draft, s), s.shape) for s in sketches]
    year = find_school_year(title, plan_text)
    nodes = _nest(draft, sketches, assign_roles(outlined, kind), offsets, year)
    first = sketches[0].start.block if sketches else len(draft.blocks)
    preamble = tuple(b.text for i, b in enumerate(draft.blocks[:first]) if i != draft.title and i not in signed)
    return Plan(number, title, kind, preamble, nodes, draft.blocks, year)


def _signatures(draft: Draft) -> frozenset[int]:
    found = set()
    for index, line in enumerate(draft.folded):
        following = draft.folded[index + 1] if index + 1 < len(draft.folded) else None
        if index != draft.title and is_signature(line, following):
            found.add(index)
    return frozenset(found)


def _fused_kinds(draft: Draft, placed: Sequence[Placed]) -> frozenset[tuple[object, int]]:
    """Return the kinds of items, by shape and depth, whose headings lost their stops: at least two did."""
    counted = Counter(
        (p.item.shape, p.depth) for p in placed if not isinstance(p.item, Heading) and is_fused(draft.folded[p.item.block][p.item.end :])
    )
    return frozenset(kind for kind, count in counted.items() if count > 1)


def _sketch(draft: Draft, placed: Sequence[Placed], index: int, signed: frozenset[int], fused: frozenset[tuple[object, int]]) -> _Sketch:
    item, depth = placed[index].item, placed[index].depth
    following = placed[index + 1] if index + 1 < len(placed) else None
    pieces = _region(draft, item.block, item.start, following, signed)
    first = pieces[0]
    deeper = following is not None and following.depth > depth
    below = tuple(p for p in pieces[1:])
    text = draft.blocks[item.block].text
    body = _Piece(item.block, item.start if isinstance(item, Heading) else item.end, first.end)
    marker = None if isinstance(item, Heading) else text[item.start : item.end].strip()
    heading = isinstance(item, Heading) or draft.blocks[item.block].kind is BlockKind.HEADING
    folded = draft.folded[item.block][body.start : body.end]
    title: str | None
    if isinstance(item, Heading) and item.shape is HeadingShape.ANNEX and below and is_bare_annex(folded) and _titles_annex(draft, below[0]):
        title = f"{folded.rstrip(':. 、')} {draft.blocks[below[0].block].text}"
        return _Sketch(depth, item.shape, None, title, below[1:], pieces, first)
    length = split_title(folded, goes_on=deeper or bool(below), heading=heading, fused=(item.shape, depth) in fused)
    if length == 0 and isinstance(item, Heading) and item.shape is not HeadingShape.LEAD:
        length = len(folded.rstrip(":。"))
    raw = text[body.start : body.end]
    title = raw[:length].strip() if length else None
    rest_start = body.start + length
    while length and rest_start < body.end and text[rest_start] in "。．.：:；;、，, 　\t":
        rest_start += 1
    rest = _trimmed(text, _Piece(item.block, rest_start, body.end))
    return _Sketch(depth, item.shape, marker, title, (*rest, *below), (body, *below), first)


def _titles_annex(draft: Draft, piece: _Piece) -> bool:
    line = draft.folded[piece.block]
    return len(line) <= _ANNEX_TITLE and not re.search("[。;]", line)


def _trimmed(text: str, piece: _Piece) -> tuple[_Piece, ...]:
    start, end = piece.start, piece.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (_Piece(piece.block, start, end),) if end > start else ()


def _region(draft: Draft, block: int, start: int, following: Placed | None, signed: frozenset[int]) -> tuple[_Piece, ...]:
    """Return the stretches from a place to the next item."""
    stop_block, stop = (following.item.block, following.item.start) if following else (len(draft.blocks), 0)
    pieces = [_Piece(block, start, stop if stop_block == block else len(draft.blocks[block].text))]
    pieces += [_Piece(b, 0, len(draft.blocks[b].text)) for b in range(block + 1, min(stop_block, len(draft.blocks))) if b not in signed]
    if stop_block > block and stop > 0:
        pieces.append(_Piece(stop_block, 0, stop))
    return tuple(pieces)


def _opening(draft: Draft, sketch: _Sketch) -> str:
    if not sketch.text:
        return ""
    piece = sketch.text[0]
    return draft.blocks[piece.block].text[piece.start : piece.end][:40]


def _nest(draft: Draft, sketches: Sequence[_Sketch], roles: Sequence[Role], offsets: Sequence[int], year: SchoolYear | None) -> tuple[Node, ...]:
    """Return the topmost nodes, each with those below it."""
    root: list[Node] = []
    branch: list[tuple[Node, list[Node]]] = []

    def close(depth: int) -> None:
        while len(branch) > depth:
            node, children = branch.pop()
            end = children[-1].span.end if children else node.span.end
            (branch[-1][1] if branch else root).append(replace(node, children=tuple(children), span=Span(node.span.start, end)))

    for sketch, role in zip(sketches, roles, strict=True):
        close(sketch.depth)
        siblings = branch[-1][1] if branch else root
        prefix = f"{branch[-1][0].id}." if branch else ""
        branch.append((_node(draft, sketch, role, f"{prefix}{len(siblings) + 1}", offsets, year), []))
    close(0)
    return tuple(root)


def _node(draft: Draft, sketch: _Sketch, role: Role, node_id: str, offsets: Sequence[int], year: SchoolYear | None) -> Node:
    blocks = draft.blocks
    paragraphs = tuple(blocks[p.block].text[p.start : p.end] for p in sketch.text)
    items = tuple(
        item for paragraph, piece in zip(paragraphs, sketch.text, strict=True) for item in find_items(paragraph, draft.folded[piece.block][piece.start : piece.end])
    )
    facts = tuple(
        fact for piece in sketch.own for fact in find_facts(blocks[piece.block].text[piece.start : piece.end], offsets[piece.block] + piece.start, year)
    )
    last = sketch.own[-1] if sketch.own else sketch.start
    start = offsets[sketch.start.block] + sketch.start.start
    span = Span(start, max(start, offsets[last.block] + last.end))
    return Node(node_id, sketch.marker, sketch.title, role, paragraphs, items, facts, span, blocks[sketch.start.block].place)
