"""The place of a stretch in a copy with different spaces and punctuation."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from jyplan.compare.copies.placing import place_copies
from jyplan.compare.passages.views import view_text
from jyplan.model import SharedStretch, Span

TEXT = "甲乙丙丁戊己庚辛壬癸"


@given(
    st.lists(st.sampled_from(["", " ", "，", "\n\u3000"]), min_size=len(TEXT), max_size=len(TEXT)),
    st.integers(0, 9),
    st.integers(1, 10),
)
def test_stretch_holds_the_same_characters_in_the_copy(format_: list[str], start: int, size: int) -> None:
    span = Span(start, min(start + size, len(TEXT)))
    copy = "".join(mark + character for mark, character in zip(format_, TEXT, strict=True))
    placed = place_copies(SharedStretch((0, 1), (span, span), ""), np.array([0, 0]), [TEXT, copy])
    place = placed.places[1]
    assert view_text(copy[place.start : place.end]).bare[0] == TEXT[span.start : span.end]
    assert placed.places[0] == span


def test_original_and_exact_copy_keep_their_places() -> None:
    stretch = SharedStretch((0, 1), (Span(2, 5), Span(2, 5)), "丙丁戊")
    assert place_copies(stretch, np.array([0, 0]), [TEXT, TEXT]) == stretch
