"""The inverted index returns every fingerprint added, sorted, from memory and from disk."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan.compare.copies.fingerprints import Fingerprints
from jyplan.compare.copies.inverted_index import (
    PARTITION_BITS,
    PARTITIONS,
    POSTING,
    InvertedIndex,
    Partition,
    sort_partition,
    split_by_hash,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Few different hashes, so that texts share some; their upper bits choose the partition, 36 bits distinguish them.
HASHES = st.sampled_from([0, 1 << 30, 5 << 40, (1 << 58) + (3 << 35), (63 << 58) + (9 << 33), (1 << 64) - (1 << 22)])
TEXTS = st.lists(st.lists(st.tuples(HASHES, st.integers(0, 2**32 - 1)), max_size=8), max_size=20)
Rows = list[tuple[int, int, int]]


def fingerprints(texts: list[list[tuple[int, int]]]) -> Fingerprints:
    rows = [(value, owner, place) for owner, text in enumerate(texts) for value, place in text]
    hashes, owners, places = zip(*rows, strict=True) if rows else ((), (), ())
    return Fingerprints(
        np.array(hashes, dtype=np.uint64),
        np.array(owners, dtype=np.uint32),
        np.array(places, dtype=np.uint32),
        (b"",) * len(texts),
    )


def collected(texts: list[list[tuple[int, int]]], memory: int | None, batch: int = 3) -> list[Rows]:
    index = InvertedIndex(memory)
    for first in range(0, len(texts), batch):
        index.add(split_by_hash(fingerprints(texts[first : first + batch]), first))
    return [part.tolist() for part in index.pop_partitions()]


def postings_of(rows: Rows) -> NDArray[np.void]:
    return np.array(rows, dtype=POSTING)


def rows_of(part: Partition) -> dict[int, Rows]:
    """Return the hash, owner and place of each row, by the number of its hash."""
    return {
        number: list(
            zip(
                part.hashes[start:end].tolist(),
                part.owners[start:end].tolist(),
                part.places[start:end].tolist(),
                strict=True,
            )
        )
        for number, (start, end) in enumerate(zip(part.firsts[:-1].tolist(), part.firsts[1:].tolist(), strict=True))
    }


@given(TEXTS)
def test_partitions_hold_every_fingerprint_once_and_texts_in_order(texts: list[list[tuple[int, int]]]) -> None:
    parts = collected(texts, None)

    assert len(parts) == PARTITIONS
    for number, part in enumerate(parts):
        expected = [
            (value, owner, place)
            for owner, text in enumerate(texts)
            for value, place in text
            if value >> (64 - PARTITION_BITS) == number
        ]
        assert part == expected


@given(TEXTS, st.integers(0, 200))
def test_postings_from_disk_are_the_same(texts: list[list[tuple[int, int]]], memory: int) -> None:
    assert collected(texts, memory) == collected(texts, None)


@given(TEXTS, st.data())
def test_sorted_partition_has_the_texts_of_each_hash_and_its_first_places(
    texts: list[list[tuple[int, int]]], data: st.DataObject
) -> None:
    is_indexed = np.array(data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts))), dtype=bool)
    for rows in collected(texts, None):
        expected: dict[int, dict[int, int]] = {}
        times: Counter[int] = Counter()
        for value, owner, place in rows:
            if is_indexed[owner]:
                expected.setdefault(value, {}).setdefault(owner, place)
                times[value] += 1

        by_hash = rows_of(sort_partition(postings_of(rows), is_indexed))

        assert [[(owner, place) for _, owner, place in rows] for rows in by_hash.values()] == [
            list(expected[value].items()) for value in sorted(expected) if times[value] > 1
        ]


def test_frequency_counts_texts_not_places_and_a_hash_that_stands_once_is_dropped() -> None:
    rows = [(7 << 30, 0, 1), (7 << 30, 0, 9), (7 << 30, 1, 2), (8 << 30, 1, 4), (9 << 30, 1, 3), (9 << 30, 1, 5)]
    part = sort_partition(postings_of(rows), np.ones(2, bool))
    assert part.frequencies.tolist() == [2, 1]
    assert part.places.tolist() == [1, 2, 3]


@pytest.mark.parametrize("is_indexed", [np.ones(1, dtype=bool), np.zeros(1, dtype=bool), np.zeros(0, dtype=bool)])
def test_empty_partition_has_no_hashes(is_indexed: NDArray[np.bool_]) -> None:
    rows = [(1 << 40, 0, 0)] if len(is_indexed) and not is_indexed.all() else []
    part = sort_partition(postings_of(rows), is_indexed)
    assert (len(part.hashes), part.firsts.tolist(), part.frequencies.tolist()) == (0, [0], [])


def test_owners_and_places_are_kept_to_their_last_bit() -> None:
    taken = Fingerprints(
        np.array([1 << 60], dtype=np.uint64),
        np.array([3], dtype=np.uint32),
        np.array([2**32 - 1], dtype=np.uint32),
        (b"",) * 4,
    )
    pieces = split_by_hash(taken, 2**24)
    assert [piece.tolist() for piece in pieces if len(piece)] == [[(1 << 60, 2**24 + 3, 2**32 - 1)]]
