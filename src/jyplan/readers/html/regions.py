"""The result of a walk over a page: displayed lines and regions."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from jyplan.model import BlockKind, Message
from jyplan.readers.shared_problems import PICTURE_UNREAD

if TYPE_CHECKING:
    from jyplan.model import Cell, Style


EMBEDDED = Message("an embedded page or file, which was not read")
VIDEO = Message("a video, which was not read")


class Furniture(Enum):
    """Whether an element is furniture of a site, by tag and names."""

    NONE = "none"
    DOUBTFUL = "doubtful"
    """Named with a word also used for parts of a text."""
    SURE = "sure"


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
    white: int = 0
    """Characters in the colour of paper, without a background of any element around; `tiny`: of at most 2 points."""
    tiny: int = 0

    @property
    def kind(self) -> BlockKind:
        """The kind of the line as a part of the text: row, heading or paragraph."""
        if self.cells:
            return BlockKind.ROW
        return BlockKind.PARAGRAPH if self.style.outline_level is None else BlockKind.HEADING


@dataclass(frozen=True, slots=True)
class RegionEvidence:
    """Evidence in the tag and the names of an element."""

    furniture: Furniture = Furniture.NONE
    note: BlockKind | None = None
    """The kind of note that the element holds, None for a part of the body."""


@dataclass(slots=True)
class Region:
    """A block element as a range of lines, with characters and links counted; nested regions are included."""

    parent: int
    """Index of the enclosing region, -1 for the outermost."""
    furniture: Furniture
    """Whether the element is furniture by its tag, role, class or id."""
    first: int
    """Index of the first line."""
    last: int = 0
    """Index after the last line."""
    chars: int = 0
    linked: int = 0
    inside: int = 0
    links: int = 0
    note: BlockKind | None = None
    """See `RegionEvidence`."""


@dataclass(frozen=True, slots=True)
class UnreadContent:
    """A picture, video or embedded page with possible unread text."""

    line: int
    """Index of the line with the picture, or of the next line."""
    paragraph: int
    linked: bool
    message: Message = PICTURE_UNREAD
    """The message for the user."""


@dataclass(slots=True)
class Flow:
    """The lines and regions of a page, in document order."""

    lines: list[PageLine] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    pictures: list[UnreadContent] = field(default_factory=list)
    remarks: list[tuple[int, str]] = field(default_factory=list)
    """Remarks to the checker, each after the number of its paragraph or, between paragraphs, of the next."""
    paragraphs: int = 0
    tables: int = 0
