"""A transaction of an archive: the files it has written, and those it will remove once it is committed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jyplan.archive import storage

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path

    from jyplan.archive.storage import Draft


@dataclass(frozen=True, slots=True)
class Transaction:
    """The files and the database connection of the one run that may write to an archive."""

    folder: Path
    connection: sqlite3.Connection
    _drafts: list[Draft] = field(default_factory=list)
    _replaced: list[str] = field(default_factory=list)

    def draft(self, name: str) -> Draft:
        """Return a new file of the archive to be written.

        Raises:
            OSError: it cannot be made.
        """
        draft = storage.Draft(self.folder / name)
        self._drafts.append(draft)
        return draft

    def replace(self, names: Iterable[str]) -> None:
        """Let files go that the catalogue no longer names, once the change is committed."""
        self._replaced.extend(names)

    def abandon(self) -> None:
        """Remove what was written for a change that will not be committed."""
        for draft in self._drafts:
            draft.abandon()

    def tidy(self) -> None:
        """Remove what was replaced by a change that is committed."""
        storage.discard(self.folder / name for name in self._replaced)
