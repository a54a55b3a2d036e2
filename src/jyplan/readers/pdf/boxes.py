"""Bounding boxes on a PDF page, in points from the left and the bottom."""

from __future__ import annotations

from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point is inside the box."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def touches(self, box: Box, gap: float) -> bool:
        """Return whether two boxes overlap or are at most `gap` apart."""
        return (
            box.left - gap <= self.right
            and self.left <= box.right + gap
            and box.bottom - gap <= self.top
            and self.bottom <= box.top + gap
        )

    def united(self, box: Box) -> Box:
        """Return the smallest box around both boxes."""
        return Box(
            min(self.left, box.left), min(self.bottom, box.bottom), max(self.right, box.right), max(self.top, box.top)
        )
