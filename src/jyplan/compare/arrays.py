"""Array algorithms of the comparison: code points, masks, groups of sorted keys, diagonal bands, heaviest chains.

| functions | on |
|---|---|
| `code_points`, `text_of` | texts as arrays |
| `interval_mask`, `covered_length`, `count_before` | masks: a truth value for each offset of a text |
| `group_starts` | rows sorted by keys |
| `hash_slots`, `build_sieve` | sets of 64-bit words |
| `most_in_band` | common fingerprints of pairs of texts |
| `heaviest_rising`, `heaviest_path` | weighted intervals to chain |

Nothing in this module knows about plans; offsets count from 0.
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
    """Return the text of an array of code points, the inverse of `code_points`."""
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def interval_mask(starts: Ints, ends: Ints, size: int) -> Mask:
    """Return a mask of `size` entries, true inside any interval `start:end`; intervals may overlap.

    >>> interval_mask(np.array([1, 2]), np.array([3, 4]), 6).astype(int)
    array([0, 1, 1, 1, 0, 0])
    """
    steps = np.bincount(starts, minlength=size + 1) - np.bincount(ends, minlength=size + 1)
    mask: Mask = np.cumsum(steps[:size]) > 0
    return mask


def intervals_of(mask: Mask) -> tuple[Ints, Ints]:
    """Return the starts and the ends of the true stretches of a mask, ascending: the inverse of `interval_mask`.

    >>> [edges.tolist() for edges in intervals_of(np.array([True, True, False, True]))]
    [[0, 3], [2, 4]]
    """
    edges = np.flatnonzero(np.diff(mask, prepend=False, append=False))
    return edges[::2], edges[1::2]


def covered_length(intervals: Iterable[tuple[int, int]]) -> int:
    """Return the number of offsets inside any interval `(start, end)`, each counted once.

    >>> covered_length([(4, 6), (0, 3), (2, 5)])
    6
    """
    length = reach = 0
    for start, end in sorted(intervals):
        length += max(end - max(start, reach), 0)
        reach = max(reach, end)
    return length


def count_before(mask: Mask) -> Ints:
    """Return the number of true entries before each offset of a mask, from 0 to the end: prefix sums.

    `counts[end] - counts[start]` is the number of true entries in the interval `start:end`.

    >>> count_before(np.array([True, False, True]))
    array([0, 1, 1, 2])
    """
    counts = np.zeros(len(mask) + 1, dtype=np.int64)
    np.cumsum(mask, out=counts[1:])
    return counts


def group_starts(*keys: NDArray[np.generic]) -> Ints:
    """Return the start of each group of equal rows; a row has an entry in every array of `keys`, all of equal length.

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
"""Four million slots for counting the rows of each band before sorting …"""
_FEW_ROWS = 100_000
"""… unless there are at most so many rows: sorting all takes less time."""


def most_in_band(pairs: Ints, left: Ints, right: Ints, count: int, *, band: int, cell: int = 1, least: int = 1) -> Ints:
    """Return for each of `count` pairs of texts the number of matches in the fullest diagonal band of the dot plot.

    A row is a match: a fingerprint at offset `left` of the first text and at offset `right` of the second text of the pair
    with a number in `pairs`, from 0. Matches of a copied stretch lie near a diagonal, at almost equal `left - right`; a
    band is a range of `band` diagonals, for as many characters inserted or deleted (FASTA: Pearson and Lipman 1988).

    Matches in the same cell of `cell` characters along the diagonal count once. Bands overlap by half, to hold any stretch
    of half their width; if `band` is twice an odd number, swapped texts have the same bands. A result below `least` is a
    lower bound.

    | pair | left | right | left - right | |
    |---|---|---|---|---|
    | 0 | 10 | 0 | 10 | in a band with the next row |
    | 0 | 40 | 32 | 8 | |
    | 0 | 90 | 400 | -310 | alone |
    | 1 | 5 | 5 | 0 | alone |

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
    """Return the rows of all bands with at least `least` rows, and by hash collisions some rows of emptier bands."""
    words = (pairs.astype(np.uint64) << np.uint64(32)) ^ (bands.astype(np.uint64) & np.uint64(0xFFFFFFFF))
    slots = hash_slots(words, _BAND_BITS).astype(np.int64)
    return np.flatnonzero(np.bincount(slots, minlength=1 << _BAND_BITS)[slots] >= least)


def heaviest_rising(
    weights: Sequence[int], starts: Sequence[int], ends: Sequence[int], ranks: Sequence[int] | None = None
) -> list[int]:
    """Return the indices of the heaviest chain of intervals: in the order given, each starts at or after the previous end.

    A weighted longest increasing subsequence (Fredman 1975), in n log n. Weights are 0 or more. For points rising
    strictly, `ends` are the points plus 1; for intervals that may overlap, `starts` are moved to the right. Of equally
    heavy chains, the smallest rank of the last interval decides, then of the last but one, and so on; without `ranks`
    earlier intervals rank first.

    | interval | weight | start–end | heaviest chain ending here |
    |---|---|---|---|
    | 0 | 9 | 3–4 | 0: 9 |
    | 1 | 2 | 1–2 | 1: 2 |
    | 2 | 2 | 2–3 | 1 2: 4 |
    | 3 | 1 | 4–5 | 0 3: 10 |

    >>> heaviest_rising([9, 2, 2, 1], [3, 1, 2, 4], [4, 2, 3, 5])
    [0, 3]
    """
    item_ranks = range(len(weights)) if ranks is None else ranks
    totals: list[int] = []
    previous: list[int] = []
    # the last intervals of the best chains so far, a staircase: with the ends rises (total weight, -rank)
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
    """Return the indices of the heaviest chain of items under an arbitrary relation.

    `may_precede(item)` is a mask of all items before `item`, true for the possible direct predecessors; for intervals on a
    line `heaviest_rising` is faster. Weights are 0 or more. Takes n² steps, vectorised by rows. Of equally heavy chains
    the earlier last item decides, then the earlier last but one, and so on.

    >>> heaviest_path([1, 2, 4], lambda item: np.array([[], [True], [True, False]][item], dtype=bool))
    [0, 2]
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
    """Return the chain up to the item `last`; `previous` has the predecessor of each item, -1 for none."""
    chain = []
    while last >= 0:
        chain.append(last)
        last = previous[last]
    return chain[::-1]
