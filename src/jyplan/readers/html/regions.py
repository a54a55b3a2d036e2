"""What a walk over a page finds: its lines, and the regions they stand in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jyplan.model import Cell, Style


@dataclass(slots=True)
class Line:
    """A displayed line or table row."""

    text: str
    label: str
    style: Style
    paragraph: int
    chars: int
    """Without spaces; `linked` and `inside` are those in links off and within the page."""
    linked: int = 0
    inside: int = 0
    cells: tuple[Cell, ...] = ()
    table: int | None = None
    row: int | None = None


@dataclass(slots=True)
class Region:
    """A block element: which lines it holds, and how much of them is text and how much links."""

    parent: int
    """Index of the region around it, -1 for the outermost."""
    chrome: bool
    first: int
    last: int = 0
    """Index after its last line."""
    chars: int = 0
    linked: int = 0
    inside: int = 0
    links: int = 0


@dataclass(slots=True)
class Flow:
    """What a walk over a page has found."""

    lines: list[Line] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0
