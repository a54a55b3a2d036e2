"""Asking an archive: which plans have these fingerprints, what is known of them, what do they say."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.archive import catalogue, plans, segments, storage, texts
from jyplan.archive.scheme import check_scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from jyplan.archive.plans import Selection
    from jyplan.archive.segments import Entries
    from jyplan.compare.arrays import Hashes, Ints
    from jyplan.model import Archived


class Hits(NamedTuple):
    """Where asked hashes stand in the archive: `which`, `plans` and `places` in step, by hash and then by plan."""

    which: Ints
    """Index into the hashes that were asked for."""
    plans: NDArray[np.uint32]
    """Id of the plan."""
    places: NDArray[np.uint32]
    """Offset in the plan text."""
    frequencies: Ints
    """For every hash that was asked for: in how many plans it stands, told ones or not."""


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive as it was when it was opened: what another run adds or removes since is not seen, nor in the way.

    Only rows and texts of plans that are removed meanwhile are no longer given.
    """

    folder: Path
    segments: tuple[Entries, ...]
    """In the order of their plans."""

    def look_up(self, hashes: Hashes, most: int, few: int | None = None) -> Hits:
        """Return where these hashes, ascending, stand; of each only the `most` earliest plans.

        With `few` a hash that more than `most` plans have is told of so many.
        """
        found = [_search(entries, hashes) for entries in self.segments]
        frequencies = np.zeros(len(hashes), dtype=np.int64)
        for which, _, counts in found:
            frequencies[which] += counts
        left = np.where(frequencies > most, most if few is None else few, most)
        places = [np.zeros(0, dtype=np.int64)]
        postings = [np.zeros((0, 2), dtype=np.uint32)]
        for entries, (which, starts, counts) in zip(self.segments, found, strict=True):
            told = np.minimum(counts, left[which])
            left[which] -= told
            before = np.cumsum(told) - told
            postings.append(entries.postings[np.repeat(starts - before, told) + np.arange(told.sum())])
            places.append(np.repeat(which, told))
        together, all_postings = np.concatenate(places), np.concatenate(postings)
        if len(found) > 1:
            order = np.argsort(together, kind="stable")
            together, all_postings = together[order], all_postings[order]
        return Hits(together, all_postings[:, 0], all_postings[:, 1], frequencies)

    def find(self, digests: Iterable[bytes]) -> dict[bytes, int]:
        """Return the ids of the plans with these digests, those of `take_fingerprints`."""
        with catalogue.reading(self.folder) as connection:
            found = ((digest, plans.find(connection, digest)) for digest in set(digests))
            return {digest: number for digest, number in found if number is not None}

    def describe(self, ids: Iterable[int]) -> dict[int, Archived]:
        """Return what is known of the plans of these ids; those removed meanwhile are missing."""
        with catalogue.reading(self.folder) as connection:
            return plans.describe(connection, ids)

    def texts(self, ids: Iterable[int]) -> dict[int, str]:
        """Return the texts of the plans of these ids; those kept without a text or removed meanwhile are missing.

        Raises:
            ArchiveError: a text is damaged.
        """
        found: dict[int, str] = {}
        with catalogue.reading(self.folder) as connection:
            for some in plans.batches(sorted(set(ids))):
                rows = connection.execute(
                    "SELECT pack, start, bytes, chars, id FROM plans "
                    f"WHERE pack IS NOT NULL AND id IN ({plans.marks(some)})",
                    some,
                )
                found |= _read_texts(self.folder, rows.fetchall())
        return found


def open_archive(folder: Path) -> Archive:
    """Return an archive for asking.

    Raises:
        ArchiveError: there is none, or it is damaged, foreign, of another version or of other fingerprints.
    """
    with catalogue.reading(folder) as connection:
        check_scheme(folder, connection)
        return Archive(folder, tuple(each.mapped(folder) for each in segments.list_segments(connection)))


def list_plans(folder: Path, selection: Selection) -> list[Archived]:
    """Return the plans of an archive that are meant, by id.

    Raises:
        ArchiveError: there is none, or it is damaged, foreign or of another version.
    """
    with catalogue.reading(folder) as connection:
        return plans.select(connection, selection)


def _search(entries: Entries, hashes: Hashes) -> tuple[Ints, Ints, Ints]:
    """Return which hashes a segment has, where each begins and how many entries it has."""
    starts = np.searchsorted(entries.hashes, hashes)
    inside = np.flatnonzero(starts < len(entries.hashes))
    which = inside[entries.hashes[starts[inside]] == hashes[inside]]
    starts = starts[which]
    return which, starts, np.searchsorted(entries.hashes, hashes[which], side="right") - starts


def _read_texts(folder: Path, rows: Sequence[tuple[int, int, int, int, int]]) -> dict[int, str]:
    by_pack = defaultdict(list)
    for pack, *rest in sorted(rows):
        by_pack[pack].append(rest)
    found: dict[int, str] = {}
    for pack, places in by_pack.items():
        file = folder / texts.Pack(pack, 0, "").file[0]
        pieces = storage.read_pieces(file, [(start, size) for start, size, _, _ in places])
        for (_, _, chars, plan), data in zip(places, pieces, strict=True):
            text = texts.unpack_text(data, chars)
            if text is None:
                raise storage.damaged(folder)
            found[plan] = text
    return found
