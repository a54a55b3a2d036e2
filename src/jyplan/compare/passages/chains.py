"""Chaining: runs that follow each other on both sides are one edited stretch.

The classic sparse chaining of sequence alignment (as in minimap2, Li 2018, section 2.1): a run joins the
predecessor that leaves it the best score, a chain is read back from its best end, each run is used once.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.passages.seeds import Runs

if TYPE_CHECKING:
    from jyplan.compare.arrays import Ints

GAP = 120
"""Characters between two runs of a chain, at most, on either side: at 30 % edited characters 97 of 100
gaps between seeds of 6 are shorter."""
GAP_COST = 0.05
"""Score that a character of a gap costs; a shared character earns 1."""
BLOCK_GAP = 12
"""Characters that may be replaced one for one between two runs of a diagonal to make them one block
before chaining: nothing can join them better, and chaining has fewer pieces to look at."""
LONELY = 10
"""Shared characters that must lie near a run (itself included) for it to be chained at all."""
_CELL = 64  # diagonals and characters of one side that count as near


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
    """Runs in ascending order that do not overlap on either side; at least one."""

    runs: tuple[Run, ...]

    @property
    def left(self) -> int:
        """Where the chain begins on the left."""
        return self.runs[0].left

    @property
    def right(self) -> int:
        """Where the chain begins on the right."""
        return self.runs[0].right

    @property
    def left_end(self) -> int:
        """Where it ends on the left, exclusive."""
        return self.runs[-1].left_end

    @property
    def right_end(self) -> int:
        """Where it ends on the right, exclusive."""
        return self.runs[-1].right_end

    @property
    def matched(self) -> int:
        """Characters in its runs."""
        return sum(run.length for run in self.runs)


def chain_runs(runs: Runs, earned: Ints, least: int = LONELY) -> list[Chain]:
    """Return the chains of the runs that have at least `least` characters, in the order of their places.

    `earned` is the score of each run: its characters that are no boilerplate, so that slogans never start
    a chain, yet stand inside one that goes on around them.
    """
    if not len(runs.left):
        return []
    near = _in_company(runs, min(least, LONELY))
    runs = Runs(runs.left[near], runs.right[near], runs.length[near])
    blocks = _blocks(runs)
    paths = _best_paths(runs, blocks, earned[near])
    lengths = runs.length.tolist()
    chains = [_untangled(runs, picked) for picked in paths if sum(lengths[run] for run in picked) >= least]
    return sorted((chain for chain in chains if chain), key=lambda chain: (chain.left, chain.right))


def _in_company(runs: Runs, enough: int) -> Ints:
    """Return the runs that are long enough, alone or with others near on about the same diagonal."""
    width = 1 << 32
    cell = ((runs.left - runs.right) // _CELL + width // 4) * width + runs.left // _CELL
    order = np.argsort(cell)
    cells, before = cell[order], np.r_[0, np.cumsum(runs.length[order])]
    around = np.zeros(len(cell), dtype=np.int64)
    for step in (-width, 0, width):  # the diagonals beside each other, and two cells to either side on each
        ends = np.searchsorted(cells, cell + step + 2, "right")
        around += before[ends] - before[np.searchsorted(cells, cell + step - 2)]
    return np.flatnonzero(around >= enough)


def _blocks(runs: Runs) -> list[tuple[int, int]]:
    """Return index ranges of runs on one diagonal with only short gaps between them."""
    if not len(runs.left):
        return []
    shift = runs.left - runs.right
    gap = runs.left[1:] - (runs.left + runs.length)[:-1]
    breaks = np.flatnonzero((np.diff(shift) != 0) | (gap > BLOCK_GAP)) + 1
    edges = [0, *breaks.tolist(), len(runs.left)]
    return list(pairwise(edges))


def _best_paths(runs: Runs, blocks: list[tuple[int, int]], earned: Ints) -> list[list[int]]:
    """Return the best chains as lists of run indices, the best first; no run is in two."""
    firsts = np.array([first for first, _ in blocks], dtype=np.int64)
    lasts = np.array([last - 1 for _, last in blocks], dtype=np.int64)
    ends = (runs.left + runs.length)[lasts]
    order = np.lexsort((runs.left[firsts], runs.right[firsts], ends))
    total = np.r_[0, np.cumsum(earned)]
    gains = (total[lasts + 1] - total[firsts])[order].tolist()
    left, right = runs.left[firsts][order].tolist(), runs.right[firsts][order].tolist()
    left_end, right_end = ends[order].tolist(), (runs.right + runs.length)[lasts][order].tolist()
    score: list[float] = []
    previous: list[int] = []
    for index, gain in enumerate(gains):
        best, choice = gain, -1
        end = min(left_end[index] - 1, left[index] + BLOCK_GAP)
        at = bisect_right(left_end, end, 0, index) - 1
        begin, other = left[index], right[index]
        other_end, farthest = right_end[index], begin - GAP
        while at >= 0 and left_end[at] >= farthest:
            # most are out of the question by their score alone
            if score[at] + gain > best and left[at] < begin and right[at] < other and right_end[at] < other_end:
                left_gap, right_gap = begin - left_end[at], other - right_end[at]
                nearest = min(left_gap, right_gap)
                if right_gap <= GAP and nearest >= -BLOCK_GAP:
                    cost = GAP_COST * (max(left_gap, right_gap, 0) + abs(left_gap - right_gap))
                    reached = score[at] + gain + min(nearest, 0) - cost
                    if reached > best:
                        best, choice = reached, at
            at -= 1
        score.append(best)
        previous.append(choice)
    return [
        [run for block in path for run in range(*blocks[int(order[block])])] for path in _read_back(score, previous)
    ]


def _read_back(score: list[float], previous: list[int]) -> list[list[int]]:
    """Return the paths from the best ends, each up to where a better one has taken over."""
    used = [False] * len(score)
    paths = []
    for end in sorted(range(len(score)), key=lambda index: (-score[index], index)):
        path, at = [], end
        while at >= 0 and not used[at]:
            used[at] = True
            path.append(at)
            at = previous[at]
        if path:
            paths.append(path[::-1])
    return paths


def _untangled(runs: Runs, picked: list[int]) -> Chain | None:
    """Return the runs as a chain with overlaps cut from the later run; None where nothing is left."""
    kept: list[Run] = []
    left_end = right_end = -1
    for index in picked:
        left, right, length = int(runs.left[index]), int(runs.right[index]), int(runs.length[index])
        cut = max(left_end - left, right_end - right, 0) if kept else 0
        if cut < length:
            kept.append(Run(left + cut, right + cut, length - cut))
            left_end, right_end = left + length, right + length
    return Chain(tuple(kept)) if kept else None
