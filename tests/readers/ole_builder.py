"""A compound file, built for the tests by [MS-CFB]: 512-byte sectors, no mini stream."""

from __future__ import annotations

import struct

END_OF_CHAIN, FAT_SECTOR, FREE_SECTOR = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
MINI_CUTOFF = 4096


def ole_of(streams: dict[str, bytes]) -> bytes:
    """Return a compound file with these streams, each filled up to the size that needs own sectors."""
    directory_sectors = (len(streams) + 1 + 3) // 4
    fat = [FAT_SECTOR, *_chain(1, directory_sectors)]
    entries = [_entry("Root Entry", 5, END_OF_CHAIN, 0)]
    content = b""
    for name, data in streams.items():
        padded = data.ljust(max(MINI_CUTOFF, -(-len(data) // 512) * 512), b"\0")
        entries.append(_entry(name, 2, len(fat), len(padded)))
        fat += _chain(len(fat), len(padded) // 512)
        content += padded
    entries += [bytes(128)] * (directory_sectors * 4 - len(entries))
    fat += [FREE_SECTOR] * (128 - len(fat))
    return _header() + struct.pack("<128I", *fat) + b"".join(entries) + content


def _chain(first: int, length: int) -> list[int]:
    return [*range(first + 1, first + length), END_OF_CHAIN]


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    body = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded) + 2, kind, 1)
    return body.ljust(116, b"\0") + struct.pack("<III", start, size, 0)


def _header() -> bytes:
    fixed = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    fixed += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, MINI_CUTOFF, END_OF_CHAIN, 0, END_OF_CHAIN, 0)
    return fixed + struct.pack("<109I", 0, *[FREE_SECTOR] * 108)
