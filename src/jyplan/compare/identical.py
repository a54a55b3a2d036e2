"""Texts that say the same as an earlier one: set aside before anything is compared, told with it afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.views import says_the_same, view_text
from jyplan.model import CopiedPair, Passage, Relation, SharedStretch, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.compare.seeds import Ints


def same_pairs(texts: Sequence[str], originals: Ints) -> Iterator[CopiedPair]:
    """Yield each text that says the same as an earlier one, with the first that does; `originals` has that for each.

    Fingerprints have no punctuation at all, so that 1.5 and 15 are told apart here.
    """
    for copy in np.flatnonzero(originals != np.arange(len(originals))).tolist():
        first = int(originals[copy])
        one, other = view_text(texts[first]), view_text(texts[copy])
        same = says_the_same(one, other)
        spans = one.span(0, len(one.plain)), other.span(0, len(other.plain))
        passage = Passage(*spans, min(len(one.plain), len(other.plain)), edited=not same, moved=False)
        yield CopiedPair(first, copy, Relation.IDENTICAL if same else Relation.NEAR_IDENTICAL, 1.0, 1.0, (passage,))


def with_copies(stretch: SharedStretch, originals: Ints, texts: Sequence[str]) -> SharedStretch:
    """Return a stretch with the members that say the same as one of its members."""
    place = dict(zip(stretch.members, stretch.places, strict=True))
    members = np.flatnonzero(np.isin(originals, stretch.members)).tolist()
    places = (_carried(place[int(originals[member])], texts, int(originals[member]), member) for member in members)
    return SharedStretch(tuple(members), tuple(places), stretch.text)


def _carried(span: Span, texts: Sequence[str], first: int, copy: int) -> Span:
    """Return where a copy, which may have other spaces and punctuation, has a stretch of the first text."""
    if first == copy or (text := texts[first]) == (other := texts[copy]):
        return span
    there, here = (view.places[view.bare[1]] for view in (view_text(text), view_text(other)))
    start, end = np.searchsorted(there, [span.start, span.end]).tolist()
    return Span(int(here[start]), int(here[end - 1]) + 1) if start < end else Span(0, 0)
