"""The displayed lines of a paragraph, collected piece by piece."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from jyplan.model import Message
    from jyplan.readers.docx.formatting.styles import RunLook
    from jyplan.readers.docx.inline.drawings import Drawn
    from jyplan.readers.docx.inline.pages import Pages


@dataclass(slots=True)
class DisplayedLine:
    """The text of a paragraph up to a line, page or column break."""

    pieces: list[str] = field(default_factory=list)
    weights: defaultdict[RunLook, int] = field(default_factory=lambda: defaultdict(int))
    """Number of characters in each look, blanks not counted, so that run boundaries do not matter."""
    elements: list[Element] = field(default_factory=list)
    """The displaying element of each piece."""
    page: int | None = None
    is_contents: bool = False

    @property
    def text(self) -> str:
        """The displayed text, without blanks at the end."""
        return "".join(self.pieces).rstrip()


@dataclass(slots=True)
class Content:
    """The displayed content of a paragraph: of a `w:p`, or of several with deleted or hidden marks between."""

    pages: Pages
    lines: list[DisplayedLine] = field(default_factory=lambda: [DisplayedLine()])
    boxes_before: list[Drawn] = field(default_factory=list)
    """Drawings anchored before the first character; their text comes first."""
    boxes_after: list[Drawn] = field(default_factory=list)
    unread: list[Message] = field(default_factory=list)
    """Messages about pictures and other unreadable content."""
    marks: list[tuple[str, str]] = field(default_factory=list)
    """Marks of notes, by tag and id of the note."""

    @property
    def has_text(self) -> bool:
        """Whether the paragraph displays any text of its own, boxes aside."""
        return any(line.pieces for line in self.lines)

    def add(self, text: str, element: Element, look: RunLook, *, is_contents: bool) -> None:
        """Append the displayed text of an element."""
        line = self.lines[-1]
        page = self.pages.current()
        if not line.pieces:
            line.page = page
        line.pieces.append(text)
        line.elements.append(element)
        if seen := len("".join(text.split())):
            line.weights[look] += seen
        if is_contents:
            line.is_contents = True

    def break_line(self) -> None:
        """Begin a new line."""
        self.lines.append(DisplayedLine())

    def anchor(self, box: Drawn) -> None:
        """Add a drawing anchored at the current position."""
        (self.boxes_after if self.has_text else self.boxes_before).append(box)
