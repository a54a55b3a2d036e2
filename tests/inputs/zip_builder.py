"""Zip archives for tests, also with names in GBK as Windows programs write them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib


def zip_of(files: dict[str, bytes]) -> bytes:
    """Return an archive with UTF-8 names and the UTF-8 flag."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def raw_zip(
    files: dict[bytes, bytes] | list[tuple[bytes, bytes]],
    *,
    flags: int = 0,
    method: int = 0,
    extra: bytes = b"",
    mode: int = 0,
) -> bytes:
    """Return an archive with names in the given bytes and without the UTF-8 flag; a list may repeat a name."""
    files = list(files.items()) if isinstance(files, dict) else files
    body = b""
    directory = b""
    for name, data in files:
        crc, size = zlib.crc32(data), len(data)
        common = struct.pack("<HHHHHIIIHH", 20, flags, method, 0, 0x21, crc, size, size, len(name), len(extra))
        directory += b"PK\x01\x02" + struct.pack("<H", 0x031E) + common
        directory += struct.pack("<HHHII", 0, 0, 0, mode << 16, len(body)) + name + extra
        body += b"PK\x03\x04" + common + name + extra + data
    count = len(files)
    return body + directory + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)


def unicode_path(name: str, raw: bytes) -> bytes:
    """Return Info-ZIP's extra field 0x7075."""
    field = b"\x01" + struct.pack("<I", zlib.crc32(raw)) + name.encode()
    return struct.pack("<HH", 0x7075, len(field)) + field
