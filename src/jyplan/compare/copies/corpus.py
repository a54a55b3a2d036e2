"""The fingerprints of many texts, identical texts set aside, in threads and in bounded memory."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from jyplan.compare.copies.candidates import rare_fingerprints
from jyplan.compare.copies.fingerprints import take_fingerprints
from jyplan.compare.copies.frequent_sections import frequent_fingerprints
from jyplan.compare.copies.inverted_index import InvertedIndex, sort_partition, split_by_hash
from jyplan.compare.copies.options import Step, watch_nothing
from jyplan.compare.copies.same_texts import SameTexts, find_same_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from jyplan.compare.arrays import Ints
    from jyplan.compare.copies.candidates import RareFingerprints
    from jyplan.compare.copies.frequent_sections import FrequentFingerprints
    from jyplan.compare.copies.inverted_index import Partition
    from jyplan.compare.copies.options import CopyOptions, Watch

_BATCH = 256
"""Texts that a thread fingerprints at a time."""
_AHEAD = 4
"""Batches submitted to the threads beyond the result that is waited for: bounds the memory of finished results."""

_SHARED = 1 / 12
"""Part of its fingerprints that a plan shares with others of its field, by official sentences alone: 1 of 100 shares less."""

Item = TypeVar("Item")
Result = TypeVar("Result")


class Corpus(NamedTuple):
    """The fingerprints of the original texts of a corpus, without texts equal to another text."""

    rare: list[list[RareFingerprints]]
    """Fingerprints that 2 to `RARE` texts contain, by partition and number of texts."""
    frequent: list[FrequentFingerprints]
    """Fingerprints that more than `RARE` texts contain, by partition."""
    same: SameTexts
    """Which texts say the same; only originals have fingerprints here."""
    empty_texts: tuple[int, ...]
    """Indices of the texts with nothing to compare: format characters only."""
    odd_texts: tuple[int, ...] = ()
    """Indices of the texts with characters strewn in, or with many that a reader does not see."""
    lonely_texts: tuple[int, ...] = ()
    """Indices of the originals that share less than `_SHARED` of their fingerprints with all others together."""

    def without_fingerprints(self) -> Corpus:
        """Return the corpus without its fingerprints, a fifth of all memory, which nothing needs once pairs are judged."""
        return self._replace(rare=[], frequent=[])


def take_corpus(texts: Sequence[str], options: CopyOptions, watch: Watch = watch_nothing) -> Corpus:
    """Return the fingerprints of all texts, the rare separated from the frequent."""
    index = InvertedIndex(options.memory and options.memory // 2)  # the other half is for the separated fingerprints
    all_digests: list[bytes] = []
    odd_texts: list[int] = []
    all_sizes = [np.zeros(0, dtype=np.int64)]
    with ThreadPoolExecutor(options.threads) as threads:
        firsts = range(0, len(texts), _BATCH)
        for pieces, digests, odd, sizes in _map_ahead(threads, lambda first: _fingerprint_batch(texts, first), firsts):
            all_digests += digests
            all_sizes.append(sizes)
            odd_texts += odd
            index.add(pieces)
            watch(Step.FINGERPRINTS, len(all_digests), len(texts))
        same = find_same_texts(all_digests, lambda number: _raw_digest(texts[number]))
        is_original = same.originals == np.arange(len(texts))
        separated = list(
            _map_ahead(threads, lambda part: _separate(sort_partition(part, is_original)), index.pop_partitions())
        )
    empty_texts = tuple(number for number, digest in enumerate(all_digests) if not digest)
    rare, frequent = [rare for rare, _ in separated], [frequent for _, frequent in separated]
    is_lonely = is_original & (_count_shared(rare, frequent, len(texts)) < _SHARED * np.concatenate(all_sizes))
    return Corpus(rare, frequent, same, empty_texts, tuple(odd_texts), tuple(np.flatnonzero(is_lonely).tolist()))


def _count_shared(
    rare: Iterable[Sequence[RareFingerprints]], frequent: Iterable[FrequentFingerprints], texts: int
) -> Ints:
    """Return how many fingerprints of each text any other text has."""
    shared = np.zeros(texts, dtype=np.int64)
    for owners in (*(part.owners for parts in rare for part in parts), *(part.owners for part in frequent)):
        shared += np.bincount(owners.ravel(), minlength=texts)
    return shared


def _raw_digest(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()


def _fingerprint_batch(
    texts: Sequence[str], first: int
) -> tuple[list[NDArray[np.void]], tuple[bytes, ...], list[int], Ints]:
    """Return postings by partition, digests, odd texts and the number of fingerprints of a batch of texts."""
    taken = take_fingerprints(texts[first : first + _BATCH])
    sizes = np.bincount(taken.owners, minlength=len(taken.digests))
    return split_by_hash(taken, first), taken.digests, [first + number for number in taken.odd], sizes


def _separate(partition: Partition) -> tuple[list[RareFingerprints], FrequentFingerprints]:
    return rare_fingerprints(partition), frequent_fingerprints(partition)


def _map_ahead(
    threads: ThreadPoolExecutor, function: Callable[[Item], Result], items: Iterable[Item]
) -> Iterator[Result]:
    """Yield the results in the order of the items, computing at most `_AHEAD` results in advance."""
    waiting: deque[Future[Result]] = deque()
    for item in items:
        waiting.append(threads.submit(function, item))
        if len(waiting) > _AHEAD:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
