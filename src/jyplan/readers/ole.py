"""The streams of a compound file (OLE, the container of .doc, .xls, .ppt and encrypted .docx).

Only the directory is read, by [MS-CFB]: enough to identify a file before LibreOffice opens it.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

from jyplan.readers.signatures import OLE

FREE = 0xFFFFFFFA
"""Sector numbers from this value on are marks: end of chain, free, FAT ([MS-CFB] 2.1)."""
HEADER_SIZE = 512
ENTRY_SIZE = 128
STREAM = 2
"""Object type of a stream ([MS-CFB] 2.6.1)."""
MAX_ENTRIES = 10_000
"""Limit against a directory with a loop."""


def list_streams(data: bytes) -> dict[str, bytes]:
    """Return the first sector of each stream of a compound file, by the stream's name.

    A stream of less than 4096 bytes has no sector of its own and gives no bytes. From a damaged
    directory the readable entries are returned, perhaps none.

    >>> list_streams(b"no compound file")
    {}
    """
    if not data.startswith(OLE) or len(data) < HEADER_SIZE:
        return {}
    shift, directory, mini_cutoff = _header(data)
    if shift not in {9, 12}:  # sectors of 512 or 4096 bytes: [MS-CFB] 2.2
        return {}
    size = 1 << shift
    streams: dict[str, bytes] = {}
    sector, seen = directory, 0
    while sector < FREE and seen < MAX_ENTRIES:
        block = data[(sector + 1) * size : (sector + 2) * size]
        if not block:
            break
        for offset in range(0, len(block) - ENTRY_SIZE + 1, ENTRY_SIZE):
            entry = _entry(block[offset : offset + ENTRY_SIZE])
            if entry.kind == STREAM:
                has_sectors = entry.size >= mini_cutoff
                streams[entry.name] = (
                    data[(entry.sector + 1) * size : (entry.sector + 2) * size] if has_sectors else b""
                )
        seen += size // ENTRY_SIZE
        sector = _next_sector(data, sector, size)
    return streams


class _DirectoryEntry(NamedTuple):
    """An entry of the directory ([MS-CFB] 2.6.1)."""

    name: str
    kind: int
    """Object type: `STREAM`, or a storage or the root."""
    sector: int
    """Number of the first sector."""
    size: int
    """Bytes of the stream."""


def _header(data: bytes) -> tuple[int, int, int]:
    """Return sector size as a power of 2, first sector of the directory, and least size of a stream with sectors."""
    (shift,) = struct.unpack_from("<H", data, 30)
    directory, _, mini_cutoff = struct.unpack_from("<III", data, 48)
    return shift, directory, mini_cutoff


def _entry(data: bytes) -> _DirectoryEntry:
    name_length, kind = struct.unpack_from("<HB", data, 64)
    name = data[: max(0, min(name_length, 64) - 2)].decode("utf-16-le", "replace")
    sector, size = struct.unpack_from("<II", data, 116)
    return _DirectoryEntry(name, kind, sector, size)


def _next_sector(data: bytes, sector: int, size: int) -> int:
    """Return the next sector of a chain; `FREE` or above after the last sector.

    Only the 109 sectors of the allocation table named in the header are used. They cover the first 7 MB,
    and the directory usually lies at the beginning; a chain beyond counts as ended.
    """
    per_sector = size // 4
    index = sector // per_sector
    if index >= 109:
        return FREE
    (table,) = struct.unpack_from("<I", data, 76 + 4 * index)
    position = (table + 1) * size + 4 * (sector % per_sector)
    if table >= FREE or position + 4 > len(data):
        return FREE
    (following,) = struct.unpack_from("<I", data, position)
    return int(following)
