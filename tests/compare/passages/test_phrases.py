"""The multi-pattern search finds the same places as a search for every single phrase."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from jyplan.compare.passages.phrases import index_phrases

LETTERS = "教研计划，a𠮷\U00020bb7\ud842"
TEXTS = st.text(alphabet=LETTERS, max_size=60)
PHRASES = st.lists(st.text(alphabet=LETTERS, max_size=8), max_size=8, unique=True).map(tuple)


def places(phrase: str, text: str) -> list[tuple[int, int]]:
    return [(at, at + len(phrase)) for at in range(len(text)) if phrase and text.startswith(phrase, at)]


@given(PHRASES, TEXTS)
def test_search_for_many_phrases_finds_every_place_of_every_phrase(phrases: tuple[str, ...], text: str) -> None:
    expected = Counter(place for phrase in phrases for place in places(phrase, text))
    assert Counter(index_phrases(phrases).find(text)) == expected


def test_phrases_with_equal_beginnings_are_both_found() -> None:
    phrases = ("全面贯彻党的教育方针", "全面贯彻")
    assert sorted(index_phrases(phrases).find("要全面贯彻党的教育方针。")) == [(1, 5), (1, 11)]


def test_characters_with_equal_lower_sixteen_bits_are_distinguished() -> None:
    phrase, text = "\U00020001研计划", "\x01研计划"
    assert list(index_phrases((phrase,)).find(text)) == []


def test_empty_text_and_empty_phrase_have_no_places() -> None:
    assert list(index_phrases(("全面贯彻",)).find("")) == []
    assert list(index_phrases(()).find("全面贯彻")) == []
    assert list(index_phrases(("",)).find("全面贯彻")) == []
