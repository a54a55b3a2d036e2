"""What of a plan no other plan has: the characters outside of all that is copied.

Characters are those that shares count, without spaces and marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.arrays import interval_mask, intervals_of
from jyplan.compare.passages.shares import copied_runs
from jyplan.compare.passages.views import view_text
from jyplan.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jyplan.compare.arrays import Ints, Mask
    from jyplan.model import CopiedText


@dataclass(frozen=True)
class OwnText:
    """The characters of a plan that are its own."""

    is_own: Mask
    """For every character that shares count."""
    places: Ints
    """The offset of each of these characters in the plan text."""

    @property
    def size(self) -> int:
        """Characters of the plan."""
        return len(self.is_own)

    @property
    def chars(self) -> int:
        """Characters of its own."""
        return int(self.is_own.sum())

    def stretches(self, least: int) -> tuple[Span, ...]:
        """Return where at least so many characters on end are its own."""
        return tuple(self._runs(least))

    def _runs(self, least: int) -> Iterator[Span]:
        for start, end in zip(*(edges.tolist() for edges in intervals_of(self.is_own)), strict=True):
            if end - start >= least:
                yield Span(int(self.places[start]), int(self.places[end - 1]) + 1)


def own_text(text: str, copied: Iterable[CopiedText], shared: Iterable[Span] = ()) -> OwnText:
    """Return what of a plan text is in no copy, and outside of all shared spans.

    >>> own_text("春天种树，秋天收获。", [], [Span(0, 5)]).stretches(2)
    (Span(start=5, end=9),)
    """
    places = content_places(text)
    is_own = np.ones(len(places), dtype=bool)
    for span in shared:
        is_own[np.searchsorted(places, span.start) : np.searchsorted(places, span.end)] = False
    for entry in copied:
        is_own &= ~interval_mask(*copied_runs(entry), len(is_own))
    return OwnText(is_own, places)


def content_places(text: str) -> Ints:
    """Return the offset of every character of a text that shares count."""
    return view_text(text).content_places
