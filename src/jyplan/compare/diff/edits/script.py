"""Edits from the left to the right plan text: content apart from format, a move as a deletion and an insertion."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.diff.edits.alignment import Operation, align
from jyplan.compare.diff.edits.placeholders import (
    LEFT_PLACEHOLDER,
    RIGHT_PLACEHOLDER,
    CutText,
    EditPart,
    replace_moves,
)
from jyplan.compare.diff.edits.snapping import snap
from jyplan.compare.diff.offsets import OffsetPair, RegionPair
from jyplan.compare.passages.views import View, is_format
from jyplan.model import Edit, EditKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def edit_script(
    left: View, right: View, moves: Sequence[RegionPair] = (), cuts: Sequence[OffsetPair] = ()
) -> tuple[Edit, ...]:
    """Return the edits from the left text to the right text, in order, to be applied together.

    `moves` become a deletion and an insertion each; their regions are disjoint on either side. `cuts` are rising
    offsets outside of all moves, aligned with each other whatever surrounds them.
    """
    edits: list[Edit] = []
    edges = [OffsetPair(0, 0), *cuts, OffsetPair(len(left.plain), len(right.plain))]
    left_moves = [(move.left, move.left_end) for move in moves]
    right_moves = [(move.right, move.right_end) for move in moves]
    displayed = OffsetPair(0, 0)
    for start, end in pairwise(edges):
        left_text = replace_moves(left, start.left, end.left, left_moves, LEFT_PLACEHOLDER)
        right_text = replace_moves(right, start.right, end.right, right_moves, RIGHT_PLACEHOLDER)
        edits.extend(_edits_between_cuts(left_text, right_text, displayed))
        displayed = OffsetPair(int(left.places[end.left]), int(right.places[end.right]))
    return tuple(_join_format_edits(edits))


def _edits_between_cuts(left: CutText, right: CutText, start: OffsetPair) -> Iterator[Edit]:
    """Yield the edits between two cuts in order, covering every displayed difference; `start` is the first cut.

    Like all offset pairs below, `start` counts characters as displayed.
    """
    offsets = start
    for operation in snap(align(left.view.plain, right.view.plain), left.view, right.view):
        if operation.equal:
            yield from _format_edit(left, right, offsets, _displayed(left, right, operation.left, operation.right))
            yield from _format_edits(left, right, operation)
            offsets = OffsetPair(int(left.ends[operation.left_end - 1]), int(right.ends[operation.right_end - 1]))
        else:
            end = _displayed(left, right, operation.left_end, operation.right_end)
            yield from _edits_of_operation(left, right, operation, offsets, end)
            offsets = end
    yield from _format_edit(left, right, offsets, _displayed(left, right, len(left.ends), len(right.ends)))


def _displayed(left: CutText, right: CutText, left_offset: int, right_offset: int) -> OffsetPair:
    """Return the displayed offsets of a left and a right plain character."""
    return OffsetPair(int(left.view.places[left_offset]), int(right.view.places[right_offset]))


def _edits_of_operation(
    left: CutText, right: CutText, operation: Operation, start: OffsetPair, end: OffsetPair
) -> Iterator[Edit]:
    """Yield the edits of a replacement, insertion or deletion; several where moved stretches leave or arrive."""
    pairs = list(
        _pair_parts(left.parts(operation.left, operation.left_end), right.parts(operation.right, operation.right_end))
    )
    borders = [end]
    for left_part, right_part in reversed(pairs[1:]):
        following = borders[-1]
        borders.append(
            OffsetPair(
                left_part.start if left_part else following.left, right_part.start if right_part else following.right
            )
        )
    borders.append(start)
    for parts, (part_start, part_end) in zip(pairs, pairwise(reversed(borders)), strict=True):
        move = next((part.move for part in parts if part and part.move is not None), None)
        yield from _content_edit(left, right, part_start, part_end, move)


def _pair_parts(
    left_parts: list[EditPart], right_parts: list[EditPart]
) -> Iterator[tuple[EditPart | None, EditPart | None]]:
    """Yield left and right parts of an edit as pairs in order; None beside a moved stretch."""
    while left_parts or right_parts:
        if left_parts and left_parts[0].move is not None:
            yield left_parts.pop(0), None
        elif right_parts and right_parts[0].move is not None:
            yield None, right_parts.pop(0)
        else:
            yield left_parts.pop(0) if left_parts else None, right_parts.pop(0) if right_parts else None


def _content_edit(
    left: CutText, right: CutText, start: OffsetPair, end: OffsetPair, move: int | None
) -> Iterator[Edit]:
    """Yield the edit between two places, equal spaces at both ends left out; nothing where both texts are equal.

    A difference of punctuation only is format, unless inside a number.
    """
    left_text, right_text = left.view.text, right.view.text
    (left_start, right_start), (left_end, right_end) = _trim_spaces(left_text, right_text, start, end)
    removed, inserted = left_text[left_start:left_end], right_text[right_start:right_end]
    if removed == inserted:
        return
    kind = EditKind.TEXT if move is None else EditKind.MOVE
    if kind is EditKind.TEXT and is_format(removed) and is_format(inserted):
        in_number = _in_number(left_text, left_start, left_end) or _in_number(right_text, right_start, right_end)
        kind = EditKind.TEXT if in_number else EditKind.FORMAT
    yield Edit(Span(left_start, left_end), Span(right_start, right_end), removed, inserted, kind, move=move)


def _trim_spaces(left_text: str, right_text: str, start: OffsetPair, end: OffsetPair) -> tuple[OffsetPair, OffsetPair]:
    """Return start and end of an edit without equal spaces on both sides at the start and at the end."""
    (left_start, right_start), (left_end, right_end) = start, end

    def is_space(left_offset: int, right_offset: int) -> bool:
        return left_text[left_offset] == right_text[right_offset] and left_text[left_offset].isspace()

    while left_start < left_end and right_start < right_end and is_space(left_start, right_start):
        left_start, right_start = left_start + 1, right_start + 1
    while left_start < left_end and right_start < right_end and is_space(left_end - 1, right_end - 1):
        left_end, right_end = left_end - 1, right_end - 1
    return OffsetPair(left_start, right_start), OffsetPair(left_end, right_end)


def _in_number(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start].isdigit() and text[end : end + 1].isdigit()


def _format_edit(left: CutText, right: CutText, start: OffsetPair, end: OffsetPair) -> Iterator[Edit]:
    """Yield the format edit between two places with equal words; nothing where both look the same."""
    removed, inserted = left.view.text[start.left : end.left], right.view.text[start.right : end.right]
    if removed != inserted:
        yield Edit(Span(start.left, end.left), Span(start.right, end.right), removed, inserted, EditKind.FORMAT)


def _format_edits(left: CutText, right: CutText, run: Operation) -> Iterator[Edit]:
    """Yield the format edits inside an equal run: characters of different looks, and spaces between characters."""
    left_places = left.view.places[run.left : run.left_end]
    right_places = right.view.places[run.right : run.right_end]
    left_text = left.view.text[left_places[0] : left_places[-1] + 1]
    if left_text == right.view.text[right_places[0] : right_places[-1] + 1]:
        return
    differs = left.view.raw[left_places] != right.view.raw[right_places]
    spaced = np.zeros(len(left_places), dtype=bool)
    spaced[:-1] = (np.diff(left_places) != 1) | (np.diff(right_places) != 1)
    for index in np.flatnonzero(differs | spaced).tolist():
        start = OffsetPair(int(left_places[index]), int(right_places[index]))
        end = OffsetPair(start.left + 1, start.right + 1)
        yield from _format_edit(left, right, start, end)
        if spaced[index]:
            following = OffsetPair(int(left_places[index + 1]), int(right_places[index + 1]))
            yield from _format_edit(left, right, end, following)


def _join_format_edits(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield the edits with adjoining format edits joined."""
    last: Edit | None = None
    for edit in edits:
        if last and last.kind is edit.kind is EditKind.FORMAT and _adjoin(last, edit):
            last = Edit(
                Span(last.left.start, edit.left.end),
                Span(last.right.start, edit.right.end),
                last.left_text + edit.left_text,
                last.right_text + edit.right_text,
                EditKind.FORMAT,
            )
            continue
        if last:
            yield last
        last = edit
    if last:
        yield last


def _adjoin(before: Edit, after: Edit) -> bool:
    return before.left.end == after.left.start and before.right.end == after.right.start
