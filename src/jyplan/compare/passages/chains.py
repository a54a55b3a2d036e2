"""Chains: edited stretches, found as runs in the same order on both sides with small gaps.

Colinear chaining by sparse dynamic programming, as in sequence alignment (Eppstein et al. 1992; Abouelhoda and Ohlebusch
2005, “Chaining algorithms for multiple genome comparison”; minimap2, Li 2018, section 2.1): every run joins the predecessor with the best score, a chain is read back from its best end, and each run is
in at most one chain. A shared character outside boilerplate earns 1; a gap costs `GAP_COST` × (the longer side + the
difference of both sides). Runs of one diagonal with gaps of at most `BLOCK_GAP` are joined into blocks first, and blocks
are chained. Two blocks may overlap by at most `BLOCK_GAP` characters: the overlap costs its length, and is cut from the
later run. The runs of the example in `seeds`, each a block:

    run                      left  right  length  predecessor     score
    每周三下午共读             0     11       7   none             7
    本教学实录,每人写一页心得,    8     22      14   每周三下午共读      20.65 = 7 + 14 - .05 * (4 + 3)   gaps of 1 and 4
    期末装订成册,             22      0       7   none             7        before both runs on the right

    chains: 每周三下午共读 + 本教学实录,每人写一页心得, and 期末装订成册,
"""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.compare.passages.seeds import Runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.compare.arrays import Ints, Mask

GAP = 120
"""Characters between two runs of a chain, at most, on either side: at 30 % edited characters 97 of 100
gaps between seeds of 6 are shorter."""
GAP_COST = 0.05
"""Score lost for every character of a gap and for every character by which the gaps of both sides differ."""
BLOCK_GAP = 12
"""Longest gap in characters between two runs of one diagonal that are joined into a block before chaining: no chain
joins such runs better, and fewer pieces are left to chain. Also the longest overlap of two blocks of a chain."""
LONELY = 10
"""Shared characters near a run, the run included, that the run needs for chaining; also the least of a chain by default."""
_LINKS_AT_ONCE = 1 << 18
"""Pairs of blocks looked at in one step: some 20 MB. A text may repeat the same phrases thousands of times."""
_CELL = 64
"""Width in diagonals and height in left characters of a cell; runs in neighbouring cells are near each other."""


class Chains(NamedTuple):
    """The chains of several pairs laid out one behind the other: ascending runs without overlaps on either side."""

    runs: Runs
    """The runs of all chains, chain by chain."""
    firsts: Ints
    """Index of the first run of each chain; one more entry is the number of runs."""
    pairs: Ints
    """The pair of each chain, ascending; chains of a pair by left offset, then right offset."""

    def where(self, mask: Mask) -> Chains:
        """Return the chains marked in a mask."""
        sizes = np.diff(self.firsts)
        runs = self.runs.where(np.repeat(mask, sizes))
        return Chains(runs, np.append(0, np.cumsum(sizes[mask])), self.pairs[mask])


class _Blocks(NamedTuple):
    """The blocks to chain, as columns, by left end: runs of a diagonal with only short gaps."""

    firsts: Ints
    """Index of the first run of each block."""
    lasts: Ints
    """Index of the last run of each block."""
    left: Ints
    right: Ints
    left_end: Ints
    right_end: Ints
    gains: Ints
    """Score of each block alone."""


class _Links(NamedTuple):
    """The pairs of blocks that a chain may join, as columns, by the later block, then the nearest earlier one first."""

    later: list[int]
    earlier: list[int]
    gains: list[int]
    """What the later block adds to a chain, without the overlap."""
    costs: list[float]
    """What the gap costs."""


def chain_runs_of(runs: Runs, gains: Ints, starts: Ints, least: int = LONELY) -> Chains:
    """Return the chains of at least `least` shared characters of several pairs laid out at `starts` (see `seeds.Layout`).

    `gains` is the score of each run: its characters beyond boilerplate. Slogans thus never start a chain, yet may
    stand inside a chain. The runs are ordered by diagonal, then left offset.
    """
    is_near = _runs_in_company(runs, min(least, LONELY)) if len(runs.left) else runs.left
    if not len(is_near):
        return Chains(runs.where(is_near), np.zeros(1, dtype=np.int64), np.zeros(0, dtype=np.int64))
    runs = runs.where(is_near)
    blocks = _join_blocks(runs, gains[is_near])
    paths = _read_back(*_best_predecessors(blocks))
    sizes = np.fromiter(map(len, paths), dtype=np.int64, count=len(paths))
    path_blocks = np.fromiter(chain.from_iterable(paths), dtype=np.int64)
    characters_before = np.append(0, np.cumsum(runs.length))
    characters = characters_before[blocks.lasts + 1] - characters_before[blocks.firsts]
    beginnings = np.cumsum(sizes) - sizes
    is_long = np.add.reduceat(characters[path_blocks], beginnings) >= least
    first_blocks = path_blocks[beginnings[is_long]]
    order = np.lexsort((blocks.right[first_blocks], blocks.left[first_blocks]))
    beginnings, sizes = beginnings[is_long][order], sizes[is_long][order]
    path_blocks = path_blocks[_ranges(beginnings, sizes)]
    run_counts = (blocks.lasts - blocks.firsts + 1)[path_blocks]
    runs = runs.where(_ranges(blocks.firsts[path_blocks], run_counts))
    runs_before = np.append(0, np.cumsum(run_counts))
    firsts = runs_before[np.append(0, np.cumsum(sizes))]
    return _cut_overlaps(runs, firsts, np.searchsorted(starts[1:-1], runs.left[firsts[:-1]], "right"))


def _ranges(starts: Ints, sizes: Ints) -> Ints:
    """Return the numbers from each start on, as many as its size says, one range after the other.

    >>> _ranges(np.array([7, 3]), np.array([2, 3]))
    array([7, 8, 3, 4, 5])
    """
    offsets = np.repeat(starts - np.cumsum(sizes) + sizes, sizes)
    return offsets + np.arange(len(offsets))


def _runs_in_company(runs: Runs, least: int) -> Ints:
    """Return the indices of the runs with at least `least` shared characters in the cells around."""
    width = 1 << 32
    cell = ((runs.left - runs.right) // _CELL + width // 4) * width + runs.left // _CELL
    order = np.argsort(cell)
    cells, characters_before = cell[order], np.r_[0, np.cumsum(runs.length[order])]
    nearby = np.zeros(len(cell), dtype=np.int64)
    for step in (-width, 0, width):  # three columns of diagonals, and two cells up and down in each
        ends = np.searchsorted(cells, cell + step + 2, "right")
        nearby += characters_before[ends] - characters_before[np.searchsorted(cells, cell + step - 2)]
    return np.flatnonzero(nearby >= least)


def _join_blocks(runs: Runs, gains: Ints) -> _Blocks:
    """Return the runs joined into blocks."""
    diagonal = runs.left - runs.right
    left_ends = runs.left + runs.length
    is_first = np.ones(len(diagonal), dtype=bool)
    is_first[1:] = (diagonal[1:] != diagonal[:-1]) | (runs.left[1:] - left_ends[:-1] > BLOCK_GAP)
    firsts = np.flatnonzero(is_first)
    lasts = np.append(firsts[1:], len(diagonal)) - 1
    left, right, left_end = runs.left[firsts], runs.right[firsts], left_ends[lasts]
    right_end = left_end - diagonal[lasts]
    gains_before = np.append(0, np.cumsum(gains))
    columns = (firsts, lasts, left, right, left_end, right_end, gains_before[lasts + 1] - gains_before[firsts])
    order = np.lexsort((left, right, left_end))
    return _Blocks(*(column[order] for column in columns))


def _best_predecessors(blocks: _Blocks) -> tuple[list[float], list[int]]:
    """Return for each block the best score of a chain ending with it, and the block before it; -1 for none."""
    scores = blocks.gains.astype(float).tolist()
    predecessors = [-1] * len(scores)
    for links in _link_blocks(blocks):
        for later, earlier, gain, cost in zip(*links, strict=True):  # the score of the earlier block is final
            score = scores[earlier] + gain - cost
            if score > scores[later]:
                scores[later], predecessors[later] = score, earlier
    return scores, predecessors


def _link_blocks(blocks: _Blocks) -> Iterator[_Links]:
    """Yield the links of all blocks, in portions: the earlier block of a link ends before the later one and near it."""
    last_ends = np.minimum(blocks.left_end - 1, blocks.left + BLOCK_GAP)
    stops = np.searchsorted(blocks.left_end, last_ends, "right")
    starts = np.searchsorted(blocks.left_end, blocks.left - GAP)
    counts = np.maximum(stops - starts, 0)
    total = np.cumsum(counts)
    portions = range(0, int(total[-1]), _LINKS_AT_ONCE) if len(total) else ()
    for first, end in pairwise([*np.searchsorted(total, portions, "right").tolist(), len(total)]):
        of_portion = counts[first:end]
        later = np.repeat(np.arange(first, end), of_portion)
        last = np.repeat(stops[first:end] + np.cumsum(of_portion) - of_portion, of_portion)
        yield _link(blocks, later, last - np.arange(len(later)) - 1)


def _link(blocks: _Blocks, later: Ints, earlier: Ints) -> _Links:
    """Return the links among some pairs of blocks."""
    left_gap = blocks.left[later] - blocks.left_end[earlier]
    right_gap = blocks.right[later] - blocks.right_end[earlier]
    is_link = (right_gap <= GAP) & (np.minimum(left_gap, right_gap) >= -BLOCK_GAP)
    is_link &= (blocks.left[earlier] < blocks.left[later]) & (blocks.right[earlier] < blocks.right[later])
    is_link &= blocks.right_end[earlier] < blocks.right_end[later]
    later, earlier, left_gap, right_gap = later[is_link], earlier[is_link], left_gap[is_link], right_gap[is_link]
    smaller, larger = np.minimum(left_gap, right_gap), np.maximum(left_gap, right_gap)
    gains = blocks.gains[later] + np.minimum(smaller, 0)
    costs = GAP_COST * (np.maximum(larger, 0) + larger - smaller)
    return _Links(later.tolist(), earlier.tolist(), gains.tolist(), costs.tolist())


def _read_back(scores: Sequence[float], predecessors: Sequence[int]) -> list[list[int]]:
    """Return the paths from the best ends, the best first; a path stops where a better path has used the predecessor."""
    is_used = [False] * len(scores)
    paths = []
    for end in np.argsort(-np.array(scores), kind="stable").tolist():
        path, index = [], end
        while index >= 0 and not is_used[index]:
            is_used[index] = True
            path.append(index)
            index = predecessors[index]
        if path:
            paths.append(path[::-1])
    return paths


def _cut_overlaps(runs: Runs, firsts: Ints, pairs: Ints) -> Chains:
    """Return the chains with overlaps cut from the later of two runs; runs of which nothing is left are dropped.

    The first run of a chain is whole.
    """
    overlaps = np.zeros(len(runs.left), dtype=np.int64)
    left_ends, right_ends = runs.left + runs.length, runs.right + runs.length
    overlaps[1:] = np.maximum(left_ends[:-1] - runs.left[1:], right_ends[:-1] - runs.right[1:])
    overlaps[firsts[:-1]] = 0
    np.maximum(overlaps, 0, out=overlaps)
    is_dropped = overlaps >= runs.length
    if is_dropped.any():  # what follows a dropped run overlaps with the run before
        chains_with_dropped = np.searchsorted(firsts, np.flatnonzero(is_dropped), "right") - 1
        for number in np.unique(chains_with_dropped).tolist():
            rows = slice(int(firsts[number]), int(firsts[number + 1]))
            overlaps[rows] = _overlaps_in_chain(runs.where(rows))
        is_dropped = overlaps >= runs.length
    is_kept = ~is_dropped
    kept_before = np.append(0, np.cumsum(is_kept))
    cut = Runs(runs.left + overlaps, runs.right + overlaps, runs.length - overlaps)
    return Chains(cut.where(is_kept), kept_before[firsts], pairs)


def _overlaps_in_chain(runs: Runs) -> list[int]:
    """Return by how many characters each run overlaps with the last run before that is not dropped."""
    overlaps = []
    left_end = right_end = 0
    for left, right, length in zip(*(column.tolist() for column in runs), strict=True):
        overlap = max(left_end - left, right_end - right, 0)
        overlaps.append(overlap)
        if overlap < length:
            left_end, right_end = left + length, right + length
    return overlaps
