"""Documents embedded in a Word file: whole files (`w:altChunk`, `w:subDoc`), and objects shown on the page (`w:object`).

Embedded documents embed further documents: the depth and the number of all embedded files of a document are limited.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jyplan.errors import UnreadableDocument
from jyplan.model import Block, Message, Place, ProblemKind
from jyplan.readers.docx.body import read_body
from jyplan.readers.docx.chunks import blocks_of_text
from jyplan.readers.docx.structure import SUBDOCUMENT
from jyplan.readers.docx.word_file import open_word_file
from jyplan.readers.ooxml.names import r
from jyplan.readers.ooxml.package import OfficePackage, PartUnreadableError
from jyplan.readers.signatures import ZIP

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from jyplan.readers.docx.word_file import WordFile

_MAX_DEPTH = 3
"""Levels of documents embedded in documents that are read."""


@dataclass(frozen=True, slots=True)
class EmbeddedFiles:
    """Reads the files embedded in a document."""

    depth: int = 1
    """Level of the embedded files; 1 for files embedded in the outermost document."""

    def read_chunk(self, file: WordFile, part: str, element: Element, place: Place) -> list[Block]:
        """Return the blocks of the file named by a `w:altChunk` or `w:subDoc` of a part; problems get the place."""
        content = _chunk_content(file, part, element, place)
        within_limits = self._count(file)
        if content is None:
            return []
        content_type, data = content
        if not within_limits:
            message = Message("too many files are embedded in the document; some were not read")
            file.problems.add(message, place, ProblemKind.LIMIT)
            return []
        if data.startswith(ZIP):
            return self._read_document_or_report(file, data, place)
        blocks = blocks_of_text(content_type, data)
        if blocks is None:
            message = Message("an embedded file of type {type} was not read", {"type": content_type or "?"})
            file.problems.add(message, place, ProblemKind.UNREAD)
        return blocks or []

    def read_object(self, file: WordFile, data: bytes, place: Place) -> list[Block]:
        """Return the blocks of an embedded document or sheet, given by its bytes; none for an unreadable one."""
        from jyplan.readers.xlsx.embedded import holds_workbook, shown_sheet

        if not self._count(file) or not data.startswith(ZIP):
            return []
        try:
            package = OfficePackage(data, file.package.path, file.package.budget)
            return list(shown_sheet(package, place)) if holds_workbook(package) else self._read_document(file, package)
        except UnreadableDocument:
            return []

    def _count(self, file: WordFile) -> bool:
        """Count an embedded file; return whether depth and number are within the limits."""
        file.package.budget.documents -= 1
        return file.package.budget.documents >= 0 and self.depth <= _MAX_DEPTH

    def _read_document_or_report(self, file: WordFile, data: bytes, place: Place) -> list[Block]:
        try:
            return self._read_document(file, OfficePackage(data, file.package.path, file.package.budget))
        except UnreadableDocument:
            message = Message("a Word file embedded in the document cannot be read")
            file.problems.add(message, place, ProblemKind.UNREAD)
            return []

    def _read_document(self, file: WordFile, package: OfficePackage) -> list[Block]:
        inner = open_word_file(package, file.view, file.problems, EmbeddedFiles(self.depth + 1))
        # paragraph numbers of an embedded document would not be those of the outer document
        return [replace(block, place=Place()) for block in read_body(inner)]


def _chunk_content(file: WordFile, part: str, element: Element, place: Place) -> tuple[str, bytes] | None:
    """Return the content type and bytes of an embedded file; None, and a problem, for a missing, damaged or external file.

    A link to a file outside the package is never followed.
    """
    target = file.target(part, element.get(r("id")) or "")
    if target is None or element.tag == SUBDOCUMENT:
        message = Message("a part of the document is kept in another file and was not read")
        file.problems.add(message, place, ProblemKind.UNREAD)
        return None
    try:
        return file.package.content_type(target), file.package.read(target)
    except PartUnreadableError:
        message = Message("a part of the file is damaged and was left out: {part}", {"part": target})
        file.problems.add(message, place, ProblemKind.DAMAGED)
        return None
