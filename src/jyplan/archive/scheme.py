"""The fingerprint scheme of an archive: the kind of fingerprints, comparable only within a scheme."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from jyplan.archive import rows
from jyplan.compare.copies.fingerprints import take_fingerprints
from jyplan.errors import ArchiveError

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

_PROBE = "全面贯彻党的教育方针，落实立德树人根本任务。本学期每位教师听课不少于20节，教研组每两周开展一次集体备课。"
"""A text whose fingerprints differ between versions of jyplan with different schemes; any words would do."""


def scheme() -> str:
    """Return the name of the current scheme, 16 hexadecimal digits: a hash of the fingerprints of a fixed text."""
    taken = take_fingerprints([_PROBE])
    return hashlib.sha256(taken.hashes.astype("<u8").tobytes() + taken.digests[0]).hexdigest()[:16]


def set_scheme(connection: sqlite3.Connection) -> None:
    """Record the current scheme in a new archive, which has no scheme yet."""
    cursor = connection.execute("INSERT INTO facts VALUES ('fingerprints', ?) ON CONFLICT DO NOTHING", (scheme(),))
    if cursor.rowcount:
        rows.record(connection, "facts", ["fingerprints"])


def check_scheme(folder: Path, connection: sqlite3.Connection) -> None:
    """Check the scheme of an archive.

    Raises:
        ArchiveError: the archive has a different scheme.
    """
    row = connection.execute("SELECT value FROM facts WHERE name = 'fingerprints'").fetchone()
    if row is None or row[0] != scheme():
        raise ArchiveError(
            "the archive was made by a version of jyplan that compares texts differently",
            where=str(folder),
            hint="build it again from the files",
        )
