"""Frequent fingerprints: their places, and the sections they form."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jyplan.compare.copies.candidates import RARE
from jyplan.compare.copies.fingerprints import GRAM, take_fingerprints
from jyplan.compare.copies.frequent_sections import (
    FrequentFingerprints,
    find_sections,
    frequent_fingerprints,
    frequent_places,
)
from jyplan.compare.copies.inverted_index import InvertedIndex, sort_partition, split_by_hash
from jyplan.compare.copies.template_pairs import closest_members
from tests.compare.copies.copied_plans import hanzi

PIECES = tuple(hanzi(size, 100 + size) for size in (12, 30, 60, 200))
SECTION, OTHER_SECTION = hanzi(500, 7), hanzi(500, 8)


def frequents(texts: list[str]) -> list[FrequentFingerprints]:
    index = InvertedIndex()
    index.add(split_by_hash(take_fingerprints(texts), 0))
    is_indexed = np.ones(len(texts), dtype=bool)
    return [frequent_fingerprints(sort_partition(partition, is_indexed)) for partition in index.pop_partitions()]


def own(number: int) -> str:
    return hanzi(300, 1_000 + number)


@settings(max_examples=40)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=4).map("".join), min_size=RARE + 1, max_size=RARE + 8))
def test_frequent_places_are_those_of_fingerprints_in_more_than_a_dozen_texts(texts: list[str]) -> None:
    taken = take_fingerprints(texts)
    first: dict[int, dict[int, int]] = defaultdict(dict)
    for value, owner, place in zip(*(part.tolist() for part in taken[:3]), strict=True):
        first[value].setdefault(owner, place)
    expected = defaultdict(list)
    for places in first.values():
        if len(places) > RARE:
            for owner, place in places.items():
                expected[owner].append(place)

    frequent = frequent_places(frequents(texts), np.arange(len(texts)), len(texts))

    assert {owner: places.tolist() for owner, places in frequent.items()} == {
        owner: sorted(expected[owner]) for owner in range(len(texts))
    }


@pytest.mark.parametrize("members", [RARE + 1, 40])
def test_section_is_found_with_its_members_and_places(members: int) -> None:
    texts = [own(number) + SECTION * (number < members) + own(number + 500) for number in range(members + 5)]
    (section,) = find_sections(frequents(texts))
    assert section.members.tolist() == list(range(members))
    assert all(300 <= start < 400 for start in section.starts.tolist())
    assert all(700 < end + GRAM <= 800 for end in section.ends.tolist())
    assert 350 < section.reach <= 500


def test_section_of_a_dozen_members_is_not_found() -> None:
    assert find_sections(frequents([own(number) + SECTION for number in range(RARE)])) == []


def test_two_sections_of_the_same_plans_in_other_places_are_two() -> None:
    texts = [
        own(number)
        + (SECTION + own(number + 200) + OTHER_SECTION if number % 2 else OTHER_SECTION + own(number + 200) + SECTION)
        for number in range(40)
    ]
    assert [len(section.members) for section in find_sections(frequents(texts))] == [40, 40]


def test_phrase_of_all_texts_is_no_section() -> None:
    assert find_sections(frequents([own(number) + PIECES[0] + own(number + 500) for number in range(40)])) == []


def test_empty_corpus_has_no_sections() -> None:
    assert find_sections(frequents([])) == []
    assert frequent_places(frequents([]), np.zeros(0, dtype=np.int64), 0) == {}


def test_each_member_is_paired_with_its_closest_and_with_the_next() -> None:
    texts = [own(number) + SECTION for number in range(50)]
    (section,) = find_sections(frequents(texts))
    pairs = list(closest_members(section, np.arange(50), np.ones(50, dtype=bool)))
    assert len(pairs) == 49 + 50
    assert {(number, number + 1) for number in range(49)} <= set(pairs)
    assert Counter(member for member, _ in pairs[49:]) == Counter(range(50))
    assert all(left != right for left, right in pairs)


def test_single_member_is_in_no_pair() -> None:
    (section,) = find_sections(frequents([own(number) + SECTION for number in range(20)]))
    assert list(closest_members(section, np.array([3]), np.ones(1, dtype=bool))) == []
