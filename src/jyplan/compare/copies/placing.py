"""The place of a shared stretch in a copy with the same characters as the original, spaces and punctuation aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from jyplan.compare.passages.views import view_text
from jyplan.model import SharedStretch, Span

if TYPE_CHECKING:
    from jyplan.compare.arrays import Ints


class TextsByIndex(Protocol):
    """A sequence of texts; a missing text is None."""

    def __getitem__(self, number: int, /) -> str | None: ...


def place_copies(stretch: SharedStretch, originals: Ints, texts: TextsByIndex) -> SharedStretch:
    """Return a stretch with every copy's place moved from the original's text into the copy's own text.

    `originals` has for each text the first text that differs from it by format only; that is the text itself for an
    original, whose place stays. A place is kept as well where a text is missing.
    """
    places = tuple(
        span if (original := int(originals[member])) == member else _place_in_copy(span, texts[original], texts[member])
        for member, span in zip(stretch.members, stretch.places, strict=True)
    )
    return SharedStretch(stretch.members, places, stretch.text)


def _place_in_copy(span: Span, original: str | None, copy: str | None) -> Span:
    """Return the span of a copy with the same characters as `span` of the original, format not counted."""
    if original == copy or original is None or copy is None:
        return span
    original_places, copy_places = (view.places[view.bare[1]] for view in (view_text(original), view_text(copy)))
    start, end = np.searchsorted(original_places, [span.start, span.end]).tolist()
    return Span(int(copy_places[start]), int(copy_places[end - 1]) + 1) if start < end else Span(0, 0)
