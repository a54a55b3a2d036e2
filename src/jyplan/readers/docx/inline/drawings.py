"""Contents of drawings: text boxes (DrawingML and VML), WordArt, SmartArt, charts, embedded files, unreadable pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from jyplan.model import Message
from jyplan.readers.docx.values import integer
from jyplan.readers.ooxml.names import CHART, DIAGRAM, DRAWING, OFFICE, VML, r, w
from jyplan.readers.ooxml.xml import ALTERNATE, displayed_branch
from jyplan.readers.shared_problems import PICTURE_UNREAD
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

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
"""Points: a narrower or lower picture is a bullet or a rule, without words."""


@dataclass(frozen=True, slots=True)
class SmartArt:
    """A diagram; the text is in a separate part."""

    relationship: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart; the words are in a separate part."""

    relationship: str


@dataclass(frozen=True, slots=True)
class EmbeddedFile:
    """A file in the package, with content shown on the page."""

    relationship: str
    unread: Message
    """The message where the file cannot be read."""


Drawn: TypeAlias = "Element | str | SmartArt | Chart | EmbeddedFile"
"""A readable content of a drawing: a text box (its element), words of a shape or of WordArt, or a pointer to a part."""


def contents_of(drawing: Element) -> Iterator[Drawn | Message]:
    """Yield the contents of a drawing in document order; a message for an unreadable content (a picture).

    A box inside a box is not yielded: reading the outer box finds it. Pictures of a drawing count once; the picture of an
    embedded file shows its content and does not count.
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
                branch = displayed_branch(child) if tag == ALTERNATE else child
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
    """Return whether a drawing states a size too small for words."""
    for element in drawing.iter():
        if element.tag in _SIZES and element.get("cx") is not None:
            sides = (integer(element.get("cx")) or 0, integer(element.get("cy")) or 0)
            return min(sides) < _SMALLEST * _EMU
        if style := element.get("style"):
            sizes = [float(size) for size in _VML_SIZE.findall(style) if size.count(".") <= 1 and size != "."]
            if sizes:
                return min(sizes) < _SMALLEST
    return False
