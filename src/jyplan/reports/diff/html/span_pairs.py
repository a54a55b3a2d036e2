"""Both texts of a comparison as pairs of spans, equal or edited; the pairs of a side cover the whole text.

With `60` replaced by `80` and 结果公布。 added, the plan 每人听课60节。 has the pairs

    left    right    edit
    0–4     0–4      none: 每人听课
    4–6     4–6      60 → 80
    6–8     6–8      none: 节。
    8–8     8–14     inserted: line end and 结果公布。
"""

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
class SpanPair:
    """A stretch equal on both sides, or an edit."""

    left: Span
    right: Span
    edit: Edit | None = None
    """None for an equal stretch."""
    move: int | None = None
    """Index into `Comparison.moves` for a pair inside a moved stretch."""

    def on(self, side: Side) -> Span:
        """Return the span in the text of a side; empty for an insertion on the left or a deletion on the right."""
        return self.left if side == "left" else self.right


@dataclass(frozen=True)
class PairSequence:
    """The pairs covering the text of a side, in the order of the text."""

    side: Side
    pairs: tuple[SpanPair, ...]
    """No pair is empty on `side`."""

    def overlapping(self, span: Span) -> Sequence[SpanPair]:
        """Return the pairs with text in a span."""
        first = bisect_right(self.pairs, span.start, key=lambda pair: pair.on(self.side).end)
        last = bisect_left(self.pairs, span.end, key=lambda pair: pair.on(self.side).start)
        return self.pairs[first:last]


@dataclass(frozen=True)
class AlignedTexts:
    """Pairs of both texts of a comparison."""

    left: PairSequence
    right: PairSequence
    unmoved: tuple[SpanPair, ...]
    """Pairs outside of moves, in the order of both sides; a pair may be empty on one side."""

    @classmethod
    def of(cls, comparison: Comparison) -> AlignedTexts:
        """Cut both texts of a comparison at its edits."""
        whole_left, whole_right = Span(0, len(comparison.left.text)), Span(0, len(comparison.right.text))
        pairs = tuple(_pairs_of(comparison.edits, whole_left, whole_right))
        moved_pairs = [
            tuple(_pairs_of(move.edits, move.left, move.right, index)) for index, move in enumerate(comparison.moves)
        ]
        return cls(
            _sequence("left", pairs, comparison.moves, moved_pairs),
            _sequence("right", pairs, comparison.moves, moved_pairs),
            tuple(pair for pair in pairs if not _is_half_of_move(pair)),
        )


def clip(span: Span, bounds: Span) -> Span:
    """Return the part of a span inside `bounds`; outside of them, an empty span at the nearer bound."""
    start = min(max(span.start, bounds.start), bounds.end)
    return Span(start, max(min(span.end, bounds.end), start))


def _pairs_of(edits: Sequence[Edit], left: Span, right: Span, move: int | None = None) -> Iterator[SpanPair]:
    """Yield the edits and the equal stretches before, between and after them, within the spans of both sides."""
    left_offset, right_offset = left.start, right.start
    for edit in edits:
        if left_offset < edit.left.start:
            yield SpanPair(Span(left_offset, edit.left.start), Span(right_offset, edit.right.start), None, move)
        yield SpanPair(edit.left, edit.right, edit, move)
        left_offset, right_offset = edit.left.end, edit.right.end
    if left_offset < left.end:
        yield SpanPair(Span(left_offset, left.end), Span(right_offset, right.end), None, move)


def _is_half_of_move(pair: SpanPair) -> bool:
    return pair.edit is not None and pair.edit.kind is EditKind.MOVE


def _sequence(
    side: Side, pairs: Sequence[SpanPair], moves: Sequence[Move], moved_pairs: Sequence[tuple[SpanPair, ...]]
) -> PairSequence:
    """Return the pairs of a side, with each half of a move replaced by the pairs inside the moved stretch."""
    sequence: list[SpanPair] = []
    for pair in pairs:
        if pair.edit is None or pair.edit.move is None or not _is_half_of_move(pair):
            sequence.append(pair)
            continue
        index, half = pair.edit.move, pair.on(side)
        if half.start < half.end:
            stretch = moves[index].left if side == "left" else moves[index].right
            sequence += [
                _edge(side, Span(half.start, stretch.start), index),
                *moved_pairs[index],
                _edge(side, Span(stretch.end, half.end), index),
            ]
    return PairSequence(side, tuple(pair for pair in sequence if pair.on(side).start < pair.on(side).end))


def _edge(side: Side, span: Span, move: int) -> SpanPair:
    """Return the pair of a span that a move takes along without being part of the moved stretch: white space."""
    empty = Span(0, 0)
    return SpanPair(span, empty, None, move) if side == "left" else SpanPair(empty, span, None, move)
