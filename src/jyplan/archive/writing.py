"""Writing to an archive: new files first, then a transaction with the file names, then the removal of replaced files."""

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
    """Give a transaction, committed at the end of the block, rolled back after an exception.

    Files left over from runs that were cut off are removed first. With `create` a missing archive is created.

    Raises:
        ArchiveError: there is no archive, it is damaged, foreign or of a later version, or another run is writing.
        OSError: the change cannot be written.
    """
    with catalogue.writing(folder, create=create) as connection:
        change = Transaction(folder, connection)
        try:
            _remove_left_over(change)
            yield change
            storage.sync_folder(folder)
        except BaseException:
            change.abandon()
            raise
    change.remove_replaced()


def named_files(connection: sqlite3.Connection) -> dict[str, storage.FileContent]:
    """Return the expected content of every file of the catalogue, by name."""
    named = dict(pack.file for pack in list_packs(connection))
    return named | dict(file for segment in list_segments(connection) for file in segment.files)


def _remove_left_over(change: Transaction) -> None:
    """Remove the files missing from the catalogue.

    Raises:
        ArchiveError: a listed file is missing or has the wrong size; nothing is removed then.
    """
    named = named_files(change.connection)
    for name, content in named.items():
        storage.check_size(change.folder / name, content.size)
    storage.discard(storage.left_over(change.folder, named))
