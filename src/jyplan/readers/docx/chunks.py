"""Texts and pages embedded in a document unchanged (`w:altChunk`, ECMA-376 part 1, 17.17.2.1), as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Block, Place
from jyplan.text.patterns import lazy_pattern
from jyplan.text.trees import parse_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_BLOCK_TAGS = frozenset(
    {
        "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
        "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li", "main", "ol",
        "option", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
_SILENT_TAGS = frozenset({"head", "script", "style", "template", "title"})
_BLANKS = lazy_pattern(r"[ \t\r\n\f]+")
_ENCODINGS = ("utf-8", "gb18030")


def blocks_of_text(content_type: str, data: bytes) -> list[Block] | None:
    """Return a block for each line of an embedded text; None for an unsupported content type.

    Html is broken into lines as a browser does; each table cell is a line.
    """
    if "html" in content_type:
        return _blocks(_html_lines(data))
    if content_type.startswith("message/"):
        return _blocks(_html_lines(_html_of_archive(data)))
    if content_type.startswith("text/"):
        return _blocks(_decode(data).splitlines())
    return None


def _html_of_archive(data: bytes) -> bytes:
    """Return the first page in a web archive (.mht); empty without a page."""
    from jyplan.readers.html.mhtml import read_pages

    return next(read_pages(data), b"")


def _blocks(lines: list[str]) -> list[Block]:
    return [Block(line, place=Place()) for line in lines if line.strip()]


def _decode(data: bytes) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    return data.decode("gb18030", "replace")


def _html_lines(data: bytes) -> list[str]:
    # elements nested deeper than 256 are left out
    root, _ = parse_html(_decode(data).encode("utf-8", "replace"))
    if root is None:
        return []
    lines = [""]
    for piece in _pieces(root):
        if piece is None:
            lines.append("")
        else:
            lines[-1] += piece
    return [_BLANKS.sub(" ", line).strip() for line in lines]


def _pieces(root: Element) -> Iterator[str | None]:
    """Yield the text of an html tree in order, None where a line ends."""
    from lxml import etree

    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if tag in _SILENT_TAGS:
            silent += 1 if event == "start" else -1
        if tag in _BLOCK_TAGS:
            yield None
        text = element.text if event == "start" else element.tail
        if text and not silent:
            yield text
