"""The candidate pairs in which a text is compared: all of a few; of many, the pairs that cover the text.

A text in a family of a hundred shares the same paragraphs with all of them, and comparing it with each says nothing new.
A text stitched from twenty others shares another paragraph with each, and comparing it with the closest three says nearly
nothing. So the pairs of a text with more than `FEW` are taken in order, most shared fingerprints first, and a pair is kept if its
fingerprints stand in `NEW` cells of the text that no kept pair covers, or in `NEW_TWICE` cells that only one does. A pair is
kept if either of its texts keeps it. Cells have `COVER` characters; four partners of a text of ten cells:

| partner | shared fingerprints | cells of the text | new | kept |
|---|---:|---|---:|---|
| A | 60 | 0–7 | 8 | yes |
| B | 55 | 0–7 | 8 that one covers | yes |
| C | 50 | 0–7 | 0 | no |
| D | 12 | 7–9 | 2 that no other covers | yes |
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.compare.arrays import group_starts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.compare.arrays import Ints, Mask

FEW = 12
"""Candidate pairs of a text that are all compared: a dozen plans are few, as `candidates.RARE` has it."""
COVER = 8
"""Characters of a cell: half a clause. With 16 the union of texts that share many clauses is up to .01 smaller, and 1 % fewer
pairs are compared (benchmarks/copies.md)."""
NEW = 2
"""Cells that no kept pair covers, at least, of a pair to be kept: a clause."""
NEW_TWICE = 18
"""Cells that one kept pair covers, at least: a paragraph of 144 characters has a second source."""


class CandidatePairs(NamedTuple):
    """Pairs of texts in three parallel arrays, sorted by the left and then the right text."""

    left: Ints
    right: Ints
    """Always larger than `left`."""
    shared: Ints
    """Number of rare fingerprints that both texts contain."""

    def numbers(self) -> Iterator[tuple[int, int]]:
        """Return the pairs one by one."""
        return zip(self.left.tolist(), self.right.tolist(), strict=True)

    def where(self, mask: Mask) -> CandidatePairs:
        """Return the pairs marked in a mask."""
        return CandidatePairs(self.left[mask], self.right[mask], self.shared[mask])


def crowded_pairs(pairs: CandidatePairs) -> Mask:
    """Return for each pair whether one of its texts is in more than `FEW` pairs."""
    left, right = _are_crowded(pairs)
    return left | right


def keep_covering(pairs: CandidatePairs, rows: Ints, left_places: Ints, right_places: Ints, ranks: Ints) -> Mask:
    """Return for each pair whether it is kept.

    `rows` has the pair, `left_places` and `right_places` the places of each shared fingerprint, at least for all pairs of
    `crowded_pairs`. `ranks` has for every text its rank by content, which decides between pairs that share the same number.
    """
    left_crowded, right_crowded = _are_crowded(pairs)
    is_kept: Mask = ~(left_crowded & right_crowded)
    texts, partners = np.r_[pairs.left, pairs.right], np.r_[pairs.right, pairs.left]
    of_pair = np.r_[rows, rows + len(pairs.left)]
    cells = np.r_[left_places, right_places] // COVER
    asked = np.flatnonzero(np.r_[left_crowded, right_crowded])
    order = asked[np.lexsort((ranks[partners[asked]], -np.r_[pairs.shared, pairs.shared][asked], texts[asked]))]
    position = np.full(len(texts), -1, dtype=np.int64)
    position[order] = np.arange(len(order))
    chosen = _choose(texts[order], position[of_pair], cells)
    is_kept[order[chosen] % max(len(pairs.left), 1)] = True
    return is_kept


def _are_crowded(pairs: CandidatePairs) -> tuple[Mask, Mask]:
    """Return for the left and the right text of each pair whether it is in more than `FEW` pairs."""
    _, numbers, counts = np.unique(np.r_[pairs.left, pairs.right], return_inverse=True, return_counts=True)
    is_crowded = counts[numbers] > FEW
    return is_crowded[: len(pairs.left)], is_crowded[len(pairs.left) :]


def _choose(texts: Ints, positions: Ints, cells: Ints) -> list[int]:
    """Return the chosen pairs by position; `texts` has the text of each pair in the order of choosing, texts grouped.

    `positions` and `cells` have a row for each fingerprint; rows with a position of -1 belong to no pair in question.
    """
    is_asked = positions >= 0
    positions, cells = positions[is_asked], cells[is_asked]
    by_position = np.lexsort((cells, positions))
    positions, cells = positions[by_position], cells[by_position]
    fresh = group_starts(positions, cells)
    positions, cells = positions[fresh], cells[fresh]
    edges = np.searchsorted(positions, np.arange(len(texts) + 1))
    bounds = np.append(group_starts(texts), len(texts)).tolist()
    return [pair for start, end in pairwise(bounds) for pair in _cover(start, end, edges, cells)]


def _cover(start: int, end: int, edges: Ints, cells: Ints) -> Iterator[int]:
    """Yield the pairs of one text, from `start` to `end` in order, that cover something anew."""
    own = cells[edges[start] : edges[end]]
    times = np.zeros(int(own.max()) + 1 if len(own) else 0, dtype=np.int64)
    for pair in range(start, end):
        covered = cells[edges[pair] : edges[pair + 1]]
        before = times[covered]
        if (before == 0).sum() >= min(NEW, max(len(covered), 1)) or (before <= 1).sum() >= NEW_TWICE:
            times[covered] += 1
            yield pair
