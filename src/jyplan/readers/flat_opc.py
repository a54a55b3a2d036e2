"""Word documents in a single XML file ("flat OPC"): saved by Word as .xml, or filled from a template by systems and named .doc.

Each part of a .docx is an element (`pkg:part`) with its XML or its bytes in base64. The parts are put into a package
again, and the Word reader reads that: LibreOffice does not know the format.
"""

from __future__ import annotations

import binascii
import hashlib
import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from jyplan.errors import UnreadableDocument
from jyplan.model import Revisions
from jyplan.readers.signatures import XML_BEGINNING, is_xml, without_leading_blanks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from jyplan.model import Document

NAME = "flatopc"
_PACKAGE = b"http://schemas.microsoft.com/office/2006/xmlPackage"
_PKG = f"{{{_PACKAGE.decode()}}}"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def recognises(data: bytes) -> bool:
    """Return whether a file is XML with a package as root.

    >>> recognises(b'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>')
    True
    """
    return is_xml(data) and _PACKAGE in data[:XML_BEGINNING]


def read(data: bytes, path: str) -> Document:
    """Return the Word document as Word displays it, tracked changes accepted.

    Raises:
        UnreadableDocument: damaged, or no Word document.
    """
    return read_revision(data, path, Revisions.ACCEPTED)


def read_revision(data: bytes, path: str, revisions: Revisions) -> Document:
    """Return the Word document with tracked changes accepted or undone.

    Raises:
        UnreadableDocument: see `read`.
    """
    from jyplan.readers import docx

    document = docx.read(_packed(data, path), path, revisions)
    return replace(document, format=NAME, sha256=hashlib.sha256(data).hexdigest())


def _packed(data: bytes, path: str) -> bytes:
    """Return the parts of a file as a zip package."""
    from jyplan.text.trees import BadXmlError, parse_xml

    try:
        root = parse_xml(without_leading_blanks(data))
    except BadXmlError as error:
        raise UnreadableDocument(
            "is damaged XML, or XML that names further files in a document type definition",
            where=path,
            hint="open it in Word or WPS and save it as .docx",
        ) from error
    buffer = io.BytesIO()
    types = []
    with zipfile.ZipFile(buffer, "w") as package:
        for name, kind, content in _parts(root):
            types.append(f"<Override PartName={quoteattr(f'/{name}')} ContentType={quoteattr(kind)}/>")
            package.writestr(zipfile.ZipInfo(name), content)
        package.writestr("[Content_Types].xml", f'<Types xmlns="{_TYPES}">{"".join(types)}</Types>')
    return buffer.getvalue()


def _parts(root: Element) -> Iterator[tuple[str, str, bytes]]:
    """Yield name, content type and content of each part; the first of parts with the same name; damaged parts are left out."""
    from lxml import etree

    seen = set()
    for part in root.iterfind(f"{_PKG}part"):
        name = (part.get(f"{_PKG}name") or "").lstrip("/")
        if not name or name in seen:
            continue
        seen.add(name)
        kind = part.get(f"{_PKG}contentType") or ""
        for holder in part:
            if holder.tag == f"{_PKG}xmlData" and len(holder):
                yield name, kind, etree.tostring(holder[0], encoding="UTF-8", with_tail=False)
            elif holder.tag == f"{_PKG}binaryData":
                try:
                    yield name, kind, binascii.a2b_base64(holder.text or "")
                except (binascii.Error, ValueError):
                    continue
