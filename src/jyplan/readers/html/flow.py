"""A page as displayed lines with their look, and the regions (block elements) around the lines.

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
the `ul` has 2 of 2 characters in links, the `div` 0 of 8. `readers.html.content` finds the furniture by that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from jyplan.model import Block, BlockKind, Cell, Place, Style
from jyplan.readers.html import css, tables
from jyplan.readers.html.context import InheritedLook, LinkTarget, inherit
from jyplan.readers.html.lists import ItemCounter
from jyplan.readers.html.regions import Flow, PageLine, Region
from jyplan.text.invisible import drop_invisible
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp",
})  # fmt: skip
LISTS = frozenset({"ol", "ul", "menu", "dir"})
UNSEEN = frozenset({
    "applet", "area", "audio", "base", "button", "canvas", "datalist", "dialog", "embed", "frame", "frameset", "head",
    "iframe", "img", "input", "link", "map", "meta", "meter", "noframes", "noscript", "object", "param", "progress",
    "rp", "rt", "script", "select", "style", "svg", "template", "textarea", "title", "video",
})  # fmt: skip
"""Elements with content that is not displayed or is no text; rt and rp are the reading of a ruby."""
OWN_MARKER = lazy_pattern(
    r"[(（\[【]?(?:[一二三四五六七八九十百]{1,4}|\d{1,3})[)）\]】、.．]|第[一二三四五六七八九十]|[①-⑳]|[•●○■◆·-]"
)
"""A typed number or bullet; the style sheets of such a page suppress the automatic number."""
SPACES = lazy_pattern(r"[ \t\r\n\f\xa0]+")
# CSS Text 3, 4.1.3: a line break in the source between two East Asian characters is no space
BROKEN = lazy_pattern(r"(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t\r\f]*\n[ \t\r\n\f]*(?=[\u2e80-\u9fff\uff00-\uffef])")
EDGES = " \t\r\n\f\xa0\u3000"


def flow(
    root: etree._Element,
    hidden: frozenset[str] = frozenset(),
    is_chrome: Callable[[etree._Element], bool] | None = None,
) -> Flow:
    """Return the displayed lines and the regions inside an element.

    `hidden` are the classes and ids hidden by the style sheets of the page; `is_chrome` returns whether
    an element is furniture of the site. The walk needs no recursion, so pages may be of any depth.
    """
    walk = _PageWalk(hidden, is_chrome or (lambda _: False))
    walk.over(root)
    return walk.flow


class _PageWalk:
    def __init__(self, hidden: frozenset[str], is_chrome: Callable[[etree._Element], bool]) -> None:
        self.hidden = hidden
        self.is_chrome = is_chrome
        self.flow = Flow()
        self.pieces: list[tuple[str, InheritedLook]] = []
        self.contexts = [InheritedLook()]
        self.entered: list[str] = []
        self.counters: list[ItemCounter] = []
        self.open: list[int] = []
        self.label = ""

    def over(self, root: etree._Element) -> None:
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            if event == "start":
                if not self.start(element):
                    events.skip_subtree()
            else:
                self.end()
                if element.tail and element is not root:
                    self.pieces.append((drop_invisible(element.tail), self.contexts[-1]))
        self.flush()

    def start(self, element: etree._Element) -> bool:
        """Enter an element; return whether to walk its content."""
        tag = str(element.tag)
        if tag in UNSEEN or self.is_hidden(element):
            self.entered.append("")
            self.contexts.append(self.contexts[-1])
            return False
        context = inherit(self.contexts[-1], tag, element)
        self.entered.append(tag)
        self.contexts.append(context)
        if tag == "br":
            self.flush()
        elif tag in BLOCKS:
            self.flush()
            self.open_region(element)
            if tag == "table" and (grid := tables.data_rows(element, self.read_cell)):
                self.add_rows(grid)
                return False
            if tag in LISTS:
                self.counters.append(ItemCounter.of(element))
            elif tag == "li" and self.counters:
                self.label = self.counters[-1].label(element)
        if context.link and not self.contexts[-2].link and self.open:
            self.flow.regions[self.open[-1]].links += 1
        if element.text:
            self.pieces.append((drop_invisible(element.text), context))
        return True

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

    def is_hidden(self, element: etree._Element) -> bool:
        if element.get("hidden") is not None or css.hides(css.style_of(element)):
            return True
        if not self.hidden:
            return False
        names = [f".{name}" for name in (element.get("class") or "").split()]
        return not self.hidden.isdisjoint([*names, f"#{element.get('id')}"])

    def open_region(self, element: etree._Element) -> None:
        parent = self.open[-1] if self.open else -1
        self.open.append(len(self.flow.regions))
        self.flow.regions.append(Region(parent, self.is_chrome(element), len(self.flow.lines)))

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
        """Return the lines of a table cell; cells of a data table hold no table, so the recursion is one deep."""
        return flow(cell, self.hidden)

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
        """Return the cells of a table's row; the paragraphs of the row are counted on through its cells."""
        cells = []
        paragraph = self.flow.paragraphs
        for cell in row:
            paragraphs = []
            for line in () if cell.merged else cell.lines:
                paragraph += 1
                kind = BlockKind.PARAGRAPH if line.style.outline_level is None else BlockKind.HEADING
                place = Place(paragraph=paragraph, table=self.flow.tables, row=number)
                paragraphs.append(Block(line.text, kind, place, line.label, line.style))
            cells.append(Cell(cell.text, cell.span, cell.merged, paragraphs=tuple(paragraphs)))
        return tuple(cells)

    def flush(self) -> None:
        """End the current line; a line without text is dropped."""
        pieces, self.pieces = self.pieces, []
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


def _split_lines(pieces: Sequence[tuple[str, InheritedLook]]) -> list[list[tuple[str, InheritedLook]]]:
    lines: list[list[tuple[str, InheritedLook]]] = [[]]
    for text, context in pieces:
        first, *following = text.split("\n")
        lines[-1].append((first, context))
        lines += [[(line, context)] for line in following]
    return lines
