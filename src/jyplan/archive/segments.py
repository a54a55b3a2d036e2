"""Fingerprints on disk: segments, each two arrays in step, sorted by hash.

`hashes` has a 64-bit hash an entry, `postings` the plan that has it and the offset of its place in the plan text.
Where a hash repeats, earlier plans come first: a segment holds plans of one stretch of ids, and only neighbours are
merged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from jyplan.archive import storage
from jyplan.compare.arrays import Hashes, group_starts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from jyplan.archive.transaction import Transaction

Postings = NDArray[np.uint32]
"""Two columns: the plan, the offset."""

ENTRY = 16
"""Bytes of one entry on disk."""
_SLICE = 4_000_000
"""Entries that are held in memory at a time while segments are rewritten: 64 MB, and as much again to sort them."""


class Entries(NamedTuple):
    """Sorted fingerprints, in memory or on disk."""

    hashes: Hashes
    postings: Postings


class Segment(NamedTuple):
    """A row of the catalogue."""

    id: int
    entries: int
    first_plan: int
    last_plan: int
    hashes_sha256: str
    postings_sha256: str

    @property
    def files(self) -> tuple[tuple[str, storage.Written], tuple[str, storage.Written]]:
        """Its files by name, and what each must be."""
        size = self.entries * ENTRY // 2
        return (
            (f"{self.id:06}.hashes", storage.Written(size, self.hashes_sha256)),
            (f"{self.id:06}.postings", storage.Written(size, self.postings_sha256)),
        )

    def mapped(self, folder: Path) -> Entries:
        """Return its arrays, read from the disk as needed.

        Raises:
            ArchiveError: a file is missing or has the wrong size.
        """
        hashes, postings = (folder / name for name, _ in self.files)
        return Entries(
            storage.map_array(hashes, "<u8", self.entries).view(np.uint64),
            storage.map_array(postings, "<u4", 2 * self.entries).view(np.uint32).reshape(-1, 2),
        )


def sort_entries(hashes: Hashes, plans: NDArray[np.uint32], places: NDArray[np.uint32]) -> Entries:
    """Return fingerprints, given in the order of their plans, sorted by hash; a plan has each hash once, at its first place."""
    order = np.argsort(hashes, kind="stable")
    hashes, plans, places = hashes[order], plans[order], places[order]
    first = group_starts(hashes, plans)
    return Entries(hashes[first], np.stack((plans[first], places[first]), axis=1))


def list_segments(connection: sqlite3.Connection) -> list[Segment]:
    """Return all segments in the order of their plans."""
    rows = connection.execute(
        "SELECT id, entries, first_plan, last_plan, hashes_sha256, postings_sha256 FROM segments ORDER BY first_plan"
    )
    return [Segment(*row) for row in rows]


def write_segment(change: Transaction, parts: Iterable[Entries], plans: tuple[int, int]) -> None:
    """Write a segment from sorted parts and name it in the catalogue; one without entries is none.

    `plans` are the first and the last id that it may hold.

    Raises:
        OSError: it cannot be written.
    """
    cursor = change.connection.execute("INSERT INTO segments VALUES (NULL, 0, ?, ?, '', '')", plans)
    number = cursor.lastrowid or 0
    hashes, postings = (change.draft(name) for name, _ in Segment(number, 0, *plans, "", "").files)
    for part in parts:
        hashes.write(storage.as_bytes(part.hashes))
        postings.write(storage.as_bytes(part.postings))
    if not hashes.size:
        change.connection.execute("DELETE FROM segments WHERE id = ?", (number,))
        hashes.abandon()
        postings.abandon()
        return
    first, second = hashes.finish(), postings.finish()
    change.connection.execute(
        "UPDATE segments SET entries = ?, hashes_sha256 = ?, postings_sha256 = ? WHERE id = ?",
        (first.size * 2 // ENTRY, first.sha256, second.sha256, number),
    )


def drop_segments(change: Transaction, some: Sequence[Segment]) -> None:
    """Take segments out of the catalogue, their files once the change is committed."""
    change.connection.executemany("DELETE FROM segments WHERE id = ?", [(each.id,) for each in some])
    change.replace(name for each in some for name, _ in each.files)


def merged(segments: Sequence[Entries]) -> Iterator[Entries]:
    """Yield the entries of neighbouring segments in one order, slice by slice."""
    at = [0] * len(segments)
    step = max(_SLICE // max(len(segments), 1), 1)
    while any(start < len(each.hashes) for start, each in zip(at, segments, strict=True)):
        ends = [
            each.hashes[start + step]
            for start, each in zip(at, segments, strict=True)
            if start + step < len(each.hashes)
        ]
        stop = [
            _end(each.hashes, start, min(ends)) if ends else len(each.hashes)
            for start, each in zip(at, segments, strict=True)
        ]
        hashes = np.concatenate([each.hashes[a:b] for each, a, b in zip(segments, at, stop, strict=True)])
        postings = np.concatenate([each.postings[a:b] for each, a, b in zip(segments, at, stop, strict=True)])
        order = np.argsort(hashes, kind="stable")
        yield Entries(hashes[order], postings[order])
        at = stop


def without(entries: Entries, removed: NDArray[np.uint32]) -> Iterator[Entries]:
    """Yield the entries of all plans but the removed ones, slice by slice."""
    for start in range(0, len(entries.hashes), _SLICE):
        postings = entries.postings[start : start + _SLICE]
        kept = ~np.isin(postings[:, 0], removed)
        yield Entries(entries.hashes[start : start + _SLICE][kept], postings[kept])


def slices(entries: Entries) -> Iterator[Entries]:
    """Yield all entries, as many at a time as may be held in memory."""
    for start in range(0, len(entries.hashes), _SLICE):
        yield Entries(entries.hashes[start : start + _SLICE], entries.postings[start : start + _SLICE])


def _end(hashes: Hashes, start: int, last: np.uint64) -> int:
    """Return where entries above `last` begin: all places of one hash stay in one slice."""
    return start + int(np.searchsorted(hashes[start:], last, side="right"))
