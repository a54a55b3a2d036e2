"""Verifying an archive: every file and row against a checksum, every text and count against the fingerprints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.archive import catalogue, rows, segments, storage, texts
from jyplan.archive.writing import named_files
from jyplan.compare.copies.fingerprints import take_fingerprints
from jyplan.errors import ArchiveError
from jyplan.model import Message

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Inspection:
    """Contents and damage of an archive."""

    plans: int
    fingerprints: int
    files: int
    """Number of files beside the catalogue."""
    size: int
    """Bytes of the files."""
    damage: tuple[Message, ...]
    remarks: tuple[Message, ...]
    """Harmless: files left over from a run that was cut off, and foreign files."""


def inspect(folder: Path) -> Inspection:
    """Return the contents and all damage of an archive. No run can change the archive meanwhile.

    Rows are verified only where the structure of the catalogue is intact, files only where all rows are, texts and fingerprints
    only where all files are. What is not verified is not counted either.

    Raises:
        ArchiveError: there is no archive, it is foreign or of another version, or too damaged to be read.
    """
    with catalogue.holding(folder) as connection:
        damage = [
            Message("the catalogue is damaged: {what}", {"what": error})
            for error in catalogue.integrity_errors(connection)
        ]
        if damage:  # a count could take years, where pages lead to themselves
            return Inspection(0, 0, 0, 0, tuple(damage), ())
        plans = _count(connection, "SELECT count(*) FROM plans")
        damage += rows.damage(connection)
        if damage:
            return Inspection(plans, 0, 0, 0, tuple(damage), ())
        named = named_files(connection)
        damage += _damaged_files(folder, named)
        if not damage:  # the contents of changed files would only repeat the damage
            damage = [*_damaged_texts(folder, connection), *_damaged_fingerprints(folder, connection)]
        return Inspection(
            plans,
            _count(connection, "SELECT coalesce(sum(entries), 0) FROM segments"),
            len(named),
            sum(content.size for content in named.values()),
            tuple(damage),
            tuple(_remarks(folder, named)),
        )


def _count(connection: sqlite3.Connection, query: str) -> int:
    count: int = connection.execute(query).fetchone()[0]
    return count


def _damaged_files(folder: Path, named: dict[str, storage.FileContent]) -> Iterator[Message]:
    for name, content in sorted(named.items()):
        try:
            storage.check_size(folder / name, content.size)
        except ArchiveError:
            yield Message("{file} is missing or has another length", {"file": name})
            continue
        if storage.checksum(folder / name) != content.sha256:
            yield Message("{file} has changed: its checksum is different", {"file": name})


def _damaged_texts(folder: Path, connection: sqlite3.Connection) -> Iterator[Message]:
    for pack in texts.list_packs(connection):
        file = folder / pack.file[0]
        for place in texts.text_places(connection, pack):
            text = None
            if place.start + place.size <= pack.size:
                [data] = storage.read_pieces(file, [(place.start, place.size)])
                text = texts.unpack_text(data, place.chars)
            if text is None or take_fingerprints([text]).digests[0] != place.digest:
                yield Message("the text of plan {plan} has changed", {"plan": place.plan})


class _PlanTable(NamedTuple):
    """All plans of an archive, an array entry for each plan."""

    ids: NDArray[np.int64]
    """Ascending."""
    counts: NDArray[np.int64]
    """Number of fingerprints."""
    chars: NDArray[np.int64]

    def indices(self, ids: NDArray[np.uint32]) -> NDArray[np.int64] | None:
        """Return the index of each plan, given by id; None if a plan is missing."""
        indices = np.searchsorted(self.ids, ids)
        is_known = np.all(indices < len(self.ids)) and np.all(self.ids[indices] == ids)
        return indices if is_known else None


def _damaged_fingerprints(folder: Path, connection: sqlite3.Connection) -> Iterator[Message]:
    table = list(rows.read(connection, "plans", ["id", "fingerprints", "chars"], "ORDER BY id"))
    plans = _PlanTable(*np.array(table, dtype=np.int64).reshape(-1, 3).T)
    counts = np.zeros(len(plans.ids), dtype=np.int64)
    for segment in segments.list_segments(connection):
        last_hash = np.uint64(0)
        for part in segments.slices(segment.mapped(folder)):
            indices = plans.indices(part.postings[:, 0])
            plan_range = segments.PlanRange(segment.first_plan, segment.last_plan)
            if indices is None or not _is_intact(part, last_hash, plans.chars[indices], plan_range):
                yield Message("the fingerprints in {file} are out of order", {"file": segment.files[0][0]})
                return
            last_hash = part.hashes[-1]
            counts += np.bincount(indices, minlength=len(counts))
    for plan in plans.ids[counts != plans.counts].tolist():
        yield Message("plan {plan} lacks some of its fingerprints", {"plan": plan})


def _is_intact(
    part: segments.SortedFingerprints, last_hash: np.uint64, chars: NDArray[np.int64], plans: segments.PlanRange
) -> bool:
    """Whether a slice of a segment is sorted, follows `last_hash`, and has all places inside the texts of plans.

    `chars` has for each posting the length of its plan.
    """
    ids = part.postings[:, 0]
    return bool(
        part.hashes[0] >= last_hash
        and np.all(part.hashes[1:] >= part.hashes[:-1])
        and np.all((ids >= plans.first) & (ids <= plans.last))
        and np.all(part.postings[:, 1] < chars)
    )


def _remarks(folder: Path, named: dict[str, storage.FileContent]) -> Iterator[Message]:
    for path in storage.left_over(folder, named):
        yield Message("{file} is left over from an interrupted run; the next change removes it", {"file": path.name})
    for path in storage.foreign(folder):
        yield Message("{file} does not belong to the archive", {"file": path.name})
