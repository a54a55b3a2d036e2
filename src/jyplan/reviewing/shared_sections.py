"""The section of a plan with most characters copied in a pair; like all shares, without spaces and punctuation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.copies.own_text import content_places
from jyplan.compare.passages.shares import copied_runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.arrays import Ints
    from jyplan.model import CopiedPair, Plan


class SharedSections:
    """Counts copied characters by section; the content characters of a plan are looked up once for all its pairs."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self._plans = plans
        self._places: dict[int, Ints] = {}

    def size(self, number: int) -> int:
        """Return the number of content characters of a plan."""
        return len(self._places_of(number))

    def most_shared(self, number: int, pair: CopiedPair) -> tuple[str | None, int]:
        """Return the id of the topmost section with most copied characters of a plan in a pair, and their number.

        Without a section, None and the number for the whole plan.
        """
        starts, ends = copied_runs(pair.a_text if number == pair.a else pair.b_text)
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

    def _places_of(self, number: int) -> Ints:
        if number not in self._places:
            self._places[number] = content_places(self._plans[number].text)
        return self._places[number]
