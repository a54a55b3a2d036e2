"""Where a stretch stands in a text that says the same as another, with other spaces and punctuation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from jyplan.compare.passages.views import view_text
from jyplan.model import SharedStretch, Span

if TYPE_CHECKING:
    from jyplan.compare.passages.seeds import Ints


class Texts(Protocol):
    """Gives texts by their numbers; those that are asked for are there."""

    def __getitem__(self, number: int, /) -> str | None: ...


def place_copies(stretch: SharedStretch, originals: Ints, texts: Texts) -> SharedStretch:
    """Return a stretch with the places of its copies as they are in their own texts.

    `originals` has the first text that says the same for each text; a copy comes with the place of that one.
    """
    places = tuple(
        span if (first := int(originals[member])) == member else _carried(span, texts[first], texts[member])
        for member, span in zip(stretch.members, stretch.places, strict=True)
    )
    return SharedStretch(stretch.members, places, stretch.text)


def _carried(span: Span, first: str | None, copy: str | None) -> Span:
    """Return where a copy has a stretch of the first text; what counts is the same characters in both."""
    if first == copy or first is None or copy is None:
        return span
    there, here = (view.places[view.bare[1]] for view in (view_text(first), view_text(copy)))
    start, end = np.searchsorted(there, [span.start, span.end]).tolist()
    return Span(int(here[start]), int(here[end - 1]) + 1) if start < end else Span(0, 0)
