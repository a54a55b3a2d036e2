"""Candidate pairs of rewritten texts, by rare pairs of neighbouring characters: an inverted index, without a dictionary.

A pair of characters is rare if hardly any text of the background (`background.LEAST_PAIR`) and at most `RARE` submissions
contain it. A thorough rewriting keeps names, subjects and objects, and so a tenth of the rare pairs; unrelated plans of
the same genre share half as many (measured by benchmarks/rewrites.py).

The likeness of two texts sums the weights of their shared rare pairs, log(texts / texts with the pair) as in tf-idf, and
divides by the geometric mean of both numbers of pairs.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.compare.arrays import code_points, group_starts
from jyplan.compare.rewrites.background import load_background
from jyplan.compare.rewrites.hanzi_pairs import are_common, fold_codes, pairs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from jyplan.compare.arrays import Ints
    from jyplan.compare.rewrites.hanzi_pairs import Pairs

RARE = 24
"""Submissions with a rare pair of characters, at most: a rare pair joins at most 276 pairs of texts."""
LEAST_LIKENESS = 0.075
"""Of a candidate pair; the thorough rewritings of the open set have .1 and more, as have 2 % of the unrelated pairs."""
FEW_TEXTS = 200
"""Texts up to which all can be cut into words in two seconds, …"""
LEAST_LIKENESS_OF_FEW = 0.06
"""… so that pairs with less in common are candidates, too."""
PARTNERS = 5
"""Rank of a candidate pair by likeness, for either text, at most."""
SAMPLE = 100
"""Texts that all submissions count for beside the background, at most."""
_TEXTS_AT_ONCE = 1_000
"""Texts indexed in one step: some ten megabytes."""
_PAIR_SHIFT = np.uint64(32)
"""Bits of a text's number, below those of the pair, in a sortable key of both."""


class PairIndex(NamedTuple):
    """The pairs of characters of all texts, without pairs common in the background."""

    pairs: Pairs
    """Different pairs of characters, ascending."""
    frequencies: Ints
    """Number of texts with each pair."""
    owners: NDArray[np.int32]
    """Texts with each pair of at most `RARE` texts, in the order of `pairs`, ascending for each pair."""
    sizes: Ints
    """Number of neighbouring characters in each text, common and repeated pairs included."""
    first_earlier: int | None = None
    """Number of the first earlier text, behind the new texts; None where all texts are compared with each other."""

    @property
    def texts(self) -> int:
        """Number of texts."""
        return len(self.sizes)

    def frequency(self, word: str) -> int | None:
        """Return an upper bound of the number of texts with a word: the frequency of the rarest pair; None without any pair."""
        frequencies = []
        for pair in pairs_of(code_points(word)).tolist():
            index = int(np.searchsorted(self.pairs, pair))
            if index < len(self.pairs) and self.pairs[index] == pair:
                frequencies.append(int(self.frequencies[index]))
        return min(frequencies, default=None)


class RewriteCandidate(NamedTuple):
    """Two texts to compare sentence by sentence."""

    left: int
    right: int
    """Always larger than `left`."""
    likeness: float
    """Weight of the rare pairs of characters in both, over the geometric mean of both numbers of pairs."""


def index_texts(texts: Iterable[str], first_earlier: int | None = None) -> PairIndex:
    """Return the index of the texts, each read once; of a frequent pair only the number of texts is recorded."""
    pairs, frequencies = np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.int64)
    keys = np.zeros(0, dtype=np.uint64)
    sizes: list[int] = []
    waiting = iter(texts)
    while portion := list(islice(waiting, _TEXTS_AT_ONCE)):
        rare_by_text, sizes_of_portion = zip(*map(_rare_pairs, portion), strict=True)
        owners = np.repeat(np.arange(len(sizes), len(sizes) + len(portion)), [len(rare) for rare in rare_by_text])
        sizes += sizes_of_portion
        added = (np.concatenate(rare_by_text).astype(np.uint64) << _PAIR_SHIFT) | owners.astype(np.uint64)
        added.sort()
        pairs, frequencies = _add_counts(pairs, frequencies, (added >> _PAIR_SHIFT).astype(np.uint32))
        keys = np.concatenate((keys, added))  # texts ascend, portion by portion
        rows = np.searchsorted(pairs, (keys >> _PAIR_SHIFT).astype(np.uint32))
        keys = keys[frequencies[rows] <= RARE]
    keys.sort()
    return PairIndex(pairs, frequencies, keys.astype(np.int32), np.array(sizes, dtype=np.int64), first_earlier)


def _add_counts(pairs: Pairs, frequencies: Ints, added: Pairs) -> tuple[Pairs, Ints]:
    """Return the different pairs, ascending, and their frequencies, after adding the ascending pairs `added`."""
    firsts = group_starts(added)
    joined = np.concatenate((pairs, added[firsts]))
    counts = np.concatenate((frequencies, np.diff(firsts, append=len(added))))
    order = np.argsort(joined, kind="stable")
    joined = joined[order]
    groups = group_starts(joined)
    return joined[groups], np.add.reduceat(counts[order], groups) if len(groups) else counts


def _rare_pairs(text: str) -> tuple[Pairs, int]:
    """Return the different pairs of a text without common pairs, ascending, and the number of all pairs of the text."""
    pairs = pairs_of(fold_codes(code_points(text)))
    rare = np.sort(pairs[~are_common(pairs)])
    return rare[group_starts(rare)], len(pairs)


def find_candidates(index: PairIndex, known: frozenset[tuple[int, int]] = frozenset()) -> list[RewriteCandidate]:
    """Return the candidate pairs, ascending; `known` pairs are left out before partners are ranked."""
    if index.texts < 2:
        return []
    keys, weights = _weighted_links(index)
    order = np.argsort(keys, kind="stable")
    keys, weights = keys[order], weights[order]
    firsts = group_starts(keys)
    left, right = np.divmod(keys[firsts], index.texts)
    sums = np.add.reduceat(weights, firsts) if len(firsts) else weights
    likeness = sums / np.sqrt(np.maximum(index.sizes[left] * index.sizes[right], 1))
    is_enough = likeness >= (LEAST_LIKENESS if index.texts > FEW_TEXTS else LEAST_LIKENESS_OF_FEW)
    candidates = (
        RewriteCandidate(*row)
        for row in zip(left[is_enough].tolist(), right[is_enough].tolist(), likeness[is_enough].tolist(), strict=True)
    )
    return _closest([candidate for candidate in candidates if candidate[:2] not in known])


def _weighted_links(index: PairIndex) -> tuple[Ints, NDArray[np.float64]]:
    """Return a key (left × texts + right) and a weight for each rare pair of characters in each two texts."""
    rows_of_pair = np.where(index.frequencies <= RARE, index.frequencies, 0)
    starts = np.cumsum(rows_of_pair) - rows_of_pair
    share = min(1.0, SAMPLE / index.texts)
    total = load_background().texts + share * index.texts + 1
    keys, weights = [np.zeros(0, dtype=np.int64)], [np.zeros(0)]
    for frequency in range(2, RARE + 1):
        rows = starts[index.frequencies == frequency, None] + np.arange(frequency)
        if not len(rows):
            continue
        owners = index.owners[rows].astype(np.int64)
        left, right = np.triu_indices(frequency, 1)
        left_texts, right_texts = owners[:, left].ravel(), owners[:, right].ravel()
        links = left_texts * index.texts + right_texts
        if index.first_earlier is not None:
            links = links[(left_texts < index.first_earlier) & (right_texts >= index.first_earlier)]
        keys.append(links)
        weights.append(np.full(len(links), np.log(total / (share * frequency + 0.5))))
    return np.concatenate(keys), np.concatenate(weights)


def _closest(candidates: Sequence[RewriteCandidate]) -> list[RewriteCandidate]:
    """Return the candidates among the first `PARTNERS`, by likeness, of either text; ascending."""
    ranks: Counter[int] = Counter()
    closest = []
    for candidate in sorted(candidates, key=lambda candidate: (-candidate.likeness, candidate.left, candidate.right)):
        if min(ranks[candidate.left], ranks[candidate.right]) < PARTNERS:
            closest.append(candidate)
        ranks.update(candidate[:2])
    return sorted(closest)
