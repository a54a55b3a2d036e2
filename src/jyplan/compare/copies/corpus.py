"""The fingerprints of many texts, identical texts set aside, in threads and in bounded memory."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from jyplan.compare.copies.candidates import rare_fingerprints
from jyplan.compare.copies.fingerprints import take_fingerprints
from jyplan.compare.copies.frequent_sections import frequent_fingerprints
from jyplan.compare.copies.inverted_index import InvertedIndex, sort_partition, split_by_hash
from jyplan.compare.copies.options import Step, watch_nothing

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

Item = TypeVar("Item")
Result = TypeVar("Result")


class Corpus(NamedTuple):
    """The fingerprints of the original texts of a corpus, without texts equal to an earlier text."""

    rare: list[list[RareFingerprints]]
    """Fingerprints that 2 to `RARE` texts contain, by partition and number of texts."""
    frequent: list[FrequentFingerprints]
    """Fingerprints that more than `RARE` texts contain, by partition."""
    originals: Ints
    """For each text the index of the first text with the same digest, its own for an original."""
    empty_texts: tuple[int, ...]
    """Indices of the texts with nothing to compare: format characters only."""


def take_corpus(texts: Sequence[str], options: CopyOptions, watch: Watch = watch_nothing) -> Corpus:
    """Return the fingerprints of all texts, the rare separated from the frequent."""
    index = InvertedIndex(options.memory and options.memory // 2)  # the other half is for the separated fingerprints
    original_of_digest: dict[bytes, int] = {}
    originals: list[int] = []
    empty_texts: list[int] = []
    with ThreadPoolExecutor(options.threads) as threads:
        firsts = range(0, len(texts), _BATCH)
        for pieces, digests in _map_ahead(threads, lambda first: _fingerprint_batch(texts, first), firsts):
            for number, digest in enumerate(digests, len(originals)):
                originals.append(original_of_digest.setdefault(digest, number) if digest else number)
                if not digest:
                    empty_texts.append(number)
            index.add(pieces)
            watch(Step.FINGERPRINTS, len(originals), len(texts))
        original = np.array(originals, dtype=np.int64)
        is_original = original == np.arange(len(original))
        separated = list(
            _map_ahead(threads, lambda part: _separate(sort_partition(part, is_original)), index.pop_partitions())
        )
    return Corpus(
        [rare for rare, _ in separated], [frequent for _, frequent in separated], original, tuple(empty_texts)
    )


def _fingerprint_batch(texts: Sequence[str], first: int) -> tuple[list[NDArray[np.void]], tuple[bytes, ...]]:
    taken = take_fingerprints(texts[first : first + _BATCH])
    return split_by_hash(taken, first), taken.digests


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
