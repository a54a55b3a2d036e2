"""HTML pages, whatever they are called: a `.doc` that a site made of a page is one too."""

from __future__ import annotations

import codecs
import hashlib
import re
from typing import TYPE_CHECKING

from jyplan.errors import UnreadableDocument
from jyplan.model import Block, Document, Place
from jyplan.readers.html import css
from jyplan.readers.html.content import is_chrome, judge
from jyplan.readers.html.flow import collapse, flow
from jyplan.readers.html.parse import parse_html
from jyplan.text.encodings import Decoded, decode

if TYPE_CHECKING:
    from lxml import etree

    from jyplan.readers.html.regions import Flow

NAME = "html"
BEGINNING = 4096
"""Bytes looked at; a page says what it is in its first tags."""
PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*|<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|(?:html|head|body|meta|title|div|table|center|p|h[1-6]|style|link|font|span)(?=[\s>/]))",
    re.IGNORECASE | re.DOTALL,
)
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
LABELS = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs", "iso-8859-1": "cp1252"}
"""Encodings that pages name and mean more: WHATWG Encoding, 4.2."""


def recognises(data: bytes) -> bool:
    """Return whether the bytes begin as a page does.

    >>> recognises(b"<!DOCTYPE html><p>x"), recognises(b"<?xml version='1.0'?><a/>")
    (True, False)
    """
    return PAGE.match(_plain(data[:BEGINNING])) is not None


def read(data: bytes, path: str) -> Document:
    """Return the page's lines in the order of display, the site's furniture marked.

    Raises:
        UnreadableDocument: the page displays no text.
    """
    decoded = decode_page(data)
    root, problems = parse_html(decoded.text)
    blocks = read_tree(root) if root is not None else ()
    if not blocks:
        raise UnreadableDocument(
            "is a page without text",
            where=path,
            hint="its text may be loaded by a script: save the page from a browser",
        )
    return Document(
        path, NAME, hashlib.sha256(data).hexdigest(), blocks, decoded.encoding, problems=(*decoded.problems, *problems)
    )


def decode_page(data: bytes) -> Decoded:
    """Return the text as its bytes say; what the page declares counts only where they say nothing."""
    if decoded := decode(data):
        return decoded
    declared = CHARSET.search(data[:BEGINNING])
    label = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
    try:
        name = codecs.lookup(LABELS.get(label, label)).name
        return Decoded(data.decode(name, "replace"), name)
    except (LookupError, UnicodeError):
        return Decoded(data.decode("utf-8", "replace"), "utf-8")


def read_tree(root: etree._Element) -> tuple[Block, ...]:
    """Return the blocks of a parsed page."""
    body = root.find("body")
    sheets = [_text(sheet) for sheet in root.iter("style")]
    found = flow(root if body is None else body, css.hidden_names(sheets), is_chrome)
    title = next(root.iter("title"), None)
    return _blocks(found, "" if title is None else collapse(_text(title)))


def _blocks(found: Flow, title: str) -> tuple[Block, ...]:
    return tuple(
        Block(
            line.text,
            kind,
            Place(paragraph=line.paragraph, table=line.table, row=line.row),
            line.label,
            line.style,
            line.cells,
        )
        for line, kind in zip(found.lines, judge(found, title), strict=True)
    )


def _text(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _plain(beginning: bytes) -> bytes:
    """Return the first bytes with a byte order mark and the NULs of UTF-16 taken out."""
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        beginning = beginning.removeprefix(mark)
    return beginning.replace(b"\0", b"")
