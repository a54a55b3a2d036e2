"""The container: a zip of parts with content types and relationships (ECMA-376 part 2).

Parts are unpacked only when read. The sizes stated in the archive are not trusted: unpacked bytes are
counted, per part and in total.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from jyplan.readers.ooxml.errors import cut_off_error, protected_error, too_large_error, too_long_error
from jyplan.readers.ooxml.xml import parse_xml
from jyplan.text.trees import BadXmlError

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element as Element

    from jyplan.errors import UnreadableDocument

MAX_ENTRIES = 20_000
"""Entries of the zip archive; a document with a thousand pictures has about 2,000."""
MAX_TOTAL = 300_000_000
"""Unpacked bytes of all parts read; pictures are not read."""
MAX_MARKUP = 1_500_000
"""Most tags and attributes of a part: the cost of an element in memory and time hardly depends on the length.
200 pages have about 250,000; a file of empty elements at this limit takes 6 s and 0.8 GB."""
MAX_PART = 100_000_000
"""Unpacked bytes of one part; 200 pages of text are 5 million."""
_SHARED_PARTS = 8
"""Parsed parts kept for the next document: files made from the same template have the same styles."""
_LARGEST_SHARED = 1_000_000
"""Largest part kept, in bytes."""

_ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError,
    OverflowError, struct.error, IndexError, KeyError,
)  # fmt: skip


@dataclass(slots=True)
class Budget:
    """Bytes and embedded files still allowed, shared by a document and all embedded documents."""

    left: int = MAX_TOTAL
    documents: int = 200
    """Number of embedded files."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """A pointer from a part to a second part or to an external address."""

    kind: str
    """The last segment of the relationship type: header, numbering, aFChunk …"""
    target: str
    """Name of the part; for an external relationship the unchanged address, which is never followed."""
    external: bool


class PartUnreadableError(Exception):
    """A part is missing or damaged."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


class OfficePackage:
    """An open container. Part names have no leading slash; upper and lower case are equal."""

    def __init__(self, data: bytes, path: str, budget: Budget | None = None) -> None:
        self.path = path
        self.budget = budget or Budget()
        # counted before zipfile reads the directory, since each entry costs memory
        if data.count(b"PK\x01\x02") > MAX_ENTRIES:
            raise self._too_large()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _ZIP_ERRORS as error:
            raise cut_off_error(path) from error
        self._entries = {normal_name(info.filename): info for info in self._zip.infolist()}
        self._types: tuple[dict[str, str], dict[str, str]] | None = None

    def _too_large(self) -> UnreadableDocument:
        return too_large_error(self.path, MAX_TOTAL // 1_000_000, MAX_ENTRIES)

    def names(self) -> list[str]:
        """Return the names of all parts, in lower case."""
        return list(self._entries)

    def has(self, name: str) -> bool:
        """Return whether the package has a part with this name."""
        return normal_name(name) in self._entries

    def read(self, name: str) -> bytes:
        """Return a part's content.

        Raises:
            PartUnreadableError: the part is missing, damaged, or its size differs from the directory's.
            UnreadableDocument: the part is encrypted, or a limit is exceeded.
        """
        info = self._entries.get(normal_name(name))
        if info is None:
            raise PartUnreadableError(name)
        if info.flag_bits & 0x1:
            raise protected_error(self.path)
        # OPC allows these two methods only: ECMA-376 part 2, annex C
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
            PartUnreadableError: see `read`; also for XML that Word would not open.
            UnreadableDocument: see `read`.
        """
        return self._parsed(name, self.read(name), parse_xml)

    def shared_tree(self, name: str) -> Element:
        """Return a part's root element as `tree` does, to be read only: documents with an equal part share the tree.

        Raises:
            PartUnreadableError: see `tree`.
            UnreadableDocument: see `tree`.
        """
        data = self.read(name)
        return self._parsed(name, data, _parsed_once if len(data) <= _LARGEST_SHARED else parse_xml)

    def _parsed(self, name: str, data: bytes, parse: Callable[[bytes], Element]) -> Element:
        if data.count(b"<") + data.count(b"=") > MAX_MARKUP:
            raise too_long_error(self.path, name, len(data) // 1_000_000)
        try:
            return parse(data)
        except BadXmlError as error:
            raise PartUnreadableError(name) from error

    def content_type(self, name: str) -> str:
        """Return the declared content type of a part, empty without a declaration."""
        if self._types is None:
            self._types = self._read_types()
        overrides, defaults = self._types
        name = normal_name(name)
        return overrides.get(name) or defaults.get(name.rsplit(".", 1)[-1], "")

    def parts_of_type(self, words: tuple[str, ...]) -> list[str]:
        """Return the names of the parts with any of `words` in the declared content type."""
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
        """Return the relationships of a part by id; the package's relationships for an empty name.

        A damaged or missing relationship part gives an empty result.
        """
        folder, name = posixpath.split(part)
        try:
            root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        except PartUnreadableError:
            return {}
        relationships = {}
        for entry in root:
            kind = (entry.get("Type") or "").rsplit("/", 1)[-1]
            target = entry.get("Target") or ""
            external = entry.get("TargetMode") == "External"
            if not external:
                # normpath stops a path of `..` at the root of the package, so no file outside is named
                target = unquote(target.split("#", 1)[0]).replace("\\", "/")
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            relationships[entry.get("Id") or ""] = Relationship(kind, target, external)
        return relationships


@lru_cache(_SHARED_PARTS)
def _parsed_once(data: bytes) -> Element:
    return parse_xml(data)


def normal_name(name: str) -> str:
    r"""Return a part name in the form used for comparison: no leading slash, forward slashes, lower case.

    >>> normal_name(r"\word\Document.xml")
    'word/document.xml'
    """
    return name.replace("\\", "/").lstrip("/").lower()
