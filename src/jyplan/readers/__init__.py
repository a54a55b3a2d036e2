"""Readers, a module for each format: from the bytes of a file to a `Document`.

The content of a file chooses the reader, never the suffix. To add a format, write a module (or an object) with
the members of `protocol.Reader` and add a row to `FORMATS`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

from jyplan.model import Revisions
from jyplan.readers.disguises import report_disguises
from jyplan.readers.protocol import AnchorReader, RevisionReader
from jyplan.readers.remarks import with_remarks
from jyplan.readers.signatures import OLE, RTF, ZIP

if TYPE_CHECKING:
    from jyplan.model import Document
    from jyplan.readers.protocol import Reader

_LEADING = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n\f"  # marks, white space and the NULs of UTF-16


class FileFormat(NamedTuple):
    """Everything about a format before the reader is imported."""

    name: str
    """The name in JSON, and in `when: {format: …}` of a rule file."""
    location: str
    """The reader: `module`, or `module:object`."""
    beginnings: tuple[bytes, ...] = ()
    """First bytes after white space and byte-order marks; the reader is imported only for files with one of these beginnings.

    Empty for a reader imported for every file, which must import nothing heavy.
    """
    suffixes: tuple[str, ...] = ()
    """Usual suffixes of files in this format, in lower case; a hint only, the content decides."""
    spellings: tuple[str, ...] = ()
    """Names besides `name` that a rule file may use."""
    is_converted: bool = False
    """Whether LibreOffice turns the file into a Word document, which is read instead."""

    def may_read(self, data: bytes) -> bool:
        r"""Return whether the beginning of a file fits the format; the reader then decides.

        >>> FileFormat("html", "jyplan.readers.html", (b"<",)).may_read(b"\xef\xbb\xbf\r\n<html>")
        True
        """
        return not self.beginnings or data.startswith(self.beginnings, _end_of_leading(data))


_MAIL_HEADERS = (
    b"MIME-",
    b"Mime-",
    b"mime-",
    b"From:",
    b"Date:",
    b"Subject:",
    b"Content-",
    b"Snapshot-",
    b"Message-",
    b"X-",
)

FORMATS = (
    # before docx, which explains every other Office package
    FileFormat("xlsx", "jyplan.readers.xlsx", (ZIP,), (".xlsx", ".xlsm", ".xltx", ".xltm")),
    # before doc: an encrypted .docx is a compound file, too
    FileFormat("docx", "jyplan.readers.docx", (ZIP, OLE), (".docx", ".docm", ".dotx", ".dotm")),
    FileFormat("odt", "jyplan.readers.office:ODT", (ZIP,), (".odt", ".ott"), is_converted=True),
    FileFormat("doc", "jyplan.readers.office:DOC", (OLE,), (".doc", ".dot", ".wps", ".wpt"), is_converted=True),
    FileFormat("rtf", "jyplan.readers.office:RTF", (RTF,), (".rtf",), is_converted=True),
    FileFormat("flatopc", "jyplan.readers.flat_opc", (b"<?xml",), (".xml",)),
    FileFormat("wordxml", "jyplan.readers.office:WORD_XML", (b"<?xml",), (".xml",), is_converted=True),
    FileFormat("html", "jyplan.readers.html", (b"<",), (".html", ".htm", ".xhtml")),
    FileFormat("mhtml", "jyplan.readers.html.mhtml", _MAIL_HEADERS, (".mht", ".mhtml")),
    FileFormat("pdf", "jyplan.readers.pdf", suffixes=(".pdf",)),
    FileFormat("markdown", "jyplan.readers.markdown", suffixes=(".md", ".markdown"), spellings=("md",)),
    # the last: reads all remaining text, and explains files in unknown formats
    FileFormat("txt", "jyplan.readers.txt", suffixes=(".txt",)),
)
"""Every format; where several readers recognise a file, the first reads it."""


def format_named(word: str) -> FileFormat:
    """Return the format of this name or spelling.

    Raises:
        KeyError: no format has the name.

    >>> format_named("md").name
    'markdown'
    """
    return _BY_WORD[word]


_BY_WORD = {word: file_format for file_format in FORMATS for word in (file_format.name, *file_format.spellings)}
FORMAT_WORDS = tuple(_BY_WORD)
"""All names and spellings of formats, for rule files."""


def read(data: bytes, path: str, revisions: Revisions = Revisions.ACCEPTED, *, with_anchors: bool = False) -> Document:
    """Return the document in the content of a file, with tracked changes as asked for in `revisions`.

    With `with_anchors` blocks hold the place of the text in the file, if the reader is an `AnchorReader`. Formats without
    tracked changes ignore `revisions`.

    Raises:
        UnreadableDocument: no reader understands the content; the message names the likely format and gives advice.

    >>> document = read("一、工作目标".encode("gb18030"), "计划.doc")
    >>> document.format, document.encoding, document.blocks[0].text
    ('txt', 'gb18030', '一、工作目标')
    """
    document = _read(data, path, revisions, with_anchors=with_anchors)
    return report_disguises(with_remarks(document, data))


def _read(data: bytes, path: str, revisions: Revisions, *, with_anchors: bool) -> Document:
    reader = choose(data)
    if with_anchors and isinstance(reader, AnchorReader):
        return reader.read_anchored(data, path, revisions)
    if revisions is not Revisions.ACCEPTED and isinstance(reader, RevisionReader):
        return reader.read_revision(data, path, revisions)
    return reader.read(data, path)


def choose(data: bytes) -> Reader:
    """Return the reader for the content of a file.

    >>> choose(b"1. Goals").NAME
    'txt'
    """
    readers = (load(file_format) for file_format in FORMATS if file_format.may_read(data))
    return next(reader for reader in readers if reader.recognises(data))


@cache
def load(file_format: FileFormat) -> Reader:
    """Return the reader of a format, imported at first use."""
    module, _, name = file_format.location.partition(":")
    imported = import_module(module)
    return cast("Reader", getattr(imported, name) if name else imported)


def _end_of_leading(data: bytes) -> int:
    head = data[:1024]
    return len(head) - len(head.lstrip(_LEADING))
