"""A file as read: blocks in reading order, each with its displayed text, style evidence and place.

Lines, paragraphs, pages, tables, rows and cells in a `Place` count from 1, as a reader counts them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from jyplan.model.message import Message


class BlockKind(StrEnum):
    """What a block is on the page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    """A paragraph that the file itself declares to be a heading (style or outline level)."""
    ROW = "row"
    """A table row; its text is its cells joined with a tab."""
    CONTENTS = "contents"
    """A line of a table of contents."""
    FURNITURE = "furniture"
    """Page numbers, running heads, site navigation: displayed, part of no plan."""


class Revisions(StrEnum):
    """Which text of a document with tracked changes is read."""

    ACCEPTED = "accepted"
    """As it is once all changes are accepted."""
    ORIGINAL = "original"
    """As it was before them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands in its file; what a format does not know is None."""

    line: int | None = None
    paragraph: int | None = None
    """Number of the paragraph in document order, tables included."""
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    """Code points from the beginning of the line, indent included; None where marks stand in it that are not displayed."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a reader noticed and got over: the document is read, but not all of it is certain."""

    message: Message
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Style:
    """How a block looks, resolved through styles, theme and defaults; None where unknown."""

    name: str | None = None
    outline_level: int | None = None
    """0 is the topmost heading level; None is body text."""
    font: str | None = None
    """The East Asian font of most of the block's characters."""
    size: float | None = None
    """Points."""
    bold: bool | None = None
    """Whether every visible character is bold."""
    alignment: str | None = None
    """left, center, right, both or distribute."""
    line_spacing: float | None = None
    """Points where fixed, else a multiple of single spacing; `line_rule` says which."""
    line_rule: str | None = None
    """auto, exact or atLeast."""
    first_line_indent: float | None = None
    """Points; negative for a hanging indent."""
    numbering: tuple[int, int] | None = None
    """The list a Word paragraph is in and its level in it, from 0."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Which element of a Word file keeps a stretch of displayed text: for whoever writes into a copy of that file."""

    start: int
    """Offset into the text of the block or cell; `end` is exclusive."""
    end: int
    part: str
    """The part of the package: word/document.xml."""
    element: int
    """Number of the element in the part, from 0, in document order; comments of XML do not count."""
    at: int | None
    """Where the stretch begins in the element's own text, of which it is a copy, symbols aside. None where it stands
    for the element as a whole: a tab, a symbol; of a paragraph, its automatic number."""
    repeated: bool = False
    """It is displayed once and read again: the text of a merged cell, in the rows below."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row."""

    text: str
    span: int = 1
    """Grid columns it covers."""
    merged: bool = False
    """It continues the cell above, whose text it repeats."""
    anchors: tuple[Anchor, ...] = ()
    """As those of a block."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a stretch of a block's text, up to the next origin, stands in a text file."""

    start: int
    """Offset into the block's text."""
    line: int
    column: int | None
    """Of its first character, as in `Place`."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, table row or piece of page furniture, as displayed."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    place: Place = Place()
    label: str = ""
    """The automatic list number that `text` begins with, separator included; empty if none."""
    style: Style | None = None
    cells: tuple[Cell, ...] = ()
    origins: tuple[Origin, ...] = ()
    """Where its text stands in the file, by start; empty where a format knows no more than `place`."""
    anchors: tuple[Anchor, ...] = ()
    """What keeps its text, in order, as far as known; only in a document that was read for its anchors."""

    def place_at(self, offset: int) -> Place:
        """Return where the character at an offset into `text` stands in the file.

        >>> block = Block("听课不少于十节。", place=Place(line=4), origins=(Origin(0, 4, 3), Origin(5, 5, 1)))
        >>> [(place.line, place.column) for place in map(block.place_at, (1, 6))]
        [(4, 4), (5, 2)]
        """
        for origin in reversed(self.origins):
            if origin.start <= offset:
                column = None if origin.column is None else origin.column + offset - origin.start
                return replace(self.place, line=origin.line, column=column)
        return self.place


@dataclass(frozen=True, slots=True)
class PageLayout:
    """Paper and margins of a document's first section, in points."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read: its blocks in reading order."""

    path: str
    """As the user named it; `-` or the name given for standard input."""
    format: str
    """The reader's name: txt, docx, html …"""
    sha256: str
    blocks: tuple[Block, ...]
    encoding: str | None = None
    """Of a text format, by its Python name: utf-8, gb18030, big5 …"""
    notes: tuple[Block, ...] = ()
    """Footnotes, endnotes, headers, footers and comments: kept apart from the body."""
    layout: PageLayout | None = None
    problems: tuple[Problem, ...] = ()
