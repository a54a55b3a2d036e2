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

from jyplan.readers.html import css, tables
from jyplan.readers.html.context import InheritedLook, LinkTarget, inherit
from jyplan.readers.html.fields import drawn_text, field_text
from jyplan.readers.html.flow_builder import FlowBuilder
from jyplan.readers.html.lists import ItemCounter
from jyplan.readers.html.regions import EMBEDDED, VIDEO, Flow, RegionEvidence, UnreadContent
from jyplan.readers.html.visibility import Visibility
from jyplan.readers.remarks import REMARK_ATTRIBUTE
from jyplan.readers.shared_problems import PICTURE_UNREAD

if TYPE_CHECKING:
    from collections.abc import Callable

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
"""Pixels: a narrower or lower picture is an icon, a bullet or a rule, without words."""
LEFT_OPEN_CHARS = 300
LEFT_OPEN_BLOCKS = 6
"""Most characters and block elements of a link; a longer link lacks its end tag and is not treated as a link."""


def read_flow(
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
    return walk.builder.flow


class _PageWalk:
    """The state of a walk: the lines and regions so far, and the open elements."""

    def __init__(self, visibility: Visibility, evidence: Callable[[etree._Element], RegionEvidence]) -> None:
        self.visibility = visibility
        self.evidence = evidence
        self.builder = FlowBuilder()
        self.pictures_in_cells: list[UnreadContent] = []
        """Pictures in the cells of the current table; a layout table lists them again during the walk."""
        self.looks = [InheritedLook()]
        """The look of text in each open element, innermost last."""
        self.entered: list[str] = []
        """The tag of each open element; empty for a skipped element."""
        self.counters: list[ItemCounter] = []
        """The counters of the open lists."""

    def over(self, root: etree._Element) -> None:
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            if event == "start":
                if not self.start(element):
                    events.skip_subtree()
            else:
                self.end()
                if element is not root:
                    self.builder.take(element.tail, self.looks[-1])
        self.builder.flush()

    def start(self, element: etree._Element) -> bool:
        """Enter an element; return whether to walk its content."""
        tag = str(element.tag)
        hidden = self.visibility.hides(element)
        if hidden or (tag in SKIPPED and not _holds_page(tag, element)):
            if not hidden:
                self.take_unread(tag, element)
            self.entered.append("")
            self.looks.append(self.looks[-1])
            return False
        self.entered.append(tag)
        self.looks.append(self.look_of(tag, element))
        if remark := element.get(REMARK_ATTRIBUTE):
            self.builder.flow.remarks.append((self.builder.flow.paragraphs + 1, remark))
        if tag == "br":
            self.builder.flush()
        elif tag in BLOCKS and not self.enter_block(tag, element):
            return False
        if self.looks[-1].link and not self.looks[-2].link:
            self.builder.count_link()
        self.builder.take(element.text, self.looks[-1])
        return True

    def look_of(self, tag: str, element: etree._Element) -> InheritedLook:
        """Return the look of an element's text, inherited from the open elements."""
        look = inherit(self.looks[-1], tag, element)
        if not look.background and self.visibility.may_have_background(element):
            look = replace(look, background=True)
        if tag == "a" and look.link and _is_left_open(element):
            look = replace(look, link=self.looks[-1].link)
        return look

    def enter_block(self, tag: str, element: etree._Element) -> bool:
        """Begin a line and a region; return whether to walk the content: False for a data table, which is read as a whole."""
        self.builder.flush()
        self.builder.open_region(self.evidence(element))
        if tag == "table":
            self.pictures_in_cells.clear()
            if grid := tables.data_rows(element, self.read_cell):
                self.builder.flow.pictures += self.pictures_in_cells
                self.builder.add_rows(grid)
                return False
        if tag in LISTS:
            self.counters.append(ItemCounter.of(element))
        elif tag == "li" and self.counters:
            self.builder.label = self.counters[-1].label(element)
        return True

    def end(self) -> None:
        """Leave the element entered last."""
        self.looks.pop()
        tag = self.entered.pop()
        if tag not in BLOCKS:
            return
        self.builder.flush()
        if tag in LISTS:
            self.counters.pop()
        elif tag == "li":
            self.builder.label = ""
        self.builder.close_region()

    def take_unread(self, tag: str, element: etree._Element) -> None:
        """Add the value of a form field or the words of a drawing to the text; list a picture as unread."""
        if tag in FIELDS:
            self.builder.take(field_text(element), self.looks[-1])
        elif tag == "svg" and (words := drawn_text(element)):
            self.builder.take(words, self.looks[-1])
        elif tag in PICTURES and not _is_small(element):
            self.builder.add_picture(PICTURES[tag], linked=self.looks[-1].link is LinkTarget.OUTSIDE)

    def read_cell(self, cell: etree._Element) -> Flow:
        """Return the lines of a table cell; the tables in a form's cells hold no table, so the recursion is two deep."""
        content = read_flow(cell, self.visibility)
        picture = self.builder.picture_here(PICTURE_UNREAD, linked=False)
        self.pictures_in_cells += [picture for inner in content.pictures[:1] if not inner.linked]
        return content


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
