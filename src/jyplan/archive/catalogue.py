"""The catalogue of an archive: an SQLite database of the plans and of the files with texts and fingerprints.

Every change of an archive is one SQLite transaction, begun as a writer: it excludes other writers, lets readers
continue, is rolled back when the run is cut off, and leaves no lock behind.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from jyplan.archive import storage
from jyplan.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

VERSION = 1
"""Version of the format: of the tables and of the files named in them."""
_APPLICATION = int.from_bytes(b"jypl", "big")
_PATIENCE = 5.0
"""Seconds to wait while another run is writing."""
_LAST_PATIENCE = 60_000
"""Milliseconds that a commit waits for readers, which take moments."""
_HEADER = 100
"""Bytes of an SQLite header; the version stands at 60, the application at 68: sqlite.org/fileformat.html, 1.3."""
_CODE = 0xFF  # the primary code of an extended one: sqlite.org/rescode.html

SCHEMA = (
    """CREATE TABLE runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  added TEXT NOT NULL
) STRICT""",
    """CREATE TABLE packs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL
) STRICT""",
    """CREATE TABLE segments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  entries INTEGER NOT NULL,
  first_plan INTEGER NOT NULL,
  last_plan INTEGER NOT NULL,
  hashes_sha256 TEXT NOT NULL,
  postings_sha256 TEXT NOT NULL
) STRICT""",
    """CREATE TABLE plans (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  digest BLOB NOT NULL UNIQUE,
  sha256 TEXT,
  path TEXT NOT NULL,
  name TEXT NOT NULL,
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  chars INTEGER NOT NULL,
  school TEXT,
  date TEXT,
  label TEXT,
  run INTEGER NOT NULL REFERENCES runs,
  fingerprints INTEGER NOT NULL,
  pack INTEGER REFERENCES packs,
  start INTEGER,
  bytes INTEGER
) STRICT""",
    """CREATE TABLE facts (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT""",
)

MIGRATIONS: Mapping[int, Callable[[sqlite3.Connection], None]] = {}
"""For each version but the newest the function that brings an archive to the next version. Version 1 is the first."""


@contextmanager
def reading(folder: Path) -> Iterator[sqlite3.Connection]:
    """Give a snapshot of the catalogue; no file named by the catalogue is removed before the block ends.

    Keep the block short: no run can commit a change meanwhile.

    Raises:
        ArchiveError: there is no archive, or it is damaged, foreign or of another version.
    """
    if not is_archive(folder):
        raise _missing(folder)
    try:
        with _explained(folder), _opened(folder, "rw") as connection:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("BEGIN")
            if not _version(connection):
                raise _missing(folder)
            _check_version(folder, _version(connection))
            _check_tables(folder, connection)
            yield connection
    except OSError as error:
        raise _unreadable(folder, error) from error


@contextmanager
def writing(folder: Path, *, create: bool) -> Iterator[sqlite3.Connection]:
    """Give the catalogue for a change, committed at the end of the block, rolled back after an exception.

    An archive of an earlier version is migrated first; with `create` a missing archive is created.

    Raises:
        ArchiveError: there is no archive, it is damaged, foreign or of a later version, or another run is writing.
        OSError: the change cannot be written.
    """
    if not is_archive(folder):
        if not create:
            raise _missing(folder)
        folder.mkdir(parents=True, exist_ok=True)
    with _explained(folder), _opened(folder, "rwc" if create else "rw") as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            if create and not _version(connection):
                _create(connection)
            _migrate(folder, connection)
            _check_tables(folder, connection)
            if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise storage.damaged(folder)
            yield connection
            connection.execute(f"PRAGMA busy_timeout = {_LAST_PATIENCE}")
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise


@contextmanager
def holding(folder: Path) -> Iterator[sqlite3.Connection]:
    """Give the catalogue as `reading` does, for a block of any length: writers are excluded from the beginning."""
    with reading(folder) as connection:
        connection.execute("ROLLBACK")
        connection.execute("PRAGMA query_only = OFF")  # with it no writer would be excluded
        connection.execute("BEGIN IMMEDIATE")  # on a read-only medium a plain BEGIN
        yield connection


def is_archive(folder: Path) -> bool:
    """Whether the folder is an archive; False where a new archive may be created. Nothing is changed.

    Raises:
        ArchiveError: the folder holds foreign files, or the path is no folder.
    """
    try:
        if not folder.is_dir():
            if os.path.lexists(folder):
                raise ArchiveError("is a file, and an archive is a folder", where=str(folder))
            return False
        header = storage.read_beginning(folder / storage.CATALOGUE, _HEADER)
        foreign_files = storage.foreign(folder)
    except OSError as error:
        raise _unreadable(folder, error) from error
    if not header:
        if foreign_files:
            raise ArchiveError(
                "the folder holds other files and no archive",
                where=str(folder),
                hint="name an archive, or a folder that is empty or not there yet",
            )
        return False
    if not header.startswith(b"SQLite format 3\0") or int.from_bytes(header[68:72], "big") != _APPLICATION:
        raise ArchiveError("is not a jyplan archive, or it is damaged", where=str(folder), hint="nothing was changed")
    _check_version(folder, int.from_bytes(header[60:64], "big"), migrated=True)
    return True


@contextmanager
def _opened(folder: Path, mode: str) -> Iterator[sqlite3.Connection]:
    """Give a connection with checks against damaged files; deleted bytes are overwritten.

    `mode` is SQLite's open mode: rw for readers too, who may have to roll back a run that was cut off.
    """
    uri = f"{(folder / storage.CATALOGUE).absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_PATIENCE)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("PRAGMA cache_spill = OFF")  # or a large change would lock readers out before its end
        yield connection
    finally:
        connection.close()


def _create(connection: sqlite3.Connection) -> None:
    for statement in SCHEMA:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _migrate(folder: Path, connection: sqlite3.Connection) -> None:
    version = _version(connection)
    if not version:
        raise _missing(folder)
    while version < VERSION:
        MIGRATIONS[version](connection)
        version += 1
        connection.execute(f"PRAGMA user_version = {version}")
    _check_version(folder, version)


def _version(connection: sqlite3.Connection) -> int:
    """Return the version of the format, 0 before the first commit."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _check_version(folder: Path, version: int, *, migrated: bool = False) -> None:
    """Refuse a later version, and without `migrated` an earlier version too.

    Raises:
        ArchiveError: the version is refused.
    """
    if version > VERSION:
        raise ArchiveError(
            "the archive has format {version}; this version of jyplan knows formats up to {known}",
            where=str(folder), hint="use a newer version of jyplan", version=version, known=VERSION,
        )  # fmt: skip
    if version < VERSION and not migrated:
        raise ArchiveError(
            "the archive has the earlier format {version}",
            where=str(folder), hint="bring it up to date with {command}", version=version,
            command=f"jyplan archive compact --archive {folder}",
        )  # fmt: skip


def _check_tables(folder: Path, connection: sqlite3.Connection) -> None:
    """Refuse a catalogue with a schema different from `SCHEMA`: foreign tables, triggers or views.

    Raises:
        ArchiveError: the schema differs.
    """
    if _tables(connection) != _expected_tables():
        raise ArchiveError("is not a jyplan archive, or it is damaged", where=str(folder), hint="nothing was changed")


def _tables(connection: sqlite3.Connection) -> list[tuple[str, str, str | None]]:
    return connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall()


def _expected_tables() -> list[tuple[str, str, str | None]]:
    model = sqlite3.connect(":memory:", isolation_level=None)
    try:
        _create(model)
        return _tables(model)
    finally:
        model.close()


def _unreadable(folder: Path, error: OSError) -> ArchiveError:
    reason = error.strerror or str(error)
    return ArchiveError("the archive cannot be read ({reason})", where=str(folder), reason=reason)


def _missing(folder: Path) -> ArchiveError:
    return ArchiveError(
        "no archive was found here",
        where=str(folder),
        hint="check the name, or begin one with {command}",
        command=f"jyplan archive add PATH... --archive {folder}",
    )


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    """Turn an SQLite error into an `ArchiveError` with advice; a full disk is an `OSError` as elsewhere."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        match getattr(error, "sqlite_errorcode", 0) & _CODE:
            case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                raise ArchiveError(
                    "another run is changing or verifying this archive",
                    where=str(folder),
                    hint="try again when it is done",
                ) from error
            case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
                raise storage.damaged(folder) from error
            case sqlite3.SQLITE_FULL:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
            case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
                raise OSError(errno.EACCES, os.strerror(errno.EACCES)) from error
            case sqlite3.SQLITE_IOERR:
                raise OSError(errno.EIO, os.strerror(errno.EIO)) from error
            case _:
                raise


def shrink(folder: Path) -> None:
    """Return the catalogue's free pages to the file system.

    Raises:
        ArchiveError: another run is writing.
        OSError: there is no room for the temporary copy; the catalogue is as it was.
    """
    with _explained(folder), _opened(folder, "rw") as connection:
        connection.execute("VACUUM")


def integrity_errors(connection: sqlite3.Connection) -> list[str]:
    """Return the errors of SQLite's integrity and foreign-key checks, in SQLite's words; at most 20 of the former."""
    errors = [row[0] for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
    broken_keys = connection.execute("PRAGMA foreign_key_check").fetchall()
    return errors + [f"{table} {row}: no such {parent}" for table, row, parent, _ in broken_keys]
