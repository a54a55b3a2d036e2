"""Which characters of two texts belong to which shared stretch, as arrays that a place is looked up in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.diff.edits import Place
    from jyplan.compare.passages.boilerplate import Mask
    from jyplan.compare.passages.extents import Stretch
    from jyplan.compare.passages.seeds import Ints


@dataclass(frozen=True)
class Ground:
    """The exact runs of some stretches, character by character."""

    partner: Ints
    """For every left character the right one that it is, -1 for none."""
    stretch: Ints
    """For every left character the index of the stretch it is in, -1 for none."""
    right: Mask
    """Which right characters are in a stretch."""
    matched: Ints
    """Characters in the runs of each stretch."""

    def shared(self, place: Place) -> int:
        """Return how many characters stand in a place on both sides."""
        there = self.partner[place[0] : place[1]]
        return int(((there >= place[2]) & (there < place[3])).sum())

    def cuts_up(self, place: Place, whole: float) -> bool:
        """Return whether a place holds of some stretch a part only, less than the share `whole` of it."""
        there = self.partner[place[0] : place[1]]
        inside = self.stretch[place[0] : place[1]][(there >= place[2]) & (there < place[3])]
        counts = np.bincount(inside) if len(inside) else inside
        return bool(((counts > 0) & (counts < whole * self.matched[: len(counts)])).any())

    def taken(self, place: Place) -> int:
        """Return how many characters of a place are in a stretch, on the side where there are more."""
        on_left = int((self.partner[place[0] : place[1]] >= 0).sum())
        return max(on_left, int(self.right[place[2] : place[3]].sum()))


def lay_out(stretches: Sequence[Stretch], sizes: tuple[int, int]) -> Ground:
    """Return the ground of stretches; where two overlap the richer one has the characters."""
    partner = np.full(sizes[0], -1, dtype=np.int64)
    owner = np.full(sizes[0], -1, dtype=np.int64)
    taken = np.zeros(sizes[1], dtype=bool)
    for index in sorted(range(len(stretches)), key=lambda at: (-stretches[at].matched, stretches[at].left, at)):
        for run in stretches[index].chain.runs:
            there = np.arange(run.right, run.right_end)
            free = (partner[run.left : run.left_end] < 0) & ~taken[there]
            partner[run.left : run.left_end][free] = there[free]
            owner[run.left : run.left_end][free] = index
            taken[there[free]] = True
    return Ground(partner, owner, taken, np.bincount(owner[owner >= 0], minlength=len(stretches)))
