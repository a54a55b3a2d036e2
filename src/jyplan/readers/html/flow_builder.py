"""The lines and regions of a page, collected piece by piece during the walk over the elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Block, Cell, Place, Style
from jyplan.readers.html.context import InheritedLook, LinkTarget
from jyplan.readers.html.lists import OWN_MARKER
from jyplan.readers.html.regions import Flow, PageLine, Region, RegionEvidence, UnreadContent
from jyplan.text.invisible import drop_invisible
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import Message
    from jyplan.readers.html import tables

    Pieces = Sequence[tuple[str, InheritedLook]]
    """Pieces of text with looks."""

SPACES = lazy_pattern(r"[ \t\r\n\f\xa0]+")
# CSS Text 3, 4.1.3: a line break in the source between two East Asian characters is no space
BROKEN = lazy_pattern(r"(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t\r\f]*\n[ \t\r\n\f]*(?=[\u2e80-\u9fff\uff00-\uffef])")
EDGES = " \t\r\n\f\xa0\u3000"


class FlowBuilder:
    """The flow so far, and the pieces of the current line."""

    def __init__(self) -> None:
        self.flow = Flow()
        self.label = ""
        """Number or bullet for the next line."""
        self._pieces: list[tuple[str, InheritedLook]] = []
        self._open: list[int] = []
        """Indices of the open regions, innermost last."""
        self._shows_picture = False
        """Whether a picture was met since the last line."""

    def take(self, text: str | None, look: InheritedLook) -> None:
        """Add a piece of text to the current line."""
        if text and look.is_shown:
            self._pieces.append((drop_invisible(text), look))

    def add_picture(self, message: Message, *, linked: bool) -> None:
        """List a picture or the like as unread."""
        self._shows_picture = True
        self.flow.pictures.append(self.picture_here(message, linked=linked))

    def picture_here(self, message: Message, *, linked: bool) -> UnreadContent:
        """Return an unread content at the current position."""
        return UnreadContent(len(self.flow.lines), self.flow.paragraphs + 1, linked, message)

    def count_link(self) -> None:
        """Count a link of the innermost region."""
        if self._open:
            self.flow.regions[self._open[-1]].links += 1

    def open_region(self, evidence: RegionEvidence) -> None:
        """Begin a region at the next line."""
        parent = self._open[-1] if self._open else -1
        note = evidence.note or (self.flow.regions[parent].note if parent >= 0 else None)
        self._open.append(len(self.flow.regions))
        self.flow.regions.append(Region(parent, evidence.furniture, len(self.flow.lines), note=note))

    def close_region(self) -> None:
        """End the innermost region and add its counts to the region around."""
        region = self.flow.regions[self._open.pop()]
        region.last = len(self.flow.lines)
        if region.parent >= 0:
            parent = self.flow.regions[region.parent]
            parent.chars += region.chars
            parent.linked += region.linked
            parent.inside += region.inside
            parent.links += region.links

    def add_rows(self, grid: Sequence[Sequence[tables.GridCell]]) -> None:
        """Add the rows of a data table; rows without text are dropped."""
        self.flow.tables += 1
        for number, row in enumerate(grid, 1):
            lines = [line for cell in row if not cell.merged for line in cell.lines]
            if not lines:
                continue
            line = PageLine(
                "\t".join(cell.text for cell in row),
                "",
                Style(),
                self.flow.paragraphs + 1,
                sum(part.chars for part in lines),
                sum(part.linked for part in lines),
                sum(part.inside for part in lines),
                self._cells_of(row, number),
                self.flow.tables,
                number,
            )
            self._add(line, len(lines))

    def _cells_of(self, row: Sequence[tables.GridCell], number: int) -> tuple[Cell, ...]:
        """Return the cells of a table row; paragraphs are counted through all cells of the row."""
        cells = []
        paragraph = self.flow.paragraphs
        for cell in row:
            paragraphs = []
            for line in () if cell.merged else cell.lines:
                paragraph += 1
                place = Place(paragraph=paragraph, table=self.flow.tables, row=number)
                paragraphs.append(Block(line.text, line.kind, place, line.label, line.style, line.cells))
            cells.append(Cell(cell.text, cell.span, cell.merged, paragraphs=tuple(paragraphs)))
        return tuple(cells)

    def flush(self) -> None:
        """End the current line; a line without text is dropped."""
        pieces, self._pieces = self._pieces, []
        paragraphs = self.flow.paragraphs
        self._add_lines(pieces)
        if self._shows_picture and self.flow.paragraphs == paragraphs:
            self.flow.paragraphs += 1  # a picture alone is a paragraph: what follows stands below it
        self._shows_picture = False

    def _add_lines(self, pieces: Pieces) -> None:
        """Add the lines of some pieces of text, several where line ends are kept."""
        if not pieces:
            return
        breaks = pieces[0][1].preformatted and any("\n" in text for text, _ in pieces)
        for part in _split_lines(pieces) if breaks else (pieces,):
            self._add_line(part)

    def _add_line(self, pieces: Pieces) -> None:
        text = collapse("".join(text for text, _ in pieces))
        shown = [(len(SPACES.sub("", text)), look) for text, look in pieces if text.strip(EDGES)]
        if not text or not shown:
            return
        typed = collapse("".join(text for text, look in pieces if look.is_number)) if shown[0][1].is_number else ""
        label, self.label = self.label, ""
        if typed or OWN_MARKER.match(text):
            label = text[: len(typed) + text[len(typed) :].startswith(" ")] if typed else ""
        else:
            text = label + text
        first = next((look for _, look in shown if not look.is_number), shown[0][1])
        line = PageLine(
            text,
            label,
            Style(
                outline_level=first.heading,
                font=first.font,
                size=first.size,
                bold=all(look.bold for _, look in shown),
                alignment=first.alignment,
            ),
            self.flow.paragraphs + 1,
            sum(count for count, _ in shown),
            sum(count for count, look in shown if look.link is LinkTarget.OUTSIDE),
            sum(count for count, look in shown if look.link is LinkTarget.INSIDE),
            white=sum(count for count, look in shown if look.white and not look.background),
            tiny=sum(count for count, look in shown if look.is_tiny),
        )
        self._add(line)

    def _add(self, line: PageLine, paragraphs: int = 1) -> None:
        self.flow.lines.append(line)
        self.flow.paragraphs += paragraphs
        if self._open:
            region = self.flow.regions[self._open[-1]]
            region.chars += line.chars
            region.linked += line.linked
            region.inside += line.inside


def collapse(text: str) -> str:
    r"""Return the text of a line with white space collapsed as in a browser.

    >>> collapse(" 工作\n  计划  2024 ")
    '工作计划 2024'
    """
    return SPACES.sub(" ", BROKEN.sub("", text)).strip(EDGES)


def _split_lines(pieces: Pieces) -> list[list[tuple[str, InheritedLook]]]:
    lines: list[list[tuple[str, InheritedLook]]] = [[]]
    for text, look in pieces:
        first, *following = text.split("\n")
        lines[-1].append((first, look))
        lines += [[(line, look)] for line in following]
    return lines
