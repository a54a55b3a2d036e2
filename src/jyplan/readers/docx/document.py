"""From the bytes of a Word file to a `Document`."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from jyplan.errors import UnreadableDocument
from jyplan.model import Block, Document, Message, Place, ProblemKind, Revisions
from jyplan.readers.disguises import find_invisible
from jyplan.readers.docx import chunks
from jyplan.readers.docx.body import BlockReader
from jyplan.readers.docx.inline.pages import Pages
from jyplan.readers.docx.inline.tracing import Trace
from jyplan.readers.docx.layout import first_layout
from jyplan.readers.docx.notes import read_notes
from jyplan.readers.docx.numbering.counters import Counters
from jyplan.readers.docx.revisions import VIEWS
from jyplan.readers.docx.source import WordFile, open_source
from jyplan.readers.ooxml.errors import protected_error
from jyplan.readers.ooxml.names import w
from jyplan.readers.ooxml.package import Budget, OfficePackage
from jyplan.readers.ooxml.problems import ProblemList

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element as Element

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAX_EMBEDDING = 3
"""Levels of documents embedded in documents that are read."""


def recognises(data: bytes) -> bool:
    """Return whether a file is an Office package: whole, cut off, or encrypted.

    Workbooks and presentations are recognised too, so that `read` can name their format; zip archives
    of other files are not.
    """
    if data.startswith(_OLE):
        return _ENCRYPTED in data
    if not data.startswith(_ZIP):
        return False
    # the name stands in the directory at the end or, in a file that was cut off, in the first entry
    first = data[30 : 30 + int.from_bytes(data[26:28], "little")].replace(b"\\", b"/").lower()
    return b"[Content_Types].xml" in data or first.startswith((b"_rels/", b"word/", b"docprops/", b"customxml/"))


def read_anchored(data: bytes, path: str, revisions: Revisions = Revisions.ACCEPTED) -> Document:
    """Return the document as `read` does, each block with the anchors of its text (see `model.Anchor`).

    Raises:
        UnreadableDocument: see `read`.
    """
    return _read(data, path, revisions, anchors=True)


def read(data: bytes, path: str, revisions: Revisions = Revisions.ACCEPTED) -> Document:
    """Return a Word document as Word displays it, tracked changes accepted or undone.

    Raises:
        UnreadableDocument: encrypted, cut off, damaged, too large, or no Word document.
    """
    return _read(data, path, revisions, anchors=False)


def _read(data: bytes, path: str, revisions: Revisions, *, anchors: bool) -> Document:
    if data.startswith(_OLE):
        raise protected_error(path)
    problems = ProblemList()
    source = open_source(
        OfficePackage(data, path, Budget()), VIEWS[revisions], problems, _embedder(1), _object_reader(1)
    )
    _note_macros(source)
    trace = Trace(source.part, source.root) if anchors else None
    blocks = tuple(_read_body(source, trace))
    if not blocks and _has_pictures(source.root):
        problems.add(
            Message("the file shows pictures and no text; what is written in them was not read"),
            kind=ProblemKind.UNREAD,
        )
    notes = read_notes(source)
    return Document(
        path=path,
        format="docx",
        sha256=hashlib.sha256(data).hexdigest(),
        blocks=blocks,
        notes=notes,
        layout=first_layout(source.root),
        problems=(*find_invisible(str(source.root.xpath("string()")), blocks), *problems.listed()),
    )


def _read_body(source: WordFile, trace: Trace | None = None) -> list[Block]:
    body = source.root.find(w("body"))
    if body is None:
        return []
    pages = Pages(known=_has_page_breaks(body))
    counters = Counters(source.numbering, source.problems)
    return BlockReader(source, source.root, source.part, counters=counters, pages=pages, trace=trace).read(body)


def _has_page_breaks(body: Element) -> bool:
    if next(body.iter(w("lastRenderedPageBreak")), None) is not None:
        return True
    return any(element.get(w("type")) == "page" for element in body.iter(w("br")))


def _has_pictures(root: Element) -> bool:
    return next(root.iter(w("drawing"), w("pict"), w("object")), None) is not None


def _note_macros(source: WordFile) -> None:
    kinds = (relationship.kind for relationship in source.related.values())
    if "vbaProject" in kinds or "macroenabled" in source.package.content_type(source.part):
        source.problems.add(Message("the file contains macros; they are not run"))


def _embedder(depth: int) -> Callable[[WordFile, str, Element, Place], list[Block]]:
    """Return the reader of embedded files for documents at an embedding depth; the outermost document has depth 1."""

    def embed(source: WordFile, part: str, element: Element, place: Place) -> list[Block]:
        embedded = chunks.embedded_bytes(source, part, element, place)
        source.package.budget.documents -= 1
        if embedded is None:
            return []
        kind, data = embedded
        if source.package.budget.documents < 0 or depth > _MAX_EMBEDDING:
            source.problems.add(
                Message("too many files are embedded in the document; some were not read"), place, ProblemKind.LIMIT
            )
            return []
        if data.startswith(_ZIP):
            return _embedded_document(source, data, depth, place)
        blocks = chunks.blocks_of(kind, data)
        if blocks is None:
            source.problems.add(
                Message("an embedded file of type {type} was not read", {"type": kind or "?"}),
                place,
                ProblemKind.UNREAD,
            )
        return blocks or []

    return embed


def _object_reader(depth: int) -> Callable[[WordFile, bytes, Place], list[Block]]:
    """Return the reader of files whose content a page shows, for documents at an embedding depth."""

    def embed(source: WordFile, data: bytes, place: Place) -> list[Block]:
        from jyplan.readers.xlsx.embedded import holds_workbook, shown_sheet

        source.package.budget.documents -= 1
        if source.package.budget.documents < 0 or depth > _MAX_EMBEDDING or not data.startswith(_ZIP):
            return []
        try:
            package = OfficePackage(data, source.package.path, source.package.budget)
            if holds_workbook(package):
                return list(shown_sheet(package, place))
            inner = open_source(package, source.view, source.problems, _embedder(depth + 1), _object_reader(depth + 1))
        except UnreadableDocument:
            return []
        return [replace(block, place=Place()) for block in _read_body(inner)]

    return embed


def _embedded_document(source: WordFile, data: bytes, depth: int, place: Place) -> list[Block]:
    try:
        package = OfficePackage(data, source.package.path, source.package.budget)
        inner = open_source(package, source.view, source.problems, _embedder(depth + 1), _object_reader(depth + 1))
    except UnreadableDocument:
        source.problems.add(Message("a Word file embedded in the document cannot be read"), place, ProblemKind.UNREAD)
        return []
    # paragraph numbers of an embedded document would not be those of the outer document
    return [replace(block, place=Place()) for block in _read_body(inner)]
