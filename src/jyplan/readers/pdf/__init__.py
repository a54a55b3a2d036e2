"""PDF documents with a text layer; scanned pages are reported as problems.

Needs pypdfium2, the extra `pdf`. Every file is asked for by `recognises`, so nothing heavy is imported before `read`;
`document` shows the stages of reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from jyplan.model import Document

NAME = "pdf"
HEADER = lazy_pattern(rb"%PDF-[0-9]\.[0-9]")
HEADER_RANGE = 1024
"""Bytes within which the header may begin: ISO 32000-1, annex H.3.4.1."""


def recognises(data: bytes) -> bool:
    r"""Return whether a file is a PDF; headers of a mail or web server may stand before the PDF header.

    >>> recognises(b"%PDF-1.7"), recognises(b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n1 0 obj"), recognises(b"a %PDF-1.4")
    (True, True, False)
    """
    header = HEADER.search(data[:HEADER_RANGE])
    return header is not None and (not data[: header.start()].strip(b"\xef\xbb\xbf \t\r\n\0") or b" obj" in data)


def read(data: bytes, path: str) -> Document:
    """Return the document's paragraphs, page after page.

    Raises:
        MissingExtra: pypdfium2 is not installed.
        UnreadableDocument: the file has a password, is damaged, or has no text, as a scan.
    """
    from jyplan.readers.pdf.document import read_document

    return read_document(data, path)
