"""Zip archives walked like folders: bytes in, files out, nothing is ever written.

Schools hand in zips packed on Windows, with names in GBK and no flag for it; the zip format means code
page 437 then. Word, ODF and epub files are zips, too, but are read as documents.
"""

from __future__ import annotations

import bz2
import io
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.errors import InputError, UnreadableDocument
from jyplan.inputs.hidden import is_hidden_name
from jyplan.inputs.zip_directory import DAMAGE, count_entries, read_directory
from jyplan.inputs.zip_names import decode_names, displayed
from jyplan.model import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

MAGIC = b"PK\x03\x04"
EMPTY_MAGIC = b"PK\x05\x06"
HEADER_SIZE = 30
"""Bytes of a local file header without name and extra field: APPNOTE.TXT 4.3.7."""
PACKAGE_PARTS = frozenset({"[Content_Types].xml", "mimetype", "Index/Document.iwa", "OFD.xml"})
"""Names at the root of a zip that is a document: OOXML, ODF and epub, Pages, OFD."""
PACKAGE_BEGINNINGS = (b"[Content_Types].xml", b"mimetype", b"_rels/", b"docProps/", b"word/", b"xl/", b"ppt/")
"""Beginnings of the first name in a zip that is a document, recognised without reading the directory."""
ENCRYPTED = 0x1
"""Bit 0 of the general purpose flags: APPNOTE.TXT 4.4.4."""


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """Limits of a walk; a larger archive is refused.

    Absolute, never a ratio: an honest repetitive file packs 100:1.
    """

    entries: int = 20_000
    """Files in the archive and in nested archives together."""
    entry_bytes: int = 50 << 20
    """Unpacked bytes of one file."""
    total_bytes: int = 2 << 30
    """Unpacked bytes of all files, nested archives and their files together."""
    depth: int = 2
    """2: an archive and archives inside."""


@dataclass(frozen=True, slots=True)
class ZipEntry:
    """A file of an archive, still packed; picklable, for worker processes."""

    where: str
    """The archive as the user named it, `/`, and the displayed path inside.

    Never a path to open: the archive may contain `../`."""
    size: int
    """Unpacked bytes, according to the archive."""
    packed: bytes
    method: int
    crc: int

    def read(self) -> bytes:
        """Return the file's content.

        Raises:
            UnreadableDocument: the file is damaged, not of `size` bytes, or packed by an
                unknown method.
        """
        try:
            data = _unpack(self.packed, self.method, self.size + 1)
        except (zlib.error, OSError, EOFError, ValueError) as error:
            raise self._damaged(Message("its content cannot be unpacked")) from error
        if data is None:
            raise _refusal(
                self.where, Message("is packed by method {method}, which cannot be read", {"method": self.method})
            )
        if len(data) != self.size:
            raise self._damaged(Message("its size differs from the one in the archive"))
        if zlib.crc32(data) != self.crc:
            raise self._damaged(Message("its checksum does not match"))
        return data

    def begins(self) -> bytes:
        """Return the first 256 bytes, empty where unpacking fails."""
        try:
            return _unpack(self.packed[:4096], self.method, 256) or b""
        except (zlib.error, OSError, EOFError, ValueError):
            return b""

    def _damaged(self, reason: Message) -> UnreadableDocument:
        return UnreadableDocument(
            "is damaged in the archive ({reason})", where=self.where, hint="pack it again", reason=reason
        )


def may_be_archive(beginning: bytes) -> bool:
    r"""Return whether a file may be an archive, by the first 64 bytes; `is_archive` decides.

    >>> may_be_archive(b"PK" + bytes(28) + b"word/document.xml"), may_be_archive(b"PK\3\4" + bytes(26) + b"a.txt")
    (False, True)
    """
    return beginning.startswith((MAGIC, EMPTY_MAGIC)) and not beginning.startswith(PACKAGE_BEGINNINGS, HEADER_SIZE)


def is_archive(data: bytes) -> bool:
    """Return whether a file is a zip archive of files, and no document packed as a zip.

    >>> is_archive(b"PK but no zip")
    False
    """
    if not may_be_archive(data):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {info.orig_filename for info in archive.infolist()}
    except DAMAGE:
        return b"[Content_Types].xml" not in data  # cut off: a document is recognised by a name in the rest
    return not names & PACKAGE_PARTS


def walk(data: bytes, where: str, limits: ZipLimits | None = None) -> Iterator[ZipEntry | InputError]:
    """Yield the files of an archive in the order of names; in place of a nested archive its files.

    `where` is the archive as the user named it. For a file that cannot be read an error is yielded, and
    the walk goes on. Hidden files, `~$…`, `__MACOSX` and links are left out.
    """
    return _Walk(limits or ZipLimits()).archive(data, where, 1)


class _Walk:
    """A walk, with the number and size of all files so far, for the limits."""

    def __init__(self, limits: ZipLimits) -> None:
        self.limits = limits
        self.entries = 0
        self.bytes = 0

    def archive(self, data: bytes, where: str, depth: int) -> Iterator[ZipEntry | InputError]:
        try:
            infos = self.directory(data, where)
        except InputError as error:
            yield error
            return
        for name, info in sorted(zip(decode_names(infos), infos, strict=True), key=lambda pair: pair[0]):
            if _is_skipped(name, info):
                continue
            try:
                entry = self.entry(data, info, f"{where}/{displayed(name)}")
                nested = _read_nested(entry)
            except InputError as error:
                yield error
                continue
            if nested is None:
                yield entry
            elif depth >= self.limits.depth:
                yield _refusal(entry.where, Message("is an archive inside an archive inside an archive"))
            else:
                yield from self.archive(nested, entry.where, depth + 1)

    def directory(self, data: bytes, where: str) -> list[zipfile.ZipInfo]:
        """Return the entries of an archive; raise the error for too many, damaged or overlapping entries."""
        count = count_entries(data)
        self.entries += count
        if self.entries > self.limits.entries:
            raise _refusal(
                where,
                Message("holds {count} files, more than {limit}", {"count": count, "limit": self.limits.entries}),
            )
        try:
            infos = read_directory(data)
        except DAMAGE as error:
            raise UnreadableDocument(
                "is a zip archive that is cut off or damaged",
                where=where,
                hint="pack it again, or unpack it and name the folder",
            ) from error
        if sum(info.compress_size for info in infos) > len(data):
            # overlapping files: a few bytes stand for gigabytes (Fifield 2019), packed bytes are copied for each
            raise _refusal(where, Message("holds files that overlap in the archive"))
        return infos

    def entry(self, data: bytes, info: zipfile.ZipInfo, where: str) -> ZipEntry:
        if info.flag_bits & ENCRYPTED:
            raise _refusal(where, Message("is encrypted with a password"))
        if info.file_size > self.limits.entry_bytes:
            raise UnreadableDocument(
                "unpacks to more than {limit} MB",
                where=where,
                hint="if it is meant to be that large, raise the limit with --max-size",
                limit=f"{self.limits.entry_bytes / (1 << 20):.3g}",
            )
        if self.bytes + info.file_size > self.limits.total_bytes:
            limit = self.limits.total_bytes >> 20
            raise _refusal(where, Message("would make the unpacked archive larger than {limit} MB", {"limit": limit}))
        self.bytes += info.file_size
        header = data[info.header_offset : info.header_offset + HEADER_SIZE]
        if not header.startswith(MAGIC) or len(header) < HEADER_SIZE:
            raise UnreadableDocument(
                "is damaged in the archive ({reason})",
                where=where,
                hint="pack it again",
                reason=Message("it is not where the zip directory says"),
            )
        name_size, extra_size = struct.unpack_from("<HH", header, 26)
        start = info.header_offset + HEADER_SIZE + name_size + extra_size
        return ZipEntry(where, info.file_size, data[start : start + info.compress_size], info.compress_type, info.CRC)


def _read_nested(entry: ZipEntry) -> bytes | None:
    """Return the content of a nested archive; None for a plain file."""
    if not may_be_archive(entry.begins()):
        return None
    data = entry.read()
    return data if is_archive(data) else None


def _unpack(packed: bytes, method: int, limit: int) -> bytes | None:
    """Return at most `limit` unpacked bytes; None for an unknown method."""
    match method:
        case zipfile.ZIP_STORED:
            return packed[:limit]
        case zipfile.ZIP_DEFLATED:
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, limit)
        case zipfile.ZIP_BZIP2:
            return bz2.BZ2Decompressor().decompress(packed, limit)
        case _:
            return None


def _refusal(where: str, message: Message) -> UnreadableDocument:
    return UnreadableDocument(
        message.template, where=where, hint="unpack the archive and name the folder", **message.params
    )


def _is_skipped(name: str, info: zipfile.ZipInfo) -> bool:
    parts = name.split("/")
    is_folder = not parts[-1]
    # the high half holds the Unix mode: APPNOTE.TXT 4.4.15
    return is_folder or any(map(is_hidden_name, parts)) or stat.S_ISLNK(info.external_attr >> 16)
