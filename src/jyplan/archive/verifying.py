"""Verifying an archive: every file against a checksum, every text and count against the fingerprints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from jyplan.archive import catalogue, segments, storage, texts
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

    Texts and fingerprints are verified only where all files are intact.

    Raises:
        ArchiveError: there is no archive, it is foreign or of another version, or too damaged to be read.
    """
    with catalogue.holding(folder) as connection:
        named = named_files(connection)
        damage = [
            *(
                Message("the catalogue is damaged: {what}", {"what": error})
                for error in catalogue.integrity_errors(connection)
            ),
            *_damaged_files(folder, named),
        ]
        if not damage:  # the contents of changed files would only repeat the damage
            damage = [*_damaged_texts(folder, connection), *_damaged_fingerprints(folder, connection)]
        return Inspection(
            _count(connection, "SELECT count(*) FROM plans"),
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
        rows = connection.execute("SELECT id, start, bytes, chars, digest FROM plans WHERE pack = ?", (pack.id,))
        for plan, start, size, chars, digest in rows:
            [data] = storage.read_pieces(folder / pack.file[0], [(start, size)])
            text = texts.unpack_text(data, chars)
            if text is None or take_fingerprints([text]).digests[0] != digest:
                yield Message("the text of plan {plan} has changed", {"plan": plan})


def _damaged_fingerprints(folder: Path, connection: sqlite3.Connection) -> Iterator[Message]:
    rows = connection.execute("SELECT id, fingerprints, chars FROM plans ORDER BY id").fetchall()
    ids, expected_counts, plan_chars = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    last_id = int(ids[-1]) if len(ids) else 0
    chars = np.zeros(last_id + 1, dtype=np.int64)
    chars[ids] = plan_chars
    counts = np.zeros(last_id + 1, dtype=np.int64)
    for segment in segments.list_segments(connection):
        last_hash = np.uint64(0)
        for part in segments.slices(segment.mapped(folder)):
            if not _is_intact(part, last_hash, chars, segments.PlanRange(segment.first_plan, segment.last_plan)):
                yield Message("the fingerprints in {file} are out of order", {"file": segment.files[0][0]})
                return
            last_hash = part.hashes[-1]
            counts += np.bincount(part.postings[:, 0], minlength=last_id + 1)
    for plan in ids[counts[ids] != expected_counts].tolist():
        yield Message("plan {plan} lacks some of its fingerprints", {"plan": plan})


def _is_intact(
    part: segments.SortedFingerprints, last_hash: np.uint64, chars: NDArray[np.int64], plans: segments.PlanRange
) -> bool:
    """Whether a slice of a segment is sorted, follows `last_hash`, and has all places inside the texts of plans.

    `chars` has the length of every plan by id, 0 where there is no such plan.
    """
    ids = part.postings[:, 0]
    return bool(
        part.hashes[0] >= last_hash
        and np.all(part.hashes[1:] >= part.hashes[:-1])
        and np.all((ids >= plans.first) & (ids <= min(plans.last, len(chars) - 1)))
        and np.all(part.postings[:, 1] < chars[ids])
    )


def _remarks(folder: Path, named: dict[str, storage.FileContent]) -> Iterator[Message]:
    for path in storage.left_over(folder, named):
        yield Message("{file} is left over from an interrupted run; the next change removes it", {"file": path.name})
    for path in storage.foreign(folder):
        yield Message("{file} does not belong to the archive", {"file": path.name})
