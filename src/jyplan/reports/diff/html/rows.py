"""Which units of both plans stand beside each other: anchored on matched sections and shared text.

Whatever is not anchored stands between two anchors, the left and the right side of it in one row, so that
both columns are in step at every unit they share, however much was added, dropped or moved between.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from jyplan.compare.arrays import heaviest_rising
from jyplan.model import SectionStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.model import Comparison
    from jyplan.reports.diff.html.pieces import Piece, Tracks
    from jyplan.reports.diff.html.units import Unit

_LEAST = 4
"""Shared characters that two units need to stand side by side: more than a marker and a word."""
_SHARE = 0.25
"""Share of the shorter unit that they must be."""
_SECTION = 40
"""What a matched section counts beyond its shared characters: about a line."""
_STAYED = {SectionStatus.SAME, SectionStatus.EDITED}

_PART = 0.5
"""Share of a unit that must be in a unit of the other side for it to be a part of that: a line parted in two."""

Pair = tuple[int, int]
Ranges = tuple[range, range]
"""Units of either side that stand beside each other."""


@dataclass(frozen=True, slots=True)
class Row:
    """Units that stand beside each other; one side may have none."""

    left: tuple[Unit, ...]
    right: tuple[Unit, ...]

    @property
    def move(self) -> int | None:
        """The move it shows one end of."""
        return None if self.left and self.right else (self.left or self.right)[0].move

    @property
    def is_pair(self) -> bool:
        """Whether it is one unit and what became of it."""
        return len(self.left) == len(self.right) == 1


def align_rows(comparison: Comparison, tracks: Tracks, left: Sequence[Unit], right: Sequence[Unit]) -> tuple[Row, ...]:
    """Return the rows that show every unit of both plans once, in the order of either side."""
    shared = _shared(tracks.steady, left, right)
    anchors = _heaviest(_weights(comparison, shared, left, right))
    borders = [(range(i, i + 1), range(j, j + 1)) for i, j in anchors]
    wide = _widened(borders, _sources(shared, left, right), len(left), len(right))
    rows: list[Row] = []
    at, other = 0, 0
    for here, there in [*wide, (range(len(left), len(left)), range(len(right), len(right)))]:
        rows += _gap(left[at : here.start], right[other : there.start])
        if here:
            rows.append(Row(tuple(left[here.start : here.stop]), tuple(right[there.start : there.stop])))
        at, other = here.stop, there.stop
    return tuple(rows)


def _sources(shared: Mapping[Pair, int], left: Sequence[Unit], right: Sequence[Unit]) -> tuple[dict[int, int], ...]:
    """Return for units of the left, and of the right, the one on the other side that much of their text is in."""
    found: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for (i, j), size in sorted(shared.items(), key=lambda item: item[1]):
        if size >= _PART * left[i].chars:
            found[0][i] = j
        if size >= _PART * right[j].chars:
            found[1][j] = i
    return found


def _widened(
    anchors: Sequence[Ranges], sources: tuple[dict[int, int], ...], left_size: int, right_size: int
) -> Iterator[Ranges]:
    """Yield the anchors with the units beside them that were parted from theirs, or joined to them."""
    lefts = [0, *(here.stop for here, _ in anchors)]
    rights = [0, *(there.stop for _, there in anchors)]
    for number, (here, there) in enumerate(anchors):
        following = anchors[number + 1] if number + 1 < len(anchors) else (range(left_size, 0), range(right_size, 0))
        i, j = here.start, there.start
        start, other = _back(i, lefts[number], sources[0], j), _back(j, rights[number], sources[1], i)
        stop = _forth(here.stop, following[0].start, sources[0], j)
        end = _forth(there.stop, following[1].start, sources[1], i)
        lefts[number + 1], rights[number + 1] = stop, end
        yield range(start, stop), range(other, end)


def _back(start: int, limit: int, sources: Mapping[int, int], source: int) -> int:
    while start > limit and sources.get(start - 1) == source:
        start -= 1
    return start


def _forth(stop: int, limit: int, sources: Mapping[int, int], source: int) -> int:
    while stop < limit and sources.get(stop) == source:
        stop += 1
    return stop


def _shared(steady: Sequence[Piece], left: Sequence[Unit], right: Sequence[Unit]) -> dict[Pair, int]:
    """Return for units of both sides how many characters they share where nothing moved."""
    starts = [unit.span.start for unit in left]
    others = [unit.span.start for unit in right]
    found: dict[Pair, int] = {}
    for piece in steady:
        if piece.edit is not None:
            continue
        shift = piece.right.start - piece.left.start
        i = max(bisect_right(starts, piece.left.start) - 1, 0)
        while i < len(left) and left[i].span.start < piece.left.end:
            start = max(left[i].span.start, piece.left.start)
            end = min(left[i].span.end, piece.left.end)
            j = max(bisect_right(others, start + shift) - 1, 0)
            while start < end and j < len(right) and right[j].span.start < end + shift:
                size = min(end + shift, right[j].span.end) - max(start + shift, right[j].span.start)
                if size > 0:
                    found[i, j] = found.get((i, j), 0) + size
                j += 1
            i += 1
    return found


def _weights(
    comparison: Comparison, shared: Mapping[Pair, int], left: Sequence[Unit], right: Sequence[Unit]
) -> dict[Pair, int]:
    """Return the pairs of units that may be anchors, each with its weight."""
    found = {
        (i, j): size
        for (i, j), size in shared.items()
        if size >= _LEAST and size >= _SHARE * min(left[i].chars, right[j].chars)
    }
    here = {node.id: index for index, unit in enumerate(left) if unit.move is None for node in unit.nodes}
    there = {node.id: index for index, unit in enumerate(right) if unit.move is None for node in unit.nodes}
    for match in comparison.sections:
        if match.status in _STAYED and match.left in here and match.right in there:
            pair = (here[match.left], there[match.right])
            found[pair] = shared.get(pair, 0) + _SECTION
    return found


def _heaviest(weights: Mapping[Pair, int]) -> list[Pair]:
    """Return the pairs that rise on both sides and weigh most together."""
    pairs = sorted(weights, key=lambda pair: (pair[0], -pair[1]))  # pairs of one left unit never rise
    rights = [right for _, right in pairs]
    width = max(rights, default=0) + 1
    ranks = [-(left * width + right) for left, right in pairs]  # of equally heavy ones the nearest pair before
    chosen = heaviest_rising([weights[pair] for pair in pairs], rights, [right + 1 for right in rights], ranks)
    return [pairs[index] for index in chosen]


def _gap(left: Sequence[Unit], right: Sequence[Unit]) -> Iterator[Row]:
    """Yield the rows between two anchors: each end of a move alone, what else faces each other together."""
    ones = [(move, tuple(units)) for move, units in groupby(left, key=lambda unit: unit.move)]
    others = [(move, tuple(units)) for move, units in groupby(right, key=lambda unit: unit.move)]
    while ones or others:
        if ones and ones[0][0] is not None:
            yield Row(ones.pop(0)[1], ())
        elif others and others[0][0] is not None:
            yield Row((), others.pop(0)[1])
        else:
            yield Row(ones.pop(0)[1] if ones else (), others.pop(0)[1] if others else ())
