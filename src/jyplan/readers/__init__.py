"""Readers, one module a format: from the bytes of a file to a `Document`.

A reader is chosen by what the bytes are, never by the file's suffix. To add one, write a module (or
an object in one) as `protocol.Reader` says and give it a line in `READERS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

from jyplan.model import Revisions
from jyplan.readers.protocol import AnchorReader, RevisionReader
from jyplan.readers.signatures import OLE, RTF, ZIP

if TYPE_CHECKING:
    from jyplan.model import Document
    from jyplan.readers.protocol import Reader

_LEADING = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n\f"  # marks, white space and the NULs of UTF-16


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a reader is, and when it is worth importing."""

    location: str
    """`module`, or `module:object`."""
    beginnings: tuple[bytes, ...] = ()
    """First bytes, white space and marks skipped, without which the reader is not even asked;
    none for a reader that is always asked and therefore must import nothing heavy."""

    def may_read(self, data: bytes) -> bool:
        r"""Return whether the reader is worth asking.

        >>> Entry("jyplan.readers.html", (b"<",)).may_read(b"\xef\xbb\xbf\r\n<html>")
        True
        """
        return not self.beginnings or data.startswith(self.beginnings, _first_sign(data))


READERS = (
    Entry("jyplan.readers.docx", (ZIP, OLE)),  # before DOC: an encrypted .docx is a compound file
    Entry("jyplan.readers.office:ODT", (ZIP,)),
    Entry("jyplan.readers.office:DOC", (OLE,)),
    Entry("jyplan.readers.office:RTF", (RTF,)),
    Entry("jyplan.readers.office:WORD_XML", (b"<?xml",)),
    Entry("jyplan.readers.html", (b"<",)),
    Entry(
        "jyplan.readers.html.mhtml", (b"MIME-", b"Mime-", b"mime-", b"From:", b"Date:", b"Subject:", b"Content-", b"X-")
    ),
    Entry("jyplan.readers.pdf"),
    Entry("jyplan.readers.markdown"),
    Entry("jyplan.readers.txt"),  # the last: it reads what is left or says what that is
)
"""Every reader; where several recognise a file, the first reads it."""


def read(data: bytes, path: str, revisions: Revisions = Revisions.ACCEPTED, *, with_anchors: bool = False) -> Document:
    """Return the document that these bytes are; of a format without tracked changes there is only one.

    `with_anchors` asks for where the text of each block is kept, which only some readers know.

    Raises:
        UnreadableDocument: no reader understands them; the message names what they look like and
            says what the user can do.

    >>> document = read("一、工作目标".encode("gb18030"), "计划.doc")
    >>> document.format, document.encoding, document.blocks[0].text
    ('txt', 'gb18030', '一、工作目标')
    """
    reader = choose(data)
    if with_anchors and isinstance(reader, AnchorReader):
        return reader.read_anchored(data, path, revisions)
    if revisions is not Revisions.ACCEPTED and isinstance(reader, RevisionReader):
        return reader.read_revision(data, path, revisions)
    return reader.read(data, path)


def choose(data: bytes) -> Reader:
    """Return the reader for these bytes.

    >>> choose(b"1. Goals").NAME
    'txt'
    """
    found = (load(entry) for entry in READERS if entry.may_read(data))
    return next(reader for reader in found if reader.recognises(data))


@cache
def load(entry: Entry) -> Reader:
    """Return the reader of an entry, imported at its first use."""
    module, _, name = entry.location.partition(":")
    imported = import_module(module)
    return cast("Reader", getattr(imported, name) if name else imported)


def _first_sign(data: bytes) -> int:
    head = data[:1024]
    return len(head) - len(head.lstrip(_LEADING))
