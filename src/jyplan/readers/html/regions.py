"""The result of a walk over a page: displayed lines and regions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jyplan.model import Cell, Style


@dataclass(slots=True)
class PageLine:
    """A displayed line or table row."""

    text: str
    label: str
    style: Style
    paragraph: int
    chars: int
    """Characters without spaces; `linked`: in links to other pages; `inside`: in links within the page."""
    linked: int = 0
    inside: int = 0
    cells: tuple[Cell, ...] = ()
    table: int | None = None
    row: int | None = None


@dataclass(slots=True)
class Region:
    """A block element with its range of lines, its characters and its links; nested regions are included."""

    parent: int
    """Index of the enclosing region, -1 for the outermost."""
    chrome: bool
    """Whether the element is furniture by its tag, role, class or id."""
    first: int
    """Index of the first line."""
    last: int = 0
    """Index after the last line."""
    chars: int = 0
    linked: int = 0
    inside: int = 0
    links: int = 0


@dataclass(slots=True)
class Flow:
    """The lines and regions of a page, in document order."""

    lines: list[PageLine] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0
