"""A transaction of an archive: new files, and replaced files to be removed after the commit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jyplan.archive import storage

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path

    from jyplan.archive.storage import NewFile


@dataclass(frozen=True, slots=True)
class Transaction:
    """The database connection and the files of the only run allowed to write to an archive."""

    folder: Path
    connection: sqlite3.Connection
    _new_files: list[NewFile] = field(default_factory=list)
    _replaced: list[str] = field(default_factory=list)

    def new_file(self, name: str) -> NewFile:
        """Return a new file of the archive to be written.

        Raises:
            OSError: the file cannot be created.
        """
        file = storage.NewFile(self.folder / name)
        self._new_files.append(file)
        return file

    def replace(self, names: Iterable[str]) -> None:
        """Mark files, no longer in the catalogue, for removal after the commit."""
        self._replaced.extend(names)

    def abandon(self) -> None:
        """Remove the new files after a rollback."""
        for file in self._new_files:
            file.abandon()

    def remove_replaced(self) -> None:
        """Remove the replaced files after the commit."""
        storage.discard(self.folder / name for name in self._replaced)
