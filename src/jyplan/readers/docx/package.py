"""The container: a zip of parts with content types and relationships (ECMA-376 part 2).

Nothing is unpacked that is not asked for, and no size that the archive states is believed: what is
read is counted, in all and for each part.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from jyplan.readers.docx.refusals import is_cut_off, is_protected, is_too_large, is_too_long
from jyplan.readers.docx.xml import BadXmlError, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from jyplan.errors import UnreadableDocument

MAX_ENTRIES = 20_000
"""A document with a thousand pictures has about 2,000."""
MAX_TOTAL = 300_000_000
"""Unpacked bytes of all parts that are read; pictures are not read."""
MAX_MARKUP = 1_500_000
"""Tags and attributes of one part, since each costs memory and time whatever its length. 200 pages
have about 250,000; at this limit a file of nothing but empty elements takes 6 s and 0.8 GB."""
MAX_PART = 100_000_000
"""Unpacked bytes of one part; 200 pages of text are 5 million."""

_ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError,
    OverflowError, struct.error, IndexError, KeyError,
)  # fmt: skip


@dataclass(slots=True)
class Budget:
    """What may still be unpacked; documents inside a document draw on the same budget."""

    left: int = MAX_TOTAL
    documents: int = 200
    """Embedded files that may still be read."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """A pointer from one part to another."""

    kind: str
    """The last segment of its type: header, numbering, aFChunk …"""
    target: str
    """Name of the part; of an external one the address as it stands, which is never followed."""
    external: bool


class PartUnreadableError(Exception):
    """A part that is there and cannot be read."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


class Package:
    """An open container; part names have no leading slash, and their case does not matter."""

    def __init__(self, data: bytes, path: str, budget: Budget | None = None) -> None:
        self.path = path
        self.budget = budget or Budget()
        # the count comes before the directory is read, since each entry costs memory there
        if data.count(b"PK\x01\x02") > MAX_ENTRIES:
            raise self._too_large()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _ZIP_ERRORS as error:
            raise is_cut_off(path) from error
        self._entries = {normal_name(info.filename): info for info in self._zip.infolist()}
        self._types: tuple[dict[str, str], dict[str, str]] | None = None

    def _too_large(self) -> UnreadableDocument:
        return is_too_large(self.path, MAX_TOTAL // 1_000_000, MAX_ENTRIES)

    def names(self) -> list[str]:
        """Return the names of all parts, in lower case."""
        return list(self._entries)

    def has(self, name: str) -> bool:
        """Return whether there is such a part."""
        return normal_name(name) in self._entries

    def read(self, name: str) -> bytes:
        """Return a part's content.

        Raises:
            PartUnreadableError: it is missing, damaged, or its size is not what the archive says.
            UnreadableDocument: it is encrypted, or the limits are reached.
        """
        info = self._entries.get(normal_name(name))
        if info is None:
            raise PartUnreadableError(name)
        if info.flag_bits & 0x1:
            raise is_protected(self.path)
        # OPC knows these two methods only: ECMA-376 part 2, annex C
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise PartUnreadableError(name)
        limit = min(MAX_PART, self.budget.left)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(limit + 1)
        except _ZIP_ERRORS as error:
            raise PartUnreadableError(name) from error
        if len(data) > limit:
            raise self._too_large()
        self.budget.left -= len(data)
        return data

    def tree(self, name: str) -> Element:
        """Return a part's root element.

        Raises:
            PartUnreadableError: see `read`; also where it is no XML that Word would open.
            UnreadableDocument: see `read`.
        """
        data = self.read(name)
        if data.count(b"<") + data.count(b"=") > MAX_MARKUP:
            raise is_too_long(self.path, name, len(data) // 1_000_000)
        try:
            return parse_xml(data)
        except BadXmlError as error:
            raise PartUnreadableError(name) from error

    def content_type(self, name: str) -> str:
        """Return the declared type of a part, empty where none is declared."""
        if self._types is None:
            self._types = self._read_types()
        overrides, defaults = self._types
        name = normal_name(name)
        return overrides.get(name) or defaults.get(name.rsplit(".", 1)[-1], "")

    def parts_of_type(self, words: tuple[str, ...]) -> list[str]:
        """Return the parts whose declared type contains one of these words."""
        if self._types is None:
            self._types = self._read_types()
        return [name for name, kind in self._types[0].items() if any(word in kind for word in words)]

    def _read_types(self) -> tuple[dict[str, str], dict[str, str]]:
        try:
            root = self.tree("[Content_Types].xml")
        except PartUnreadableError:
            return {}, {}
        overrides: dict[str, str] = {}
        defaults: dict[str, str] = {}
        for entry in root:
            kind = (entry.get("ContentType") or "").lower()
            if part := entry.get("PartName"):
                overrides[normal_name(part)] = kind
            elif extension := entry.get("Extension"):
                defaults[extension.lower()] = kind
        return overrides, defaults

    def relationships(self, part: str = "") -> dict[str, Relationship]:
        """Return the relationships of a part by id, those of the package for the empty name.

        A broken or missing list is an empty one.
        """
        folder, name = posixpath.split(part)
        try:
            root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        except PartUnreadableError:
            return {}
        found = {}
        for entry in root:
            kind = (entry.get("Type") or "").rsplit("/", 1)[-1]
            target = entry.get("Target") or ""
            external = entry.get("TargetMode") == "External"
            if not external:
                # a path that climbs out of the package ends at its root, and names no file outside it
                target = unquote(target.split("#", 1)[0]).replace("\\", "/")
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[entry.get("Id") or ""] = Relationship(kind, target, external)
        return found


def normal_name(name: str) -> str:
    r"""Return a part name for comparison: no leading slash, forward slashes, lower case.

    >>> normal_name(r"\word\Document.xml")
    'word/document.xml'
    """
    return name.replace("\\", "/").lstrip("/").lower()
