"""Seeds: equal n-grams of characters of two texts, merged into maximal exact matches ("runs").

Every n-gram becomes a hash; equal hashes of both texts are joined, and joined grams that touch
or overlap on one diagonal (left offset minus right offset) make one run. With seeds of 6 characters:

    left    每周三下午共读一本教学实录,每人写一页心得,期末装订成册,
    right   期末装订成册,第一学期每周三下午共读并讨论两本教学实录,每人写一页心得,

    run                      left  right  length  diagonal
    本教学实录,每人写一页心得,    8     22      14       -14    nine seeds in a row
    每周三下午共读             0     11       7       -11    two seeds: 每周三下午共, 周三下午共读
    期末装订成册,             22      0       7        22
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from jyplan.compare.arrays import GOLDEN, Codes, Hashes, Ints, group_starts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from jyplan.compare.arrays import Mask

SEED = 6
"""Characters of a seed: in text with 30 % of its characters edited a run of 6 stands every 30 or so,
while unrelated plans share few of them on one diagonal (benchmarks/compare.md)."""
ALL_PAIRS = 64
"""Largest number of pairs of places for which a gram is joined all with all, such as 8 places on either side; the places
of a more frequent gram are joined first with first, second with second …, so that repetitive text stays linear."""
LONGEST_EXTENSION = 512
"""Characters by which a run grows on either end over grams too frequent to be joined all with all, at most."""

_WORD = 3
"""Characters of a word: 21 bits each, so that a word of 64 bits tells all code points apart. A seed has two words."""
APART = 256
"""Characters between two pairs that are laid out one behind the other, at least: more than any step looks across, and a
whole number of the cells of `chains`."""
_BEYOND_LEFT, _BEYOND_RIGHT = 0xFFFFFFFE, 0xFFFFFFFF
"""What stands between the texts of either side: equal to nothing."""
_SLOT_BITS = 16
"""Bits of a hash that choose a slot: 65,536 slots for the few thousand grams of a text."""


Number = TypeVar("Number", bound=np.generic)


class Grams(NamedTuple):
    """The n-grams of a text, indexed by hash."""

    codes: Codes
    """The text."""
    words: Hashes
    """The three characters from every offset on, exactly."""
    hashes: NDArray[np.uint32]
    """The distinct hashes, ascending. Of 32 bits, they do not tell all grams apart: joined grams are compared once more."""
    starts: Ints
    """Where the offsets of each hash begin in `offsets`; the last entry is the length of `offsets`."""
    offsets: Ints
    """Offsets of the grams in the text, grouped by hash, ascending in each group."""


class Run(NamedTuple):
    """A stretch equal on both sides; offsets into the compared texts."""

    left: int
    right: int
    length: int

    @property
    def left_end(self) -> int:
        """End on the left, exclusive."""
        return self.left + self.length

    @property
    def right_end(self) -> int:
        """End on the right, exclusive."""
        return self.right + self.length


class Runs(NamedTuple):
    """Maximal stretches equal on both sides, as columns."""

    left: Ints
    right: Ints
    length: Ints

    def where(self, rows: Ints | Mask | slice) -> Runs:
        """Return the runs of some rows."""
        return Runs(self.left[rows], self.right[rows], self.length[rows])


class _Seeds(NamedTuple):
    """Joined grams in sequence on a diagonal, as columns."""

    left: Ints
    """Offset of the first gram on the left."""
    left_last: Ints
    """Offset of the last gram on the left."""
    right: Ints
    """Offset of the first gram on the right."""


def index_grams(codes: Codes, size: int = SEED) -> Grams:
    """Return the index of all n-grams of a text, three characters or longer; empty for a text shorter than `size`."""
    count = max(len(codes) - size + 1, 0)
    words = _words(codes)
    mixed = np.zeros(count, dtype=np.uint64)
    for offset in _word_offsets(size) if count else ():
        mixed ^= words[offset : offset + count]
        mixed *= GOLDEN
        mixed ^= mixed >> np.uint64(32)
    mixed *= GOLDEN
    hashes = (mixed >> np.uint64(32)).astype(np.uint32)
    offsets = _sorted_by(hashes)
    ordered = hashes[offsets]
    firsts = group_starts(ordered)
    return Grams(codes, words, ordered[firsts], np.append(firsts, count), offsets)


def _sorted_by(hashes: NDArray[np.uint32]) -> Ints:
    """Return the stable order of hashes by two passes of a radix sort, three times as fast as by comparisons."""
    order = np.argsort(hashes.astype(np.uint16), kind="stable")
    upper = (hashes >> np.uint32(16)).astype(np.uint16)
    return order[np.argsort(upper[order], kind="stable")]


def _words(codes: Codes) -> Hashes:
    """Return the three characters from every offset on as one word."""
    wide = codes.astype(np.uint64)
    words: Hashes = wide[: max(len(codes) - _WORD + 1, 0)] << np.uint64(42)
    words |= wide[1 : len(words) + 1] << np.uint64(21)
    words |= wide[2 : len(words) + 2]
    return words


def _word_offsets(size: int) -> Iterator[int]:
    """Yield the offsets of the words that cover a gram."""
    yield from range(0, size - _WORD, _WORD)
    yield size - _WORD


@dataclass(frozen=True)
class Layout:
    """Several pairs of texts laid end to end on both sides, so that a step takes all pairs at once.

    A diagonal is the same in a pair alone and among others.
    """

    pairs: Sequence[tuple[Grams, Grams]]

    @cached_property
    def starts(self) -> Ints:
        """Where each pair begins, on both sides; then where all end."""
        sizes = [(max(len(left.codes), len(right.codes)) // APART + 2) * APART for left, right in self.pairs]
        return np.cumsum([0, *sizes])

    @cached_property
    def left_codes(self) -> Codes:
        """The texts on the left, with characters between that are equal to nothing."""
        return spread([left.codes for left, _ in self.pairs], self.starts, _BEYOND_LEFT)

    @cached_property
    def right_codes(self) -> Codes:
        """The texts on the right, as on the left."""
        return spread([right.codes for _, right in self.pairs], self.starts, _BEYOND_RIGHT)


def spread(pieces: Sequence[NDArray[Number]], starts: Ints, fill: int) -> NDArray[Number]:
    """Return an array with the pieces at their starts and `fill` between."""
    spread_out = np.full(int(starts[-1]), fill, dtype=pieces[0].dtype)
    for piece, start in zip(pieces, starts.tolist(), strict=False):
        spread_out[start : start + len(piece)] = piece
    return spread_out


def shared_runs(left: Grams, right: Grams, size: int = SEED) -> Runs:
    """Return the maximal runs of at least `size` equal characters, ordered by diagonal, then left offset.

    A character may belong to several runs where a text repeats itself. The grams of both texts have `size` characters.
    """
    return shared_runs_of(Layout([(left, right)]), size)


def shared_runs_of(layout: Layout, size: int = SEED) -> Runs:
    """Return the runs of several pairs laid end to end."""
    starts = layout.starts
    joined = [_join(left, right, size) for left, right in layout.pairs]
    origins = np.repeat(starts[:-1], [len(seeds.left) for seeds in joined])
    seeds = _Seeds(*(np.concatenate(columns) + origins for columns in zip(*joined, strict=True)))
    if not len(origins):
        return Runs(origins, origins, origins)
    # one sortable key for diagonal and left offset: grams of one diagonal that touch or overlap make one run
    end = int(starts[-1])
    width = 2 * end + 1
    keys = (seeds.left - seeds.right + end) * width + seeds.left
    order = np.argsort(keys)
    keys, reach = keys[order], (seeds.left_last - seeds.left)[order]
    is_first = np.ones(len(keys), dtype=bool)
    is_first[1:] = keys[1:] - (keys + reach)[:-1] > size
    firsts = np.flatnonzero(is_first)
    rows, begins = np.divmod(keys[firsts], width)
    lasts = (keys + reach)[np.append(firsts[1:], len(keys)) - 1] + size - rows * width
    begins, lasts = _extend(layout.left_codes, layout.right_codes, begins, lasts, rows - end)
    return _merge(begins, lasts, rows - end, width, end)


def _join(left: Grams, right: Grams, size: int) -> _Seeds:
    """Return the grams with equal characters on both sides."""
    left_grams, right_grams = _common_hashes(left.hashes, right.hashes)
    left_starts, right_starts = left.starts[left_grams], right.starts[right_grams]
    left_counts, right_counts = left.starts[left_grams + 1] - left_starts, right.starts[right_grams + 1] - right_starts
    is_single = left_counts * right_counts == 1
    left_single, right_single = _drop_collisions(
        left, right, left.offsets[left_starts[is_single]], right.offsets[right_starts[is_single]], size
    )
    seeds = _single_seeds(left_single, right_single, len(left.codes))
    is_repeated = ~is_single
    if not is_repeated.any():
        return seeds
    left_repeated, right_repeated = _drop_collisions(
        left,
        right,
        *_pairs_of_repeated(
            left.offsets,
            right.offsets,
            (left_starts[is_repeated], right_starts[is_repeated]),
            (left_counts[is_repeated], right_counts[is_repeated]),
        ),
        size,
    )
    return _Seeds(
        np.concatenate((seeds.left, left_repeated)),
        np.concatenate((seeds.left_last, left_repeated)),
        np.concatenate((seeds.right, right_repeated)),
    )


def _common_hashes(left: NDArray[np.uint32], right: NDArray[np.uint32]) -> tuple[Ints, Ints]:
    """Return where each hash that is in both stands on either side (hash join: a table of slots of the right hashes)."""
    slot_of_left, slot_of_right = (hashes >> np.uint32(32 - _SLOT_BITS) for hashes in (left, right))
    table = np.empty(1 << _SLOT_BITS, dtype=np.int32)  # what stands in other slots is compared, and is nothing
    numbers = np.arange(len(right), dtype=np.int32)
    table[slot_of_right] = numbers
    in_slot = table.take(slot_of_left)
    is_equal = right.take(in_slot, mode="clip") == left if len(right) else np.zeros(len(left), dtype=bool)
    left_grams = np.flatnonzero(is_equal)
    right_grams: Ints = in_slot[left_grams].astype(np.int64)
    displaced = np.flatnonzero(table.take(slot_of_right) != numbers)  # another hash has taken the slot
    if not len(displaced) or not len(left):
        return left_grams, right_grams
    nearest = np.minimum(np.searchsorted(left, right[displaced]), len(left) - 1)
    is_common = left[nearest] == right[displaced]
    return np.concatenate((left_grams, nearest[is_common])), np.concatenate((right_grams, displaced[is_common]))


def _single_seeds(left_offsets: Ints, right_offsets: Ints, size: int) -> _Seeds:
    """Return grams that stand once on either side; consecutive grams of a diagonal are joined."""
    right_of = np.full(size + 1, -2, dtype=np.int64)
    right_of[left_offsets] = right_offsets
    is_inner = right_of[1:] == right_of[:-1] + 1
    is_seed = right_of >= 0
    is_first, is_last = is_seed.copy(), is_seed
    is_first[1:] &= ~is_inner
    is_last[:-1] &= ~is_inner
    firsts = np.flatnonzero(is_first)
    return _Seeds(firsts, np.flatnonzero(is_last), right_of[firsts])


def _pairs_of_repeated(
    left_offsets: Ints, right_offsets: Ints, starts: tuple[Ints, Ints], counts: tuple[Ints, Ints]
) -> tuple[Ints, Ints]:
    """Return the offsets of repeated grams, pair by pair, given where those of each begin and their number."""
    left_counts, right_counts = counts
    is_frequent = left_counts * right_counts > ALL_PAIRS
    pairs = np.where(is_frequent, np.minimum(left_counts, right_counts), left_counts * right_counts)
    number = np.arange(int(pairs.sum()), dtype=np.int64) - np.repeat(np.cumsum(pairs) - pairs, pairs)
    one_by_one = np.repeat(is_frequent, pairs)
    columns = np.repeat(right_counts, pairs)
    left_rank = np.where(one_by_one, number, number // columns)
    right_rank = np.where(one_by_one, number, number % columns)
    return (
        left_offsets[np.repeat(starts[0], pairs) + left_rank],
        right_offsets[np.repeat(starts[1], pairs) + right_rank],
    )


def _drop_collisions(
    left: Grams, right: Grams, left_offsets: Ints, right_offsets: Ints, size: int
) -> tuple[Ints, Ints]:
    """Return the pairs of offsets with equal grams, without hash collisions."""
    is_equal = np.ones(len(left_offsets), dtype=bool)
    for offset in _word_offsets(size):
        is_equal &= left.words[left_offsets + offset] == right.words[right_offsets + offset]
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
