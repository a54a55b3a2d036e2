"""Blocks of a story in reading order: paragraphs, tables, text boxes, embedded files.

A story (ECMA-376 part 1, 17.2) is a text that runs on by itself: the body, a note, a header.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jyplan.model import Block, BlockKind, Message, Place, ProblemKind
from jyplan.readers.docx.evidence import LineEvidence
from jyplan.readers.docx.formatting.grounds import may_have_ground
from jyplan.readers.docx.formatting.properties import Properties, paragraph_properties
from jyplan.readers.docx.formatting.styles import BODY_TEXT
from jyplan.readers.docx.inline.drawings import (
    CHART_FIGURES_UNREAD,
    CHART_UNREAD,
    DIAGRAM_UNREAD,
    Chart,
    EmbeddedFile,
    SmartArt,
)
from jyplan.readers.docx.inline.fields import Fields
from jyplan.readers.docx.inline.lines import Content, DisplayedLine
from jyplan.readers.docx.inline.reader import InlineReader
from jyplan.readers.docx.layout import begins_page, sections
from jyplan.readers.docx.structure import CHUNK, PARAGRAPH, SUBDOCUMENT, TABLE, blocks_in
from jyplan.readers.docx.tables import TableReader
from jyplan.readers.docx.values import integer, is_on
from jyplan.readers.ooxml.names import XML_SPACE, w
from jyplan.readers.ooxml.xml import child

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from jyplan.readers.docx.formatting.styles import ParagraphStyle
    from jyplan.readers.docx.inline.pages import Pages
    from jyplan.readers.docx.inline.tracing import Trace
    from jyplan.readers.docx.numbering.counters import Counters
    from jyplan.readers.docx.source import WordFile

MAX_NESTING = 30
"""Levels of tables in cells and boxes in boxes that are read; Word's own limit for tables is about 20."""

TINY = 2.0
"""Points: text of this size or less is a dot on paper."""

_PROPERTIES = w("pPr")
_MARK = w("rPr")
_VANISH = w("vanish")
_SECTION = w("sectPr")
_BACKGROUND = w("background")


@dataclass(slots=True)
class _Paragraph:
    """A displayed paragraph while it is read: one `w:p`, or several where the marks between are not displayed."""

    element: Element
    """The first `w:p`."""
    content: Content
    style: ParagraphStyle
    direct: Properties
    number: int
    settled: bool = False
    """Whether style and list come from the first `w:p`; else from the last."""


class BlockReader:
    """Reads the blocks of one story."""

    def __init__(
        self,
        source: WordFile,
        story: Element,
        part: str,
        *,
        counters: Counters,
        pages: Pages,
        kind: BlockKind = BlockKind.PARAGRAPH,
        trace: Trace | None = None,
    ) -> None:
        self._source = source
        self._part = part
        self._counters = counters
        self._pages = pages
        self._kind = kind
        self._trace = trace
        self._fields = Fields(story)
        keep_space = story.get(XML_SPACE) == "preserve"
        self._inline = InlineReader(source.styles, source.theme, source.view, pages, keep_space=keep_space)
        self._tables = TableReader(source.view, source.problems)
        self._breaks = iter([begins_page(section) for section in sections(story)[1:]])
        self.paragraphs = 0
        """Number of `w:p` elements read or skipped so far."""
        self.unread: list[Message] = []
        """What a story beside the body displays and nobody reads here."""
        self._nesting = 0
        self._on_ground = False
        """Whether the cell or box that is read may have a ground that is not white."""
        self._white_paper = source.root.find(_BACKGROUND) is None

    def read(self, container: Element) -> list[Block]:
        """Return the blocks of a body, cell, text box or note; none deeper than `MAX_NESTING`."""
        if self._nesting >= MAX_NESTING:
            self._source.problems.add(
                Message("tables or text boxes are nested too deep; the innermost are left out"), kind=ProblemKind.LIMIT
            )
            return []
        self._nesting += 1
        was_on_ground = self._on_ground
        if self._is_body and self._nesting > 1:
            self._on_ground = was_on_ground or may_have_ground(container, self._source.styles)
        blocks: list[Block] = []
        open_paragraph: _Paragraph | None = None
        for element, contents in blocks_in(container, self._source.view):
            if element.tag == PARAGRAPH:
                paragraph, goes_on = self._read_paragraph(element, open_paragraph)
                open_paragraph = paragraph if goes_on else None
                if not goes_on and paragraph is not None:
                    blocks += self._emit(paragraph, in_contents=contents)
                continue
            blocks += self._emit_unfinished(open_paragraph)
            open_paragraph = None
            if element.tag == TABLE:
                blocks += self._tables.read(element, self)
            elif element.tag in {CHUNK, SUBDOCUMENT}:
                blocks += self._source.embedded(self._part, element, Place(paragraph=self.paragraphs + 1))
        blocks += self._emit_unfinished(open_paragraph)
        self._nesting -= 1
        self._on_ground = was_on_ground
        return blocks

    def skip(self, container: Element) -> None:
        """Count the paragraphs of a container without reading them."""
        self.paragraphs += sum(1 for _ in container.iter(PARAGRAPH))

    def _read_paragraph(self, element: Element, before: _Paragraph | None) -> tuple[_Paragraph | None, bool]:
        """Read a `w:p` into the open paragraph `before` or a new one; return it and whether it continues.

        A paragraph continues in the next `w:p` where its mark is deleted (17.13.5.15) or hidden.
        """
        view = self._source.view
        current = child(element, _PROPERTIES)
        direct = paragraph_properties(view.paragraph_properties(current), original=view.original)
        style = self._source.styles.paragraph(direct.get("style"))
        self.paragraphs += 1
        if (direct.get("pageBreakBefore") or style.paragraph.get("pageBreakBefore")) == "1":
            self._pages.break_before()
        if before is None:
            paragraph = _Paragraph(element, Content(self._pages), style, direct, self.paragraphs)
        else:
            paragraph = before
            if not before.settled:
                # the remaining mark decides the style: 17.13.5.15 joins a deleted paragraph to the next
                paragraph.style, paragraph.direct = style, direct
        self._inline.read(element, style, paragraph.content, self._fields)
        self._source.marks |= dict.fromkeys(paragraph.content.marks, Place(paragraph=self.paragraphs))
        paragraph.content.marks.clear()
        self._notices_of(paragraph.content)
        if current is not None and child(current, _SECTION) is not None and next(self._breaks, False):
            self._pages.break_before()
        mark = None if current is None else child(current, _MARK)
        if view.removes_mark(mark):
            return paragraph, True
        if self._is_hidden(mark, style):
            content = paragraph.content
            if content.has_text or content.boxes_before:
                paragraph.settled = True
                return paragraph, True
            return before, before is not None
        return paragraph, False

    @property
    def _is_body(self) -> bool:
        return self._kind is BlockKind.PARAGRAPH

    def _notices_of(self, content: Content) -> None:
        """Add a problem for what a paragraph of the body displays and nobody reads here; keep it for other stories."""
        for message in content.unread:
            if self._is_body:
                self._source.problems.add(message, Place(paragraph=self.paragraphs), ProblemKind.UNREAD)
            else:
                self.unread.append(message)
        content.unread.clear()

    def _notice_unseen(self, paragraph: _Paragraph) -> None:
        """Add a problem for characters that nobody sees on paper: white, or tiny.

        In a box white text may have a ground of its own, which only Word knows.
        """
        white = tiny = 0
        for line in paragraph.content.lines:
            for look, count in line.weights.items():
                tiny += count if look.narrow or (look.size is not None and look.size <= TINY) else 0
                white += count if look.white else 0
        place = Place(paragraph=paragraph.number)
        if tiny:
            message = Message("{count} characters of at most 2 points, which nobody can read on paper", {"count": tiny})
            self._source.problems.add(message, place, ProblemKind.TAMPERING)
        if white and self._white_paper and not self._on_ground and paragraph.direct.get("filled") != "1":
            message = Message("{count} characters in white, which nobody sees on paper", {"count": white})
            self._source.problems.add(message, place, ProblemKind.TAMPERING)

    def _is_hidden(self, mark: Element | None, style: ParagraphStyle) -> bool:
        vanish = None if mark is None else child(mark, _VANISH)
        return is_on(vanish) if vanish is not None else self._source.styles.look(style, {}).hidden

    def _emit_unfinished(self, paragraph: _Paragraph | None) -> list[Block]:
        """Return the blocks of a paragraph that should have continued and did not."""
        if paragraph is None or not (paragraph.content.has_text or paragraph.content.boxes_before):
            return []
        return self._emit(paragraph, in_contents=False)

    def _emit(self, paragraph: _Paragraph, *, in_contents: bool) -> list[Block]:
        content, style, direct = paragraph.content, paragraph.style, paragraph.direct
        blocks: list[Block] = []
        for box in content.boxes_before:
            blocks += self._read_box(box)
        numbered = self._counters.find(style, integer(direct.get("numId")), integer(direct.get("ilvl")))
        label = self._counters.label(*numbered) if numbered else ""
        if self._is_body:
            self._notice_unseen(paragraph)
        lines = [line for line in content.lines if line.text] or ([DisplayedLine()] if label else [])
        level = _outline_level(direct, style)
        for line in lines:
            looks = line.weights or {self._source.styles.look(style, {}): 1}
            kind = self._kind
            if in_contents or line.is_contents or style.is_contents:
                kind = BlockKind.CONTENTS
            elif level is not None and kind is BlockKind.PARAGRAPH:
                kind = BlockKind.HEADING
            blocks.append(
                Block(
                    text=label + line.text,
                    kind=kind,
                    place=Place(paragraph=paragraph.number, page=line.page),
                    label=label,
                    style=self._source.evidence.style(LineEvidence(style, direct, level, numbered, looks)),
                    anchors=tuple(self._trace.of_line(line, label, paragraph.element)) if self._trace else (),
                )
            )
            label = ""
        for box in content.boxes_after:
            blocks += self._read_box(box)
        return blocks

    def _read_box(self, box: Element | str | SmartArt | Chart | EmbeddedFile) -> list[Block]:
        place = Place(paragraph=self.paragraphs)
        if isinstance(box, str):
            return [Block(box, self._kind, place)]
        if isinstance(box, SmartArt):
            lines = self._source.diagram(self._part, box.relationship)
            if not lines:
                self._source.problems.add(DIAGRAM_UNREAD, place, ProblemKind.UNREAD)
            return [Block(line, self._kind, place) for line in lines]
        if isinstance(box, Chart):
            words = self._source.chart(self._part, box.relationship)
            unread = CHART_FIGURES_UNREAD if words else CHART_UNREAD
            self._source.problems.add(unread, place, ProblemKind.UNREAD)
            return [Block(words, self._kind, place)] if words else []
        if isinstance(box, EmbeddedFile):
            table = self._tables.next_number()
            blocks = self._source.embedded_object(self._part, box.relationship, replace(place, table=table))
            if not blocks:
                self._source.problems.add(box.unread, place, ProblemKind.UNREAD)
            return blocks
        outer, self._fields = self._fields, Fields(box)
        blocks = self.read(box)
        self._fields = outer
        return blocks


def _outline_level(direct: Properties, style: ParagraphStyle) -> int | None:
    level = integer(direct.get("outlineLvl"))
    if level is None:
        return style.outline_level
    return level if 0 <= level < BODY_TEXT else None
