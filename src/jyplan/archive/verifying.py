"""Looking for damage in an archive: every byte against its checksum, every number against what it counts."""

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
    """What an archive is made of, and what is wrong with it."""

    plans: int
    fingerprints: int
    files: int
    """Beside the catalogue."""
    size: int
    """Bytes of all of them."""
    damage: tuple[Message, ...]
    remarks: tuple[Message, ...]
    """What is no damage: files that a run left that was cut off, and files of others."""


def inspect(folder: Path) -> Inspection:
    """Return what is in an archive and everything that is wrong with it. Nobody can change it meanwhile.

    Raises:
        ArchiveError: there is none, it is foreign or of another version, or so damaged that it cannot be looked through.
    """
    with catalogue.holding(folder) as connection:
        named = named_files(connection)
        damage = [
            *(Message("the catalogue is damaged: {what}", {"what": what}) for what in catalogue.mistakes(connection)),
            *_wrong_files(folder, named),
        ]
        if not damage:  # what is in files that are not what they were says nothing more
            damage = [*_wrong_texts(folder, connection), *_wrong_fingerprints(folder, connection)]
        return Inspection(
            _number(connection, "SELECT count(*) FROM plans"),
            _number(connection, "SELECT coalesce(sum(entries), 0) FROM segments"),
            len(named),
            sum(written.size for written in named.values()),
            tuple(damage),
            tuple(_remarks(folder, named)),
        )


def _number(connection: sqlite3.Connection, query: str) -> int:
    number: int = connection.execute(query).fetchone()[0]
    return number


def _wrong_files(folder: Path, named: dict[str, storage.Written]) -> Iterator[Message]:
    for name, written in sorted(named.items()):
        try:
            storage.check_size(folder / name, written.size)
        except ArchiveError:
            yield Message("{file} is missing or not as long as it was", {"file": name})
            continue
        if storage.checksum(folder / name) != written.sha256:
            yield Message("{file} is not what it was: its checksum is another", {"file": name})


def _wrong_texts(folder: Path, connection: sqlite3.Connection) -> Iterator[Message]:
    for pack in texts.list_packs(connection):
        rows = connection.execute("SELECT id, start, bytes, chars, digest FROM plans WHERE pack = ?", (pack.id,))
        for plan, start, size, chars, digest in rows:
            [data] = storage.read_pieces(folder / pack.file[0], [(start, size)])
            text = texts.unpack_text(data, chars)
            if text is None or take_fingerprints([text]).digests[0] != digest:
                yield Message("the text of plan {plan} is not what it was", {"plan": plan})


def _wrong_fingerprints(folder: Path, connection: sqlite3.Connection) -> Iterator[Message]:
    rows = connection.execute("SELECT id, fingerprints, chars FROM plans ORDER BY id").fetchall()
    known = np.array(rows, dtype=np.int64).reshape(-1, 3)
    top = int(known[-1, 0]) if len(known) else 0
    chars = np.zeros(top + 1, dtype=np.int64)
    chars[known[:, 0]] = known[:, 2]
    counts = np.zeros(top + 1, dtype=np.int64)
    for segment in segments.list_segments(connection):
        last = np.uint64(0)
        for part in segments.slices(segment.mapped(folder)):
            if not _is_right(part, last, chars, (segment.first_plan, segment.last_plan)):
                yield Message("the fingerprints in {file} are in disorder", {"file": segment.files[0][0]})
                return
            last = part.hashes[-1]
            counts += np.bincount(part.postings[:, 0], minlength=top + 1)
    for plan in known[counts[known[:, 0]] != known[:, 1], 0].tolist():
        yield Message("plan {plan} has not all of its fingerprints", {"plan": plan})


def _is_right(part: segments.Entries, last: np.uint64, chars: NDArray[np.int64], span: tuple[int, int]) -> bool:
    """Whether entries are sorted, after `last`, and stand inside of texts of plans that there are."""
    numbers = part.postings[:, 0]
    first, final = span
    return bool(
        part.hashes[0] >= last
        and np.all(part.hashes[1:] >= part.hashes[:-1])
        and np.all((numbers >= first) & (numbers <= min(final, len(chars) - 1)))
        and np.all(part.postings[:, 1] < chars[numbers])
    )


def _remarks(folder: Path, named: dict[str, storage.Written]) -> Iterator[Message]:
    for path in storage.left_over(folder, named):
        yield Message("{file} is left over from a run that was cut off; the next one removes it", {"file": path.name})
    for path in storage.foreign(folder):
        yield Message("{file} is no part of the archive", {"file": path.name})
