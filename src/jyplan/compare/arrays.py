"""Arrays of integers as the comparison uses them: code points, masks, groups of sorted keys, bands, rising sequences.

Nothing in this module knows about plans; offsets are into whatever text or list the arrays describe.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Ints = NDArray[np.int64]
Codes = NDArray[np.uint32]
"""Unicode code points."""
Hashes = NDArray[np.uint64]
Mask = NDArray[np.bool_]

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
"""2**64 / golden ratio, made odd: spreads the bits of a word in multiplicative hashing (Knuth, TAOCP 3, 6.4)."""


def code_points(text: str) -> Codes:
    """Return the text as an array of code points; lone surrogates are kept."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def text_of(codes: Codes) -> str:
    """Return the text with these code points, the inverse of `code_points`."""
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def interval_mask(starts: Ints, ends: Ints, size: int) -> Mask:
    """Return the mask of `size` entries that is true inside any interval `start:end`; intervals may overlap.

    >>> interval_mask(np.array([1, 2]), np.array([3, 4]), 6).astype(int)
    array([0, 1, 1, 1, 0, 0])
    """
    steps = np.bincount(starts, minlength=size + 1) - np.bincount(ends, minlength=size + 1)
    mask: Mask = np.cumsum(steps[:size]) > 0
    return mask


def covered_length(intervals: Iterable[tuple[int, int]]) -> int:
    """Return how many offsets from 0 lie in at least one interval `(start, end)`.

    >>> covered_length([(4, 6), (0, 3), (2, 5)])
    6
    """
    length = reach = 0
    for start, end in sorted(intervals):
        length += max(end - max(start, reach), 0)
        reach = max(reach, end)
    return length


def count_before(mask: Mask) -> Ints:
    """Return how many true entries stand before each offset of a mask, its end included.

    The difference of two entries counts the true entries of the interval between.

    >>> count_before(np.array([True, False, True]))
    array([0, 1, 1, 2])
    """
    counts = np.zeros(len(mask) + 1, dtype=np.int64)
    np.cumsum(mask, out=counts[1:])
    return counts


def group_starts(*keys: NDArray[np.generic]) -> Ints:
    """Return where each group of equal neighbours begins; entries are equal where all `keys` (of one length) are.

    >>> group_starts(np.array([7, 7, 7, 9]), np.array([1, 1, 2, 2]))
    array([0, 2, 3])
    """
    if not len(keys[0]):
        return np.zeros(0, dtype=np.int64)
    is_new = np.ones(len(keys[0]), dtype=bool)
    is_new[1:] = False
    for key in keys:
        is_new[1:] |= key[1:] != key[:-1]
    return np.flatnonzero(is_new)


def hash_slots(words: Hashes, bits: int) -> Hashes:
    """Return the slot of each word in a table of `1 << bits` entries."""
    slots: Hashes = (words * GOLDEN) >> np.uint64(64 - bits)
    return slots


def build_sieve(words: Hashes, bits: int) -> Mask:
    """Return a Bloom filter with a single hash: a table of `1 << bits` entries, true at the slots of the words.

    A word with a false slot is none of the words; a word with a true slot must be compared.
    """
    sieve = np.zeros(1 << bits, dtype=bool)
    sieve[hash_slots(words, bits)] = True
    return sieve


_BAND_BITS = 22
"""Four million slots in which the rows of all bands are counted before any is sorted …"""
_FEW_ROWS = 100_000
"""… unless there are so few that sorting them takes less."""


def most_in_band(pairs: Ints, left: Ints, right: Ints, count: int, *, band: int, cell: int = 1, least: int = 1) -> Ints:
    """Return for each of `count` pairs of texts how much lies in the fullest diagonal band: what is shared in one order.

    A row is something that both texts of a pair contain: `pairs` has the number of the pair, from 0, `left` and `right`
    the offsets in both texts. A band of a pair contains the rows whose `left - right` differ by less than `band`, the
    characters that may be inserted into or deleted from a copied stretch. Rows at the same place, in cells of `cell`
    characters, count once. Bands overlap by half, so that a stretch half as wide as a band is never cut in two; swapped
    texts have the same bands, turned round, if `band` is twice an odd number. A number below `least` may be told too small.

    >>> most_in_band(np.array([0, 0, 0, 1]), np.array([10, 40, 90, 5]), np.array([0, 32, 400, 5]), 2, band=14)
    array([2, 1])
    """
    most = np.zeros(count, dtype=np.int64)
    distance, cells = 2 * (left - right), (left + right) // (2 * cell)
    for offset in (band // 2, -band // 2):
        bands = (distance + offset) // (2 * band)
        is_large = least > 1 and len(pairs) > _FEW_ROWS
        rows = _rows_of_full_bands(pairs, bands, least) if is_large else np.arange(len(pairs))
        rows = rows[np.lexsort((cells[rows], bands[rows], pairs[rows]))]
        in_pair, in_band, in_cell = pairs[rows], bands[rows], cells[rows]
        starts = group_starts(in_pair, in_band)
        counts = np.diff(np.searchsorted(group_starts(in_pair, in_band, in_cell), np.append(starts, len(rows))))
        np.maximum.at(most, in_pair[starts], counts)
    return most


def _rows_of_full_bands(pairs: Ints, bands: Ints, least: int) -> Ints:
    """Return the rows in bands with at least `least` rows, and a few others whose bands are counted in one slot."""
    words = (pairs.astype(np.uint64) << np.uint64(32)) ^ (bands.astype(np.uint64) & np.uint64(0xFFFFFFFF))
    slots = hash_slots(words, _BAND_BITS).astype(np.int64)
    return np.flatnonzero(np.bincount(slots, minlength=1 << _BAND_BITS)[slots] >= least)


def heaviest_rising(
    weights: Sequence[int], starts: Sequence[int], ends: Sequence[int], ranks: Sequence[int] | None = None
) -> list[int]:
    """Return the indices of the heaviest sequence of intervals in which every interval starts at or after the last end.

    The weighted longest increasing subsequence (Fredman 1975), in n log n; the sequence keeps the order given. Weights
    are 0 or more. For points that rise strictly, `ends` are the points plus 1; for intervals that may overlap, `starts`
    are moved to the right. Of equally heavy sequences the one whose last interval has the smallest rank wins, then
    the one whose last but one has, and so on; without `ranks` earlier intervals rank first.

    >>> heaviest_rising([9, 2, 2, 1], [3, 1, 2, 4], [4, 2, 3, 5])
    [0, 3]
    """
    item_ranks = range(len(weights)) if ranks is None else ranks
    totals: list[int] = []
    previous: list[int] = []
    # the best last intervals so far, as a staircase: ends rise, and (total weight, -rank) rises with the ends
    stair_ends: list[int] = []
    stair_items: list[int] = []
    stair_keys: list[tuple[int, int]] = []
    for item, (weight, start, end) in enumerate(zip(weights, starts, ends, strict=True)):
        step = bisect_right(stair_ends, start)
        before = stair_items[step - 1] if step else -1
        totals.append(weight + (totals[before] if step else 0))
        previous.append(before)
        key = (totals[item], -item_ranks[item])
        step = bisect_right(stair_ends, end)
        if step and stair_keys[step - 1] >= key:
            continue
        worse = bisect_right(stair_keys, key, step)
        stair_ends[step:worse], stair_items[step:worse], stair_keys[step:worse] = [end], [item], [key]
    return _read_back(previous, stair_items[-1] if stair_items else -1)


def heaviest_path(weights: Sequence[int], may_precede: Callable[[int], Mask]) -> list[int]:
    """Return the indices of the heaviest sequence of items in which every item may precede the next.

    `may_precede(item)` is a mask of all items before `item`: true for every possible direct predecessor. The relation
    is arbitrary, while `heaviest_rising` is limited to intervals on a line. Weights are 0 or more. Takes n² steps,
    vectorised by rows. Of equally heavy sequences the one with the earlier last item wins, and so on backwards.
    """
    totals = np.zeros(len(weights), dtype=np.int64)
    previous: list[int] = []
    for item, weight in enumerate(weights):
        reached = np.where(may_precede(item), totals[:item], -1)
        before = int(reached.argmax()) if item and reached.max() >= 0 else -1
        previous.append(before)
        totals[item] = weight + (totals[before] if before >= 0 else 0)
    return _read_back(previous, int(totals.argmax()) if previous else -1)


def _read_back(previous: Sequence[int], last: int) -> list[int]:
    """Return the sequence that ends with `last`; `previous` has the item before each, -1 for none."""
    sequence = []
    while last >= 0:
        sequence.append(last)
        last = previous[last]
    return sequence[::-1]
