"""Facts looked up by a span of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import Fact, Span


class FactsByPlace:
    """Finds the facts overlapping a span, by bisection."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = facts
        self._order = sorted(range(len(facts)), key=lambda index: facts[index].start)
        self._starts = [facts[index].start for index in self._order]
        self._longest = max((fact.end - fact.start for fact in facts), default=0)

    def meeting(self, span: Span) -> Iterator[int]:
        """Yield the indices of the facts overlapping a span; for an empty span, of the facts around it."""
        first = bisect_left(self._starts, span.start - self._longest)
        for index in self._order[first : bisect_right(self._starts, span.end)]:
            if self._facts[index].start < span.end and span.start < self._facts[index].end:
                yield index
