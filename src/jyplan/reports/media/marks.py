"""Marks in reports, so that a folder with reports can be checked; `inputs.own_reports` looks for the marks."""

from __future__ import annotations

import struct

ARCHIVE_MARK = b"written by jyplan"
"""The comment of a zip archive, which a program that saves the file drops."""
MARKDOWN_MARK = "<!-- written by jyplan -->"
_END = b"PK\x05\x06"
_END_SIZE = 22
"""Bytes of the end of central directory record without a comment: APPNOTE 6.3, 4.3.16."""


def marked(archive: bytes) -> bytes:
    """Return a zip archive with the mark as comment; an archive with a comment already is returned unchanged."""
    if archive[-_END_SIZE : -_END_SIZE + 4] != _END or archive[-2:] != b"\0\0":
        return archive
    return archive[:-2] + struct.pack("<H", len(ARCHIVE_MARK)) + ARCHIVE_MARK
