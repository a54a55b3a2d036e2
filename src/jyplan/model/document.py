"""A file as read: blocks in reading order, with displayed text, style and place.

Lines, paragraphs, pages, tables, rows and columns in a `Place` count from 1.
"""

from __future__ import annotations

from dataclasses import field, replace
from enum import StrEnum

from jyplan.model.frozen import dataclass
from jyplan.model.message import Message


class BlockKind(StrEnum):
    """The kind of a block on the page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    """A paragraph declared as a heading in the file, by style or outline level."""
    LABEL = "label"
    """A cell of a form that names what stands beside or below it (指导思想), without the white space that lays it out;
    its outline level is the depth in the form. Only the outline tells it from a row."""
    ROW = "row"
    """A table row; its text is its cells joined with a tab. After the outline the text of a merged cell stands in its
    first row alone, and a row of a form's particulars (学校 | 学科) has no cells."""
    CONTENTS = "contents"
    """A line of a table of contents."""
    FURNITURE = "furniture"
    """What the site of a page shows around the text: navigation, source, author, links."""
    HEADER = "header"
    """A running head: the header of a Word file, a line repeated at the top of the pages."""
    FOOTER = "footer"
    """A running foot or a page number."""
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    COMMENT = "comment"
    """A reader's comment in the margin."""


class OutsideKind(StrEnum):
    """The kind of a text that a document shows outside its plans."""

    HEADER = "header"
    FOOTER = "footer"
    """Page numbers are footers wherever they stand."""
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    COMMENT = "comment"
    CONTENTS = "contents"
    """A line of a table of contents."""
    SITE = "site"
    """What the site of a page shows around the text: navigation, source, author, links."""
    BEFORE = "before"
    """A text above the first plan."""
    AFTER = "after"
    """A text below a plan, up to the next plan."""


class ProblemKind(StrEnum):
    """The meaning of a problem for the judgement of a plan."""

    UNREAD = "unread"
    """The document shows something at the place whose text was not read: a picture, an embedded sheet."""
    TAMPERING = "tampering"
    """The file holds characters that its pages do not show to a reader: white text, text of one point."""
    UNSEEN = "unseen"
    """A few invisible characters between the others were left out: a slip, or a trace of where the text comes from."""
    DAMAGED = "damaged"
    """A part of the file is damaged or missing."""
    LIMIT = "limit"
    """A part of the file was left out, being over a limit."""
    UNCLEAR = "unclear"
    """A table at the place seems to be a form, and its sections cannot be told apart: what seems missing may be there."""
    NOTE = "note"
    """Anything else worth knowing."""


class Revisions(StrEnum):
    """The way to read a document with tracked changes."""

    ACCEPTED = "accepted"
    """All changes accepted."""
    ORIGINAL = "original"
    """All changes undone."""


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a block in its file; None where the format does not give a number."""

    line: int | None = None
    paragraph: int | None = None
    """Number of the paragraph in document order, tables included; 0 for headers and footers, which are no part of it."""
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    """Code points from the beginning of the line, from 1, indent included; None for a line with hidden marks."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A defect of a file that a reader coped with: the document is read, perhaps incompletely."""

    message: Message
    place: Place = Place()
    kind: ProblemKind = ProblemKind.NOTE


@dataclass(frozen=True, slots=True)
class Style:
    """The look of a block, resolved through styles, theme and defaults; None for unknown values."""

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
    """Number of the list of a Word paragraph, and the level in the list, from 0."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The element of a Word file with a stretch of displayed text, needed to write into a copy of the file."""

    start: int
    """Offset into the text of the block or cell; `end` is exclusive."""
    end: int
    part: str
    """The part of the package: word/document.xml."""
    element: int
    """Number of the element in the part, from 0, in document order; XML comments do not count."""
    offset: int | None
    """Offset of the stretch in the element's own text. None for an anchor of the whole element: a tab, a symbol,
    or the automatic number of a paragraph."""
    repeated: bool = False
    """Whether the text is displayed only once, further up: the text of a merged cell, repeated in the rows below."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table row."""

    text: str
    span: int = 1
    """Number of grid columns."""
    merged: bool = False
    """Whether the cell continues the cell above; the text is repeated."""
    anchors: tuple[Anchor, ...] = ()
    """See `Block.anchors`."""
    paragraphs: tuple[Block, ...] = field(default=(), compare=False, repr=False)
    """The cell's paragraphs, and rows of tables inside, with their looks and places; `text` is their texts joined with
    line ends, so that they are not compared. Empty where a format knows the text alone, in a cell that continues the
    cell above, and after the outline."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The line and column, in a text file, of a stretch of a block's text up to the next origin."""

    start: int
    """Offset into the block's text."""
    line: int
    column: int | None
    """Column of the first character, as in `Place`."""


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
    """Origins of the text, by start; empty where a format gives no more than `place`."""
    anchors: tuple[Anchor, ...] = ()
    """Anchors of the text, in order, as far as known; only in documents read with anchors."""

    def place_at(self, offset: int) -> Place:
        """Return the place of the character at an offset into `text`.

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
class Outside:
    """A text that a document shows outside its plans."""

    kind: OutsideKind
    text: str
    place: Place = Place()
    """For a note the place in the body that the note belongs to."""


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
    """A file as read: its blocks in reading order."""

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
