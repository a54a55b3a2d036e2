"""Fingerprints on disk: segments, each two arrays in step, sorted by hash.

A segment is immutable. New plans get a segment of their own, and `compacting` merges neighbouring segments as a
log-structured merge tree does (O'Neil et al. 1996). Where a hash repeats, earlier plans come first, since a segment
holds the plans of one range of ids and only neighbours are merged.

Two segments, the first of the plans 1 to 4 and the second of the plans 5 and 6, and the merged one; a posting is a plan
and an offset in its text:

| segment | `hashes` | `postings` |
|---|---|---|
| plans 1–4 | 7, 7, 9 | (1, 30) (4, 0) (2, 12) |
| plans 5–6 | 7, 8 | (5, 6) (6, 0) |
| plans 1–6 | 7, 7, 7, 8, 9 | (1, 30) (4, 0) (5, 6) (6, 0) (2, 12) |
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from jyplan.archive import rows, storage
from jyplan.compare.arrays import Hashes, Ints, group_starts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from jyplan.archive.transaction import Transaction

Postings = NDArray[np.uint32]
"""Two columns: the plan's id, the offset in its text."""

ENTRY = 16
"""Bytes of an entry on disk, half of them in either file."""
_SLICE = 4_000_000
"""Entries held in memory at a time while segments are rewritten: 64 MB, and as much again to sort them."""


class SortedFingerprints(NamedTuple):
    """Fingerprints sorted by hash and then by plan, in memory or on disk."""

    hashes: Hashes
    postings: Postings


class PlanRange(NamedTuple):
    """A range of plan ids, both ends included."""

    first: int
    last: int


class Segment(NamedTuple):
    """A row of the catalogue about a segment."""

    id: int
    entries: int
    first_plan: int
    last_plan: int
    hashes_sha256: str
    postings_sha256: str

    @property
    def files(self) -> tuple[tuple[str, storage.FileContent], tuple[str, storage.FileContent]]:
        """Names of the hash file and the posting file, with the expected content."""
        size = self.entries * ENTRY // 2
        return (
            (f"{self.id:06}.hashes", storage.FileContent(size, self.hashes_sha256)),
            (f"{self.id:06}.postings", storage.FileContent(size, self.postings_sha256)),
        )

    def check_files(self, folder: Path) -> None:
        """Check the content of both files, before it is copied into other files under new checksums.

        Raises:
            ArchiveError: a file is missing or changed.
        """
        for name, content in self.files:
            storage.check_content(folder / name, content)

    def mapped(self, folder: Path) -> SortedFingerprints:
        """Return the segment's arrays, mapped into memory.

        Raises:
            ArchiveError: a file is missing or has the wrong size.
        """
        hashes, postings = (folder / name for name, _ in self.files)
        return SortedFingerprints(
            storage.map_array(hashes, "<u8", self.entries).view(np.uint64),
            storage.map_array(postings, "<u4", 2 * self.entries).view(np.uint32).reshape(-1, 2),
        )


def sort_fingerprints(hashes: Hashes, plans: NDArray[np.uint32], places: NDArray[np.uint32]) -> SortedFingerprints:
    """Sort by hash fingerprints that are given in the order of the plans.

    Of a hash that a plan repeats only the first place is kept.
    """
    order = _order_of(hashes)
    hashes, plans, places = hashes[order], plans[order], places[order]
    first = group_starts(hashes, plans)
    return SortedFingerprints(hashes[first], np.stack((plans[first], places[first]), axis=1))


def _order_of(hashes: Hashes) -> Ints:
    """Return the stable order of hashes: sorted with their row numbers in the lower bits, which takes a third of the time."""
    lower = np.uint64((1 << len(hashes).bit_length()) - 1)
    keys = (hashes & ~lower) | np.arange(len(hashes), dtype=np.uint64)
    keys.sort()
    order = (keys & lower).astype(np.int64)
    ordered = hashes[order]
    if (ordered[1:] < ordered[:-1]).any():  # two differ in the lower bits alone
        return np.argsort(hashes, kind="stable")
    return order


def list_segments(connection: sqlite3.Connection) -> list[Segment]:
    """Return all segments in the order of the plans."""
    return [Segment(*row) for row in rows.read(connection, "segments", Segment._fields, "ORDER BY first_plan, id")]


def write_segment(change: Transaction, slices: Iterable[SortedFingerprints], plans: PlanRange) -> None:
    """Write a segment from sorted slices and record the segment in the catalogue; slices without entries make no segment.

    `plans` is the range of ids that the segment may hold.

    Raises:
        OSError: the segment cannot be written.
    """
    cursor = change.connection.execute("INSERT INTO segments VALUES (NULL, 0, ?, ?, '', '')", plans)
    number = cursor.lastrowid or 0
    hash_file, posting_file = (change.new_file(name) for name, _ in Segment(number, 0, *plans, "", "").files)
    for part in slices:
        hash_file.write(storage.as_bytes(part.hashes))
        posting_file.write(storage.as_bytes(part.postings))
    if not hash_file.size:
        change.connection.execute("DELETE FROM segments WHERE id = ?", (number,))
        hash_file.abandon()
        posting_file.abandon()
        return
    hashes, postings = hash_file.finish(), posting_file.finish()
    change.connection.execute(
        "UPDATE segments SET entries = ?, hashes_sha256 = ?, postings_sha256 = ? WHERE id = ?",
        (hashes.size * 2 // ENTRY, hashes.sha256, postings.sha256, number),
    )
    rows.record(change.connection, "segments", [number])


def drop_segments(change: Transaction, segments: Sequence[Segment]) -> None:
    """Delete segments from the catalogue now, and the files after the commit."""
    rows.delete(change.connection, "segments", [segment.id for segment in segments])
    change.replace(name for segment in segments for name, _ in segment.files)


def merged(segments: Sequence[SortedFingerprints]) -> Iterator[SortedFingerprints]:
    """Yield the entries of neighbouring segments sorted by hash, slice by slice."""
    starts = [0] * len(segments)
    step = max(_SLICE // max(len(segments), 1), 1)
    while any(start < len(segment.hashes) for start, segment in zip(starts, segments, strict=True)):
        last_hashes = [
            segment.hashes[start + step]
            for start, segment in zip(starts, segments, strict=True)
            if start + step < len(segment.hashes)
        ]
        ends = [
            _end(segment.hashes, start, min(last_hashes)) if last_hashes else len(segment.hashes)
            for start, segment in zip(starts, segments, strict=True)
        ]
        bounds = list(zip(segments, starts, ends, strict=True))
        hashes = np.concatenate([segment.hashes[start:end] for segment, start, end in bounds])
        postings = np.concatenate([segment.postings[start:end] for segment, start, end in bounds])
        order = np.argsort(hashes, kind="stable")
        yield SortedFingerprints(hashes[order], postings[order])
        starts = ends


def without(fingerprints: SortedFingerprints, removed: NDArray[np.uint32]) -> Iterator[SortedFingerprints]:
    """Yield the entries of all plans except the removed plans, slice by slice."""
    for part in slices(fingerprints):
        remains = ~np.isin(part.postings[:, 0], removed)
        yield SortedFingerprints(part.hashes[remains], part.postings[remains])


def slices(fingerprints: SortedFingerprints) -> Iterator[SortedFingerprints]:
    """Yield all entries, at most `_SLICE` at a time."""
    for start in range(0, len(fingerprints.hashes), _SLICE):
        end = start + _SLICE
        yield SortedFingerprints(fingerprints.hashes[start:end], fingerprints.postings[start:end])


def _end(hashes: Hashes, start: int, last: np.uint64) -> int:
    """Return the first entry from `start` with a hash above `last`, which keeps all entries of a hash in the same slice."""
    return start + int(np.searchsorted(hashes[start:], last, side="right"))
