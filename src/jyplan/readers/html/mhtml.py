"""Pages saved as a single file (MHTML, RFC 2557), by Word and many sites with the suffix `.doc`.

Parsed here, not by the standard library: its parser recurses, and a hostile file nests deeply.
"""

from __future__ import annotations

import binascii
import hashlib
import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from jyplan.errors import UnreadableDocument
from jyplan.readers import html
from jyplan.readers.signatures import is_mail
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import Document

NAME = "mhtml"
HEADER = lazy_pattern(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:[\w-]{1,60}:[^\r\n]{0,1000}(?:\r?\n[ \t][^\r\n]{0,1000})*\r?\n){0,40}"
)
BOUNDARY = lazy_pattern(rb"boundary\s*=\s*(?:\"([^\"\r\n]{1,200})\"|([^\s;]{1,200}))", re.IGNORECASE)
TYPE = lazy_pattern(rb"^content-type:\s*(?:text/html|application/xhtml\+xml)", re.IGNORECASE | re.MULTILINE)
ENCODING = lazy_pattern(rb"^content-transfer-encoding:\s*([\w-]+)", re.IGNORECASE | re.MULTILINE)
HEADER_RANGE = 8192
"""Bytes in which a header is looked for."""
MOST_MULTIPARTS = 10
"""Most multiparts of a file, nested or side by side; taking a multipart apart copies its data."""
MOST_FRAMES = 20
"""Pages without text that are looked at before a file is given up."""


def recognises(data: bytes) -> bool:
    r"""Return whether the bytes begin with the header of a MIME message: of several parts, or of a page alone.

    >>> recognises(b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n")
    True
    >>> recognises(b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+")
    True
    """
    header = HEADER.match(data[:HEADER_RANGE])
    if header is None or is_mail(data):
        return False
    if b"multipart/" in header[0].lower():
        return b"mime-version" in header[0].lower()
    return TYPE.search(header[0]) is not None and header.end() > 0


def read(data: bytes, path: str) -> Document:
    """Return the document of the first page with text in the file.

    Raises:
        UnreadableDocument: the file holds no page, or a page without text.
    """
    unread = UnreadableDocument(
        "is a saved page (MHTML) without a page in it, or damaged", where=path, hint="save it again as .docx"
    )
    for page in islice(read_pages(data), MOST_FRAMES):
        try:
            document = html.read(page, path)
        except UnreadableDocument as error:
            unread = error
            continue
        return replace(document, format=NAME, sha256=hashlib.sha256(data).hexdigest())
    raise unread


def read_pages(data: bytes) -> Iterator[bytes]:
    """Yield the decoded pages of a file, in order; the first may be a frame without text of its own."""
    multiparts = 0
    waiting = [data]
    while waiting:
        part = waiting.pop()
        beginning = part[:HEADER_RANGE]
        header = HEADER.match(beginning)
        if header is not None and TYPE.search(header[0]):
            yield _content(part, header)
            continue
        # the header of the whole file may have a line that `HEADER` does not match
        boundary = BOUNDARY.search(beginning if part is data or header is None else header[0])
        if boundary is not None and multiparts < MOST_MULTIPARTS:
            multiparts += 1
            waiting += reversed(part.split(b"--" + (boundary[1] or boundary[2]))[1:])


def _content(part: bytes, header: re.Match[bytes]) -> bytes:
    """Return the decoded content of a part behind its header."""
    encoding = ENCODING.search(header[0])
    return _decode(part[header.end() :], encoding[1].lower() if encoding else b"8bit")


def _decode(body: bytes, encoding: bytes) -> bytes:
    """Return the decoded bytes of a part (RFC 2045, 6); a damaged end is dropped."""
    if encoding == b"quoted-printable":
        return binascii.a2b_qp(body)
    if encoding == b"base64":
        digits = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
        whole = digits[: len(digits) // 4 * 4]  # a file that was cut off ends in an incomplete group
        return binascii.a2b_base64(whole + digits[len(whole) :].ljust(4, b"=") if len(digits) % 4 > 1 else whole)
    return body
