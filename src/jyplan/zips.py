"""Zip archives walked like folders: bytes in, files out, nothing is ever written.

Schools hand in zips packed on Windows, whose names stand in GBK without saying so; the zip format
would read them as code page 437. Word, ODF and epub files are zips too and are no archives here.
"""

from __future__ import annotations

import io
import lzma
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.errors import InputError, UnreadableDocument
from jyplan.zipnames import decode_names, displayed

if TYPE_CHECKING:
    from collections.abc import Iterator

MAGIC = b"PK\x03\x04"
EMPTY_MAGIC = b"PK\x05\x06"
PACKAGE_PARTS = frozenset({"[Content_Types].xml", "mimetype", "Index/Document.iwa", "OFD.xml"})
"""A part at the root that makes a zip a document: OOXML, ODF and epub, Pages, OFD."""
SKIPPED_PREFIXES = (".", "~$", "__MACOSX")
ENCRYPTED = 0x1
"""Bit 0 of the general purpose flags: APPNOTE.TXT 4.4.4."""
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """How much an archive may hold before it is refused.

    Absolute, never a ratio: an honest repetitive file packs 100:1.
    """

    entries: int = 20_000
    """Files in the archive and in those nested in it, together."""
    entry_bytes: int = 200 << 20
    """Unpacked bytes of one file."""
    total_bytes: int = 2 << 30
    """Unpacked bytes of all files, nested archives and their files together."""
    depth: int = 2
    """2: an archive and the archives in it."""


@dataclass(frozen=True, slots=True)
class ZipEntry:
    """One file of an archive."""

    name: str
    """Path in the archive with `/`, as displayed; never a path to open: it may say `../`."""
    data: bytes


def is_archive(data: bytes) -> bool:
    """Return whether these bytes are a zip that holds files, and not a document packed as a zip.

    >>> is_archive(b"PK but no zip")
    False
    """
    if not data.startswith((MAGIC, EMPTY_MAGIC)):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {info.orig_filename for info in archive.infolist()[:1000]}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OSError):
        # cut off: what is left of it tells what it was
        return not any(data[30:].startswith(part.encode()) for part in PACKAGE_PARTS) and b"[Content_Types]" not in data
    return not names & PACKAGE_PARTS


def walk(data: bytes, where: str, limits: ZipLimits | None = None) -> Iterator[ZipEntry | InputError]:
    """Yield the files of an archive in the order of their names, archives in it opened in turn.

    A file that cannot be unpacked is yielded as the error that says why, and the walk goes on;
    `where` is the archive as the user named it and begins every error's place. Hidden files,
    `~$…`, `__MACOSX` and links are left out.
    """
    return _Walk(limits or ZipLimits()).archive(data, where, "", 1)


class _Walk:
    """One walk and what it has unpacked so far."""

    def __init__(self, limits: ZipLimits) -> None:
        self.limits = limits
        self.entries = 0
        self.unpacked = 0

    def archive(self, data: bytes, where: str, prefix: str, depth: int) -> Iterator[ZipEntry | InputError]:
        listed = _count_entries(data)
        if self.entries + listed > self.limits.entries:
            yield _refusal(where, "holds {count} files, more than {limit}", count=listed, limit=self.limits.entries)
            return
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OSError) as error:
            yield UnreadableDocument(
                "is a damaged zip archive ({reason})",
                where=where,
                hint="pack it again, or unpack it and name the folder",
                reason=error,
            )
            return
        with archive:
            infos = archive.infolist()
            self.entries += len(infos)
            named = sorted(zip(decode_names(infos), infos, strict=True), key=lambda pair: pair[0])
            for name, info in named:
                if self.unpacked > self.limits.total_bytes:
                    return
                if _is_skipped(name, info):
                    continue
                place = f"{where}/{displayed(name)}"
                try:
                    content = self._unpack(archive, info, place)
                except InputError as error:
                    yield error
                    continue
                if not is_archive(content):
                    yield ZipEntry(prefix + displayed(name), content)
                elif depth >= self.limits.depth:
                    yield _refusal(place, "is an archive inside an archive inside an archive")
                else:
                    yield from self.archive(content, place, f"{prefix}{displayed(name)}/", depth + 1)

    def _unpack(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: str) -> bytes:
        if info.flag_bits & ENCRYPTED:
            raise UnreadableDocument(
                "is encrypted with a password", where=place, hint="unpack the archive and name the folder"
            )
        chunks = []
        size = 0
        try:
            with archive.open(info) as stream:
                while chunk := stream.read(CHUNK):
                    size += len(chunk)
                    self.unpacked += len(chunk)
                    self._check(size, place)
                    chunks.append(chunk)
        except NotImplementedError as error:
            raise UnreadableDocument(
                "is packed in a way that cannot be read ({reason})",
                where=place,
                hint="unpack the archive and name the folder",
                reason=error,
            ) from error
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, struct.error) as error:
            raise UnreadableDocument(
                "is damaged in the archive ({reason})", where=place, hint="pack it again", reason=error
            ) from error
        return b"".join(chunks)

    def _check(self, size: int, place: str) -> None:
        if size > self.limits.entry_bytes:
            limit = self.limits.entry_bytes >> 20
            raise _refusal(place, "unpacks to more than {limit} MB", limit=limit)
        if self.unpacked > self.limits.total_bytes:
            limit = self.limits.total_bytes >> 20
            raise _refusal(
                place, "is where the archive has unpacked to more than {limit} MB; the rest is not read", limit=limit
            )


def _refusal(where: str, template: str, **params: object) -> UnreadableDocument:
    return UnreadableDocument(template, where=where, hint="unpack the archive and name the folder", **params)


def _is_skipped(name: str, info: zipfile.ZipInfo) -> bool:
    parts = name.split("/")
    hidden = any(part.startswith(SKIPPED_PREFIXES) and part not in {".", ".."} for part in parts)
    # the high half holds the Unix mode: APPNOTE.TXT 4.4.15
    return hidden or not parts[-1] or stat.S_ISLNK(info.external_attr >> 16)


def _count_entries(data: bytes) -> int:
    """Return how many files the archive's directory lists, before anything is allocated for them."""
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or len(data) < end + 16:
        return 0
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    start = max(0, end - size) if size < 0xFFFFFFFF else 0  # all ones: the size stands in zip64 records
    return data.count(b"PK\x01\x02", start, end)
