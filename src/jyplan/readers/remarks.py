"""Remarks to the checker in texts, Markdown and pages: `<!-- jyplan: ignore placeholder 原因 -->`, read as comments beside the text.

| written | the comment stands at |
|---|---|
| on a line of its own | its line, above the paragraph that it is about |
| at the end of a line | that line |

Pages count paragraphs, not lines: `as_elements` prepares remarks for their reader. In a Word file a remark is an ordinary comment.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from jyplan.model import Block, BlockKind, Place
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import Document

_REMARK = lazy_pattern(r"<!--[ \t]*(jyplan[ \t]*[:：][^\n<>]{1,300}?)-->")


REMARK_ATTRIBUTE = "data-jyplan-remark"


def as_elements(page: str) -> str:
    """Return a page with elements in place of remarks, since a parser drops comments.

    >>> as_elements("<!-- jyplan: ignore typos --><p>一</p>")
    '<span data-jyplan-remark="jyplan: ignore typos"></span><p>一</p>'
    """
    if "jyplan" not in page:
        return page
    return _REMARK.sub(lambda match: f'<span {REMARK_ATTRIBUTE}="{escape(match[1].strip(), quote=True)}"></span>', page)


def with_remarks(document: Document, data: bytes) -> Document:
    """Return a document with the remarks moved from the paragraphs to the notes."""
    if document.format == "markdown" and b"jyplan" in data:
        text = data.decode(document.encoding or "utf-8", "replace")
        remarks = tuple(_in_lines(text))
        return replace(document, notes=document.notes + remarks) if remarks else document
    if document.format == "txt" and any("<!--" in block.text for block in document.blocks):
        return _out_of_paragraphs(document)
    return document


def _in_lines(text: str) -> Iterator[Block]:
    if "<!--" not in text:
        return
    for number, line in enumerate(text.splitlines(), 1):
        for match in _REMARK.finditer(line):
            yield Block(match[1].strip(), BlockKind.COMMENT, Place(line=number))


def _out_of_paragraphs(document: Document) -> Document:
    blocks: list[Block] = []
    notes = list(document.notes)
    for block in document.blocks:
        match = _REMARK.search(block.text) if block.kind is not BlockKind.ROW else None
        if match is None:
            blocks.append(block)
            continue
        notes.append(Block(match[1].strip(), BlockKind.COMMENT, Place(line=block.place_at(match.start()).line)))
        if match[0] != block.text.strip():
            is_last = not block.text[match.end() :].strip()
            blocks.append(replace(block, text=block.text[: match.start()].rstrip()) if is_last else block)
    return replace(document, blocks=tuple(blocks), notes=tuple(notes))
