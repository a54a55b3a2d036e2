"""The directory at the end of a zip archive: its entries, counted before they are listed, with wrong flags mended."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from jyplan.inputs.zip_names import UTF8_FLAG

DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error, NotImplementedError)
"""Errors of the standard library for damaged archives and for files that are no archives."""
_ENTRY = b"PK\x01\x02"
"""The beginning of an entry: APPNOTE.TXT 4.3.12."""
_ENTRY_SIZE = 46
"""Bytes of an entry without name, extra field and comment."""
_END = b"PK\x05\x06"
"""The beginning of the record after the last entry: APPNOTE.TXT 4.3.16."""


def count_entries(data: bytes) -> int:
    """Return the number of files in the directory of an archive, before memory is allocated for a list."""
    end = data.rfind(_END)
    return 0 if end < 0 else data.count(_ENTRY, _directory_start(data), end)


def read_directory(data: bytes) -> list[zipfile.ZipInfo]:
    """Return the entries of an archive; a false UTF-8 flag on a name is ignored.

    Raises:
        BadZipFile: the directory is damaged or missing; further errors of damage are listed in `DAMAGE`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except UnicodeDecodeError:
        with zipfile.ZipFile(io.BytesIO(_without_false_flags(data))) as archive:
            return archive.infolist()


def _without_false_flags(data: bytes) -> bytes:
    """Return the archive with the UTF-8 flag only on names in valid UTF-8."""
    mended = bytearray(data)
    place = _directory_start(data)
    while data.startswith(_ENTRY, place) and place + _ENTRY_SIZE <= len(data):
        flags, name_size, extra_size, comment_size = struct.unpack_from("<H18xHHH", data, place + 8)
        name = data[place + _ENTRY_SIZE : place + _ENTRY_SIZE + name_size]
        if flags & UTF8_FLAG and not _is_utf8(name):
            struct.pack_into("<H", mended, place + 8, flags & ~UTF8_FLAG)
        place += _ENTRY_SIZE + name_size + extra_size + comment_size
    return bytes(mended)


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _directory_start(data: bytes) -> int:
    """Return the offset of the directory; 0 for a zip64 archive, whose offset is not read."""
    end = data.rfind(_END)
    if end < 0 or len(data) < end + 16:
        return len(data)
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    return max(0, end - size) if size < 0xFFFFFFFF else 0
