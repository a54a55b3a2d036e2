"""Whether the fingerprints in an archive can be compared with those that are taken now."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from jyplan.compare.copies.fingerprints import take_fingerprints
from jyplan.errors import ArchiveError

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

_PROBE = "全面贯彻党的教育方针，落实立德树人根本任务。本学期每位教师听课不少于20节，教研组每两周开展一次集体备课。"
"""A text whose fingerprints say whether those of two versions of jyplan are the same; its words do not matter."""


def scheme() -> str:
    """Return the name of the kind of fingerprints and digests that are taken: a digest of those of one text."""
    taken = take_fingerprints([_PROBE])
    return hashlib.sha256(taken.hashes.astype("<u8").tobytes() + taken.digests[0]).hexdigest()[:16]


def set_scheme(connection: sqlite3.Connection) -> None:
    """Tell an archive that has no fingerprints yet of which kind they will be."""
    connection.execute("INSERT INTO facts VALUES ('fingerprints', ?) ON CONFLICT DO NOTHING", (scheme(),))


def check_scheme(folder: Path, connection: sqlite3.Connection) -> None:
    """Hold that the fingerprints in an archive are such as are taken now.

    Raises:
        ArchiveError: they are of another kind.
    """
    row = connection.execute("SELECT value FROM facts WHERE name = 'fingerprints'").fetchone()
    if row is None or row[0] != scheme():
        raise ArchiveError(
            "the archive was made by a jyplan that compares texts in another way",
            where=str(folder),
            hint="make it anew from the files",
        )
