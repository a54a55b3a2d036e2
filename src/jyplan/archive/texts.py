"""Plan texts on disk: packs of texts, each compressed for itself, so that one can be read and one can be taken out."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, NamedTuple

from jyplan.archive import storage

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from jyplan.archive.transaction import Transaction

FULL = 64 << 20
"""Bytes from which on a pack takes no more texts: so much is written again where one of them is removed."""
_LEVEL = 6  # 9 saves nothing on texts of this length and takes a tenth longer
_WIDEST = 4
"""Bytes of the longest character in UTF-8."""


class Pack(NamedTuple):
    """A row of the catalogue."""

    id: int
    size: int
    """Bytes."""
    sha256: str

    @property
    def file(self) -> tuple[str, storage.Written]:
        """Its file by name, and what it must be."""
        return f"{self.id:06}.texts", storage.Written(self.size, self.sha256)


def list_packs(connection: sqlite3.Connection) -> list[Pack]:
    """Return all packs in the order in which they were written."""
    return [Pack(*row) for row in connection.execute("SELECT id, bytes, sha256 FROM packs ORDER BY id")]


def pack_text(text: str) -> bytes:
    """Return a text as it stands in a pack; lone surrogates are kept."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def unpack_text(data: bytes, chars: int) -> str | None:
    """Return a text of that many characters, None if the data are no such text; never unpacks more."""
    unpacker = zlib.decompressobj()
    try:
        # one byte more than it can be, so that what is longer shows itself
        text = unpacker.decompress(data, chars * _WIDEST + 1).decode("utf-8", "surrogatepass")
    except (zlib.error, UnicodeDecodeError):
        return None
    return text if unpacker.eof and len(text) == chars else None


class PackWriter:
    """Writes texts into packs, a new one where one is full."""

    def __init__(self, change: Transaction) -> None:
        self._change = change
        self._draft: storage.Draft | None = None
        self._number = 0

    def write(self, data: bytes) -> tuple[int, int, int]:
        """Append a compressed text; return its pack, offset and length.

        Raises:
            OSError: it cannot be written.
        """
        if self._draft is not None and self._draft.size >= FULL:
            self.finish()
        if self._draft is None:
            cursor = self._change.connection.execute("INSERT INTO packs VALUES (NULL, 0, '')")
            self._number = cursor.lastrowid or 0
            self._draft = self._change.draft(Pack(self._number, 0, "").file[0])
        start = self._draft.size
        self._draft.write(data)
        return self._number, start, len(data)

    def finish(self) -> None:
        """Bring the last pack safely to the disk.

        Raises:
            OSError: it cannot be written.
        """
        if self._draft is not None:
            size, digest = self._draft.finish()
            self._change.connection.execute(
                "UPDATE packs SET bytes = ?, sha256 = ? WHERE id = ?", (size, digest, self._number)
            )
        self._draft = None


def rewrite(change: Transaction, packs: Sequence[Pack]) -> None:
    """Put the texts that plans still have in these packs into new ones, in the order of their plans.

    Raises:
        OSError: they cannot be written.
        ArchiveError: a pack cannot be read.
    """
    writer = PackWriter(change)
    for pack in packs:
        file = change.folder / pack.file[0]
        storage.check_size(file, pack.size)
        places = change.connection.execute(
            "SELECT id, start, bytes FROM plans WHERE pack = ? ORDER BY start", (pack.id,)
        ).fetchall()
        pieces = storage.read_pieces(file, [(start, size) for _, start, size in places])
        moved = [(*writer.write(data), plan) for (plan, _, _), data in zip(places, pieces, strict=True)]
        change.connection.executemany("UPDATE plans SET pack = ?, start = ?, bytes = ? WHERE id = ?", moved)
        change.connection.execute("DELETE FROM packs WHERE id = ?", (pack.id,))
    writer.finish()
    change.replace(pack.file[0] for pack in packs)
