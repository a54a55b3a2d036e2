"""Writing to an archive: files first, then one transaction that names them, then no more files than are named."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from jyplan.archive import catalogue, storage
from jyplan.archive.segments import list_segments
from jyplan.archive.texts import list_packs
from jyplan.archive.transaction import Transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def changing(folder: Path, *, create: bool = False) -> Iterator[Transaction]:
    """Give a change that is committed where the block ends without an error, else undone.

    What runs left that were cut off is removed first. With `create` an archive that is not there is made.

    Raises:
        ArchiveError: there is no archive, it is damaged, foreign or of a later version, or another run is writing.
        OSError: the change cannot be written.
    """
    with catalogue.writing(folder, create=create) as connection:
        change = Transaction(folder, connection)
        try:
            _sweep(change)
            yield change
            storage.sync_folder(folder)
        except BaseException:
            change.abandon()
            raise
    change.tidy()


def named_files(connection: sqlite3.Connection) -> dict[str, storage.Written]:
    """Return all files of the archive beside the catalogue, by name."""
    named = dict(pack.file for pack in list_packs(connection))
    return named | dict(file for each in list_segments(connection) for file in each.files)


def _sweep(change: Transaction) -> None:
    """Remove what the catalogue does not name, unless something that it names is missing: then nobody knows."""
    named = named_files(change.connection)
    for name, written in named.items():
        storage.check_size(change.folder / name, written.size)
    storage.discard(storage.left_over(change.folder, named))
