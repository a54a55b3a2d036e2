"""Queries of an archive: plans with given fingerprints, listings and texts of plans.

`Archive.look_up` joins sorted hashes with the sorted segments. Hash 7 is in the plans 1, 2, 5 and 9, hash 8 in plan 5;
with `most` = 3 and `few` = 2 it counts all plans with hash 7 and returns only the first two:

| `asked` | hash | `plans` | `frequencies` |
|---:|---:|---:|---:|
| 0 | 7 | 1 | 4 |
| 0 | 7 | 2 | 4 |
| 1 | 8 | 5 | 1 |
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, overload

import numpy as np

from jyplan.archive import catalogue, plans, rows, segments, storage, texts
from jyplan.archive.scheme import check_scheme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from jyplan.archive.plans import Selection
    from jyplan.archive.segments import SortedFingerprints
    from jyplan.compare.arrays import Hashes, Ints
    from jyplan.model import Archived


_READ_AT_ONCE = 256
"""Texts read at a time where all are read: two megabytes."""


class Hits(NamedTuple):
    """The places of hashes in archived plans, sorted by hash and then by plan; the first three arrays are in step."""

    asked: Ints
    """Index into the hashes asked for."""
    plans: NDArray[np.uint32]
    """Id of the plan."""
    places: NDArray[np.uint32]
    """Offset in the plan text."""
    frequencies: Ints
    """For every hash asked for the number of plans that contain it, whether returned or not; of a hash in more than `most` (or `few`)
    plans of a segment, `most` and one more count."""


class _Matches(NamedTuple):
    """The hashes found in a segment, an array entry for each hash."""

    asked: Ints
    """Index into the hashes asked for."""
    starts: Ints
    """First entry of the hash in the segment."""
    counts: Ints
    """Number of entries with the hash."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A snapshot of an archive: later additions and removals of fingerprints do not appear.

    Rows and texts of plans that another run removes meanwhile are missing from the answers.
    """

    folder: Path
    segments: tuple[SortedFingerprints, ...]
    """In the order of their plans."""

    def look_up(self, hashes: Hashes, most: int, few: int | None = None) -> Hits:
        """Return the places of the hashes, given ascending, in the `most` earliest plans with each hash.

        For a hash in more than `most` plans, return only the first `few` of them; None returns `most`.
        """
        matches = [_search(segment, hashes, max(most, few or 0)) for segment in self.segments]
        frequencies = np.zeros(len(hashes), dtype=np.int64)
        for match in matches:
            frequencies[match.asked] += match.counts
        room = np.where(frequencies > most, most if few is None else few, most)
        asked_by_segment = [np.zeros(0, dtype=np.int64)]
        postings_by_segment = [np.zeros((0, 2), dtype=np.uint32)]
        for segment, match in zip(self.segments, matches, strict=True):
            taken = np.minimum(match.counts, room[match.asked])
            room[match.asked] -= taken
            before = np.cumsum(taken) - taken
            entries = np.repeat(match.starts - before, taken) + np.arange(taken.sum())
            postings_by_segment.append(segment.postings[entries])
            asked_by_segment.append(np.repeat(match.asked, taken))
        asked, postings = np.concatenate(asked_by_segment), np.concatenate(postings_by_segment)
        if len(matches) > 1:
            order = np.argsort(asked, kind="stable")
            asked, postings = asked[order], postings[order]
        return Hits(asked, postings[:, 0], postings[:, 1], frequencies)

    def find(self, digests: Iterable[bytes]) -> dict[bytes, int]:
        """Return the ids of the plans with the given digests, computed as in `take_fingerprints`."""
        with catalogue.reading(self.folder) as connection:
            ids = ((digest, plans.find(connection, digest)) for digest in set(digests))
            return {digest: number for digest, number in ids if number is not None}

    def describe(self, ids: Iterable[int]) -> dict[int, Archived]:
        """Return the catalogue entries of the given plans by id; plans removed meanwhile are missing."""
        with catalogue.reading(self.folder) as connection:
            return plans.describe(connection, ids)

    def texts(self, ids: Iterable[int]) -> dict[int, str]:
        """Return the texts of the given plans by id; plans kept without a text or removed meanwhile are missing.

        Raises:
            ArchiveError: a text is damaged.
        """
        texts_by_id: dict[int, str] = {}
        with catalogue.reading(self.folder) as connection:
            for batch in rows.batches(sorted(set(ids))):
                with_texts = f"WHERE pack IS NOT NULL AND id IN ({rows.marks(batch)})"
                places = list(
                    rows.read(connection, "plans", ["pack", "start", "bytes", "chars", "id"], with_texts, batch)
                )
                if any(None in place for place in places):
                    raise storage.damaged(self.folder)
                texts_by_id |= _read_texts(self.folder, places)
        return texts_by_id

    def count_texts(self) -> int:
        """Return the number of plans kept with their texts."""
        with catalogue.reading(self.folder) as connection:
            ((count,),) = connection.execute("SELECT COUNT(*) FROM plans WHERE pack IS NOT NULL")
            return int(count)

    def all_texts(self, edit: Callable[[str], str] | None = None) -> ArchivedTexts:
        """Return the texts of all plans kept with their texts, read and edited when asked for."""
        with catalogue.reading(self.folder) as connection:
            found = rows.read(connection, "plans", ["id"], "WHERE pack IS NOT NULL ORDER BY id")
            return ArchivedTexts(self, tuple(number for (number,) in found), edit or str)


@dataclass(frozen=True, slots=True)
class ArchivedTexts(Sequence[str]):
    """The texts of archived plans by the order of their ids; a text removed meanwhile is empty."""

    archive: Archive
    ids: tuple[int, ...]
    edit: Callable[[str], str]

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> ArchivedTexts: ...
    def __getitem__(self, number: int | slice) -> str | ArchivedTexts:
        if isinstance(number, slice):
            return ArchivedTexts(self.archive, self.ids[number], self.edit)
        return self.edit(self.archive.texts([self.ids[number]]).get(self.ids[number], ""))

    def __iter__(self) -> Iterator[str]:
        for first in range(0, len(self.ids), _READ_AT_ONCE):
            ids = self.ids[first : first + _READ_AT_ONCE]
            texts_by_id = self.archive.texts(ids)
            yield from (self.edit(texts_by_id.get(number, "")) for number in ids)


def open_archive(folder: Path) -> Archive:
    """Return a snapshot of an archive for queries.

    Raises:
        ArchiveError: there is none, or it is damaged, foreign, of another version or of other fingerprints.
    """
    with catalogue.reading(folder) as connection:
        check_scheme(folder, connection)
        return Archive(folder, tuple(segment.mapped(folder) for segment in segments.list_segments(connection)))


def list_plans(folder: Path, selection: Selection) -> list[Archived]:
    """Return the selected plans of an archive, by id.

    Raises:
        ArchiveError: there is none, or it is damaged, foreign or of another version.
    """
    with catalogue.reading(folder) as connection:
        return plans.select(connection, selection)


def _search(segment: SortedFingerprints, hashes: Hashes, most: int) -> _Matches:
    """Return the entries of a segment with any of the hashes, given ascending; at most `most` and one more of each."""
    starts = np.searchsorted(segment.hashes, hashes)
    inside = np.flatnonzero(starts < len(segment.hashes))
    asked = inside[segment.hashes[starts[inside]] == hashes[inside]]
    starts = starts[asked]
    lasts = starts.copy()
    limits = np.minimum(starts + most, len(segment.hashes) - 1)
    for bit in reversed(range(most.bit_length())):  # a binary search among the next few
        further = lasts + (1 << bit)
        is_same = further <= limits
        is_same[is_same] = segment.hashes[further[is_same]] == hashes[asked[is_same]]
        lasts[is_same] = further[is_same]
    return _Matches(asked, starts, lasts - starts + 1)


def _read_texts(folder: Path, rows: Sequence[tuple[int, int, int, int, int]]) -> dict[int, str]:
    """Return texts by plan id, given rows of pack, offset, bytes, characters and plan id."""
    rows_by_pack = defaultdict(list)
    for pack, start, size, chars, plan in sorted(rows):
        rows_by_pack[pack].append((start, size, chars, plan))
    texts_by_id: dict[int, str] = {}
    for pack, pack_rows in rows_by_pack.items():
        file = folder / texts.Pack(pack, 0, "").file[0]
        pieces = storage.read_pieces(file, [(start, size) for start, size, _, _ in pack_rows])
        for (_, _, chars, plan), data in zip(pack_rows, pieces, strict=True):
            text = texts.unpack_text(data, chars)
            if text is None:
                raise storage.damaged(folder)
            texts_by_id[plan] = text
    return texts_by_id
