"""Seeds: equal n-grams of characters of two texts, merged into maximal exact matches ("runs").

Every n-gram becomes a 64-bit rolling hash; equal hashes of both texts are joined by sorting, and joined grams that touch
or overlap on one diagonal (left offset minus right offset) make one run. With seeds of 6 characters:

    left    每周三下午共读一本教学实录,每人写一页心得,期末装订成册,
    right   期末装订成册,第一学期每周三下午共读并讨论两本教学实录,每人写一页心得,

    run                      left  right  length  diagonal
    本教学实录,每人写一页心得,    8     22      14       -14    nine seeds in a row
    每周三下午共读             0     11       7       -11    two seeds: 每周三下午共, 周三下午共读
    期末装订成册,             22      0       7        22
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from jyplan.compare.arrays import GOLDEN, Codes, Hashes, Ints, group_starts

SEED = 6
"""Characters of a seed: in text with 30 % of its characters edited a run of 6 stands every 30 or so,
while unrelated plans share few of them on one diagonal (benchmarks/compare.md)."""
ALL_PAIRS = 64
"""Largest number of pairs of places for which a gram is joined all with all, such as 8 places on either side; the places
of a more frequent gram are joined first with first, second with second …, so that repetitive text stays linear."""
LONGEST_EXTENSION = 512
"""Characters by which a run grows on either end over grams too frequent to be joined all with all, at most."""

_PLACE = np.uint64((1 << 24) - 1)
"""The bits of a hash replaced by an offset while grams are sorted. The 40 bits left do not tell all grams apart, so
that the characters of joined grams are compared once more."""


class Grams(NamedTuple):
    """The n-grams of a text, indexed by hash."""

    codes: Codes
    """The text."""
    hashes: Hashes
    """The distinct hashes, ascending, with 0 in their 24 lowest bits."""
    starts: Ints
    """Where the offsets of each hash begin in `offsets`; the last entry is the length of `offsets`."""
    offsets: Ints
    """Offsets of the grams in the text, grouped by hash, ascending in each group."""


class Runs(NamedTuple):
    """Maximal stretches equal on both sides, as columns."""

    left: Ints
    right: Ints
    length: Ints


def index_grams(codes: Codes, size: int = SEED) -> Grams:
    """Return the index of all n-grams of a text; empty for a text shorter than `size`."""
    count = max(len(codes) - size + 1, 0)
    hashes = np.zeros(count, dtype=np.uint64)
    wide = codes.astype(np.uint64)
    for offset in range(size if count else 0):
        hashes = (hashes + wide[offset : offset + count]) * GOLDEN
        hashes ^= hashes >> np.uint64(32)
    if count <= _PLACE:  # the offset is part of the key: sorting words is several times as fast as sorting indices
        keys = (hashes & ~_PLACE) | np.arange(count, dtype=np.uint64)
        keys.sort()
        offsets, ordered = (keys & _PLACE).astype(np.int64), keys & ~_PLACE
    else:
        hashes &= ~_PLACE
        offsets = np.argsort(hashes, kind="stable").astype(np.int64)
        ordered = hashes[offsets]
    starts = np.append(group_starts(ordered), count)
    return Grams(codes, ordered[starts[:-1]], starts, offsets)


def shared_runs(left: Grams, right: Grams, size: int = SEED) -> Runs:
    """Return the maximal runs of at least `size` equal characters, ordered by diagonal, then left offset.

    A character may belong to several runs where a text repeats itself. The grams of both texts have `size` characters.
    """
    left_offsets, right_offsets = _drop_collisions(left.codes, right.codes, *_join(left, right), size)
    if not len(left_offsets):
        empty = np.zeros(0, dtype=np.int64)
        return Runs(empty, empty, empty)
    # one sortable key for diagonal and left offset: grams of one diagonal that touch or overlap make one run
    width = len(left.codes) + len(right.codes) + 1
    keys = np.sort((left_offsets - right_offsets + len(right.codes)) * width + left_offsets)
    breaks = np.flatnonzero(np.diff(keys) > size) + 1
    starts = keys[np.r_[0, breaks]]
    ends = keys[np.r_[breaks - 1, len(keys) - 1]] + size
    diagonal = starts // width - len(right.codes)
    begin, end = starts % width, ends - (starts - starts % width)
    begin, end = _extend(left.codes, right.codes, begin, end, diagonal)
    return _merge(begin, end, diagonal, width, len(right.codes))


def _join(left: Grams, right: Grams) -> tuple[Ints, Ints]:
    """Return the offsets of grams with equal hashes, pair by pair."""
    if not len(left.hashes) or not len(right.hashes):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    nearest = np.minimum(np.searchsorted(right.hashes, left.hashes), len(right.hashes) - 1)
    left_grams = np.flatnonzero(right.hashes[nearest] == left.hashes)
    right_grams = nearest[left_grams]
    left_counts = left.starts[left_grams + 1] - left.starts[left_grams]
    right_counts = right.starts[right_grams + 1] - right.starts[right_grams]
    is_frequent = left_counts * right_counts > ALL_PAIRS
    pairs = np.where(is_frequent, np.minimum(left_counts, right_counts), left_counts * right_counts)
    number = np.arange(int(pairs.sum()), dtype=np.int64) - np.repeat(np.cumsum(pairs) - pairs, pairs)
    one_by_one = np.repeat(is_frequent, pairs)
    columns = np.repeat(right_counts, pairs)
    left_rank = np.where(one_by_one, number, number // columns)
    right_rank = np.where(one_by_one, number, number % columns)
    return (
        left.offsets[np.repeat(left.starts[left_grams], pairs) + left_rank],
        right.offsets[np.repeat(right.starts[right_grams], pairs) + right_rank],
    )


def _drop_collisions(
    left: Codes, right: Codes, left_offsets: Ints, right_offsets: Ints, size: int
) -> tuple[Ints, Ints]:
    """Return the pairs of offsets with equal grams, without hash collisions."""
    is_equal = np.ones(len(left_offsets), dtype=bool)
    for offset in range(size):
        is_equal &= left[left_offsets + offset] == right[right_offsets + offset]
    return (left_offsets, right_offsets) if is_equal.all() else (left_offsets[is_equal], right_offsets[is_equal])


def _extend(left: Codes, right: Codes, begin: Ints, end: Ints, diagonal: Ints) -> tuple[Ints, Ints]:
    """Return begins and ends of the runs on the left, grown on both ends as long as the characters agree."""
    begin, end = begin.copy(), end.copy()
    growing = np.arange(len(begin))
    for _ in range(LONGEST_EXTENSION):
        growing = growing[(begin[growing] > 0) & (begin[growing] > diagonal[growing])]
        growing = growing[left[begin[growing] - 1] == right[begin[growing] - 1 - diagonal[growing]]]
        if not len(growing):
            break
        begin[growing] -= 1
    growing = np.arange(len(begin))
    for _ in range(LONGEST_EXTENSION):
        growing = growing[(end[growing] < len(left)) & (end[growing] - diagonal[growing] < len(right))]
        growing = growing[left[end[growing]] == right[end[growing] - diagonal[growing]]]
        if not len(growing):
            break
        end[growing] += 1
    return begin, end


def _merge(begin: Ints, end: Ints, diagonal: Ints, width: int, offset: int) -> Runs:
    """Return the runs, merged where runs touch or overlap on a diagonal."""
    base = (diagonal + offset) * width
    order = np.argsort(base + begin, kind="stable")
    begin, base, diagonal = begin[order], base[order], diagonal[order]
    reach = np.maximum.accumulate(base + end[order])
    is_first = np.r_[True, (base + begin)[1:] > reach[:-1]]
    firsts = np.flatnonzero(is_first)
    lasts = np.r_[firsts[1:] - 1, len(begin) - 1]
    length = reach[lasts] - base[lasts] - begin[firsts]
    return Runs(begin[firsts], begin[firsts] - diagonal[firsts], length)
