"""Block elements inside content controls, custom XML, alternatives and tracked changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.readers.ooxml.names import VAL, w
from jyplan.readers.ooxml.xml import ALTERNATE, displayed_branch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from jyplan.readers.docx.revisions import RevisionView

PARAGRAPH = w("p")
TABLE = w("tbl")
ROW = w("tr")
CELL = w("tc")
CHUNK = w("altChunk")
SUBDOCUMENT = w("subDoc")
_BLOCKS = frozenset({PARAGRAPH, TABLE, ROW, CELL, CHUNK, SUBDOCUMENT})
_WRAPPERS = frozenset(w(name) for name in ("customXml", "smartTag", "ins", "del", "moveTo", "moveFrom", "sdtContent"))
_CONTROL = w("sdt")
_GALLERY = "/".join((w("sdtPr"), w("docPartObj"), w("docPartGallery")))


def blocks_in(container: Element, view: RevisionView) -> Iterator[tuple[Element, bool]]:
    """Yield the paragraphs, tables, rows or cells of a container, and whether each is in a table of contents.

    Wrapper elements are looked through; a table of contents is a content control of that gallery.
    """
    stack = [(iter(container), False)]
    while stack:
        siblings, in_contents = stack[-1]
        for child in siblings:
            tag = child.tag
            if tag in _BLOCKS:
                yield child, in_contents
                continue
            inside: Element | None = None
            if tag == _CONTROL:
                inside, in_contents = child, in_contents or _is_contents(child)
            elif tag in _WRAPPERS:
                inside = None if tag in view.hidden else child
            elif tag == ALTERNATE:
                inside = displayed_branch(child)
            if inside is not None:
                stack.append((iter(inside), in_contents))
                break
        else:
            stack.pop()


def _is_contents(control: Element) -> bool:
    gallery = control.find(_GALLERY)
    return gallery is not None and gallery.get(VAL) == "Table of Contents"
