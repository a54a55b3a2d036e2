"""Plan texts on disk: packs of texts, each text compressed separately, to be read and removed alone."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, NamedTuple

from jyplan.archive import rows, storage

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from jyplan.archive.transaction import Transaction

FULL = 64 << 20
"""Bytes from which on a pack takes no more texts: removing a text rewrites its pack."""
_LEVEL = 6  # 9 saves nothing on texts of this length and takes a tenth longer
_WIDEST = 4
"""Bytes of the longest character in UTF-8."""


class Pack(NamedTuple):
    """A row of the catalogue about a pack."""

    id: int
    size: int
    """Bytes."""
    sha256: str

    @property
    def file(self) -> tuple[str, storage.FileContent]:
        """Name of the pack's file, with the expected content."""
        return f"{self.id:06}.texts", storage.FileContent(self.size, self.sha256)


def list_packs(connection: sqlite3.Connection) -> list[Pack]:
    """Return all packs in the order of writing."""
    return [Pack(*row) for row in rows.read(connection, "packs", ["id", "bytes", "sha256"], "ORDER BY id")]


class TextPlace(NamedTuple):
    """The place of a plan's text in a pack."""

    start: int
    """Offset in the pack."""
    size: int
    """Bytes, compressed."""
    chars: int
    plan: int
    """Id of the plan."""
    digest: bytes
    """Of the text."""


def text_places(connection: sqlite3.Connection, pack: Pack) -> list[TextPlace]:
    """Return the places of all texts in a pack, in the order of the pack.

    Raises:
        DamagedRowError: a plan has a pack without an offset or length.
    """
    columns = ["start", "bytes", "chars", "id", "digest"]
    places = [
        TextPlace(*row) for row in rows.read(connection, "plans", columns, "WHERE pack = ? ORDER BY start", [pack.id])
    ]
    if any(None in place for place in places):
        raise rows.DamagedRowError("plans.start")
    return places


def pack_text(text: str) -> bytes:
    """Return a text compressed for a pack; lone surrogates survive."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def unpack_text(data: bytes, chars: int) -> str | None:
    """Return the text of `chars` characters in some data of a pack, None if the data are anything else.

    No more than the bytes of such a text are ever unpacked.
    """
    unpacker = zlib.decompressobj()
    try:
        # one byte more than such a text can have, to detect a longer one
        text = unpacker.decompress(data, chars * _WIDEST + 1).decode("utf-8", "surrogatepass")
    except (zlib.error, UnicodeDecodeError):
        return None
    return text if unpacker.eof and len(text) == chars else None


class PackWriter:
    """Writes texts into a pack, and begins a new pack after a full pack."""

    def __init__(self, change: Transaction) -> None:
        self._change = change
        self._file: storage.NewFile | None = None
        self._number = 0

    def write(self, data: bytes) -> tuple[int, int, int]:
        """Append a compressed text; return the pack, offset and length.

        Raises:
            OSError: the text cannot be written.
        """
        if self._file is not None and self._file.size >= FULL:
            self.finish()
        if self._file is None:
            cursor = self._change.connection.execute("INSERT INTO packs VALUES (NULL, 0, '')")
            self._number = cursor.lastrowid or 0
            self._file = self._change.new_file(Pack(self._number, 0, "").file[0])
        start = self._file.size
        self._file.write(data)
        return self._number, start, len(data)

    def finish(self) -> None:
        """Close the current pack and record size and checksum.

        Raises:
            OSError: the pack cannot be written.
        """
        if self._file is not None:
            size, digest = self._file.finish()
            self._change.connection.execute(
                "UPDATE packs SET bytes = ?, sha256 = ? WHERE id = ?", (size, digest, self._number)
            )
            rows.record(self._change.connection, "packs", [self._number])
        self._file = None


def rewrite(change: Transaction, packs: Sequence[Pack]) -> None:
    """Copy the texts of present plans from these packs into new packs, in the same order, and drop the packs.

    Raises:
        OSError: the new packs cannot be written.
        ArchiveError: a pack cannot be read.
    """
    writer = PackWriter(change)
    for pack in packs:
        file = change.folder / pack.file[0]
        storage.check_content(file, pack.file[1])
        places = text_places(change.connection, pack)
        rows.check_digests(change.connection, "plans", [place.plan for place in places])
        pieces = storage.read_pieces(file, [(place.start, place.size) for place in places])
        new_places = [(*writer.write(data), place.plan) for place, data in zip(places, pieces, strict=True)]
        change.connection.executemany("UPDATE plans SET pack = ?, start = ?, bytes = ? WHERE id = ?", new_places)
        rows.record(change.connection, "plans", [place.plan for place in places])
        rows.delete(change.connection, "packs", [pack.id])
    writer.finish()
    change.replace(pack.file[0] for pack in packs)
