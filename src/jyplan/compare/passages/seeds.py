"""Exact matches of two texts: shared n-grams of characters merged into maximal runs.

Works on arrays of code points. Every n-gram becomes a 64-bit rolling hash; equal hashes are joined by
sorting, and joins that follow each other on one diagonal (left offset minus right offset) are one run.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from jyplan.compare.arrays import GOLDEN, Codes, Hashes, Ints, group_starts

SEED = 6
"""Characters of a seed: in text with 30 % of its characters edited a run of 6 stands every 30 or so,
while unrelated plans share few of them on one diagonal (benchmarks/compare.md)."""
ALL_PAIRS = 64
"""A gram that stands 8 times on either side is joined all with all; one that is more frequent is joined
first with first, second with second …, so that repetitive text stays linear."""
LONGEST_EXTENSION = 512
"""Steps a run grows over grams that were too frequent to be joined all with all."""

_PLACE = np.uint64((1 << 24) - 1)
"""The bits of a hash that make room for a place while grams are sorted. The 40 that are left are not quite enough to
tell all grams apart, so that equal ones are looked at once more."""


class Grams(NamedTuple):
    """The n-grams of one text, ready for joining."""

    codes: Codes
    values: Hashes
    """The different hashes, ascending, their 24 lowest bits 0."""
    starts: Ints
    """Where the places of each hash begin in `places`; one more entry closes the last."""
    places: Ints
    """Offsets of the grams, grouped by hash, ascending in each group."""


class Runs(NamedTuple):
    """Stretches equal on both sides that cannot be made longer, one array entry each."""

    left: Ints
    right: Ints
    length: Ints


def index_grams(codes: Codes, size: int = SEED) -> Grams:
    """Return every n-gram of a text by hash; none where the text is shorter than `size`."""
    count = max(len(codes) - size + 1, 0)
    hashes = np.zeros(count, dtype=np.uint64)
    wide = codes.astype(np.uint64)
    for offset in range(size if count else 0):
        hashes = (hashes + wide[offset : offset + count]) * GOLDEN
        hashes ^= hashes >> np.uint64(32)
    if count <= _PLACE:  # the place goes along in the key: sorting words is several times as fast as sorting indices
        keys = (hashes & ~_PLACE) | np.arange(count, dtype=np.uint64)
        keys.sort()
        places, ordered = (keys & _PLACE).astype(np.int64), keys & ~_PLACE
    else:
        hashes &= ~_PLACE
        places = np.argsort(hashes, kind="stable").astype(np.int64)
        ordered = hashes[places]
    starts = np.append(group_starts(ordered), count)
    return Grams(codes, ordered[starts[:-1]], starts, places)


def shared_runs(left: Grams, right: Grams, size: int = SEED) -> Runs:
    """Return the maximal runs of at least `size` equal characters, ordered by diagonal, then left offset.

    A character may belong to several runs where a text repeats itself.
    """
    at_left, at_right = _equal(left.codes, right.codes, *_joined(left, right), size)
    if not len(at_left):
        nothing = np.zeros(0, dtype=np.int64)
        return Runs(nothing, nothing, nothing)
    width = len(left.codes) + len(right.codes) + 1
    keys = np.sort((at_left - at_right + len(right.codes)) * width + at_left)
    breaks = np.flatnonzero(np.diff(keys) > size) + 1  # grams of one diagonal that touch or overlap are one run
    starts = keys[np.r_[0, breaks]]
    ends = keys[np.r_[breaks - 1, len(keys) - 1]] + size
    shift = starts // width - len(right.codes)
    begin, end = starts % width, ends - (starts - starts % width)
    begin, end = _extended(left.codes, right.codes, begin, end, shift)
    return _merged(begin, end, shift, width, len(right.codes))


def _equal(left: Codes, right: Codes, at_left: Ints, at_right: Ints, size: int) -> tuple[Ints, Ints]:
    """Return the pairs of places whose grams really are the same."""
    same = np.ones(len(at_left), dtype=bool)
    for offset in range(size):
        same &= left[at_left + offset] == right[at_right + offset]
    return (at_left, at_right) if same.all() else (at_left[same], at_right[same])


def _joined(left: Grams, right: Grams) -> tuple[Ints, Ints]:
    """Return the offsets of equal grams, pair by pair."""
    if not len(left.values) or not len(right.values):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    found = np.minimum(np.searchsorted(right.values, left.values), len(right.values) - 1)
    mine = np.flatnonzero(right.values[found] == left.values)
    theirs = found[mine]
    left_counts = left.starts[mine + 1] - left.starts[mine]
    right_counts = right.starts[theirs + 1] - right.starts[theirs]
    frequent = left_counts * right_counts > ALL_PAIRS
    pairs = np.where(frequent, np.minimum(left_counts, right_counts), left_counts * right_counts)
    number = np.arange(int(pairs.sum()), dtype=np.int64) - np.repeat(np.cumsum(pairs) - pairs, pairs)
    ranked = np.repeat(frequent, pairs)
    columns = np.repeat(right_counts, pairs)
    left_rank = np.where(ranked, number, number // columns)
    right_rank = np.where(ranked, number, number % columns)
    return (
        left.places[np.repeat(left.starts[mine], pairs) + left_rank],
        right.places[np.repeat(right.starts[theirs], pairs) + right_rank],
    )


def _extended(left: Codes, right: Codes, begin: Ints, end: Ints, shift: Ints) -> tuple[Ints, Ints]:
    """Return the runs grown to both sides as long as characters agree."""
    begin, end = begin.copy(), end.copy()
    growing = np.arange(len(begin))
    for _ in range(LONGEST_EXTENSION):
        growing = growing[(begin[growing] > 0) & (begin[growing] > shift[growing])]
        growing = growing[left[begin[growing] - 1] == right[begin[growing] - 1 - shift[growing]]]
        if not len(growing):
            break
        begin[growing] -= 1
    growing = np.arange(len(begin))
    for _ in range(LONGEST_EXTENSION):
        growing = growing[(end[growing] < len(left)) & (end[growing] - shift[growing] < len(right))]
        growing = growing[left[end[growing]] == right[end[growing] - shift[growing]]]
        if not len(growing):
            break
        end[growing] += 1
    return begin, end


def _merged(begin: Ints, end: Ints, shift: Ints, width: int, offset: int) -> Runs:
    """Return the runs with those that touch or overlap on one diagonal made one."""
    base = (shift + offset) * width
    order = np.argsort(base + begin, kind="stable")
    begin, base, shift = begin[order], base[order], shift[order]
    reach = np.maximum.accumulate(base + end[order])
    fresh = np.r_[True, (base + begin)[1:] > reach[:-1]]
    firsts = np.flatnonzero(fresh)
    lasts = np.r_[firsts[1:] - 1, len(begin) - 1]
    length = reach[lasts] - base[lasts] - begin[firsts]
    return Runs(begin[firsts], begin[firsts] - shift[firsts], length)
