"""Both texts of a comparison woven into one: what stays, comes, goes and moves, in reading order.

The pieces that are not `GOES` or `LEAVES` are the right text, those that are not `COMES` or
`ARRIVES` the left one. A line end is a character like any other here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from jyplan.model import EditKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import Comparison, Edit, Move, Span


class Fate(Enum):
    """What became of a piece of text; the value is the element that says so: ECMA-376 part 1, 17.13.5."""

    STAYS = None
    COMES = "ins"
    GOES = "del"
    LEAVES = "moveFrom"
    ARRIVES = "moveTo"

    @property
    def on_left(self) -> bool:
        """Whether the piece is placed in the left text alone."""
        return self in {Fate.GOES, Fate.LEAVES}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with one fate."""

    text: str
    fate: Fate
    start: int
    """Offset in the right plan text; in the left one where `fate.on_left`."""
    formal: bool = False
    """Whether only format or a section's number changes here."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Where the pieces of an edit begin or end."""

    edit: Edit
    fate: Fate
    """With which a comment on the edit comes or goes."""
    opens: bool
    moves: bool = False
    """Whether this is a half of a move."""


def weave(comparison: Comparison) -> Iterator[Piece | Edge]:
    """Yield both texts as one."""
    text = comparison.right.text
    halves = _halves(comparison)
    at = 0
    for number, edit in enumerate(comparison.edits):
        yield from _piece(text[at : edit.right.start], Fate.STAYS, at)
        at = edit.right.end
        if number in halves:
            move = comparison.moves[edit.move or 0]
            yield from _leaving(edit, move) if halves[number] is Fate.LEAVES else _arriving(edit, move)
        else:
            fate = Fate.COMES if edit.right_text else Fate.GOES
            yield Edge(edit, fate, opens=True)
            yield from _piece(edit.left_text, Fate.GOES, edit.left.start, formal=_is_formal(edit))
            yield from _piece(edit.right_text, Fate.COMES, edit.right.start, formal=_is_formal(edit))
            yield Edge(edit, fate, opens=False)
    yield from _piece(text[at:], Fate.STAYS, at)


def _halves(comparison: Comparison) -> dict[int, Fate]:
    """Return which edits are halves of moves, by index; a half without its other is a deletion or insertion."""
    found = {}
    for number, edit in enumerate(comparison.edits):
        if edit.kind is EditKind.MOVE and edit.move is not None:
            move = comparison.moves[edit.move]
            if _holds(edit.left, move.left):
                found[number] = (edit.move, Fate.LEAVES)
            elif _holds(edit.right, move.right):
                found[number] = (edit.move, Fate.ARRIVES)
    times = Counter(found.values())
    return {
        number: fate
        for number, (move_number, fate) in found.items()
        if times[move_number, Fate.LEAVES] == times[move_number, Fate.ARRIVES] == 1
    }


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start < inner.end <= outer.end


def _piece(text: str, fate: Fate, start: int, *, formal: bool = False) -> Iterator[Piece]:
    if text:
        yield Piece(text, fate, start, formal)


def _is_formal(edit: Edit) -> bool:
    return edit.kind in {EditKind.FORMAT, EditKind.NUMBERING}


def _leaving(half: Edit, move: Move) -> Iterator[Piece | Edge]:
    """Yield the place that a moved stretch leaves; what is dropped on the way is deleted here.

    Word would also take a deletion inside of `w:moveTo`, which LibreOffice 7.4 does not accept.
    """
    yield Edge(half, Fate.LEAVES, opens=True, moves=True)
    at = half.left.start
    for edit in move.edits:
        if edit.left_text:
            yield from _cut(half, at, edit.left.start, Fate.LEAVES)
            yield Piece(edit.left_text, Fate.GOES, edit.left.start, _is_formal(edit))
            at = edit.left.end
    yield from _cut(half, at, half.left.end, Fate.LEAVES)
    yield Edge(half, Fate.LEAVES, opens=False, moves=True)
    yield from _piece(half.right_text, Fate.COMES, half.right.start)


def _arriving(half: Edit, move: Move) -> Iterator[Piece | Edge]:
    """Yield the place where a moved stretch arrives, with what was added to it on the way."""
    yield from _piece(half.left_text, Fate.GOES, half.left.start)
    yield Edge(half, Fate.ARRIVES, opens=True, moves=True)
    at = half.right.start
    for edit in move.edits:
        yield from _cut(half, at, edit.right.start, Fate.ARRIVES)
        fate = Fate.COMES if edit.right_text else Fate.ARRIVES
        yield Edge(edit, fate, opens=True)
        yield from _piece(edit.right_text, Fate.COMES, edit.right.start, formal=_is_formal(edit))
        yield Edge(edit, fate, opens=False)
        at = edit.right.end
    yield from _cut(half, at, half.right.end, Fate.ARRIVES)
    yield Edge(half, Fate.ARRIVES, opens=False, moves=True)


def _cut(half: Edit, start: int, end: int, fate: Fate) -> Iterator[Piece]:
    """Yield a stretch of a moved text."""
    span, text = (half.left, half.left_text) if fate.on_left else (half.right, half.right_text)
    yield from _piece(text[start - span.start : end - span.start], fate, start)
