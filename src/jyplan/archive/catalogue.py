"""The catalogue of an archive: an SQLite database of the plans and of the files with texts and fingerprints.

Every change of an archive is one SQLite transaction, begun as a writer: it excludes other writers, lets readers
continue, is rolled back when the run is cut off, and leaves no lock behind.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import tempfile
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING

from jyplan.archive import rows, storage
from jyplan.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

VERSION = 2
"""Version of the format: of the tables and of the files named in them."""
_APPLICATION = int.from_bytes(b"jypl", "big")
_PATIENCE = 5.0
"""Seconds to wait while another run is writing."""
_LAST_PATIENCE = 60_000
"""Milliseconds that a commit waits for readers, which take moments."""
_HEADER = 100
"""Bytes of an SQLite header; the kind of journal stands at 18, the version at 60, the application at 68:
sqlite.org/fileformat.html, 1.3."""
_ROLLBACK_JOURNAL = b"\1\1"
"""Kind of journal, for writing and for reading; in a write-ahead log changes would stand beside the catalogue."""
_STEPS = 5_000_000
_STEPS_PER_BYTE = 10
"""Steps of SQLite's virtual machine in one use of a catalogue before `quick_check`: listing a plan of some 500 bytes takes
about 50. A page that leads to itself many times would be read for years."""
_CHECKED_EVERY = 100_000
"""Steps of the virtual machine between two looks at their number."""
_CODE = 0xFF  # the primary code of an extended one: sqlite.org/rescode.html

_FIRST_TABLES = (
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
_DIGESTS = """CREATE TABLE digests (
  name TEXT NOT NULL,
  row ANY NOT NULL,
  sha256 BLOB NOT NULL,
  PRIMARY KEY (name, row)
) STRICT, WITHOUT ROWID"""
SCHEMAS: Mapping[int, tuple[str, ...]] = {1: _FIRST_TABLES, 2: (*_FIRST_TABLES, _DIGESTS)}
"""The statements that make the tables of each version."""


def _add_digests(connection: sqlite3.Connection) -> None:
    connection.execute(_DIGESTS)
    rows.record_all(connection)


MIGRATIONS: Mapping[int, Callable[[sqlite3.Connection], None]] = {1: _add_digests}
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
            _check_tables(folder, connection, VERSION)
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
                _create(connection, VERSION)
            _check_sound(folder, connection)
            _migrate(connection)
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
        _check_tables(folder, connection, VERSION)  # another run may have written in between
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
        journal = folder / storage.JOURNAL
        is_odd = os.path.lexists(journal) and not stat.S_ISREG(journal.lstat().st_mode)
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
    is_odd |= not header.startswith(b"SQLite format 3\0") or header[18:20] != _ROLLBACK_JOURNAL
    if is_odd or int.from_bytes(header[68:72], "big") != _APPLICATION:
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
        _limit_steps(connection, folder / storage.CATALOGUE)
        # bytes that are no UTF-8 become surrogates, which no column allows
        connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
        _prepare(folder, connection)
        yield connection
    finally:
        connection.close()


def _prepare(folder: Path, connection: sqlite3.Connection) -> None:
    """Set a connection up, which reads the schema.

    Raises:
        ArchiveError: the schema is damaged.
    """
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("PRAGMA cache_spill = OFF")  # or a large change would lock readers out before its end
    except UnicodeDecodeError as error:  # SQLite's sentence repeats what is wrong in the schema
        raise storage.damaged(folder) from error


def _limit_steps(connection: sqlite3.Connection, catalogue: Path) -> None:
    """Let SQLite interrupt a statement after more steps than a sound catalogue of this size can take."""
    size = catalogue.stat().st_size if catalogue.exists() else 0
    looks = iter(range((_STEPS + size * _STEPS_PER_BYTE) // _CHECKED_EVERY))
    connection.set_progress_handler(lambda: next(looks, None) is None, _CHECKED_EVERY)


def _check_sound(folder: Path, connection: sqlite3.Connection) -> None:
    """Check tables, structure and counters of a catalogue before a change; then steps are not limited any more.

    Raises:
        ArchiveError: the catalogue is damaged, foreign, of a later version or not there.
    """
    version = _version(connection)
    if not version:
        raise _missing(folder)
    _check_version(folder, version, migrated=True)
    _check_tables(folder, connection, version)
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise storage.damaged(folder)
    rows.check_counters(connection)
    connection.set_progress_handler(None, 0)


def _create(connection: sqlite3.Connection, version: int) -> None:
    for statement in SCHEMAS[version]:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
    connection.execute(f"PRAGMA user_version = {version}")


def _migrate(connection: sqlite3.Connection) -> None:
    for version in range(_version(connection), VERSION):
        MIGRATIONS[version](connection)
        connection.execute(f"PRAGMA user_version = {version + 1}")


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


def _check_tables(folder: Path, connection: sqlite3.Connection, version: int) -> None:
    """Refuse a catalogue with another schema than that of a version: foreign tables, triggers or views.

    Raises:
        ArchiveError: the schema differs.
    """
    if _tables(connection) != _expected_tables(version):
        raise ArchiveError("is not a jyplan archive, or it is damaged", where=str(folder), hint="nothing was changed")


def _tables(connection: sqlite3.Connection) -> list[tuple[str, str, str | None]]:
    return connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall()


@cache
def _expected_tables(version: int) -> list[tuple[str, str, str | None]]:
    model = sqlite3.connect(":memory:", isolation_level=None)
    try:
        _create(model, version)
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


_DAMAGE = frozenset(
    {
        sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_CONSTRAINT,
        sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_SCHEMA,
    }
)  # fmt: skip
"""Primary codes of a statement of ours that only a damaged catalogue gives; it is interrupted after too many steps."""


def _cause(folder: Path, usual: int) -> OSError:
    """Return the system's reason why nothing can be written in the folder, which SQLite does not hand on.

    `usual` is the number of the error where a file can be written after all.
    """
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(bytes(1 << 16))
            probe.flush()
    except OSError as error:
        return error
    return OSError(usual, os.strerror(usual))


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    """Turn an SQLite error into an `ArchiveError` with advice; a full or read-only disk is an `OSError` as elsewhere."""
    try:
        yield
    except rows.DamagedRowError as error:
        raise storage.damaged(folder) from error
    except sqlite3.DatabaseError as error:
        match getattr(error, "sqlite_errorcode", 0) & _CODE:
            case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                raise ArchiveError(
                    "another run is changing or verifying this archive",
                    where=str(folder),
                    hint="try again when it is done",
                ) from error
            case code if code in _DAMAGE:
                raise storage.damaged(folder) from error
            case sqlite3.SQLITE_FULL:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
            case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
                raise _cause(folder, errno.EACCES) from error
            case sqlite3.SQLITE_IOERR:
                raise _cause(folder, errno.EIO) from error
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
    if errors:
        return errors
    broken_keys = connection.execute("PRAGMA foreign_key_check").fetchall()
    return [f"{table} {row}: no such {parent}" for table, row, parent, _ in broken_keys]
