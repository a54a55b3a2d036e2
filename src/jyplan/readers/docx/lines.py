"""The displayed lines of a paragraph while they are being collected."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from jyplan.readers.docx.pages import Pages
    from jyplan.readers.docx.styles import RunLook


@dataclass(slots=True)
class Line:
    """Text up to a break."""

    pieces: list[str] = field(default_factory=list)
    weights: defaultdict[RunLook, int] = field(default_factory=lambda: defaultdict(int))
    """Characters in each look without the blanks, so that it does not matter where runs begin."""
    elements: list[Element] = field(default_factory=list)
    """Of each piece, the element that displays it."""
    page: int | None = None
    is_contents: bool = False

    @property
    def text(self) -> str:
        """What is displayed; blanks at the end are not seen."""
        return "".join(self.pieces).rstrip()


@dataclass(slots=True)
class Content:
    """What a paragraph displays; it may go on in the next `w:p` where a mark is deleted or hidden."""

    pages: Pages
    lines: list[Line] = field(default_factory=lambda: [Line()])
    boxes_before: list[Element | str] = field(default_factory=list)
    """Text boxes anchored before the first character, which are read first; a str is WordArt."""
    boxes_after: list[Element | str] = field(default_factory=list)

    @property
    def has_text(self) -> bool:
        """Whether anything is displayed in the line of text."""
        return any(line.pieces for line in self.lines)

    def add(self, text: str, element: Element, look: RunLook, *, is_contents: bool) -> None:
        """Append what an element displays."""
        line = self.lines[-1]
        page = self.pages.here()
        if not line.pieces:
            line.page = page
        line.pieces.append(text)
        line.elements.append(element)
        if seen := len("".join(text.split())):
            line.weights[look] += seen
        if is_contents:
            line.is_contents = True

    def break_line(self) -> None:
        """Go on in a new line."""
        self.lines.append(Line())

    def anchor(self, box: Element | str) -> None:
        """Remember a text box that is anchored here."""
        (self.boxes_after if self.has_text else self.boxes_before).append(box)
