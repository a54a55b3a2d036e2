"""Both texts of a comparison merged into a stream of kept, inserted, deleted and moved pieces, in reading order.

All pieces but `DELETED` and `MOVED_AWAY` make up the right text, all but `INSERTED` and `MOVED_HERE` the left text. Line
ends are characters of the pieces. 每人听课60节。 with `60` replaced by `80` gives

    TrackedPiece   KEPT      每人听课
    EditBoundary   opens
    TrackedPiece   DELETED   60
    TrackedPiece   INSERTED  80
    EditBoundary   closes
    TrackedPiece   KEPT      节。
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
    """Kind of tracked change of a piece; the value is the name of its element: ECMA-376 part 1, 17.13.5."""

    KEPT = None
    INSERTED = "ins"
    DELETED = "del"
    MOVED_AWAY = "moveFrom"
    MOVED_HERE = "moveTo"

    @property
    def on_left(self) -> bool:
        """Whether a piece with this fate is only in the left text."""
        return self in {Fate.DELETED, Fate.MOVED_AWAY}


@dataclass(frozen=True, slots=True)
class TrackedPiece:
    """A stretch of text with a single fate."""

    text: str
    fate: Fate
    start: int
    """Offset in the right plan text, or in the left plan text if `fate.on_left`."""
    formal: bool = False
    """Whether the edit changes only format or the number of a section."""


@dataclass(frozen=True, slots=True)
class EditBoundary:
    """Start or end of the pieces of an edit."""

    edit: Edit
    fate: Fate
    """Fate of a comment on the edit."""
    opens: bool
    """True at the start of the pieces, False at the end."""
    moves: bool = False
    """Whether the edit is a half of a move."""


def weave(comparison: Comparison) -> Iterator[TrackedPiece | EditBoundary]:
    """Yield the stream of both texts."""
    right_text = comparison.right.text
    halves = _halves_of_moves(comparison)
    offset = 0
    for index, edit in enumerate(comparison.edits):
        yield from _piece(right_text[offset : edit.right.start], Fate.KEPT, offset)
        offset = edit.right.end
        if index in halves:
            move = comparison.moves[edit.move or 0]
            yield from _moved_away(edit, move) if halves[index] is Fate.MOVED_AWAY else _moved_here(edit, move)
        else:
            fate = Fate.INSERTED if edit.right_text else Fate.DELETED
            yield EditBoundary(edit, fate, opens=True)
            yield from _piece(edit.left_text, Fate.DELETED, edit.left.start, formal=_is_formal(edit))
            yield from _piece(edit.right_text, Fate.INSERTED, edit.right.start, formal=_is_formal(edit))
            yield EditBoundary(edit, fate, opens=False)
    yield from _piece(right_text[offset:], Fate.KEPT, offset)


def _halves_of_moves(comparison: Comparison) -> dict[int, Fate]:
    """Return the fates of the halves of moves by index of the edit.

    A half without its counterpart is left out: a plain deletion or insertion.
    """
    halves = {}
    for index, edit in enumerate(comparison.edits):
        if edit.kind is EditKind.MOVE and edit.move is not None:
            move = comparison.moves[edit.move]
            if _holds(edit.left, move.left):
                halves[index] = (edit.move, Fate.MOVED_AWAY)
            elif _holds(edit.right, move.right):
                halves[index] = (edit.move, Fate.MOVED_HERE)
    counts = Counter(halves.values())
    return {
        index: fate
        for index, (move_index, fate) in halves.items()
        if counts[move_index, Fate.MOVED_AWAY] == counts[move_index, Fate.MOVED_HERE] == 1
    }


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start < inner.end <= outer.end


def _piece(text: str, fate: Fate, start: int, *, formal: bool = False) -> Iterator[TrackedPiece]:
    if text:
        yield TrackedPiece(text, fate, start, formal)


def _is_formal(edit: Edit) -> bool:
    return edit.kind in {EditKind.FORMAT, EditKind.NUMBERING}


def _moved_away(half: Edit, move: Move) -> Iterator[TrackedPiece | EditBoundary]:
    """Yield the old place of a moved stretch, including the text that is deleted from the stretch.

    Word also accepts deletions at the new place, inside `w:moveTo`; LibreOffice 7.4 does not.
    """
    yield EditBoundary(half, Fate.MOVED_AWAY, opens=True, moves=True)
    offset = half.left.start
    for edit in move.edits:
        if edit.left_text:
            yield from _cut(half, offset, edit.left.start, Fate.MOVED_AWAY)
            yield TrackedPiece(edit.left_text, Fate.DELETED, edit.left.start, _is_formal(edit))
            offset = edit.left.end
    yield from _cut(half, offset, half.left.end, Fate.MOVED_AWAY)
    yield EditBoundary(half, Fate.MOVED_AWAY, opens=False, moves=True)
    yield from _piece(half.right_text, Fate.INSERTED, half.right.start)


def _moved_here(half: Edit, move: Move) -> Iterator[TrackedPiece | EditBoundary]:
    """Yield the new place of a moved stretch, including the text that is inserted into the stretch."""
    yield from _piece(half.left_text, Fate.DELETED, half.left.start)
    yield EditBoundary(half, Fate.MOVED_HERE, opens=True, moves=True)
    offset = half.right.start
    for edit in move.edits:
        yield from _cut(half, offset, edit.right.start, Fate.MOVED_HERE)
        fate = Fate.INSERTED if edit.right_text else Fate.MOVED_HERE
        yield EditBoundary(edit, fate, opens=True)
        yield from _piece(edit.right_text, Fate.INSERTED, edit.right.start, formal=_is_formal(edit))
        yield EditBoundary(edit, fate, opens=False)
        offset = edit.right.end
    yield from _cut(half, offset, half.right.end, Fate.MOVED_HERE)
    yield EditBoundary(half, Fate.MOVED_HERE, opens=False, moves=True)


def _cut(half: Edit, start: int, end: int, fate: Fate) -> Iterator[TrackedPiece]:
    """Yield the text of a half of a move from `start` to `end`, offsets in its plan text."""
    span, text = (half.left, half.left_text) if fate.on_left else (half.right, half.right_text)
    yield from _piece(text[start - span.start : end - span.start], fate, start)
