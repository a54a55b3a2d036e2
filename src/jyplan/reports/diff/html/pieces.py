"""Both texts as pieces that are the same or one edit, each text completely covered, moved stretches included."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from jyplan.model import EditKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import Comparison, Edit, Move

Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that is the same on both sides, or one edit; in a moved stretch the sides stand apart."""

    left: Span
    right: Span
    edit: Edit | None = None
    move: int | None = None
    """Index into `Comparison.moves` of the moved stretch it is in."""

    def on(self, side: Side) -> Span:
        """Return its place in the text of a side; empty where it has none there."""
        return self.left if side == "left" else self.right


@dataclass(frozen=True)
class Track:
    """The pieces of one text in its order, none of them empty."""

    side: Side
    pieces: tuple[Piece, ...]

    def within(self, span: Span) -> Sequence[Piece]:
        """Return the pieces that have text in a stretch."""
        first = bisect_right(self.pieces, span.start, key=lambda piece: piece.on(self.side).end)
        last = bisect_left(self.pieces, span.end, key=lambda piece: piece.on(self.side).start)
        return self.pieces[first:last]


@dataclass(frozen=True)
class Tracks:
    """Both texts."""

    left: Track
    right: Track
    steady: tuple[Piece, ...]
    """What did not move, in the order of both sides; each piece may be empty on one of them."""

    @classmethod
    def of(cls, comparison: Comparison) -> Tracks:
        """Return the pieces of a comparison."""
        whole = (Span(0, len(comparison.left.text)), Span(0, len(comparison.right.text)))
        steady = tuple(_between(comparison.edits, *whole))
        moved = [
            tuple(_between(move.edits, move.left, move.right, index)) for index, move in enumerate(comparison.moves)
        ]
        return cls(
            _track("left", steady, comparison.moves, moved),
            _track("right", steady, comparison.moves, moved),
            tuple(piece for piece in steady if not _moves(piece)),
        )


def clip(span: Span, within: Span) -> Span:
    """Return the part of a stretch that lies in another, empty at the nearest edge where none does."""
    start = min(max(span.start, within.start), within.end)
    return Span(start, max(min(span.end, within.end), start))


def _between(edits: Sequence[Edit], left: Span, right: Span, move: int | None = None) -> Iterator[Piece]:
    """Yield the edits and what is the same before, between and after them."""
    at, other = left.start, right.start
    for edit in edits:
        if at < edit.left.start:
            yield Piece(Span(at, edit.left.start), Span(other, edit.right.start), None, move)
        yield Piece(edit.left, edit.right, edit, move)
        at, other = edit.left.end, edit.right.end
    if at < left.end:
        yield Piece(Span(at, left.end), Span(other, right.end), None, move)


def _moves(piece: Piece) -> bool:
    return piece.edit is not None and piece.edit.kind is EditKind.MOVE


def _track(side: Side, steady: Sequence[Piece], moves: Sequence[Move], moved: Sequence[tuple[Piece, ...]]) -> Track:
    """Return the pieces of a side, each half of a move replaced by the pieces of the moved stretch."""
    found: list[Piece] = []
    for piece in steady:
        if piece.edit is None or piece.edit.move is None or not _moves(piece):
            found.append(piece)
            continue
        index, place = piece.edit.move, piece.on(side)
        if place.start < place.end:
            inside = moves[index].left if side == "left" else moves[index].right
            found += [
                _border(side, Span(place.start, inside.start), index),
                *moved[index],
                _border(side, Span(inside.end, place.end), index),
            ]
    return Track(side, tuple(piece for piece in found if piece.on(side).start < piece.on(side).end))


def _border(side: Side, span: Span, move: int) -> Piece:
    """Return the white space that goes with a moved stretch without being part of it."""
    nowhere = Span(0, 0)
    return Piece(span, nowhere, None, move) if side == "left" else Piece(nowhere, span, None, move)
