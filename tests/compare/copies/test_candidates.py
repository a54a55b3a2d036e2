"""Candidates: what counting all pairs one by one would find."""

from __future__ import annotations

from collections import defaultdict
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
    PARTNERS,
    RARE,
    SURE,
    Rare,
    find_candidates,
    rare_of,
)
from jyplan.compare.copies.fingerprints import take_fingerprints
from jyplan.compare.copies.inverted_index import Postings, sort_part, split

if TYPE_CHECKING:
    import pytest

_RANDOM = Random(5)
PIECES = tuple(
    "".join(chr(_RANDOM.randrange(0x4E00, 0x9FA5)) for _ in range(size)) for size in (9, 15, 22, 30, 40, 60, 90, 200)
)
TEXTS = st.lists(st.lists(st.sampled_from(PIECES), max_size=6).map("".join), max_size=RARE + 4)
Pair = tuple[int, int]


def rares(texts: list[str]) -> list[list[Rare]]:
    postings = Postings()
    postings.add(split(take_fingerprints(texts), 0))
    wanted = np.ones(len(texts), dtype=bool)
    return [rare_of(sort_part(part, wanted)) for part in postings.parts()]


def joined(texts: list[str]) -> dict[Pair, list[Pair]]:
    """Return the places of each shared rare fingerprint, for each pair of texts that has one."""
    taken = take_fingerprints(texts)
    having: dict[int, dict[int, int]] = defaultdict(dict)
    for value, owner, place in zip(taken.hashes.tolist(), taken.owners.tolist(), taken.places.tolist(), strict=True):
        having[value].setdefault(owner, place)
    found: dict[Pair, list[Pair]] = defaultdict(list)
    for places in having.values():
        if 2 <= len(places) <= RARE:
            for one, other in combinations(sorted(places), 2):
                found[one, other].append((places[one], places[other]))
    return found


def fit(places: list[Pair]) -> bool:
    """Return whether places stand in enough cells of one band, of either layer."""
    for offset in (0, BAND // 2):
        cells: dict[int, set[int]] = defaultdict(set)
        for one, other in places:
            cells[(one - other + (1 << 32) + offset) // BAND].add(one // CELL)
        if max(map(len, cells.values())) >= CELLS:
            return True
    return False


def richest(pairs: dict[Pair, int]) -> dict[Pair, int]:
    """Return the pairs that are the richest of one of their texts, or among the first few of both."""

    def rank(pair: Pair, text: int) -> int:
        own = [other for other in pairs if text in other]
        return sorted(own, key=lambda other: (-pairs[other], sum(other) - text)).index(pair)

    ranks = {pair: sorted(rank(pair, text) for text in pair) for pair in pairs}
    return {pair: pairs[pair] for pair, (least, most) in ranks.items() if least == 0 or most < PARTNERS}


@settings(max_examples=60)
@given(TEXTS)
def test_candidates_are_those_that_counting_all_pairs_finds(texts: list[str]) -> None:
    counted = {
        pair: len(places)
        for pair, places in joined(texts).items()
        if len(places) >= SURE or (len(places) >= LEAST and fit(places))
    }
    found = find_candidates(rares(texts))
    pairs = zip(found.left.tolist(), found.right.tolist(), found.shared.tolist(), strict=True)
    assert [((left, right), shared) for left, right, shared in pairs] == sorted(richest(counted).items())


def test_what_many_have_joins_nobody() -> None:
    texts = [PIECES[-1]] * (RARE + 1)
    assert rares(texts) == [[]] * 64
    assert len(find_candidates(rares(texts)).left) == 0


def test_what_a_dozen_have_joins_each_with_few() -> None:
    found = find_candidates(rares([PIECES[-1]] * RARE))
    assert 0 < len(found.left) <= 2 * PARTNERS * RARE


def test_far_texts_are_joined_too() -> None:
    """The pair is one word of 64 bits, so that no number of texts mixes two up."""
    left, right = 2**24 + 1, 2**31 + 5
    rare = Rare(
        2,
        np.array([[left, right]] * SURE, dtype=np.uint32),
        np.arange(2 * SURE, dtype=np.uint32).reshape(SURE, 2),
    )
    found = find_candidates([[rare]])
    assert (found.left.tolist(), found.right.tolist(), found.shared.tolist()) == ([left], [right], [SURE])


def test_place_far_into_a_text_fits_together() -> None:
    at = np.arange(LEAST, dtype=np.uint32) * CELL
    rare = Rare(2, np.array([[0, 1]] * LEAST, dtype=np.uint32), np.stack([at + 2**31, at], axis=1))
    assert find_candidates([[rare]]).left.tolist() == [0]


def test_phrases_here_and_there_make_no_candidate() -> None:
    at = np.arange(LEAST, dtype=np.uint32)
    rare = Rare(2, np.array([[0, 1]] * LEAST, dtype=np.uint32), np.stack([at * 1_000, (LEAST - at) * 1_000], axis=1))
    assert find_candidates([[rare]]).left.tolist() == []


def test_pairs_counted_in_turns_are_those_counted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["".join(PIECES[at : at + 3]) for at in range(len(PIECES) - 3)] * 2
    whole = find_candidates(rares(texts))
    monkeypatch.setattr(candidates, "_AT_ONCE", 7)
    parted = find_candidates(rares(texts))
    assert len(whole.left) > 0
    assert [part.tolist() for part in parted] == [part.tolist() for part in whole]
