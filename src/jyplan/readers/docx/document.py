"""From the bytes of a Word file to a `Document`."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from jyplan.model import Document, Message, ProblemKind, Revisions
from jyplan.readers.disguises import find_invisible
from jyplan.readers.docx.body import read_body
from jyplan.readers.docx.embedded import EmbeddedFiles
from jyplan.readers.docx.inline.tracing import Trace
from jyplan.readers.docx.layout import first_layout
from jyplan.readers.docx.notes import read_notes
from jyplan.readers.docx.revisions import VIEWS
from jyplan.readers.docx.word_file import open_word_file
from jyplan.readers.ooxml.errors import protected_error
from jyplan.readers.ooxml.names import w
from jyplan.readers.ooxml.package import Budget, OfficePackage
from jyplan.readers.ooxml.problems import ProblemList
from jyplan.readers.shared_problems import MACROS_NOT_RUN
from jyplan.readers.signatures import OLE, ZIP

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from jyplan.readers.docx.word_file import WordFile

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def recognises(data: bytes) -> bool:
    """Return whether a file is an Office package: whole, cut off, or encrypted.

    Workbooks and presentations are recognised too, so that `read` can name their format; zip archives
    of other files are not.
    """
    if data.startswith(OLE):
        return _ENCRYPTED in data
    if not data.startswith(ZIP):
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
    if data.startswith(OLE):
        raise protected_error(path)
    problems = ProblemList()
    file = open_word_file(OfficePackage(data, path, Budget()), VIEWS[revisions], problems, EmbeddedFiles())
    _report_macros(file)
    trace = Trace(file.part, file.root) if anchors else None
    blocks = tuple(read_body(file, trace))
    if not blocks and _has_pictures(file.root):
        problems.add(
            Message("the file shows pictures and no text; what is written in them was not read"),
            kind=ProblemKind.UNREAD,
        )
    notes = read_notes(file)
    return Document(
        path=path,
        format="docx",
        sha256=hashlib.sha256(data).hexdigest(),
        blocks=blocks,
        notes=notes,
        layout=first_layout(file.root),
        problems=(*find_invisible(str(file.root.xpath("string()")), blocks), *problems.listed()),
    )


def _has_pictures(root: Element) -> bool:
    return next(root.iter(w("drawing"), w("pict"), w("object")), None) is not None


def _report_macros(file: WordFile) -> None:
    kinds = (relationship.kind for relationship in file.related.values())
    if "vbaProject" in kinds or "macroenabled" in file.package.content_type(file.part):
        file.problems.add(MACROS_NOT_RUN)
