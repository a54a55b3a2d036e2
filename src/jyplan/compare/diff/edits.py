"""The edits that turn one plan text into another, format apart from content, moves as both their halves."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.diff.alignment import Operation, align
from jyplan.compare.diff.sides import COME, GONE, Part, Side, reduce_moves
from jyplan.compare.diff.snapping import snap
from jyplan.compare.passages.views import View, is_format
from jyplan.model import Edit, EditKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


Place = tuple[int, int, int, int]
"""Start and end in the left `View.plain`, start and end in the right one."""
Cut = tuple[int, int]
"""Offsets in both plain texts that stand for each other whatever surrounds them."""


def edit_script(left: View, right: View, moves: Sequence[Place] = (), cuts: Sequence[Cut] = ()) -> tuple[Edit, ...]:
    """Return the edits that applied together turn the left text into the right one, in order.

    `moves` are stretches that leave and arrive (disjoint on either side, each named by its index), `cuts`
    rising places outside of them where the alignment is known.
    """
    edits: list[Edit] = []
    edges = [(0, 0), *cuts, (len(left.plain), len(right.plain))]
    raw_start = (0, 0)
    for number, (start, end) in enumerate(pairwise(edges), 1):
        inner = number < len(edges) - 1
        raw_end = (int(left.places[end[0]]), int(right.places[end[1]])) if inner else (len(left.text), len(right.text))
        one = reduce_moves(left, start[0], end[0], [move[:2] for move in moves], GONE)
        other = reduce_moves(right, start[1], end[1], [move[2:] for move in moves], COME)
        edits.extend(_edits_between(one, other, raw_start, raw_end))
        raw_start = raw_end
    return tuple(_coalesced(edits))


def apply_edits(text: str, edits: Sequence[Edit], start: int = 0) -> str:
    """Return the left text with the edits made: the right text.

    `start` is where the text stands in the plan text that the edits point into, 0 for all of it.

    >>> from jyplan.compare.passages.views import view_text
    >>> left, right = view_text("听课60节。"), view_text("听课不少于80节，")
    >>> apply_edits(left.text, edit_script(left, right))
    '听课不少于80节，'
    """
    pieces, at = [], 0
    for edit in edits:
        pieces += [text[at : edit.left.start - start], edit.right_text]
        at = edit.left.end - start
    return "".join([*pieces, text[at:]])


def _edits_between(one: Side, other: Side, raw_start: Cut, raw_end: Cut) -> Iterator[Edit]:
    """Yield the edits between two cuts in order; together they cover every difference as displayed."""
    steps = snap(align(one.view.plain, other.view.plain), one.view, other.view)
    at = raw_start
    for index, step in enumerate(steps):
        if step.equal:
            yield from _format_edit(
                one, other, at, (int(one.view.places[step.left]), int(other.view.places[step.right]))
            )
            yield from _format_edits(one, other, step)
            at = (int(one.ends[step.left_end - 1]), int(other.ends[step.right_end - 1]))
            continue
        end = raw_end
        if index + 1 < len(steps):
            end = (int(one.view.places[step.left_end]), int(other.view.places[step.right_end]))
        yield from _replacements(one, other, step, at, end)
        at = end
    yield from _format_edit(one, other, at, raw_end)


def _replacements(one: Side, other: Side, step: Operation, start: Cut, end: Cut) -> Iterator[Edit]:
    """Yield the edits of a step that is not equal: more than one where stretches leave or arrive in it."""
    pairs = list(_paired(one.parts(step.left, step.left_end), other.parts(step.right, step.right_end)))
    starts = [end]
    for left, right in reversed(pairs[1:]):
        after = starts[-1]
        starts.append((left.raw_start if left else after[0], right.raw_start if right else after[1]))
    starts.append(start)
    for (left, right), (begin, until) in zip(pairs, pairwise(starts[::-1]), strict=True):
        move = next((part.move for part in (left, right) if part and part.move is not None), None)
        yield from _edit(one, other, begin, until, move)


def _paired(left: list[Part], right: list[Part]) -> Iterator[tuple[Part | None, Part | None]]:
    """Yield the parts of a step side by side, each move alone."""
    while left or right:
        if left and left[0].move is not None:
            yield left.pop(0), None
        elif right and right[0].move is not None:
            yield None, right.pop(0)
        else:
            yield left.pop(0) if left else None, right.pop(0) if right else None


def _edit(one: Side, other: Side, start: Cut, end: Cut, move: int | None) -> Iterator[Edit]:
    """Yield what changed between two places, if anything, equal spaces at its ends left out."""
    (left, right), (left_end, right_end) = start, end
    before, after = one.view.text, other.view.text
    while left < left_end and right < right_end and before[left] == after[right] and before[left].isspace():
        left, right = left + 1, right + 1
    while (
        left < left_end
        and right < right_end
        and before[left_end - 1] == after[right_end - 1]
        and before[left_end - 1].isspace()
    ):
        left_end, right_end = left_end - 1, right_end - 1
    was, now = before[left:left_end], after[right:right_end]
    if was == now:
        return
    kind = EditKind.TEXT if move is None else EditKind.MOVE
    if kind is EditKind.TEXT and is_format(was) and is_format(now):
        in_number = _in_number(before, left, left_end) or _in_number(after, right, right_end)
        kind = EditKind.TEXT if in_number else EditKind.FORMAT
    yield Edit(Span(left, left_end), Span(right, right_end), was, now, kind, move=move)


def _in_number(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start].isdigit() and text[end : end + 1].isdigit()


def _format_edit(one: Side, other: Side, start: Cut, end: Cut) -> Iterator[Edit]:
    """Yield the difference between two stretches that say the same, if they look different."""
    was, now = one.view.text[start[0] : end[0]], other.view.text[start[1] : end[1]]
    if was != now:
        yield Edit(Span(start[0], end[0]), Span(start[1], end[1]), was, now, EditKind.FORMAT)


def _format_edits(one: Side, other: Side, step: Operation) -> Iterator[Edit]:
    """Yield the differences of format in a step whose sides say the same."""
    places = one.view.places[step.left : step.left_end]
    others = other.view.places[step.right : step.right_end]
    if one.view.text[places[0] : places[-1] + 1] == other.view.text[others[0] : others[-1] + 1]:
        return
    raw, raw_other = one.view.raw, other.view.raw
    unlike = raw[places] != raw_other[others]
    spaced = np.zeros(len(places), dtype=bool)
    spaced[:-1] = (np.diff(places) != 1) | (np.diff(others) != 1)
    for index in np.flatnonzero(unlike | spaced).tolist():
        left, right = int(places[index]), int(others[index])
        yield from _format_edit(one, other, (left, right), (left + 1, right + 1))
        if spaced[index]:
            following = (int(places[index + 1]), int(others[index + 1]))
            yield from _format_edit(one, other, (left + 1, right + 1), following)


def _coalesced(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield the edits with touching differences of format as one."""
    last: Edit | None = None
    for edit in edits:
        if last and last.kind is edit.kind is EditKind.FORMAT and _touch(last, edit):
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


def _touch(before: Edit, after: Edit) -> bool:
    return before.left.end == after.left.start and before.right.end == after.right.start
