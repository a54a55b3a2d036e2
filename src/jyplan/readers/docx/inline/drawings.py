"""Contents of drawings: text boxes (DrawingML and VML), WordArt, SmartArt, charts, and what cannot be read: pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.readers.docx.values import integer
from jyplan.readers.ooxml.names import CHART, DIAGRAM, DRAWING, OFFICE, VML, r, w
from jyplan.readers.ooxml.xml import ALTERNATE, chosen
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

PICTURE_UNREAD = Message("a picture; what is written in it was not read")
CHART_UNREAD = Message("a chart, which was not read")
CHART_FIGURES_UNREAD = Message("a chart, of which the words were read and not the figures")
CONTROL_UNREAD = Message("a control of a form, which was not read")
DIAGRAM_UNREAD = Message("a diagram (SmartArt), which could not be read")

_BOX = w("txbxContent")
_DRAWN_PARAGRAPH, _DRAWN_TEXT = f"{{{DRAWING}}}p", f"{{{DRAWING}}}t"
_WORD_ART = f"{{{VML}}}textpath"
_PICTURES = frozenset({f"{{{DRAWING}}}blip", f"{{{VML}}}imagedata"})
_CHART = f"{{{CHART}}}chart"
_DIAGRAM = f"{{{DIAGRAM}}}relIds"
_DIAGRAM_DATA = r("dm")
_OBJECT = f"{{{OFFICE}}}OLEObject"
_ID = r("id")
_CONTROL = w("control")
_SIZES = frozenset(
    {f"{{{DRAWING}}}ext", "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"}
)
_EMU = 12_700
"""English metric units in a point: ECMA-376 part 1, 20.1.2.1."""
_VML_SIZE = lazy_pattern(r"(?:^|;)\s*(?:width|height)\s*:\s*([\d.]{1,8})pt", re.IGNORECASE)
_SMALLEST = 12.0
"""Points: a picture that is narrower or lower holds no words; it is a bullet or a rule."""


@dataclass(frozen=True, slots=True)
class SmartArt:
    """A diagram with its text in a separate part."""

    relationship: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its words in a separate part."""

    relationship: str


@dataclass(frozen=True, slots=True)
class EmbeddedFile:
    """A file in the package whose content the page shows."""

    relationship: str
    unread: Message
    """What is said where it cannot be read."""


def contents_of(drawing: Element) -> Iterator[Element | str | SmartArt | Chart | EmbeddedFile | Message]:
    """Yield the contents of a drawing in document order: text boxes, words of shapes and WordArt, diagrams, files, unread things.

    A box inside a box is not yielded: reading the outer box finds it. Pictures of a drawing count once, and not those
    of an embedded file, which show what is in the file.
    """
    embedded = list(drawing.iter(_OBJECT))
    if embedded:
        yield _embedded(embedded[0])
    pictures = bool(embedded)
    stack = [iter(drawing)]
    while stack:
        for child in stack[-1]:
            tag = child.tag
            if tag == _BOX:
                yield child
            elif tag == _WORD_ART:
                if text := child.get("string"):
                    yield text
            elif tag == _DRAWN_PARAGRAPH:
                if text := "".join(part.text or "" for part in child.iter(_DRAWN_TEXT)).strip():
                    yield text
            elif tag == _DIAGRAM:
                yield SmartArt(child.get(_DIAGRAM_DATA) or "")
            elif tag == _CHART:
                yield Chart(child.get(_ID) or "")
            elif tag == _CONTROL:
                yield CONTROL_UNREAD
            elif tag in _PICTURES:
                if not pictures and not _is_small(drawing):
                    pictures = True
                    yield PICTURE_UNREAD
            else:
                branch = chosen(child) if tag == ALTERNATE else child
                if branch is not None:
                    stack.append(iter(branch))
                    break
        else:
            stack.pop()


def _embedded(element: Element) -> EmbeddedFile | Message:
    """Return an embedded file, or a message for a linked file or a mere icon."""
    unread = Message("an embedded file ({type}), which was not read", {"type": element.get("ProgID") or "?"})
    is_shown = element.get("Type") == "Embed" and element.get("DrawAspect") != "Icon"
    return EmbeddedFile(element.get(_ID) or "", unread) if is_shown else unread


def _is_small(drawing: Element) -> bool:
    """Return whether a drawing states a size in which no words can be read."""
    for element in drawing.iter():
        if element.tag in _SIZES and element.get("cx") is not None:
            sides = (integer(element.get("cx")) or 0, integer(element.get("cy")) or 0)
            return min(sides) < _SMALLEST * _EMU
        if style := element.get("style"):
            sizes = [float(size) for size in _VML_SIZE.findall(style) if size.count(".") <= 1 and size != "."]
            if sizes:
                return min(sizes) < _SMALLEST
    return False
