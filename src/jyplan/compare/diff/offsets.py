"""Positions in the two plain texts of a comparison, left before right; offsets count characters of `View.plain`."""

from __future__ import annotations

from typing import NamedTuple


class OffsetPair(NamedTuple):
    """An offset in the left text and the corresponding offset in the right text."""

    left: int
    right: int


class RegionPair(NamedTuple):
    """A region of the left text and the corresponding region of the right text; ends are exclusive."""

    left: int
    left_end: int
    right: int
    right_end: int

    @property
    def left_size(self) -> int:
        """Characters of the left region."""
        return self.left_end - self.left

    @property
    def right_size(self) -> int:
        """Characters of the right region."""
        return self.right_end - self.right
