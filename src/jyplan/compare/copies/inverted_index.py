"""The inverted index of a corpus: the texts of every fingerprint, partitioned by hash.

A partition is small enough to be sorted in the processor's cache, and two threads sort two partitions at once.
Partitions beyond the memory allowed wait in temporary files, which have no name and vanish with the process.

One sorted partition, of a hash 7 in texts 0 and 1, a hash 8 in text 1 alone and a hash 9 twice in text 1 (text 0 contains 7 at 1 and at 9):

| `hashes` | `owners` | `places` | |
|---|---|---|---|
| 7 | 0 | 1 | `firsts[0]` = 0: hash 7 begins, its frequency is 2 |
| 7 | 1 | 2 | |
| 9 | 1 | 3 | `firsts[1]` = 2: hash 9 begins, its frequency is 1 |

Hash 8 stands once in the corpus, joins nothing and is dropped.
"""

from __future__ import annotations

from contextlib import ExitStack
from itertools import pairwise
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.compare.arrays import group_starts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from jyplan.compare.arrays import Hashes
    from jyplan.compare.copies.fingerprints import Fingerprints, Numbers

PARTITION_BITS = 6
"""Upper bits of a hash that choose its partition."""
PARTITIONS = 1 << PARTITION_BITS
_ROW_BITS = 28
"""Bits of a sorting key that hold the row number: a partition has at most 268 million fingerprints."""
_ROW = np.uint64((1 << _ROW_BITS) - 1)
_HALF = np.uint64(32)
POSTING = np.dtype([("hash", "<u8"), ("owner", "<u4"), ("place", "<u4")])
"""An entry of the index: one fingerprint of one text. As two numbers of 64 bits its second one is the place, then the owner."""


class Partition(NamedTuple):
    """The fingerprints with equal upper bits, sorted by hash and then by text; a text has each hash once."""

    hashes: Hashes
    """Shifted, the bits of the row number set to 0: 42 of 64 bits distinguish two hashes."""
    owners: Numbers
    places: Numbers
    """Offset of the hash's first occurrence in the text."""
    firsts: NDArray[np.int64]
    """Row at which each distinct hash begins; one more entry is the number of rows."""

    @property
    def frequencies(self) -> NDArray[np.int64]:
        """Number of texts with each distinct hash."""
        return np.diff(self.firsts)


class InvertedIndex:
    """An inverted index under construction: fingerprints are added text by text, in ascending order of texts."""

    def __init__(self, memory: int | None = None) -> None:
        """Collect fingerprints in memory, beyond `memory` bytes on disk; None sets no limit."""
        self._memory = memory
        self._in_memory: list[list[NDArray[np.void]]] = [[] for _ in range(PARTITIONS)]
        self._size = 0
        self._files: list[IO[bytes]] = []

    def add(self, pieces: Sequence[NDArray[np.void]]) -> None:
        """Add the fingerprints of the next texts: the pieces returned by `split_by_hash`."""
        for in_memory, piece in zip(self._in_memory, pieces, strict=True):
            in_memory.append(piece)
            self._size += piece.nbytes
        if self._memory is not None and self._size > self._memory:
            self._spill()

    def pop_partitions(self) -> Iterator[NDArray[np.void]]:
        """Yield the postings of each partition, unsorted, and drop the postings from the index."""
        for number in range(PARTITIONS):
            pieces, self._in_memory[number] = self._in_memory[number], []
            if self._files:
                file = self._files[number]
                file.seek(0)
                pieces = [np.frombuffer(file.read(), dtype=POSTING), *pieces]
                file.close()
            words = [np.zeros(0, dtype="<u8"), *(piece.view("<u8") for piece in pieces)]
            yield np.concatenate(words).view(POSTING)  # entry by entry numpy takes twice as long

    def _spill(self) -> None:
        if not self._files:
            self._files = [TemporaryFile() for _ in range(PARTITIONS)]  # noqa: SIM115 - pop_partitions closes each
        with ExitStack() as closed_on_error:
            for file in self._files:
                closed_on_error.push(file)
            for file, in_memory in zip(self._files, self._in_memory, strict=True):
                for piece in in_memory:  # not by `tofile`, which does not report a full disk
                    file.write(piece.view(np.uint8).data)
                file.flush()
                in_memory.clear()
            closed_on_error.pop_all()  # the files stay open unless the disk is full
        self._size = 0


def split_by_hash(fingerprints: Fingerprints, first: int) -> list[NDArray[np.void]]:
    """Return the postings of a batch of texts, numbered from `first`, a piece for each partition."""
    partition = (fingerprints.hashes >> np.uint64(64 - PARTITION_BITS)).astype(np.uint8)
    order = np.argsort(partition, kind="stable")
    owners_and_places = fingerprints.places.astype(np.uint64) << _HALF
    owners_and_places |= fingerprints.owners + np.uint32(first)
    columns = np.empty((len(order), 2), dtype="<u8")
    columns[:, 0], columns[:, 1] = fingerprints.hashes[order], owners_and_places[order]
    ends = np.cumsum(np.bincount(partition, minlength=PARTITIONS)).tolist()
    return [columns[start:end].copy().view(POSTING)[:, 0] for start, end in pairwise([0, *ends])]


def sort_partition(postings: NDArray[np.void], is_indexed: NDArray[np.bool_]) -> Partition:
    """Return the sorted partition of some postings; postings of texts not marked in `is_indexed` are dropped.

    So are the hashes of one text alone, a third of all or more, before anything but their hashes is read.
    """
    if not is_indexed.all():
        postings = postings[is_indexed[postings["owner"]]]
    hashes, owners_and_places = np.ascontiguousarray(postings).view("<u8").reshape(-1, 2).T
    keys = (hashes << np.uint64(PARTITION_BITS)) & ~_ROW
    keys |= np.arange(len(keys), dtype=np.uint64)
    keys.sort()
    keys = keys[_are_repeated(keys)]
    both = owners_and_places[keys & _ROW]
    owners = both.astype(np.uint32)
    hashes = keys & ~_ROW
    firsts_in_text = group_starts(hashes, owners)
    hashes, owners = hashes[firsts_in_text], owners[firsts_in_text]
    places = (both[firsts_in_text] >> _HALF).astype(np.uint32)
    return Partition(hashes, owners, places, np.append(group_starts(hashes), len(hashes)))


def _are_repeated(keys: Hashes) -> NDArray[np.bool_]:
    """Return the mask of sorted keys whose hash another key has too."""
    are_repeated = np.zeros(len(keys), dtype=bool)
    is_same = (keys[1:] ^ keys[:-1]) <= _ROW
    are_repeated[1:] = is_same
    are_repeated[:-1] |= is_same
    return are_repeated
