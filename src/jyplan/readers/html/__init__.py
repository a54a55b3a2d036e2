"""HTML pages, recognised by content: some sites hand out pages named `.doc`.

| stage | module | gives |
|---|---|---|
| parse | `parse` | an element tree, deeply nested pages flattened |
| hide | `visibility`, `css` | hidden elements, and hidden text shown later by a script |
| walk | `flow`, `flow_builder`, `context`, `lists`, `fields`, `tables` | displayed lines with looks, labels and cells, and regions around the lines |
| judge | `evidence`, `region_tree`, `content` | the kind of each line: text, furniture, note |

`mhtml` reads pages saved as a single file.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from jyplan.errors import UnreadableDocument
from jyplan.model import Block, BlockKind, Document, Message, Place, Problem, ProblemKind
from jyplan.readers.disguises import find_invisible
from jyplan.readers.html import css
from jyplan.readers.html.content import classify_lines
from jyplan.readers.html.evidence import evidence_of
from jyplan.readers.html.flow import read_flow
from jyplan.readers.html.flow_builder import collapse
from jyplan.readers.html.parse import parse_html
from jyplan.readers.html.visibility import Visibility
from jyplan.readers.remarks import as_elements
from jyplan.readers.shared_problems import MOST_PICTURES, tiny_text, white_text
from jyplan.text.encodings import Decoded, decode
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from jyplan.readers.html.regions import Flow

NAME = "html"
BEGINNING = 4096
"""Number of first bytes examined for the first tags of a page."""
_PAGE = lazy_pattern(
    rb"\s*+(?>(?:<\?xml[^>]{0,200}\?>|<!--.{0,2000}?-->)\s*+)*+"
    rb"<(?:!doctype\s+html|(?:html|head|body|meta|title|div|table|center|p|h[1-6]|style|link|font|span)(?=[\s>/]))",
    re.IGNORECASE | re.DOTALL,
)
CHARSET = lazy_pattern(rb"charset\s*+=\s*+(?:[\"']\s*+)?([\w-]{2,40})", re.IGNORECASE)
LABELS = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs", "iso-8859-1": "cp1252"}
"""The encoding to use for a declared encoding: pages declare a subset and use more (WHATWG Encoding, 4.2)."""


_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ROW})
FEWEST_UNSEEN = 4
"""Fewest white or tiny characters of a line that count; fewer are a sign, a number or a bar."""
MOST_UNSEEN = 200
"""Most lines with white or tiny characters that are listed."""


class ReadPage(NamedTuple):
    """A page as read."""

    blocks: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Block, ...] = ()
    """Remarks to the checker."""


def recognises(data: bytes) -> bool:
    """Return whether the bytes begin as an HTML page.

    >>> recognises(b"<!DOCTYPE html><p>x"), recognises(b"<?xml version='1.0'?><a/>")
    (True, False)
    """
    return _PAGE.match(_plain(data[:BEGINNING])) is not None


def read(data: bytes, path: str) -> Document:
    """Return the lines of a page in display order; furniture of the site (navigation, footers) is marked.

    Raises:
        UnreadableDocument: the page displays no text.
    """
    decoded = decode_page(data)
    root, problems = parse_html(as_elements(decoded.text))
    page = read_tree(root) if root is not None else ReadPage()
    if not page.blocks:
        raise UnreadableDocument(
            "is a page without text",
            where=path,
            hint="its text may be loaded by a script: save the page from a browser",
        )
    return Document(
        path,
        NAME,
        hashlib.sha256(data).hexdigest(),
        page.blocks,
        decoded.encoding,
        notes=page.notes,
        problems=(*_invisible(root, page.blocks), *decoded.problems, *problems, *page.problems),
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


def read_tree(root: etree._Element) -> ReadPage:
    """Return the lines of a parsed page, problems of unread and unseen content, and remarks."""
    body = root.find("body")
    sheets = [_text(sheet) for sheet in root.iter("style")]
    start = root if body is None else body
    linked = any("stylesheet" in (link.get("rel") or "").lower() for link in root.iter("link"))
    backgrounds = linked or any("background" in sheet for sheet in sheets)
    visibility = Visibility(css.hidden_names(sheets), sheets_set_backgrounds=backgrounds)
    page = read_flow(start, visibility, evidence_of)
    if visibility.reveal(start, sum(line.chars for line in page.lines)):
        page = read_flow(start, visibility, evidence_of)
    title = next(root.iter("title"), None)
    kinds = classify_lines(page, "" if title is None else collapse(_text(title)))
    notes = tuple(Block(text, BlockKind.COMMENT, Place(paragraph=number)) for number, text in page.remarks)
    return ReadPage(tuple(_blocks(page, kinds)), (*_unread(page, kinds), *_unseen(page, kinds)), notes)


def _blocks(page: Flow, kinds: Sequence[BlockKind]) -> Iterator[Block]:
    for line, kind in zip(page.lines, kinds, strict=True):
        place = Place(paragraph=line.paragraph, table=line.table, row=line.row)
        yield Block(line.text, kind, place, line.label, line.style, line.cells)


def _unread(page: Flow, kinds: Sequence[BlockKind]) -> Iterator[Problem]:
    """Yield a problem for each paragraph of the text with unread pictures, with the message of the first."""
    seen: dict[int, Message] = {}
    for picture in page.pictures:
        if not picture.linked and any(kind in _TEXT for kind in kinds[max(0, picture.line - 1) : picture.line + 1]):
            seen.setdefault(picture.paragraph, picture.message)
    for paragraph, message in islice(seen.items(), MOST_PICTURES):
        yield Problem(message, Place(paragraph=paragraph), ProblemKind.UNREAD)


def _unseen(page: Flow, kinds: Sequence[BlockKind]) -> Iterator[Problem]:
    """Yield a problem for each line of the text with white or tiny characters, invisible on paper."""
    text = (line for line, kind in zip(page.lines, kinds, strict=True) if kind in _TEXT)
    unseen = (line for line in text if max(line.tiny, line.white) >= FEWEST_UNSEEN)
    for line in islice(unseen, MOST_UNSEEN):
        message = white_text(line.white) if line.white > line.tiny else tiny_text(line.tiny)
        yield Problem(message, Place(paragraph=line.paragraph), ProblemKind.TAMPERING)


def _text(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _invisible(root: etree._Element | None, blocks: Sequence[Block]) -> list[Problem]:
    return [] if root is None else find_invisible(_text(root), blocks)


def _plain(beginning: bytes) -> bytes:
    """Return the first bytes without byte order mark and without the NULs of UTF-16."""
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        beginning = beginning.removeprefix(mark)
    return beginning.replace(b"\0", b"")
