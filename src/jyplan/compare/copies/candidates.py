"""Which pairs of texts are worth comparing: those that share rare fingerprints at places that fit together.

A fingerprint that up to `RARE` texts have joins all of them with each other. What more texts have is nobody's own:
`templates` looks at that. Chance makes unrelated plans share a phrase here and a phrase there; a copied section has
several in one order, and that is told from the places alone before any text is looked at.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jyplan.compare.copies.inverted_index import Part
    from jyplan.compare.passages.seeds import Ints

RARE = 12
"""Texts that a fingerprint joins pairwise, at most: 66 pairs."""
LEAST = 5
"""Shared rare fingerprints that make a pair a candidate: of 300 copied characters with 15 % of them edited one by one
there are 8 or more (benchmarks/copies.md)."""
SURE = 24
"""Shared rare fingerprints of which no more is asked: 60 characters, or phrases by the dozen."""
BAND = 128
"""Characters that the distance of two places may differ by in one copied stretch, for insertions and deletions."""
CELL = 24
"""Characters of a text that count once, however many fingerprints they share: about the phrase that chance shares."""
CELLS = 3
"""Cells of one band that make a candidate a pair to be compared."""
PARTNERS = 3
"""A pair is compared if it is the richest of one of its texts, or among so many richest of both: of a family of copies
each is held against a few others, and who put a plan together from ten others is the closest to each of them."""
_OTHER = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_SIEVE_BITS = 22
_AT_ONCE = 1 << 25
"""Pairs that are counted at a time, shared fingerprints each for itself: 270 MB."""

Keys = NDArray[np.uint64]


class Rare(NamedTuple):
    """The fingerprints of a part that exactly `texts` texts have, one row each, texts ascending."""

    texts: int
    owners: NDArray[np.uint32]
    places: NDArray[np.uint32]


class Candidates(NamedTuple):
    """Pairs of texts, one array entry each, by their first and then their second text."""

    left: Ints
    right: Ints
    """Always larger than `left`."""
    shared: Ints
    """Rare fingerprints that both have."""


def rare_of(part: Part) -> list[Rare]:
    """Return the fingerprints of a part that 2 to `RARE` texts have."""
    found = []
    frequencies = part.frequencies
    for texts in range(2, RARE + 1):
        rows = part.firsts[:-1][frequencies == texts, None] + np.arange(texts)
        if len(rows):
            found.append(Rare(texts, part.owners[rows], part.places[rows]))
    return found


def find_candidates(parts: Sequence[Sequence[Rare]]) -> Candidates:
    """Return the pairs to be compared, from the rare fingerprints of all parts."""
    wanted, shared = _counted(parts)
    fitting = shared >= SURE
    fitting[~fitting] = _fit_together(wanted[~fitting], parts)
    return _closest(wanted[fitting], shared[fitting])


def _counted(parts: Sequence[Sequence[Rare]]) -> tuple[Keys, Ints]:
    """Return the pairs, ascending, that share enough fingerprints, and how many each of them does."""
    total = sum(len(rare.owners) * len(_combinations(rare.texts)[0]) for part in parts for rare in part)
    rounds = total // _AT_ONCE + 1
    wanted, shared = [], []
    for turn in range(rounds):
        some = [_of_turn(_pairs(rare), turn, rounds) for part in parts for rare in part]
        pairs = np.concatenate([np.zeros(0, dtype=np.uint64), *some])
        pairs.sort()
        firsts = np.flatnonzero(np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)])
        counts = np.diff(firsts, append=len(pairs))
        enough = counts >= LEAST
        wanted.append(pairs[firsts[enough]])
        shared.append(counts[enough])
    keys, numbers = np.concatenate(wanted), np.concatenate(shared)
    order = np.argsort(keys)
    return keys[order], numbers[order]


def _of_turn(pairs: Keys, turn: int, rounds: int) -> Keys:
    """Return the pairs whose first text has its turn."""
    return pairs if rounds == 1 else pairs[(pairs >> _HALF) % np.uint64(rounds) == turn]


def _pairs(rare: Rare) -> Keys:
    """Return every pair of texts that a fingerprint joins: the first text in the upper half of the word."""
    one, other = _combinations(rare.texts)
    owners = rare.owners.astype(np.uint64)
    return ((owners[:, one] << _HALF) | owners[:, other]).ravel()


@cache
def _combinations(texts: int) -> tuple[Ints, Ints]:
    return np.triu_indices(texts, 1)


def _fit_together(wanted: Keys, parts: Iterable[Sequence[Rare]]) -> NDArray[np.bool_]:
    """Return for each of the pairs (ascending) whether enough of what it shares stands in one order."""
    if not len(wanted):
        return np.zeros(0, dtype=bool)
    sieve = _sieve(wanted)
    pairs, left, right = [], [], []
    for part in parts:
        for rare in part:
            keys = _pairs(rare)
            near = np.flatnonzero(sieve[_slots(keys)])
            found = np.minimum(np.searchsorted(wanted, keys[near]), len(wanted) - 1)
            hit = wanted[found] == keys[near]
            near, found = near[hit], found[hit]
            one, other = _combinations(rare.texts)
            rows, columns = near // len(one), near % len(one)
            pairs.append(found)
            left.append(rare.places[rows, one[columns]].astype(np.int64))
            right.append(rare.places[rows, other[columns]].astype(np.int64))
    if not any(map(len, pairs)):
        return np.zeros(len(wanted), dtype=bool)
    return _cells_in_band(np.concatenate(pairs), np.concatenate(left), np.concatenate(right), len(wanted)) >= CELLS


def _sieve(wanted: Keys) -> NDArray[np.bool_]:
    """Return a table that is true at the slots of the wanted pairs, and at few others."""
    table = np.zeros(1 << _SIEVE_BITS, dtype=bool)
    table[_slots(wanted)] = True
    return table


def _slots(keys: Keys) -> Keys:
    slots: Keys = (keys * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(64 - _SIEVE_BITS)
    return slots


def _cells_in_band(pairs: Ints, left: Ints, right: Ints, count: int) -> Ints:
    """Return for each pair the most cells that share something in one band of about equal distances."""
    most = np.zeros(count, dtype=np.int64)
    if not len(pairs):
        return most
    shift = left - right + (1 << 32)
    cell = left // CELL
    for offset in (0, BAND // 2):  # two layers of bands, so that no stretch lies across a border of both
        band = (shift + offset) // BAND
        order = np.lexsort((cell, band, pairs))
        p, b, c = pairs[order], band[order], cell[order]
        new_band = np.r_[True, (p[1:] != p[:-1]) | (b[1:] != b[:-1])]
        new_cell = new_band | np.r_[True, c[1:] != c[:-1]]
        starts = np.flatnonzero(new_band)
        np.maximum.at(most, p[starts], np.add.reduceat(new_cell.astype(np.int64), starts))
    return most


def _closest(pairs: Keys, shared: Ints) -> Candidates:
    """Return the pairs that are the richest of one of their texts or among the richest of both."""
    left, right = (pairs >> _HALF).astype(np.int64), (pairs & _OTHER).astype(np.int64)
    ranks = _ranks(np.r_[left, right], np.r_[right, left], np.r_[shared, shared])
    one, other = ranks[: len(left)], ranks[len(left) :]
    kept = (np.minimum(one, other) == 0) | (np.maximum(one, other) < PARTNERS)
    return Candidates(left[kept], right[kept], shared[kept])


def _ranks(texts: Ints, partners: Ints, shared: Ints) -> Ints:
    """Return the rank of each pair among those of its text, from 0; of equals the partner that came first."""
    order = np.lexsort((partners, -shared, texts))
    ordered = texts[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(order) else order
    begins = np.repeat(starts, np.diff(np.r_[starts, len(order)]))
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order)) - begins
    return ranks
