"""Blocks of a story in reading order: paragraphs, tables, text boxes, embedded files.

A story (ECMA-376 part 1, 17.2) is a text that runs on by itself: the body, a note, a header.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jyplan.model import Block, BlockKind, Message, Place, ProblemKind
from jyplan.readers.docx.evidence import LineEvidence
from jyplan.readers.docx.formatting.properties import Properties, paragraph_properties
from jyplan.readers.docx.formatting.shading import may_be_shaded
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
from jyplan.readers.docx.inline.pages import Pages, has_page_breaks
from jyplan.readers.docx.inline.reader import InlineReader
from jyplan.readers.docx.layout import begins_page, sections
from jyplan.readers.docx.numbering.counters import Counters
from jyplan.readers.docx.structure import CHUNK, PARAGRAPH, SUBDOCUMENT, TABLE, blocks_in
from jyplan.readers.docx.tables import TableReader
from jyplan.readers.docx.values import integer, is_on
from jyplan.readers.ooxml.names import XML_SPACE, w
from jyplan.readers.ooxml.xml import child
from jyplan.readers.shared_problems import TINY, tiny_text, white_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from jyplan.readers.docx.formatting.styles import ParagraphStyle
    from jyplan.readers.docx.inline.drawings import Drawn
    from jyplan.readers.docx.inline.tracing import Trace
    from jyplan.readers.docx.word_file import WordFile

MAX_NESTING = 30
"""Levels of tables in cells and boxes in boxes that are read; Word's own limit for tables is about 20."""

_PROPERTIES = w("pPr")
_MARK = w("rPr")
_VANISH = w("vanish")
_SECTION = w("sectPr")
_BACKGROUND = w("background")


@dataclass(slots=True)
class _Paragraph:
    """A displayed paragraph during reading: a `w:p`, or several with deleted or hidden marks between."""

    element: Element
    """The first `w:p`."""
    content: Content
    style: ParagraphStyle
    direct: Properties
    number: int
    settled: bool = False
    """Whether style and list come from the first `w:p`; else from the last."""


def read_body(file: WordFile, trace: Trace | None = None) -> list[Block]:
    """Return the blocks of a document's body, with anchors if `trace` is given; no blocks without a body."""
    body = file.root.find(w("body"))
    if body is None:
        return []
    pages = Pages(known=has_page_breaks(body))
    counters = Counters(file.numbering, file.problems)
    return BlockReader(file, file.root, file.part, counters=counters, pages=pages, trace=trace).read(body)


class BlockReader:
    """Reads the blocks of a story."""

    def __init__(
        self,
        file: WordFile,
        story: Element,
        part: str,
        *,
        counters: Counters,
        pages: Pages,
        kind: BlockKind = BlockKind.PARAGRAPH,
        trace: Trace | None = None,
    ) -> None:
        self._file = file
        self._part = part
        self._counters = counters
        self._pages = pages
        self._kind = kind
        self._trace = trace
        self._fields = Fields(story)
        keep_space = story.get(XML_SPACE) == "preserve"
        self._inline = InlineReader(file.styles, file.theme, file.view, pages, keep_space=keep_space)
        self._tables = TableReader(file.view, file.problems)
        self._breaks = iter([begins_page(section) for section in sections(story)[1:]])
        self.paragraphs = 0
        """Number of `w:p` elements read or skipped so far."""
        self.unread: list[Message] = []
        """Pictures and the like in a story beside the body; the caller reports them at the place of the story's mark."""
        self._nesting = 0
        self._on_shading = False
        """Whether the open cell or box may have a background that is not white."""
        self._white_paper = file.root.find(_BACKGROUND) is None

    def read(self, container: Element) -> list[Block]:
        """Return the blocks of a body, cell, text box or note; none deeper than `MAX_NESTING`."""
        if self._nesting >= MAX_NESTING:
            self._file.problems.add(
                Message("tables or text boxes are nested too deep; the innermost are left out"), kind=ProblemKind.LIMIT
            )
            return []
        self._nesting += 1
        was_on_shading = self._on_shading
        if self._is_body and self._nesting > 1:
            self._on_shading = was_on_shading or may_be_shaded(container, self._file.styles)
        blocks: list[Block] = []
        open_paragraph: _Paragraph | None = None
        for element, contents in blocks_in(container, self._file.view):
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
                blocks += self._file.embedded.read_chunk(
                    self._file, self._part, element, Place(paragraph=self.paragraphs + 1)
                )
        blocks += self._emit_unfinished(open_paragraph)
        self._nesting -= 1
        self._on_shading = was_on_shading
        return blocks

    def skip(self, container: Element) -> None:
        """Count the paragraphs of an unread container."""
        self.paragraphs += sum(1 for _ in container.iter(PARAGRAPH))

    def _read_paragraph(self, element: Element, before: _Paragraph | None) -> tuple[_Paragraph | None, bool]:
        """Read a `w:p` into the open paragraph `before` or a new paragraph; return the paragraph and whether the next `w:p` continues it.

        A paragraph continues in the next `w:p` where its mark is deleted (17.13.5.15) or hidden.
        """
        view = self._file.view
        current = child(element, _PROPERTIES)
        direct = paragraph_properties(view.paragraph_properties(current), original=view.original)
        style = self._file.styles.paragraph(direct.get("style"))
        self.paragraphs += 1
        if (direct.get("pageBreakBefore") or style.paragraph.get("pageBreakBefore")) == "1":
            self._pages.begin_page_unless_empty()
        paragraph = before or _Paragraph(element, Content(self._pages), style, direct, self.paragraphs)
        if not paragraph.settled:
            # the last mark decides the style: 17.13.5.15 joins a deleted paragraph to the next
            paragraph.style, paragraph.direct = style, direct
        self._inline.read(element, style, paragraph.content, self._fields)
        self._file.marks |= dict.fromkeys(paragraph.content.marks, Place(paragraph=self.paragraphs))
        paragraph.content.marks.clear()
        self._report_unread(paragraph.content)
        if current is not None and child(current, _SECTION) is not None and next(self._breaks, False):
            self._pages.begin_page_unless_empty()
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

    def _report_unread(self, content: Content) -> None:
        """Report pictures and the like in a paragraph of the body; in a note, header or footer collect their messages in `unread`."""
        for message in content.unread:
            if self._is_body:
                self._file.problems.add(message, Place(paragraph=self.paragraphs), ProblemKind.UNREAD)
            else:
                self.unread.append(message)
        content.unread.clear()

    def _report_unseen(self, paragraph: _Paragraph) -> None:
        """Report characters that nobody sees on paper: white, or tiny.

        In a box white text may have a background of its own, which only Word knows.
        """
        white = tiny = 0
        for line in paragraph.content.lines:
            for look, count in line.weights.items():
                tiny += count if look.narrow or (look.size is not None and look.size <= TINY) else 0
                white += count if look.white else 0
        place = Place(paragraph=paragraph.number)
        if tiny:
            self._file.problems.add(tiny_text(tiny), place, ProblemKind.TAMPERING)
        if white and self._white_paper and not self._on_shading and paragraph.direct.get("filled") != "1":
            self._file.problems.add(white_text(white), place, ProblemKind.TAMPERING)

    def _is_hidden(self, mark: Element | None, style: ParagraphStyle) -> bool:
        vanish = None if mark is None else child(mark, _VANISH)
        return is_on(vanish) if vanish is not None else self._file.styles.look(style, {}).hidden

    def _emit_unfinished(self, paragraph: _Paragraph | None) -> list[Block]:
        """Return the blocks of a paragraph whose continuation is missing; none for an empty paragraph."""
        if paragraph is None or not (paragraph.content.has_text or paragraph.content.boxes_before):
            return []
        return self._emit(paragraph, in_contents=False)

    def _emit(self, paragraph: _Paragraph, *, in_contents: bool) -> list[Block]:
        """Return the blocks of a complete paragraph: drawings anchored before the text, the lines, all further drawings."""
        blocks = [block for box in paragraph.content.boxes_before for block in self._read_box(box)]
        blocks += self._emit_lines(paragraph, in_contents=in_contents)
        for box in paragraph.content.boxes_after:
            blocks += self._read_box(box)
        return blocks

    def _emit_lines(self, paragraph: _Paragraph, *, in_contents: bool) -> Iterator[Block]:
        content, style, direct = paragraph.content, paragraph.style, paragraph.direct
        numbered = self._counters.find(style, integer(direct.get("numId")), integer(direct.get("ilvl")))
        label = self._counters.label(*numbered) if numbered else ""
        if self._is_body:
            self._report_unseen(paragraph)
        level = _outline_level(direct, style)
        for line in [line for line in content.lines if line.text] or ([DisplayedLine()] if label else []):
            looks = line.weights or {self._file.styles.look(style, {}): 1}
            is_contents = in_contents or line.is_contents or style.is_contents
            yield Block(
                text=label + line.text,
                kind=BlockKind.CONTENTS if is_contents else self._kind_at(level),
                place=Place(paragraph=paragraph.number, page=line.page),
                label=label,
                style=self._file.evidence.style(LineEvidence(style, direct, level, numbered, looks)),
                anchors=tuple(self._trace.of_line(line, label, paragraph.element)) if self._trace else (),
            )
            label = ""

    def _kind_at(self, outline_level: int | None) -> BlockKind:
        return self._kind if outline_level is None or not self._is_body else BlockKind.HEADING

    def _read_box(self, box: Drawn) -> list[Block]:
        place = Place(paragraph=self.paragraphs)
        if isinstance(box, str):
            return [Block(box, self._kind, place)]
        if isinstance(box, SmartArt):
            lines = self._file.diagram(self._part, box.relationship)
            if not lines:
                self._file.problems.add(DIAGRAM_UNREAD, place, ProblemKind.UNREAD)
            return [Block(line, self._kind, place) for line in lines]
        if isinstance(box, Chart):
            words = self._file.chart(self._part, box.relationship)
            unread = CHART_FIGURES_UNREAD if words else CHART_UNREAD
            self._file.problems.add(unread, place, ProblemKind.UNREAD)
            return [Block(words, self._kind, place)] if words else []
        if isinstance(box, EmbeddedFile):
            table = self._tables.next_number()
            blocks = self._file.shown_object(self._part, box.relationship, replace(place, table=table))
            if not blocks:
                self._file.problems.add(box.unread, place, ProblemKind.UNREAD)
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
