"""The inverted index of a corpus: its fingerprints parted by hash, so that each part can be sorted alone.

A part is small enough to be sorted in the processor's cache, two threads sort two parts at once, and parts that do not
fit into the memory allowed wait in a temporary file that has no name and is gone with the process.
"""

from __future__ import annotations

from contextlib import ExitStack
from itertools import pairwise
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from jyplan.compare.copies.fingerprints import Fingerprints, Hashes, Numbers

PART_BITS = 6
"""Bits of a hash that say which part it is in."""
PARTS = 1 << PART_BITS
_ROW_BITS = 28
"""Bits of a sorting key that say which row it came from: a part holds up to 268 million fingerprints."""
_ROW = np.uint64((1 << _ROW_BITS) - 1)
POSTING = np.dtype([("hash", "<u8"), ("owner", "<u4"), ("place", "<u4")])
"""One fingerprint of one text."""


class Part(NamedTuple):
    """The fingerprints whose hashes begin alike, by hash and then by text; a text has each hash once."""

    hashes: Hashes
    """With the bits that the row's number took set to nothing: 42 of 64 tell two hashes apart."""
    owners: Numbers
    places: Numbers
    """Of the hash's first place in the text."""
    firsts: NDArray[np.int64]
    """Where each different hash begins; one more entry closes the last."""

    @property
    def frequencies(self) -> NDArray[np.int64]:
        """How many texts have each different hash."""
        return np.diff(self.firsts)


class Postings:
    """Fingerprints that are being collected, text by text in ascending order."""

    def __init__(self, memory: int | None = None) -> None:
        """Collect in memory; beyond `memory` bytes on disk, None for no limit."""
        self._memory = memory
        self._held: list[list[NDArray[np.void]]] = [[] for _ in range(PARTS)]
        self._size = 0
        self._files: list[IO[bytes]] = []

    def add(self, pieces: Sequence[NDArray[np.void]]) -> None:
        """Add the fingerprints of the next texts, as `split` parts them."""
        for held, piece in zip(self._held, pieces, strict=True):
            held.append(piece)
            self._size += piece.nbytes
        if self._memory is not None and self._size > self._memory:
            self._spill()

    def parts(self) -> Iterator[NDArray[np.void]]:
        """Yield what was collected, part by part, each given away."""
        for number in range(PARTS):
            held, self._held[number] = self._held[number], []
            if self._files:
                file = self._files[number]
                file.seek(0)
                held = [np.frombuffer(file.read(), dtype=POSTING), *held]
                file.close()
            yield np.concatenate(held) if held else np.zeros(0, dtype=POSTING)

    def _spill(self) -> None:
        if not self._files:
            self._files = [TemporaryFile() for _ in range(PARTS)]  # noqa: SIM115 - closed when their part is given away
        with ExitStack() as full:
            for file in self._files:
                full.push(file)
            for file, held in zip(self._files, self._held, strict=True):
                for piece in held:  # not by `tofile`, which does not tell when the disk is full
                    file.write(piece.view(np.uint8).data)
                file.flush()
                held.clear()
            full.pop_all()  # the files stay open unless the disk is full
        self._size = 0


def split(fingerprints: Fingerprints, first: int) -> list[NDArray[np.void]]:
    """Return the fingerprints of some texts, the first of which has the number `first`, parted by hash."""
    of_part = (fingerprints.hashes >> np.uint64(64 - PART_BITS)).astype(np.uint8)
    order = np.argsort(of_part, kind="stable")
    postings = np.empty(len(order), dtype=POSTING)
    postings["hash"] = fingerprints.hashes[order]
    postings["owner"] = fingerprints.owners[order] + np.uint32(first)
    postings["place"] = fingerprints.places[order]
    ends = np.cumsum(np.bincount(of_part, minlength=PARTS)).tolist()
    return [postings[start:end].copy() for start, end in pairwise([0, *ends])]


def sort_part(postings: NDArray[np.void], wanted: NDArray[np.bool_]) -> Part:
    """Return the fingerprints of a part in order, only those of the texts that are wanted."""
    if not wanted.all():
        postings = postings[wanted[postings["owner"]]]
    keys = (postings["hash"] << np.uint64(PART_BITS)) & ~_ROW
    keys |= np.arange(len(keys), dtype=np.uint64)
    keys.sort()
    rows = keys & _ROW
    owners = postings["owner"][rows]
    hashes = keys & ~_ROW
    fresh = np.ones(len(keys), dtype=bool)
    fresh[1:] = (hashes[1:] != hashes[:-1]) | (owners[1:] != owners[:-1])
    hashes, owners, places = hashes[fresh], owners[fresh], postings["place"][rows[fresh]]
    changes = np.flatnonzero(hashes[1:] != hashes[:-1]) + 1
    firsts = np.r_[0, changes, len(hashes)] if len(hashes) else np.zeros(1, dtype=np.int64)
    return Part(hashes, owners, places, firsts)
