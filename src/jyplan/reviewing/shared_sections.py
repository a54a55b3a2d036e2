"""The section of a plan that shares most of its text with another plan, counted as all shares are: without spaces and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.copies.own_text import content_places
from jyplan.compare.passages.shares import copied_runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import CopiedPair, Plan


class SharedSections:
    """Looks up the places of a plan's characters once, however many pairs the plan is in."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self._plans = plans
        self._places: dict[int, np.ndarray[tuple[int], np.dtype[np.int64]]] = {}

    def size(self, number: int) -> int:
        """Return how many characters of a plan shares count."""
        return len(self._places_of(number))

    def most_shared(self, number: int, pair: CopiedPair) -> tuple[str | None, int]:
        """Return the topmost section with most of the text that a plan shares in a pair, and how many characters of it; None for a plan without sections."""
        copied = pair.a_text if number == pair.a else pair.b_text
        starts, ends = copied_runs(copied)
        places = self._places_of(number)
        counts: dict[str, int] = {}
        for node in self._plans[number].nodes:
            first, last = np.searchsorted(places, (node.span.start, node.span.end))
            shared = np.minimum(ends, last) - np.maximum(starts, first)
            counts[node.id] = int(shared[shared > 0].sum())
        if not any(counts.values()):
            return None, int((ends - starts).sum())
        section = max(counts, key=lambda node: counts[node])
        return section, counts[section]

    def _places_of(self, number: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        if number not in self._places:
            self._places[number] = content_places(self._plans[number].text)
        return self._places[number]
