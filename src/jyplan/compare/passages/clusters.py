"""Clusters: groups of neighbouring stretches, read as a single passage, moved or in place.

Stretches in the heaviest sequence that rises on both sides (`backbone`) are in place. Stretches close to each other in
order make one cluster; so do short stretches in another order where they cover most of one place on either side:

    stretch   left      right      matched   backbone
    A           0–40    100–140    40        yes
    B          50–90    150–190    40        yes         10 characters after A on both sides
    C          95–130     0–35     35        no          5 characters after B on the left, before A on the right

    two texts of 300 characters    A + B in place, C moved: A, B and C span more than half of the right text
    two texts of 1000 characters   A + B + C, shuffled: an island in both texts, of which they cover 60 % or more
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.compare.arrays import covered_length, heaviest_path
from jyplan.compare.components import connected_components

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jyplan.compare.arrays import Mask
    from jyplan.compare.passages.extents import Stretch

JOIN = 60
"""Longest gap in characters between two stretches of one passage, in order: about two clauses rewritten."""
SENTENCES = 320
"""Longest stretch in characters of a shuffled passage: two or three official sentences."""
REACH = 1500
"""Longest gap on one side between two stretches of a shuffled passage that are neighbours on the opposite side."""
DESCENTS = 2
"""Steps back on the right, at least, in a shuffled passage read on the left. One moved stretch, or two that changed
places, step back once and are reported as moved …"""
ISLAND = 0.5
"""… unless the stretches span less than this share of both texts: then nothing around them is in place."""
FILLED = 0.6
"""Least share of a shuffled passage that its stretches cover on either side. As `ISLAND` chosen by eye: ±30 % of either
changes the passages of two in 88 pairs of a sample plan and an edited copy, at most."""


class _Gaps(NamedTuple):
    """Characters between two stretches on either side; negative where the stretches overlap."""

    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Cluster:
    """The stretches of a passage, by left offset."""

    stretches: tuple[Stretch, ...]
    moved: bool
    """Whether most of the matched characters are outside the backbone."""

    @property
    def matched(self) -> int:
        """Equal characters, at most the characters covered on either side."""
        return min(sum(stretch.matched for stretch in self.stretches), *map(covered_length, _sides(self.stretches)))


def backbone(stretches: Sequence[Stretch]) -> set[int]:
    """Return the indices of the heaviest sequence of stretches rising on both sides, by matched characters.

    Stretches outside the sequence have moved. The stretches are sorted by left offset; two stretches are in order if
    they overlap by at most half of the shorter one.
    """
    sides = [(s.left, s.left_end, s.right, s.right_end, s.matched) for s in stretches]
    left, left_end, right, right_end, matched = np.array(sides, dtype=np.int64).reshape(-1, 5).T
    left_size, right_size = left_end - left, right_end - right

    def in_order_before(index: int) -> Mask:
        left_overlap, right_overlap = left_end[:index] - left[index], right_end[:index] - right[index]
        in_order: Mask = left_overlap <= np.minimum(left_size[:index], left_size[index]) // 2
        in_order &= right_overlap <= np.minimum(right_size[:index], right_size[index]) // 2
        return in_order

    return set(heaviest_path(matched.tolist(), in_order_before))


def cluster_stretches(stretches: Sequence[Stretch], sizes: tuple[int, int]) -> list[Cluster]:
    """Return the clusters of stretches sorted by left offset, in order; `sizes` are the lengths of both texts."""
    if len(stretches) == 1:
        return [Cluster(tuple(stretches), moved=False)]
    in_place = backbone(stretches)
    groups: list[list[int]] = []
    for group in _components(stretches, _is_shuffled_neighbour):
        members = [stretches[index] for index in group]
        if _is_shuffled(members, sizes):
            groups.append(group)
        else:
            groups += [[group[index] for index in part] for part in _components(members, _is_close_in_order)]
    clusters = []
    for group in groups:
        matched_in_place = sum(stretches[index].matched for index in group if index in in_place)
        matched = sum(stretches[index].matched for index in group)
        clusters.append(Cluster(tuple(stretches[index] for index in group), 2 * matched_in_place < matched))
    return sorted(clusters, key=lambda cluster: (cluster.stretches[0].left, cluster.stretches[0].right))


def _sides(stretches: Sequence[Stretch]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return the intervals of the stretches on the left, and on the right."""
    return [(s.left, s.left_end) for s in stretches], [(s.right, s.right_end) for s in stretches]


def _gaps(a: Stretch, b: Stretch) -> _Gaps:
    return _Gaps(
        max(a.left, b.left) - min(a.left_end, b.left_end),
        max(a.right, b.right) - min(a.right_end, b.right_end),
    )


def _is_distinct_text(a: Stretch, b: Stretch) -> bool:
    """Return whether two stretches overlap by at most half of the shortest side; a text copied twice overlaps more."""
    shortest = min(a.left_end - a.left, b.left_end - b.left, a.right_end - a.right, b.right_end - b.right)
    return min(_gaps(a, b)) >= -shortest // 2


def _is_close_in_order(a: Stretch, b: Stretch) -> bool:
    """Return whether `b` follows `a` on both sides with gaps of at most `JOIN`."""
    in_order = a.left <= b.left and a.right <= b.right
    return in_order and max(_gaps(a, b)) <= JOIN and _is_distinct_text(a, b)


def _is_shuffled_neighbour(a: Stretch, b: Stretch) -> bool:
    """Return whether two stretches are close in order, or short, neighbours on either side and within reach on both."""
    if _is_close_in_order(a, b):
        return True
    is_short = max(a.left_end - a.left, b.left_end - b.left) <= SENTENCES
    gaps = _gaps(a, b)
    return is_short and min(gaps) <= JOIN and max(gaps) <= REACH and _is_distinct_text(a, b)


def _components(stretches: Sequence[Stretch], is_linked: Callable[[Stretch, Stretch], bool]) -> list[list[int]]:
    """Return the indices of the stretches that links join, in order within each group.

    The stretches are sorted by left offset; `is_linked` gets the earlier of two stretches first.
    """
    links = [(index, index) for index in range(len(stretches))]
    for index, stretch in enumerate(stretches):
        for later in range(index + 1, len(stretches)):
            if stretches[later].left > stretch.left_end + REACH:
                break
            if is_linked(stretch, stretches[later]):
                links.append((index, later))
    return connected_components(links)


def _is_shuffled(stretches: Sequence[Stretch], sizes: tuple[int, int]) -> bool:
    """Return whether stretches by left offset cover most of a place on either side, in a new order on the right."""
    sides = _sides(stretches)
    spans = [max(end for _, end in side) - min(start for start, _ in side) for side in sides]
    is_island = all(span < ISLAND * size for span, size in zip(spans, sizes, strict=True))
    descents = sum(after.right < before.right for before, after in pairwise(stretches))
    if descents < (1 if is_island else DESCENTS):
        return False
    return all(covered_length(side) >= FILLED * span for side, span in zip(sides, spans, strict=True))
