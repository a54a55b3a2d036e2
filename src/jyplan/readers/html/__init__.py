"""HTML pages, recognised by content: some sites hand out pages named `.doc`."""

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
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from lxml import etree

    from jyplan.readers.html.regions import Flow

NAME = "html"
BEGINNING = 4096
"""Number of first bytes examined; the first tags of a page show that it is HTML."""
_PAGE = lazy_pattern(
    rb"\s*+(?>(?:<\?xml[^>]{0,200}\?>|<!--.{0,2000}?-->)\s*+)*+"
    rb"<(?:!doctype\s+html|(?:html|head|body|meta|title|div|table|center|p|h[1-6]|style|link|font|span)(?=[\s>/]))",
    re.IGNORECASE | re.DOTALL,
)
CHARSET = lazy_pattern(rb"charset\s*+=\s*+(?:[\"']\s*+)?([\w-]{2,40})", re.IGNORECASE)
LABELS = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs", "iso-8859-1": "cp1252"}
"""The encoding to use for a declared encoding: pages declare a subset and use more (WHATWG Encoding, 4.2)."""


def recognises(data: bytes) -> bool:
    """Return whether the bytes begin as an HTML page.

    >>> recognises(b"<!DOCTYPE html><p>x"), recognises(b"<?xml version='1.0'?><a/>")
    (True, False)
    """
    return _PAGE.match(_plain(data[:BEGINNING])) is not None


def read(data: bytes, path: str) -> Document:
    """Return the lines of a page in display order; navigation and other furniture of the site is marked.

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
    """Return the text of a page: by its bytes (`text.encodings`), else by the declared charset, else UTF-8."""
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
    page = flow(root if body is None else body, css.hidden_names(sheets), is_chrome)
    title = next(root.iter("title"), None)
    return _blocks(page, "" if title is None else collapse(_text(title)))


def _blocks(page: Flow, title: str) -> tuple[Block, ...]:
    return tuple(
        Block(
            line.text,
            kind,
            Place(paragraph=line.paragraph, table=line.table, row=line.row),
            line.label,
            line.style,
            line.cells,
        )
        for line, kind in zip(page.lines, judge(page, title), strict=True)
    )


def _text(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _plain(beginning: bytes) -> bytes:
    """Return the first bytes without byte order mark and without the NULs of UTF-16."""
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        beginning = beginning.removeprefix(mark)
    return beginning.replace(b"\0", b"")
