"""Pairs of texts that may be rewritten copies, by rare pairs of neighbouring characters: an inverted index, no dictionary.

A pair of characters is rare if the background hardly has it (`background.LEAST_PAIR`) and at most `RARE` submissions do.
A thorough rewriting keeps names, subjects and objects, and with them a tenth of these pairs; unrelated plans of one
genre share half as many (measured by benchmarks/rewrites.py).
"""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from jyplan.compare.arrays import code_points, group_starts
from jyplan.compare.rewrites.background import load_background, load_common_pairs
from jyplan.text.fold import folding_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jyplan.compare.arrays import Ints, Mask

RARE = 24
"""Submissions that a rare pair of characters is in, at most: it joins at most 276 pairs of texts."""
LEAST_LIKENESS = 0.075
"""Of a candidate pair; the thorough rewritings of the open set have .1 and more, 2 % of its unrelated pairs as much."""
FEW_TEXTS = 200
"""Of so many texts all can be cut into words in two seconds, …"""
LEAST_LIKENESS_OF_FEW = 0.06
"""… so that pairs with less in common are looked at, too."""
PARTNERS = 5
"""A candidate pair ranks among the first so many for one of its texts."""
SAMPLE = 100
"""Submissions count as so many texts beside the background, at most."""
_FIRST, _LAST = 0x4E00, 0x9FFF
_SLOT_BITS = 22
_TEXTS_AT_ONCE = 1_000
"""Texts indexed in one step: some ten megabytes."""
_HALF = np.uint64(32)
_MULTIPLIER = np.uint32(0x9E3779B1)

Codes32 = NDArray[np.uint32]


class PairIndex(NamedTuple):
    """The rare pairs of characters of all texts."""

    codes: Codes32
    """Different pairs of characters that at least one text contains, ascending, common ones left out."""
    frequencies: Ints
    """Number of texts that contain each of them."""
    owners: NDArray[np.int32]
    """Texts in which the pairs stand that at most `RARE` texts contain, in the order of `codes`, ascending for each."""
    sizes: Ints
    """Number of neighbouring characters in each text, common and repeated pairs included."""

    first_earlier: int | None = None
    """Number of the first earlier text, behind those that are asked about; None where all are compared with each other."""

    @property
    def texts(self) -> int:
        """Number of texts."""
        return len(self.sizes)

    def frequency(self, word: str) -> int | None:
        """Return the number of texts a word is in at most: that of its rarest pair; None without a rare pair."""
        found = []
        for code in _pair_codes(code_points(word)).tolist():
            index = int(np.searchsorted(self.codes, code))
            if index < len(self.codes) and self.codes[index] == code:
                found.append(int(self.frequencies[index]))
        return min(found, default=None)


class RewriteCandidate(NamedTuple):
    """Two texts that may say the same."""

    left: int
    right: int
    """Always larger than `left`."""
    likeness: float
    """Weight of the rare pairs of characters in both, over the geometric mean of their numbers of pairs."""


def index_texts(texts: Iterable[str], first_earlier: int | None = None) -> PairIndex:
    """Return the index of the texts, which are read once; of a frequent pair of characters only the number of texts is kept."""
    codes, frequencies = np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.int64)
    keys = np.zeros(0, dtype=np.uint64)
    sizes: list[int] = []
    waiting = iter(texts)
    while portion := list(islice(waiting, _TEXTS_AT_ONCE)):
        found = [_rare_codes(text) for text in portion]
        owners = np.repeat(np.arange(len(sizes), len(sizes) + len(found)), [len(rare) for rare, _ in found])
        sizes += [size for _, size in found]
        of_portion = (np.concatenate([rare for rare, _ in found]).astype(np.uint64) << _HALF) | owners.astype(np.uint64)
        of_portion.sort()
        codes, frequencies = _add_counts(codes, frequencies, (of_portion >> _HALF).astype(np.uint32))
        keys = np.concatenate((keys, of_portion))  # texts ascend, portion by portion
        rows = np.searchsorted(codes, (keys >> _HALF).astype(np.uint32))
        keys = keys[frequencies[rows] <= RARE]
    keys.sort()
    return PairIndex(codes, frequencies, keys.astype(np.int32), np.array(sizes, dtype=np.int64), first_earlier)


def _add_counts(codes: Codes32, frequencies: Ints, further: Codes32) -> tuple[Codes32, Ints]:
    """Return different codes, ascending, and how often each occurs, with the further codes, given ascending, added."""
    firsts = group_starts(further)
    joined = np.concatenate((codes, further[firsts]))
    counts = np.concatenate((frequencies, np.diff(firsts, append=len(further))))
    order = np.argsort(joined, kind="stable")
    joined = joined[order]
    groups = group_starts(joined)
    return joined[groups], np.add.reduceat(counts[order], groups) if len(groups) else counts


def _rare_codes(text: str) -> tuple[Codes32, int]:
    """Return the different pairs of characters of a text, common ones left out, ascending, and the number of all its pairs."""
    codes = _pair_codes(fold_codes(code_points(text)))
    rare = np.sort(codes[~_common_slots()[_slots(codes)]])
    return rare[group_starts(rare)], len(codes)


def find_candidates(index: PairIndex, known: frozenset[tuple[int, int]] = frozenset()) -> list[RewriteCandidate]:
    """Return the candidate pairs, ascending; `known` pairs are left out before partners are ranked."""
    if index.texts < 2:
        return []
    keys, weights = _joined(index)
    order = np.argsort(keys, kind="stable")
    keys, weights = keys[order], weights[order]
    firsts = group_starts(keys)
    pairs = keys[firsts]
    left, right = pairs // index.texts, pairs % index.texts
    sums = np.add.reduceat(weights, firsts) if len(firsts) else weights
    likeness = sums / np.sqrt(np.maximum(index.sizes[left] * index.sizes[right], 1))
    is_enough = likeness >= (LEAST_LIKENESS if index.texts > FEW_TEXTS else LEAST_LIKENESS_OF_FEW)
    found = [
        RewriteCandidate(*row)
        for row in zip(left[is_enough].tolist(), right[is_enough].tolist(), likeness[is_enough].tolist(), strict=True)
        if row[:2] not in known
    ]
    return _closest(found)


def _joined(index: PairIndex) -> tuple[Ints, NDArray[np.float64]]:
    """Return a key for each two texts joined by a rare pair of characters, once for each, and the weight of the latter."""
    rows_of_code = np.where(index.frequencies <= RARE, index.frequencies, 0)
    starts = np.cumsum(rows_of_code) - rows_of_code
    share = min(1.0, SAMPLE / index.texts)
    total = load_background().texts + share * index.texts + 1
    keys, weights = [np.zeros(0, dtype=np.int64)], [np.zeros(0)]
    for frequency in range(2, RARE + 1):
        rows = starts[index.frequencies == frequency, None] + np.arange(frequency)
        if not len(rows):
            continue
        owners = index.owners[rows].astype(np.int64)
        left, right = np.triu_indices(frequency, 1)
        joined = (owners[:, left] * index.texts + owners[:, right]).ravel()
        if index.first_earlier is not None:
            asked, other = joined // index.texts, joined % index.texts
            joined = joined[(asked < index.first_earlier) & (other >= index.first_earlier)]
        keys.append(joined)
        weights.append(np.full(len(joined), np.log(total / (share * frequency + 0.5))))
    return np.concatenate(keys), np.concatenate(weights)


def _closest(found: Sequence[RewriteCandidate]) -> list[RewriteCandidate]:
    """Return the pairs among the first `PARTNERS` for either text."""
    ranks: dict[int, int] = {}
    kept = []
    for candidate in sorted(found, key=lambda candidate: (-candidate.likeness, candidate.left, candidate.right)):
        both = ranks.get(candidate.left, 0), ranks.get(candidate.right, 0)
        if min(both) < PARTNERS:
            kept.append(candidate)
        ranks[candidate.left], ranks[candidate.right] = both[0] + 1, both[1] + 1
    return sorted(kept)


def are_common_pairs(firsts: NDArray[np.uint32], seconds: NDArray[np.uint32]) -> Mask:
    """Return whether each two characters, folded, stand side by side in several texts of the background."""
    codes = (firsts.astype(np.uint32) << np.uint32(16)) | seconds.astype(np.uint32)
    are_common: Mask = _common_slots()[_slots(codes)]
    return are_common


def _pair_codes(codes: NDArray[np.uint32]) -> Codes32:
    """Return a number for each two neighbouring Chinese characters."""
    characters = codes.astype(np.uint32)
    is_hanzi = (characters >= _FIRST) & (characters <= _LAST)
    both = is_hanzi[:-1] & is_hanzi[1:]
    pairs: Codes32 = (characters[:-1][both] << np.uint32(16)) | characters[1:][both]
    return pairs


def _slots(codes: Codes32) -> NDArray[np.uint32]:
    slots: NDArray[np.uint32] = (codes * _MULTIPLIER) >> np.uint32(32 - _SLOT_BITS)
    return slots


def fold_codes(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return code points as `fold` gives them, sixteen times as fast."""
    table = _folding_table()
    return np.where(codes < len(table), table[np.minimum(codes, len(table) - 1)], codes)


@cache
def _folding_table() -> NDArray[np.uint32]:
    return np.array(folding_table(), dtype=np.uint32)


@cache
def _common_slots() -> NDArray[np.bool_]:
    """Return True at the slots of common pairs: one rare pair in three hundred shares a slot and is left out, too."""
    points = code_points(load_common_pairs()).astype(np.uint32)
    is_common = np.zeros(1 << _SLOT_BITS, dtype=bool)
    is_common[_slots((points[0::2] << np.uint32(16)) | points[1::2])] = True
    return is_common
