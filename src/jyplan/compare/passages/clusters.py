"""Which shared stretches kept their order, and which of them a reader takes for one passage."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.arrays import covered_length, heaviest_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jyplan.compare.arrays import Mask
    from jyplan.compare.passages.extents import Stretch

JOIN = 60
"""Characters between two stretches in order that still make one passage: about two clauses rewritten."""
SENTENCES = 320
"""Two or three official sentences: shorter stretches whose order was shuffled make one passage."""
REACH = 1500
"""How far a shuffled sentence may be carried, on one side, from its neighbour on the other."""
DESCENTS = 2
"""Times a shuffled passage goes back on the right while it goes on on the left: one stretch that moved, or
two that changed places, go back once, and are told as moved …"""
ISLAND = 0.5
"""… unless they are less than this share of both texts: then nothing around them has stayed."""
FILLED = 0.6
"""Share of a shuffled passage that its stretches must cover on either side."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Stretches that make one passage."""

    stretches: tuple[Stretch, ...]
    moved: bool

    @property
    def matched(self) -> int:
        """Equal characters; never more than either side covers."""
        return min(
            sum(stretch.matched for stretch in self.stretches),
            covered_length([(stretch.left, stretch.left_end) for stretch in self.stretches]),
            covered_length([(stretch.right, stretch.right_end) for stretch in self.stretches]),
        )


def backbone(stretches: Sequence[Stretch]) -> set[int]:
    """Return the indices of the stretches that keep their order on both sides, as much text as possible.

    The heaviest increasing subsequence; what is not in it has moved. Expects them sorted by left offset;
    two that overlap by less than half of the shorter one are in order.
    """
    sides = [(s.left, s.left_end, s.right, s.right_end, s.matched) for s in stretches]
    left, left_end, right, right_end, matched = np.array(sides, dtype=np.int64).reshape(-1, 5).T

    def in_order_before(index: int) -> Mask:
        left_slack = np.minimum(left_end[:index] - left[:index], left_end[index] - left[index]) // 2
        right_slack = np.minimum(right_end[:index] - right[:index], right_end[index] - right[index]) // 2
        in_order: Mask = (left_end[:index] - left_slack <= left[index]) & (
            right_end[:index] - right_slack <= right[index]
        )
        return in_order

    return set(heaviest_path(matched.tolist(), in_order_before))


def cluster_stretches(stretches: Sequence[Stretch], sizes: tuple[int, int]) -> list[Cluster]:
    """Return the stretches as passages, in the order of their left places; `sizes` are those of both texts."""
    steady = backbone(stretches)
    shuffled = _components(stretches, _shuffled_neighbours)
    groups: list[list[int]] = []
    for group in shuffled:
        if _is_shuffled([stretches[index] for index in group], sizes):
            groups.append(group)
        else:
            part = [stretches[index] for index in group]
            groups.extend([group[index] for index in inner] for inner in _components(part, _close_in_order))
    clusters = []
    for group in groups:
        still = sum(stretches[index].matched for index in group if index in steady)
        whole = sum(stretches[index].matched for index in group)
        clusters.append(Cluster(tuple(stretches[index] for index in group), 2 * still < whole))
    return sorted(clusters, key=lambda c: (c.stretches[0].left, c.stretches[0].right))


def _gaps(one: Stretch, other: Stretch) -> tuple[int, int]:
    """Return the characters between two stretches on the left and on the right; below 0 they overlap."""
    return (
        max(one.left, other.left) - min(one.left_end, other.left_end),
        max(one.right, other.right) - min(one.right_end, other.right_end),
    )


def _side_by_side(one: Stretch, other: Stretch) -> bool:
    """Return whether two stretches are different text on both sides: not one stretch that was copied twice."""
    shorter = min(one.left_end - one.left, other.left_end - other.left, one.right_end - one.right)
    return min(_gaps(one, other)) >= -min(shorter, other.right_end - other.right) // 2


def _close_in_order(one: Stretch, other: Stretch) -> bool:
    """Return whether little stands between two stretches, and they are in order on both sides."""
    in_order = one.left <= other.left and one.right <= other.right
    return in_order and max(_gaps(one, other)) <= JOIN and _side_by_side(one, other)


def _shuffled_neighbours(one: Stretch, other: Stretch) -> bool:
    """Return whether two short stretches are neighbours on one side and not far apart on the other."""
    if _close_in_order(one, other):
        return True
    short = max(one.left_end - one.left, other.left_end - other.left) <= SENTENCES
    gaps = _gaps(one, other)
    return short and min(gaps) <= JOIN and max(gaps) <= REACH and _side_by_side(one, other)


def _components(stretches: Sequence[Stretch], joined: Callable[[Stretch, Stretch], bool]) -> list[list[int]]:
    """Return the groups of indices that `joined` links, directly or through others; expects left order."""
    group = list(range(len(stretches)))

    def root(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    for index, stretch in enumerate(stretches):
        for other in range(index + 1, len(stretches)):
            if stretches[other].left > stretch.left_end + REACH:
                break
            if joined(stretch, stretches[other]):
                group[root(other)] = root(index)
    found: dict[int, list[int]] = {}
    for index in range(len(stretches)):
        found.setdefault(root(index), []).append(index)
    return list(found.values())


def _is_shuffled(stretches: Sequence[Stretch], sizes: tuple[int, int]) -> bool:
    """Return whether stretches in left order cover most of two places, in another order on the right."""
    spans = ([(s.left, s.left_end) for s in stretches], [(s.right, s.right_end) for s in stretches])
    extents = [max(end for _, end in side) - min(start for start, _ in side) for side in spans]
    island = all(extent < ISLAND * size for extent, size in zip(extents, sizes, strict=True))
    descents = sum(after.right < before.right for before, after in pairwise(stretches))
    if descents < (1 if island else DESCENTS):
        return False
    return all(covered_length(side) >= FILLED * extent for side, extent in zip(spans, extents, strict=True))
