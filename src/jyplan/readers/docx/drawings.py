"""Text in drawings: text boxes (DrawingML and VML) and WordArt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.readers.docx.names import VML, w
from jyplan.readers.docx.xml import ALTERNATE, chosen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_BOX = w("txbxContent")
_WORD_ART = f"{{{VML}}}textpath"


def boxes_in(drawing: Element) -> Iterator[Element | str]:
    """Yield the text boxes of a drawing in document order, and WordArt as its text.

    A box inside a box is not yielded: reading the outer box finds it.
    """
    stack = [iter(drawing)]
    while stack:
        for child in stack[-1]:
            if child.tag == _BOX:
                yield child
            elif child.tag == _WORD_ART:
                if text := child.get("string"):
                    yield text
            else:
                branch = chosen(child) if child.tag == ALTERNATE else child
                if branch is not None:
                    stack.append(iter(branch))
                    break
        else:
            stack.pop()
