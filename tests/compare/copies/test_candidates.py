"""Candidate pairs are those that counting shared fingerprints pair by pair finds."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from jyplan.compare.copies import candidates
from jyplan.compare.copies.candidates import (
    BAND,
    CELL,
    CELLS,
    LEAST,
    RARE,
    SURE,
    Candidates,
    RareFingerprints,
    find_candidates,
    rare_fingerprints,
)
from jyplan.compare.copies.fingerprints import take_fingerprints
from jyplan.compare.copies.inverted_index import InvertedIndex, sort_partition, split_by_hash
from jyplan.compare.copies.partners import COVER, FEW, NEW, NEW_TWICE
from tests.compare.copies.copied_plans import hanzi

if TYPE_CHECKING:
    import pytest

_RANDOM = Random(5)
PIECES = tuple(
    "".join(chr(_RANDOM.randrange(0x4E00, 0x9FA5)) for _ in range(size)) for size in (9, 15, 22, 30, 40, 60, 90, 200)
)
TEXTS = st.lists(st.lists(st.sampled_from(PIECES), max_size=6).map("".join), max_size=RARE + 4)
Pair = tuple[int, int]
NO_RANKS = np.zeros(0, dtype=np.int64)


def rares(texts: list[str]) -> list[list[RareFingerprints]]:
    index = InvertedIndex()
    index.add(split_by_hash(take_fingerprints(texts), 0))
    is_indexed = np.ones(len(texts), dtype=bool)
    return [rare_fingerprints(sort_partition(partition, is_indexed)) for partition in index.pop_partitions()]


def shared_places(texts: list[str]) -> dict[Pair, list[Pair]]:
    """Return the places of each shared rare fingerprint, for each pair of texts that has one."""
    taken = take_fingerprints(texts)
    places_of_hash: dict[int, dict[int, int]] = defaultdict(dict)
    for value, owner, place in zip(taken.hashes.tolist(), taken.owners.tolist(), taken.places.tolist(), strict=True):
        places_of_hash[value].setdefault(owner, place)
    shared: dict[Pair, list[Pair]] = defaultdict(list)
    for places in places_of_hash.values():
        if 2 <= len(places) <= RARE:
            for left, right in combinations(sorted(places), 2):
                shared[left, right].append((places[left], places[right]))
    return shared


def are_in_order(places: list[Pair]) -> bool:
    """Whether pairs of places are in enough different cells of one band of either layer."""
    for offset in (BAND // 2, -BAND // 2):
        cells: dict[int, set[int]] = defaultdict(set)
        for left, right in places:
            cells[(2 * (left - right) + offset) // (2 * BAND)].add((left + right) // (2 * CELL))
        if max(map(len, cells.values())) >= CELLS:
            return True
    return False


def kept(pairs: dict[Pair, int], places: dict[Pair, list[Pair]]) -> dict[Pair, int]:
    """Return the pairs that either text is in with a few others, or that cover what no closer ones cover."""
    chosen = set()
    for text in {text for pair in pairs for text in pair}:
        own = sorted((pair for pair in pairs if text in pair), key=lambda pair: (-pairs[pair], sum(pair)))
        if len(own) <= FEW:
            chosen.update(own)
            continue
        times: Counter[int] = Counter()
        for pair in own:
            cells = {place[pair.index(text)] // COVER for place in places[pair]}
            new = sum(times[cell] == 0 for cell in cells)
            if new >= min(NEW, len(cells)) or sum(times[cell] <= 1 for cell in cells) >= NEW_TWICE:
                times.update(cells)
                chosen.add(pair)
    return {pair: pairs[pair] for pair in chosen}


def find(texts: list[str]) -> Candidates:
    return find_candidates(rares(texts), np.arange(len(texts)))


@settings(max_examples=60)
@given(TEXTS)
def test_candidates_are_the_pairs_that_counting_all_pairs_finds(texts: list[str]) -> None:
    counted = {
        pair: len(places)
        for pair, places in shared_places(texts).items()
        if len(places) >= SURE or (len(places) >= LEAST and are_in_order(places))
    }
    found = find(texts)
    rows = zip(*(column.tolist() for column in found.kept), strict=True)
    expected = kept(counted, shared_places(texts))
    assert [((left, right), shared) for left, right, shared in rows] == sorted(expected.items())
    assert {*found.left_out.numbers()} == counted.keys() - expected.keys()


def test_frequent_fingerprint_joins_no_pair() -> None:
    texts = [PIECES[-1]] * (RARE + 1)
    assert rares(texts) == [[]] * 64
    assert len(find(texts).kept.left) == 0


def test_text_of_a_dozen_plans_joins_all_of_them() -> None:
    assert len(find([PIECES[-1]] * RARE).kept.left) == RARE * (RARE - 1) // 2


def test_text_of_many_plans_joins_each_with_a_few() -> None:
    """Each of 40 texts shares the same piece with some dozen others, a copy of it for each dozen."""
    own = [hanzi(300, seed) for seed in range(3)]
    texts = ["".join(own[part] for part in range(3) if number % 3 != part) for number in range(18)]
    found = find(texts)
    assert len(found.left_out.left) > 0
    assert {text for pair in found.kept.numbers() for text in pair} == set(range(18))


def test_each_source_of_a_stitched_text_is_kept() -> None:
    sources = [hanzi(600, seed) for seed in range(30)]
    stitched = "".join(source[:150] for source in sources)
    found = find([*sources, stitched])
    assert [*found.kept.numbers()] == [(number, 30) for number in range(30)]


def test_texts_with_large_indices_are_joined() -> None:
    """A pair is one word of 64 bits: no number of texts confuses two pairs."""
    left, right = 2**24 + 1, 2**31 + 5
    rare = RareFingerprints(
        2,
        np.array([[left, right]] * SURE, dtype=np.uint32),
        np.arange(2 * SURE, dtype=np.uint32).reshape(SURE, 2),
    )
    pairs = find_candidates([[rare]], NO_RANKS).kept
    assert (pairs.left.tolist(), pairs.right.tolist(), pairs.shared.tolist()) == ([left], [right], [SURE])


def test_place_far_into_a_text_stands_in_a_band() -> None:
    places = np.arange(LEAST, dtype=np.uint32) * CELL
    rare = RareFingerprints(2, np.array([[0, 1]] * LEAST, dtype=np.uint32), np.stack([places + 2**31, places], axis=1))
    assert find_candidates([[rare]], NO_RANKS).kept.left.tolist() == [0]


def test_scattered_phrases_make_no_candidate() -> None:
    step = np.arange(LEAST, dtype=np.uint32)
    rare = RareFingerprints(
        2, np.array([[0, 1]] * LEAST, dtype=np.uint32), np.stack([step * 1_000, (LEAST - step) * 1_000], axis=1)
    )
    assert find_candidates([[rare]], NO_RANKS).kept.left.tolist() == []


def test_pairs_counted_in_rounds_are_the_pairs_counted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["".join(PIECES[start : start + 3]) for start in range(len(PIECES) - 3)] * 2
    at_once = find(texts).kept
    monkeypatch.setattr(candidates, "_KEYS_AT_ONCE", 7)
    in_rounds = find(texts).kept
    assert len(at_once.left) > 0
    assert [column.tolist() for column in in_rounds] == [column.tolist() for column in at_once]


def test_keys_too_large_for_32_bits_are_counted_as_well() -> None:
    """Numbers of texts beyond 65,536 in one turn."""
    far = 3_000_000
    places = np.arange(LEAST, dtype=np.uint32) * CELL
    rare = RareFingerprints(2, np.array([[1, far]] * LEAST, dtype=np.uint32), np.stack([places, places], axis=1))
    kept = find_candidates([[rare]], np.arange(far + 1)).kept
    assert (kept.left.tolist(), kept.right.tolist(), kept.shared.tolist()) == ([1], [far], [LEAST])
