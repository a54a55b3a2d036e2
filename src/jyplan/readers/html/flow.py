"""A page as displayed lines with looks, and the regions (block elements) around the lines.

A single walk over the elements: the text of inline elements is collected, and the begin or end of a block
element ends a line. `li` adds a number or bullet. Of

    <ul><li><a href="/">首页</a></ul><div><p>一、<b>目标</b></p><ol><li>备课<li><b>听课</b></ol></div>

the lines are

    text        label   bold    chars   linked   (characters without spaces; characters in links)
    • 首页      "• "    no      2       2
    一、目标            no      4       0
    1. 备课     "1. "   no      2       0
    2. 听课     "2. "   yes     2       0

and each of `ul`, `li`, `div`, `p`, `ol` is a region with its range of lines, its characters and its links:
the `ul` has 2 of 2 characters in links, the `div` 0 of 8: evidence for furniture (`readers.html.content`).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from jyplan.model import Block, BlockKind, Cell, Place, Style
from jyplan.readers.html import css, tables
from jyplan.readers.html.context import InheritedLook, LinkTarget, inherit
from jyplan.readers.html.fields import drawn_text, field_text
from jyplan.readers.html.lists import OWN_MARKER, ItemCounter
from jyplan.readers.html.regions import EMBEDDED, VIDEO, Flow, PageLine, Region, RegionEvidence, UnreadContent
from jyplan.readers.html.visibility import Visibility
from jyplan.readers.remarks import REMARK_ATTRIBUTE
from jyplan.readers.shared_problems import PICTURE_UNREAD
from jyplan.text.invisible import drop_invisible
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul", "xmp",
})  # fmt: skip
LISTS = frozenset({"ol", "ul", "menu", "dir"})
SKIPPED = frozenset({
    "applet", "area", "audio", "base", "canvas", "datalist", "dialog", "embed", "frame", "frameset", "head",
    "iframe", "img", "input", "link", "meta", "meter", "noframes", "noscript", "object", "param", "progress",
    "rp", "rt", "script", "select", "style", "svg", "template", "title", "video",
})  # fmt: skip
"""Elements with content that is not displayed or is no text; rt and rp are the reading of a ruby."""
FIELDS = frozenset({"input", "select"})
PICTURES = {
    "img": PICTURE_UNREAD, "canvas": PICTURE_UNREAD, "svg": PICTURE_UNREAD, "iframe": EMBEDDED, "object": EMBEDDED, "embed": EMBEDDED,
    "video": VIDEO,
}  # fmt: skip
"""Elements that may display unreadable text, with the message for the user."""
SMALLEST_DRAWING = 100
"""Pixels: a drawing (svg) that does not state this width and height is an icon."""
SMALLEST_PICTURE = 24
"""Pixels: a picture that is narrower or lower holds no words; it is an icon, a bullet or a rule."""
LEFT_OPEN_CHARS = 300
LEFT_OPEN_BLOCKS = 6
"""Most characters and block elements of a link; a longer link lacks its end tag and is not treated as a link."""
SPACES = lazy_pattern(r"[ \t\r\n\f\xa0]+")
# CSS Text 3, 4.1.3: a line break in the source between two East Asian characters is no space
BROKEN = lazy_pattern(r"(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t\r\f]*\n[ \t\r\n\f]*(?=[\u2e80-\u9fff\uff00-\uffef])")
EDGES = " \t\r\n\f\xa0\u3000"


def flow(
    root: etree._Element,
    visibility: Visibility | None = None,
    evidence: Callable[[etree._Element], RegionEvidence] = lambda _: RegionEvidence(),
) -> Flow:
    """Return the displayed lines and the regions inside an element.

    `evidence` returns the evidence in the tag and the names of an element. The walk needs no recursion, so pages may
    be of any depth.
    """
    walk = _PageWalk(visibility or Visibility(), evidence)
    walk.over(root)
    return walk.flow


class _PageWalk:
    """The state of a walk: the lines and regions so far, the open elements, the pieces of the current line."""

    def __init__(self, visibility: Visibility, evidence: Callable[[etree._Element], RegionEvidence]) -> None:
        self.visibility = visibility
        self.evidence = evidence
        self.flow = Flow()
        self.pictures_in_cells: list[UnreadContent] = []
        self.pieces: list[tuple[str, InheritedLook]] = []
        self.contexts = [InheritedLook()]
        self.entered: list[str] = []
        self.counters: list[ItemCounter] = []
        self.open: list[int] = []
        self.label = ""
        self.shows_picture = False
        """Whether a picture was met since the last line."""

    def over(self, root: etree._Element) -> None:
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            if event == "start":
                if not self.start(element):
                    events.skip_subtree()
            else:
                self.end()
                if element is not root:
                    self.take(element.tail)
        self.flush()

    def start(self, element: etree._Element) -> bool:
        """Enter an element; return whether to walk its content."""
        tag = str(element.tag)
        hidden = self.visibility.hides(element)
        if hidden or (tag in SKIPPED and not _holds_page(tag, element)):
            if not hidden:
                self.take_unread(tag, element)
            self.entered.append("")
            self.contexts.append(self.contexts[-1])
            return False
        self.entered.append(tag)
        self.contexts.append(self.look_of(tag, element))
        if remark := element.get(REMARK_ATTRIBUTE):
            self.flow.remarks.append((self.flow.paragraphs + 1, remark))
        if tag == "br":
            self.flush()
        elif tag in BLOCKS and not self.enter_block(tag, element):
            return False
        if self.contexts[-1].link and not self.contexts[-2].link and self.open:
            self.flow.regions[self.open[-1]].links += 1
        self.take(element.text)
        return True

    def look_of(self, tag: str, element: etree._Element) -> InheritedLook:
        """Return the look of an element's text, inherited from the open elements."""
        look = inherit(self.contexts[-1], tag, element)
        if not look.background and self.visibility.may_have_background(element):
            look = replace(look, background=True)
        if tag == "a" and look.link and _is_left_open(element):
            look = replace(look, link=self.contexts[-1].link)
        return look

    def enter_block(self, tag: str, element: etree._Element) -> bool:
        """Begin a line and a region; return whether to walk the content: False for a data table, which is read as a whole."""
        self.flush()
        self.open_region(element)
        if tag == "table":
            self.pictures_in_cells.clear()
            if grid := tables.data_rows(element, self.read_cell):
                self.flow.pictures += self.pictures_in_cells
                self.add_rows(grid)
                return False
        if tag in LISTS:
            self.counters.append(ItemCounter.of(element))
        elif tag == "li" and self.counters:
            self.label = self.counters[-1].label(element)
        return True

    def take(self, text: str | None) -> None:
        """Add a piece of text of the innermost open element."""
        if text and self.contexts[-1].is_shown:
            self.pieces.append((drop_invisible(text), self.contexts[-1]))

    def end(self) -> None:
        """Leave the element entered last."""
        self.contexts.pop()
        tag = self.entered.pop()
        if tag not in BLOCKS:
            return
        self.flush()
        if tag in LISTS:
            self.counters.pop()
        elif tag == "li":
            self.label = ""
        self.close_region()

    def take_unread(self, tag: str, element: etree._Element) -> None:
        """Add the value of a form field or the words of a drawing to the text; list a picture as unread."""
        if tag in FIELDS:
            self.take(field_text(element))
        elif tag == "svg" and (words := drawn_text(element)):
            self.take(words)
        elif tag in PICTURES and not _is_small(element):
            self.shows_picture = True
            linked = self.contexts[-1].link is LinkTarget.OUTSIDE
            self.flow.pictures.append(
                UnreadContent(len(self.flow.lines), self.flow.paragraphs + 1, linked, PICTURES[tag])
            )

    def open_region(self, element: etree._Element) -> None:
        parent = self.open[-1] if self.open else -1
        evidence = self.evidence(element)
        note = evidence.note or (self.flow.regions[parent].note if parent >= 0 else None)
        self.open.append(len(self.flow.regions))
        self.flow.regions.append(Region(parent, evidence.furniture, len(self.flow.lines), note=note))

    def close_region(self) -> None:
        region = self.flow.regions[self.open.pop()]
        region.last = len(self.flow.lines)
        if region.parent >= 0:
            parent = self.flow.regions[region.parent]
            parent.chars += region.chars
            parent.linked += region.linked
            parent.inside += region.inside
            parent.links += region.links

    def read_cell(self, cell: etree._Element) -> Flow:
        """Return the lines of a table cell; the tables in a form's cells hold no table, so the recursion is two deep."""
        content = flow(cell, self.visibility)
        picture = UnreadContent(len(self.flow.lines), self.flow.paragraphs + 1, linked=False)
        self.pictures_in_cells += [picture for inner in content.pictures[:1] if not inner.linked]
        return content

    def add_rows(self, grid: Sequence[Sequence[tables.GridCell]]) -> None:
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
                self.cells_of(row, number),
                self.flow.tables,
                number,
            )
            self.add(line, len(lines))

    def cells_of(self, row: Sequence[tables.GridCell], number: int) -> tuple[Cell, ...]:
        """Return the cells of a table row; paragraphs are counted through all cells of the row."""
        cells = []
        paragraph = self.flow.paragraphs
        for cell in row:
            paragraphs = []
            for line in () if cell.merged else cell.lines:
                paragraph += 1
                kind = BlockKind.PARAGRAPH if line.style.outline_level is None else BlockKind.HEADING
                kind = BlockKind.ROW if line.cells else kind
                place = Place(paragraph=paragraph, table=self.flow.tables, row=number)
                paragraphs.append(Block(line.text, kind, place, line.label, line.style, line.cells))
            cells.append(Cell(cell.text, cell.span, cell.merged, paragraphs=tuple(paragraphs)))
        return tuple(cells)

    def flush(self) -> None:
        """End the current line; a line without text is dropped."""
        pieces, self.pieces = self.pieces, []
        paragraphs = self.flow.paragraphs
        self.add_lines(pieces)
        if self.shows_picture and self.flow.paragraphs == paragraphs:
            self.flow.paragraphs += 1  # a picture alone is a paragraph: what follows stands below it
        self.shows_picture = False

    def add_lines(self, pieces: Sequence[tuple[str, InheritedLook]]) -> None:
        """Add the lines of some pieces of text, several where line ends are kept."""
        if not pieces:
            return
        breaks = pieces[0][1].preformatted and any("\n" in text for text, _ in pieces)
        for part in _split_lines(pieces) if breaks else (pieces,):
            self.add_line(part)

    def add_line(self, pieces: Sequence[tuple[str, InheritedLook]]) -> None:
        text = collapse("".join(text for text, _ in pieces))
        seen = [(len(SPACES.sub("", text)), context) for text, context in pieces if text.strip(EDGES)]
        if not text or not seen:
            return
        typed = collapse("".join(text for text, context in pieces if context.is_number)) if seen[0][1].is_number else ""
        label, self.label = self.label, ""
        if typed or OWN_MARKER.match(text):
            label = text[: len(typed) + text[len(typed) :].startswith(" ")] if typed else ""
        else:
            text = label + text
        first = next((context for _, context in seen if not context.is_number), seen[0][1])
        line = PageLine(
            text,
            label,
            Style(
                outline_level=first.heading,
                font=first.font,
                size=first.size,
                bold=all(context.bold for _, context in seen),
                alignment=first.alignment,
            ),
            self.flow.paragraphs + 1,
            sum(count for count, _ in seen),
            sum(count for count, context in seen if context.link is LinkTarget.OUTSIDE),
            sum(count for count, context in seen if context.link is LinkTarget.INSIDE),
            white=sum(count for count, context in seen if context.white and not context.background),
            tiny=sum(count for count, context in seen if context.is_tiny),
        )
        self.add(line)

    def add(self, line: PageLine, paragraphs: int = 1) -> None:
        self.flow.lines.append(line)
        self.flow.paragraphs += paragraphs
        if self.open:
            region = self.flow.regions[self.open[-1]]
            region.chars += line.chars
            region.linked += line.linked
            region.inside += line.inside


def collapse(text: str) -> str:
    r"""Return the text of a line with white space collapsed as in a browser.

    >>> collapse(" 工作\n  计划  2024 ")
    '工作计划 2024'
    """
    return SPACES.sub(" ", BROKEN.sub("", text)).strip(EDGES)


def _is_left_open(link: etree._Element) -> bool:
    """Return whether a link has no end tag: the parser put the rest of the page inside."""
    chars = blocks = 0
    for element in islice(link.iter(), 1, LEFT_OPEN_CHARS):
        blocks += element.tag in BLOCKS
        chars += len(element.text or "") + len(element.tail or "")
        if chars > LEFT_OPEN_CHARS or blocks > LEFT_OPEN_BLOCKS:
            return True
    return False


def _holds_page(tag: str, field: etree._Element) -> bool:
    """Return whether a `select` has no end tag: the parser put the rest of the page inside."""
    return tag == "select" and any(element.tag in BLOCKS for element in islice(field.iter(), 1, LEFT_OPEN_CHARS))


def _is_small(picture: etree._Element) -> bool:
    """Return whether a picture states a width or height too small for words; a drawing without a size counts as small."""
    style = css.style_of(picture)
    sizes = [css.pixels(style.get(name) or picture.get(name) or "") for name in ("width", "height")]
    if picture.tag == "svg":
        return any(size is None or size < SMALLEST_DRAWING for size in sizes)
    return any(size is not None and size < SMALLEST_PICTURE for size in sizes)


def _split_lines(pieces: Sequence[tuple[str, InheritedLook]]) -> list[list[tuple[str, InheritedLook]]]:
    lines: list[list[tuple[str, InheritedLook]]] = [[]]
    for text, context in pieces:
        first, *following = text.split("\n")
        lines[-1].append((first, context))
        lines += [[(line, context)] for line in following]
    return lines
