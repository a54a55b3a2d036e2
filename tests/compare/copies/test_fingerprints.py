"""Fingerprints: chosen so that what two texts share has equal ones, whatever stands around it."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan.compare.copies.fingerprints import GRAM, Fingerprints, take_fingerprints
from jyplan.compare.passages.views import FORMAT
from jyplan.text.normalise import normalise

LONGEST_GAP = 11
"""Characters of a shared stretch that always have a fingerprint: GRAM + SUBGRAM - 1."""

HANZI = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
COUNTED = st.text(alphabet=st.one_of(HANZI, st.sampled_from("教研计划a1")), min_size=LONGEST_GAP, max_size=40)
ANY = st.text(alphabet=st.one_of(HANZI, st.sampled_from("教研，。 \n\u3000（）１.ß𠮷😀"), st.characters()), max_size=60)
FORMATTED = st.sampled_from(["", " ", "\n", "\u3000", "，", "。", "（", "\u200b", "——"])


def hashes_of(text: str) -> set[int]:
    return set(take_fingerprints([text]).hashes.tolist())


def of_text(taken: Fingerprints, number: int) -> list[tuple[int, int]]:
    rows = np.flatnonzero(taken.owners == number)
    return list(zip(taken.hashes[rows].tolist(), taken.places[rows].tolist(), strict=True))


@given(COUNTED, ANY, ANY, ANY, ANY)
def test_eleven_shared_characters_always_share_a_fingerprint(shared: str, a: str, b: str, c: str, d: str) -> None:
    assert hashes_of(shared)
    assert hashes_of(shared) <= hashes_of(a + shared + b) & hashes_of(c + shared + d)


@given(COUNTED, st.data())
def test_format_does_not_change_fingerprints(text: str, data: st.DataObject) -> None:
    formatted = "".join(character + data.draw(FORMATTED) for character in text)
    wide = formatted.translate(str.maketrans("a1", "Ａ１"))

    plain, changed = take_fingerprints([text]), take_fingerprints([wide])

    assert plain.hashes.tolist() == changed.hashes.tolist()
    assert plain.digests == changed.digests


@given(ANY)
def test_places_lead_to_the_first_character_of_a_gram_that_counts(text: str) -> None:
    for place in take_fingerprints([text]).places.tolist():
        first = normalise(text[place]).text
        assert first
        assert first not in FORMAT


@given(st.lists(ANY, max_size=70))
def test_texts_taken_together_are_as_if_taken_alone(texts: list[str]) -> None:
    together = take_fingerprints(texts)

    assert together.owners.tolist() == sorted(together.owners.tolist())
    for number, text in enumerate(texts):
        alone = take_fingerprints([text])
        assert of_text(together, number) == of_text(alone, 0)
        assert together.digests[number] == alone.digests[0]


def test_fingerprint_is_its_gram_and_nothing_else() -> None:
    words = "".join(chr(Random(1).randrange(0x4E00, 0x9FA5)) for _ in range(5_000))
    taken = take_fingerprints([words, words[2_000:]])
    grams: dict[int, set[str]] = {}
    for number, text in enumerate((words, words[2_000:])):
        for value, place in of_text(taken, number):
            grams.setdefault(value, set()).add(text[place : place + GRAM])
    assert all(len(same) == 1 for same in grams.values())


def test_two_of_five_grams_are_kept() -> None:
    random = Random(2)
    text = "".join(chr(random.randrange(0x4E00, 0x9FA5)) for _ in range(20_000))
    assert 0.38 < len(take_fingerprints([text]).hashes) / len(text) < 0.42


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("教研计划七个字", id="seven characters"),
        pytest.param("、，。" * 20, id="punctuation only"),
        pytest.param(" \n\u3000" * 20, id="spaces only"),
        pytest.param("", id="empty"),
    ],
)
def test_too_short_text_has_no_fingerprint(text: str) -> None:
    assert len(take_fingerprints([text]).hashes) == 0


@pytest.mark.parametrize(("text", "counts"), [("", False), ("。 \n", False), ("教", True), ("\ud800", True)])
def test_digest_is_empty_where_nothing_counts(text: str, counts: bool) -> None:
    assert bool(take_fingerprints([text]).digests[0]) is counts


def test_no_text_has_no_fingerprint() -> None:
    taken = take_fingerprints([])
    assert (len(taken.hashes), len(taken.owners), len(taken.places), taken.digests) == (0, 0, 0, ())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("教\U00020000研", "教\U00021800研", id="rare Hanzi that share a code in 16 bits"),
        pytest.param("教\U00020000研", "教\ue800研", id="a rare Hanzi and its code in the private use area"),
        pytest.param("教😀研", "教😁研", id="two emoji"),
        pytest.param("教\ud800研", "教\ud801研", id="two halves of a character"),
    ],
)
def test_different_characters_have_different_digests(one: str, other: str) -> None:
    taken = take_fingerprints([one, other])
    assert taken.digests[0] != taken.digests[1]


def test_rare_character_in_the_same_batch_does_not_change_a_digest() -> None:
    assert take_fingerprints(["教研", "𠮷"]).digests[0] == take_fingerprints(["教研"]).digests[0]


def test_place_beyond_16_bits_is_kept() -> None:
    shared = "学校教研组每周三下午集体备课"
    taken = take_fingerprints(["，" * 100_000 + shared])
    assert taken.places.min() >= 100_000
    assert taken.hashes.tolist() == take_fingerprints([shared]).hashes.tolist()
