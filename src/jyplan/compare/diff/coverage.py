"""Coverage: the characters of two texts matched by shared stretches, as arrays for looking up regions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.arrays import Ints, Mask
    from jyplan.compare.diff.offsets import RegionPair
    from jyplan.compare.passages.extents import Stretch


@dataclass(frozen=True)
class Coverage:
    """The left and right characters covered by the exact runs of some shared stretches."""

    partners: Ints
    """For every left character the offset of the matched right character; -1 without a match."""
    stretches: Ints
    """For every left character the index of the stretch that matches it; -1 without a match."""
    right_covered: Mask
    """True for matched right characters."""
    matched: Ints
    """Matched characters of each stretch."""

    def matched_in(self, region: RegionPair) -> int:
        """Return how many characters of the left region are matched by characters of the right region."""
        return int(self._matches(region).sum())

    def counts_in(self, region: RegionPair) -> Ints:
        """Return for every stretch how many of its matched characters lie in the region on both sides."""
        stretches = self.stretches[region.left : region.left_end][self._matches(region)]
        return np.bincount(stretches, minlength=len(self.matched))

    def covered_in(self, region: RegionPair) -> int:
        """Return how many characters of the left or of the right region are matched anywhere, the larger number."""
        on_left = int((self.partners[region.left : region.left_end] >= 0).sum())
        return max(on_left, int(self.right_covered[region.right : region.right_end].sum()))

    def _matches(self, region: RegionPair) -> Mask:
        """Return True for the characters of the left region matched by the right region."""
        partners = self.partners[region.left : region.left_end]
        return (partners >= region.right) & (partners < region.right_end)


def cover(stretches: Sequence[Stretch], sizes: tuple[int, int]) -> Coverage:
    """Return the coverage of two texts of `sizes` characters by the runs of shared stretches.

    A character in two stretches belongs to the stretch with more matched characters.
    """
    partners = np.full(sizes[0], -1, dtype=np.int64)
    owners = np.full(sizes[0], -1, dtype=np.int64)
    right_covered = np.zeros(sizes[1], dtype=bool)
    richest_first = sorted(
        range(len(stretches)), key=lambda index: (-stretches[index].matched, stretches[index].left, index)
    )
    for index in richest_first:
        for run in stretches[index].exact_runs:
            run_partners = np.arange(run.right, run.right_end)
            free = (partners[run.left : run.left_end] < 0) & ~right_covered[run_partners]
            partners[run.left : run.left_end][free] = run_partners[free]
            owners[run.left : run.left_end][free] = index
            right_covered[run_partners[free]] = True
    matched = np.bincount(owners[owners >= 0], minlength=len(stretches))
    return Coverage(partners, owners, right_covered, matched)
