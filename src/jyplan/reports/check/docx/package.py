"""A Word file's package with replaced parts: all remaining parts are copied compressed, byte for byte.

Only requested parts are unpacked; the reader has unpacked the same parts before, within its limits.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING
from urllib.parse import unquote

from jyplan.text.trees import BadXmlError, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

_ERRORS = (
    zipfile.BadZipFile, zlib.error, struct.error, BadXmlError, EOFError, NotImplementedError, RuntimeError,
    ValueError, OSError, OverflowError, IndexError, KeyError,
)  # fmt: skip
# records of a zip: PKWARE's APPNOTE 6.3.10, 4.3.7, 4.3.12 and 4.3.16
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_ZIP64 = 0xFFFFFFFF
_MAX_PART = 100_000_000
"""Unpacked bytes of a part, as for the reader."""
_LEVEL = 1
"""Of compression: a copy is 5 % larger than at the usual 6, and is packed in a third of the time."""
_FIRST_DAY = 0x0021
"""1980-01-01, the date of new parts: no clock, so that equal findings give equal bytes."""


class UnfitPackageError(Exception):
    """A readable package with a structure too unusual to be rewritten."""


class CopiedPackage:
    """An open package: parts are read as trees and replaced or added in a copy."""

    def __init__(self, data: bytes) -> None:
        """Read the directory.

        Raises:
            UnfitPackageError: The data has no zip directory.
        """
        self._data = data
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _ERRORS as error:
            raise UnfitPackageError(str(error)) from error
        self._entries = {_normal(info.filename): info for info in self._zip.infolist()}

    def has(self, name: str) -> bool:
        """Return whether the package has a part of this name, ignoring case."""
        return _normal(name) in self._entries

    def tree(self, name: str) -> Element | None:
        """Return the root element of a part; None if the part does not exist.

        Raises:
            UnfitPackageError: The part is not XML, or too large.
        """
        info = self._entries.get(_normal(name))
        if info is None:
            return None
        if info.file_size > _MAX_PART:  # `read` gives no more than the directory states
            raise UnfitPackageError(name)
        try:
            # the parser of the reader: anchors count elements without comments and processing instructions
            return parse_xml(self._zip.read(info))
        except _ERRORS as error:
            raise UnfitPackageError(str(error)) from error

    def replaced(self, parts: Mapping[str, bytes]) -> bytes:
        """Return the package with `parts` replaced or added; existing entries keep their order, new entries follow.

        Raises:
            UnfitPackageError: Entries overlap, or are too large for a zip without Zip64.
        """
        changes = {_normal(name): (name, content) for name, content in parts.items()}
        try:
            return self._rewritten(changes)
        except _ERRORS as error:
            raise UnfitPackageError(str(error)) from error

    def _rewritten(self, changes: dict[str, tuple[str, bytes]]) -> bytes:
        infos = self._zip.infolist()
        file = io.BytesIO()
        directory: list[bytes] = []
        stored_entries = self._stored_entries()
        for info, record in zip(infos, self._records(), strict=True):
            name = _normal(info.filename)
            if name not in changes:
                directory.append(_moved(record, file.tell()))
                file.write(stored_entries[info.header_offset])
            elif self._entries[name] is info:  # of several entries with the same name, the last counts
                directory.append(_add(file, info.orig_filename, changes.pop(name)[1], record))
        for name, content in changes.values():
            directory.append(_add(file, name, content))
        start = file.tell()
        file.write(b"".join(directory))
        size = file.tell() - start
        file.write(_END.pack(b"PK\x05\x06", 0, 0, len(directory), len(directory), size, start, 0))
        return file.getvalue()

    def _stored_entries(self) -> dict[int, bytes]:
        """Return the stored bytes of each entry, header included, by the offset of the header."""
        infos = sorted(self._zip.infolist(), key=lambda info: info.header_offset)
        ends = [*(info.header_offset for info in infos[1:]), self._zip.start_dir]
        for info, end in zip(infos, ends, strict=True):
            if info.header_offset + _LOCAL.size + info.compress_size > end:
                raise UnfitPackageError("entries overlap")
        return {info.header_offset: self._data[info.header_offset : end] for info, end in zip(infos, ends, strict=True)}

    def _records(self) -> Iterator[bytes]:
        """Yield the records of the central directory as stored."""
        offset = self._zip.start_dir
        for _ in self._zip.infolist():
            fields = _CENTRAL.unpack_from(self._data, offset)
            if fields[0] != b"PK\x01\x02" or _ZIP64 in {*fields[8:10], fields[16]}:
                raise UnfitPackageError("not a plain directory")
            length = _CENTRAL.size + sum(fields[10:13])
            yield self._data[offset : offset + length]
            offset += length


def _moved(record: bytes, offset: int) -> bytes:
    """Return the directory record of an entry that now begins at `offset`."""
    return record[:42] + struct.pack("<L", offset) + record[_CENTRAL.size :]


def _add(file: io.BytesIO, name: str, content: bytes, record: bytes = b"") -> bytes:
    """Append an entry to the file and return the directory record; `record` belongs to the replaced entry."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    date, time = (struct.unpack_from("<2H", record, 12)[::-1]) if record else (_FIRST_DAY, 0)
    encoded = name.encode("utf-8")
    common = (20, 0x800, zipfile.ZIP_DEFLATED, time, date, zlib.crc32(content), len(packed), len(content), len(encoded))
    offset = file.tell()
    file.write(_LOCAL.pack(b"PK\x03\x04", *common, 0) + encoded + packed)
    return _CENTRAL.pack(b"PK\x01\x02", 20, *common, 0, 0, 0, 0, 0, offset) + encoded


def _normal(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def relationships_of(part: str) -> str:
    """Return the name of the relationships part of `part`.

    >>> relationships_of("word/document.xml")
    'word/_rels/document.xml.rels'
    """
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def resolved(part: str, target: str) -> str:
    """Return the name of the part targeted by a relationship of `part`; `..` never leads out of the package.

    >>> resolved("word/document.xml", "comments.xml"), resolved("word/document.xml", "/../x.xml")
    ('word/comments.xml', 'x.xml')
    """
    target = unquote(target.split("#", 1)[0]).replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
