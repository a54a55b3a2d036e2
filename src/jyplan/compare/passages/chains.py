"""Chains: edited stretches, found as runs in the same order on both sides with small gaps.

Colinear chaining by sparse dynamic programming, as in sequence alignment (Eppstein et al. 1992; minimap2, Li 2018,
section 2.1): every run joins the predecessor with the best score, a chain is read back from its best end, and each run is
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

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.compare.passages.seeds import Runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.arrays import Ints

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
_CELL = 64
"""Width in diagonals and height in left characters of a cell; runs in neighbouring cells are near each other."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch equal on both sides; offsets into the compared texts."""

    left: int
    right: int
    length: int

    @property
    def left_end(self) -> int:
        """End on the left, exclusive."""
        return self.left + self.length

    @property
    def right_end(self) -> int:
        """End on the right, exclusive."""
        return self.right + self.length


@dataclass(frozen=True, slots=True)
class Chain:
    """Ascending runs without overlaps on either side; never empty."""

    runs: tuple[Run, ...]

    @property
    def left(self) -> int:
        """Start on the left."""
        return self.runs[0].left

    @property
    def right(self) -> int:
        """Start on the right."""
        return self.runs[0].right

    @property
    def left_end(self) -> int:
        """End on the left, exclusive."""
        return self.runs[-1].left_end

    @property
    def right_end(self) -> int:
        """End on the right, exclusive."""
        return self.runs[-1].right_end

    @property
    def matched(self) -> int:
        """Characters in the runs."""
        return sum(run.length for run in self.runs)


class _Blocks(NamedTuple):
    """The blocks to chain, as columns, by left end: runs of a diagonal with only short gaps."""

    runs: list[range]
    """Indices of the runs of each block."""
    left: list[int]
    right: list[int]
    left_end: list[int]
    right_end: list[int]
    gains: list[int]
    """Score of each block alone."""


def chain_runs(runs: Runs, gains: Ints, least: int = LONELY) -> list[Chain]:
    """Return the chains of at least `least` shared characters, by left offset, then right offset.

    `gains` is the score of each run: its characters beyond boilerplate. Slogans thus never start a chain, yet may
    stand inside a chain. The runs are ordered by diagonal, then left offset.
    """
    if not len(runs.left):
        return []
    is_near = _runs_in_company(runs, min(least, LONELY))
    runs = Runs(runs.left[is_near], runs.right[is_near], runs.length[is_near])
    paths = _best_paths(_join_blocks(runs, gains[is_near]))
    lengths = runs.length.tolist()
    chains = [_cut_overlaps(runs, path) for path in paths if sum(lengths[run] for run in path) >= least]
    return sorted((chain for chain in chains if chain), key=lambda chain: (chain.left, chain.right))


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
    if not len(runs.left):
        return _Blocks([], [], [], [], [], [])
    diagonal = runs.left - runs.right
    gap = runs.left[1:] - (runs.left + runs.length)[:-1]
    firsts = np.r_[0, np.flatnonzero((np.diff(diagonal) != 0) | (gap > BLOCK_GAP)) + 1]
    lasts = np.r_[firsts[1:], len(runs.left)] - 1
    left, right = runs.left[firsts], runs.right[firsts]
    left_end, right_end = (runs.left + runs.length)[lasts], (runs.right + runs.length)[lasts]
    gains_before = np.r_[0, np.cumsum(gains)]
    order = np.lexsort((left, right, left_end))
    ranges = [range(first, last + 1) for first, last in zip(firsts[order].tolist(), lasts[order].tolist(), strict=True)]
    columns = (left, right, left_end, right_end, gains_before[lasts + 1] - gains_before[firsts])
    return _Blocks(ranges, *(column[order].tolist() for column in columns))


def _best_paths(blocks: _Blocks) -> list[list[int]]:
    """Return the best chains as lists of run indices, the best first; no run is in two chains."""
    scores: list[float] = []
    predecessors: list[int] = []
    for index in range(len(blocks.runs)):
        score, predecessor = _best_predecessor(blocks, scores, index)
        scores.append(score)
        predecessors.append(predecessor)
    return [[run for block in path for run in blocks.runs[block]] for path in _read_back(scores, predecessors)]


def _best_predecessor(blocks: _Blocks, scores: Sequence[float], index: int) -> tuple[float, int]:
    """Return the best score of a chain ending with a block, and the preceding block; -1 for none."""
    gain, left, right = blocks.gains[index], blocks.left[index], blocks.right[index]
    right_end, farthest = blocks.right_end[index], left - GAP
    best, predecessor = float(gain), -1
    last_end = min(blocks.left_end[index] - 1, left + BLOCK_GAP)
    before = bisect_right(blocks.left_end, last_end, 0, index) - 1
    while before >= 0 and blocks.left_end[before] >= farthest:
        if (
            scores[before] + gain > best  # first, as most blocks fail here
            and blocks.left[before] < left
            and blocks.right[before] < right
            and blocks.right_end[before] < right_end
        ):
            left_gap, right_gap = left - blocks.left_end[before], right - blocks.right_end[before]
            smaller_gap = min(left_gap, right_gap)
            if right_gap <= GAP and smaller_gap >= -BLOCK_GAP:
                cost = GAP_COST * (max(left_gap, right_gap, 0) + abs(left_gap - right_gap))
                score = scores[before] + gain + min(smaller_gap, 0) - cost
                if score > best:
                    best, predecessor = score, before
        before -= 1
    return best, predecessor


def _read_back(scores: Sequence[float], predecessors: Sequence[int]) -> list[list[int]]:
    """Return the paths from the best ends, the best first; a path stops where a better path has used the predecessor."""
    is_used = [False] * len(scores)
    paths = []
    for end in sorted(range(len(scores)), key=lambda index: (-scores[index], index)):
        path, index = [], end
        while index >= 0 and not is_used[index]:
            is_used[index] = True
            path.append(index)
            index = predecessors[index]
        if path:
            paths.append(path[::-1])
    return paths


def _cut_overlaps(runs: Runs, path: list[int]) -> Chain | None:
    """Return the runs of a path as a chain, with overlaps cut from the later run; None where no run is left."""
    disjoint: list[Run] = []
    for index in path:
        left, right, length = int(runs.left[index]), int(runs.right[index]), int(runs.length[index])
        overlap = max(disjoint[-1].left_end - left, disjoint[-1].right_end - right, 0) if disjoint else 0
        if overlap < length:
            disjoint.append(Run(left + overlap, right + overlap, length - overlap))
    return Chain(tuple(disjoint)) if disjoint else None
