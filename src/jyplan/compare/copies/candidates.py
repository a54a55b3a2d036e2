"""Candidate pairs: texts with shared rare fingerprints at places in about the same order.

A fingerprint in at most `RARE` texts joins every two of these texts; `frequent_sections` reads the frequent ones.
Unrelated plans share a phrase by chance, at unrelated places; a copied section shares many, at places that differ by
about the same distance on either side. The places show this before any text is read: they are counted in bands of
distances (a Hough transform, as in sequence alignment by diagonals), `CELL` characters counting once.

Five fingerprints shared by two texts; the pair is a candidate, as 3 different cells stand in one band:

| left place | right place | distance | cell: the mean of both places by `CELL` = 24 |
|---:|---:|---:|---:|
| 1000 | 200 | 800 | 25 |
| 1010 | 210 | 800 | 25 |
| 1020 | 222 | 798 | 25 |
| 1050 | 255 | 795 | 27 |
| 1100 | 305 | 795 | 29 |
| 40 | 2600 | -2560 | 55 |

A text with at most `FEW` candidate pairs is compared in all of them. Of a text with more, those pairs are kept that cover
it (`partners`).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from jyplan.compare.arrays import build_sieve, group_starts, hash_slots, most_in_band
from jyplan.compare.copies.partners import CandidatePairs, crowded_pairs, keep_covering

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.compare.arrays import Ints, Mask
    from jyplan.compare.copies.inverted_index import Partition

RARE = 12
"""Largest number of texts that a rare fingerprint is in: it joins at most 66 pairs."""
LEAST = 5
"""Shared rare fingerprints of a candidate pair, at least: 300 copied characters with 15 % of them edited one by one
share 8 or more (benchmarks/copies.md)."""
SURE = 24
"""Shared rare fingerprints with which a pair is a candidate at any places: 60 characters, or phrases by the dozen."""
BAND = 126
"""Width of a band in characters: by so many insertions and deletions may shift one copied stretch. Twice an odd number,
so that swapped texts are the same pair."""
CELL = 24
"""Characters whose fingerprints count once: about the length of a phrase shared by chance."""
CELLS = 3
"""Different cells in one band, at least, of a candidate pair with fewer than `SURE` fingerprints."""
_LOWER_HALF = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_SIEVE_BITS = 22
"""The sieve has 4 million slots of a byte."""
_KEYS_AT_ONCE = 1 << 22
"""Pair keys, one a shared fingerprint, that are sorted at a time: 16 MB as numbers of 32 bits …"""
_MOST_TURNS = 64
"""… and more where they would take more turns, each of which looks at every fingerprint."""

PairKeys = NDArray[np.uint64]
"""Pairs of texts: the left text in the upper 32 bits, the right text, a larger number, in the lower 32 bits."""


class RareFingerprints(NamedTuple):
    """The fingerprints of a partition contained in exactly `texts` texts: a row for each fingerprint, texts ascending."""

    texts: int
    owners: NDArray[np.uint32]
    places: NDArray[np.uint32]


class Candidates(NamedTuple):
    """The candidate pairs to be compared, and those that show nothing else."""

    kept: CandidatePairs
    left_out: CandidatePairs


def rare_fingerprints(partition: Partition) -> list[RareFingerprints]:
    """Return the fingerprints of a partition in 2 to `RARE` texts, by the number of texts."""
    by_frequency = []
    frequencies = partition.frequencies
    for texts in range(2, RARE + 1):
        rows = partition.firsts[:-1][frequencies == texts, None] + np.arange(texts)
        if len(rows):
            by_frequency.append(RareFingerprints(texts, partition.owners[rows], partition.places[rows]))
    return by_frequency


def find_candidates(partitions: Sequence[Sequence[RareFingerprints]], ranks: Ints) -> Candidates:
    """Return the candidate pairs, given the rare fingerprints of all partitions.

    `ranks` has for every text its rank among all texts by content: pairs alike in all else are taken in its order.
    """
    keys, shared = _count_shared(partitions)
    is_candidate = shared >= SURE
    is_candidate[~is_candidate] = _are_in_order(keys[~is_candidate], partitions)
    keys, shared = keys[is_candidate], shared[is_candidate]
    pairs = CandidatePairs((keys >> _HALF).astype(np.int64), (keys & _LOWER_HALF).astype(np.int64), shared)
    crowd = crowded_pairs(pairs)
    index, left_places, right_places = _shared_places(keys[crowd], partitions)
    is_kept = keep_covering(pairs, np.flatnonzero(crowd)[index], left_places, right_places, ranks)
    return Candidates(pairs.where(is_kept), pairs.where(~is_kept))


def _count_shared(partitions: Sequence[Sequence[RareFingerprints]]) -> tuple[PairKeys, Ints]:
    """Return the pairs, ascending, with at least `LEAST` shared fingerprints, and the number for each pair.

    The left texts are taken in turns, as many as have some millions of keys; a key that is small enough is sorted in 32 bits.
    """
    every = [rare for partition in partitions for rare in partition if len(rare.owners)]
    total = sum(len(rare.owners) * len(_combinations(rare.texts)[0]) for rare in every)
    texts = max((int(rare.owners.max()) + 1 for rare in every), default=0)
    span = -(-texts // min(total // _KEYS_AT_ONCE + 1, _MOST_TURNS)) or 1
    columns = [np.ascontiguousarray(rare.owners.T) for rare in every]
    keys_by_turn, counts_by_turn = [np.zeros(0, dtype=np.uint64)], [np.zeros(0, dtype=np.int64)]
    for first in range(0, texts, span):
        number = np.uint32 if span * texts <= _LOWER_HALF else np.uint64
        pieces = [keys for owners in columns for keys in _keys_of_turn(owners, first, first + span, number(texts))]
        keys, counts = _frequent_keys(np.concatenate([np.zeros(0, dtype=number), *pieces]))
        left, right = np.divmod(keys.astype(np.uint64), np.uint64(texts))
        keys_by_turn.append(((left + np.uint64(first)) << _HALF) | right)
        counts_by_turn.append(counts)
    return np.concatenate(keys_by_turn), np.concatenate(counts_by_turn)


def _keys_of_turn(
    owners: NDArray[np.uint32], first: int, end: int, texts: np.uint32 | np.uint64
) -> Iterator[NDArray[np.unsignedinteger]]:
    """Yield a key for each pair joined by a fingerprint whose left text is in a range; `owners` has a column each."""
    for number, left in enumerate(owners[:-1]):
        rows = np.flatnonzero((left >= first) & (left < end))
        on_left = (left[rows] - np.uint32(first)).astype(texts.dtype) * texts
        for right in owners[number + 1 :]:
            yield on_left + right[rows]


def _frequent_keys(keys: NDArray[np.unsignedinteger]) -> tuple[NDArray[np.unsignedinteger], Ints]:
    """Return the keys, ascending, that are there at least `LEAST` times, and how many times.

    >>> _frequent_keys(np.array([7, 3, 7, 7, 7, 7, 3, 7], dtype=np.uint32))
    (array([7], dtype=uint32), array([6]))
    """
    keys.sort()
    ahead = keys[LEAST - 1 :]
    repeated = ahead[ahead == keys[: len(ahead)]]
    firsts = group_starts(repeated)
    return repeated[firsts], np.diff(firsts, append=len(repeated)) + LEAST - 1


def _pair_keys(owners: NDArray[np.uint32]) -> PairKeys:
    """Return the pairs of texts joined by fingerprints, a row of owners each, once for each fingerprint."""
    left, right = _combinations(owners.shape[1])
    owners = owners.astype(np.uint64)
    return ((owners[:, left] << _HALF) | owners[:, right]).ravel()


@cache
def _combinations(texts: int) -> tuple[Ints, Ints]:
    return np.triu_indices(texts, 1)


def _are_in_order(keys: PairKeys, partitions: Iterable[Sequence[RareFingerprints]]) -> Mask:
    """Return for each pair, given ascending, whether `CELLS` cells of shared fingerprints stand in the same band."""
    if not len(keys):
        return np.zeros(0, dtype=bool)
    pair, left_place, right_place = _shared_places(keys, partitions)
    are_in_order: Mask = most_in_band(pair, left_place, right_place, len(keys), band=BAND, cell=CELL) >= CELLS
    return are_in_order


def _shared_places(keys: PairKeys, partitions: Iterable[Sequence[RareFingerprints]]) -> tuple[Ints, Ints, Ints]:
    """Return for each fingerprint of each pair, given ascending, the index of the pair and both places."""
    nothing = np.zeros(0, dtype=np.int64)
    if not len(keys):
        return nothing, nothing, nothing
    sieve = build_sieve(keys, _SIEVE_BITS)
    is_asked = np.zeros(int((keys & _LOWER_HALF).max()) + 2, dtype=bool)  # the last entry is for all larger numbers
    is_asked[keys >> _HALF] = is_asked[keys & _LOWER_HALF] = True
    indices, left_places, right_places = [], [], []
    for partition in partitions:
        for rare in partition:
            asked_rows = np.flatnonzero(np.count_nonzero(is_asked.take(rare.owners, mode="clip"), axis=1) > 1)
            joined = _pair_keys(rare.owners[asked_rows])
            passing = np.flatnonzero(sieve[hash_slots(joined, _SIEVE_BITS)])
            index = np.minimum(np.searchsorted(keys, joined[passing]), len(keys) - 1)
            is_found = keys[index] == joined[passing]
            passing, index = passing[is_found], index[is_found]
            left, right = _combinations(rare.texts)
            rows, columns = asked_rows[passing // len(left)], passing % len(left)
            indices.append(index)
            left_places.append(rare.places[rows, left[columns]].astype(np.int64))
            right_places.append(rare.places[rows, right[columns]].astype(np.int64))
    pair, left_place, right_place = (
        np.concatenate([nothing, *column]) for column in (indices, left_places, right_places)
    )
    return pair, left_place, right_place
