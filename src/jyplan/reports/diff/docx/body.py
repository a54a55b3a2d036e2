"""The woven text as paragraphs with tracked changes (ECMA-376 part 1, 17.13.5) and comments on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from jyplan.reports.diff.docx.stream import Edge, Fate, Piece, weave
from jyplan.reports.media.word.content import Body, Remark
from jyplan.reports.media.word.line_styles import BODY, LineStyles
from jyplan.reports.media.word.names import element, run, w

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element as Element

    from jyplan.model import Comparison

DATE = "1980-01-01T00:00:00Z"
"""The schema wants a date on a moved range (CT_MoveBookmark), which no program shows. Changes and comments have none:
the same comparison must give the same file, and a wrong date is worse than none. Word writes them so, too, where
it is told to keep personal information out of a file."""

_TEXT = frozenset(map(w, ("r", *(fate.value for fate in Fate if fate is not Fate.STAYS))))
"""What holds the text of a paragraph."""


@dataclass(frozen=True, slots=True)
class Authors:
    """Who is named as the author of a change: Word can hide the changes of one author."""

    content: str
    format: str
    """Of what changes only format or numbers of sections."""


def write_body(comparison: Comparison, authors: Authors, head: Remark, remark_on: Callable[[Edge], Remark]) -> Body:
    """Return the body; `head` is the comment on the first paragraph."""
    right = LineStyles(comparison.right)
    page = _Page(LineStyles(comparison.left), right, authors, remark_on, [head])
    page.content += _range_start(0)
    for token in weave(comparison):
        page.add(token)
    page.end_paragraph(Fate.STAYS, right.style_at(len(comparison.right.text)))
    return Body(page.blocks, page.remarks)


@dataclass(slots=True)
class _Page:
    """The paragraphs as they grow."""

    left: LineStyles
    right: LineStyles
    authors: Authors
    remark_on: Callable[[Edge], Remark]
    remarks: list[Remark]
    blocks: list[Element] = field(default_factory=list)
    content: list[Element] = field(default_factory=list)
    """Of the paragraph that is not closed yet."""
    ids: Iterator[int] = field(default_factory=lambda: count(1))
    open_ranges: list[int] = field(default_factory=list)
    """The ids of moved ranges."""
    open_remarks: list[int | None] = field(default_factory=list)
    """Of each edit that is not closed yet."""

    def add(self, token: Piece | Edge) -> None:
        """Take the next token of the woven text."""
        if isinstance(token, Piece):
            self._add_piece(token)
        elif token.opens:
            self._open(token)
        else:
            self._close(token)

    def end_paragraph(self, fate: Fate, style: str, *, formal: bool = False) -> None:
        """Close the paragraph; `fate` is that of its mark."""
        if not self.blocks:
            self.content += _range_end(0)
        properties = element("pPr")
        if style != BODY:
            properties.append(element("pStyle", val=style))
        if fate is not Fate.STAYS:
            properties.append(element("rPr", self._change(self._mark_fate(fate), formal=formal)))
        self.blocks.append(element("p", *([properties] if len(properties) else []), *self.content))
        self.content = []

    def _mark_fate(self, fate: Fate) -> Fate:
        """Return the fate of the paragraph's mark: it moves only behind text that moves.

        Behind anything else LibreOffice 7.4 would leave an empty paragraph when it takes the mark away.
        """
        before = next((each.tag for each in reversed(self.content) if each.tag in _TEXT), None)
        if fate is Fate.STAYS or before == w(fate.value):
            return fate
        return Fate.GOES if fate.on_left else Fate.COMES

    def _add_piece(self, piece: Piece) -> None:
        looks = self.left if piece.fate.on_left else self.right
        at = piece.start
        for number, line in enumerate(piece.text.split("\n")):
            if number:
                self.end_paragraph(piece.fate, looks.style_at(at - 1), formal=piece.formal)
            if line:
                made = run(line, deleted=piece.fate is Fate.GOES)
                self.content.append(self._change(piece.fate, made, formal=piece.formal))
            at += len(line) + 1

    def _change(self, fate: Fate, *content: Element, formal: bool = False) -> Element:
        """Return content with its fate; a paragraph mark is no content."""
        if fate is Fate.STAYS:
            return content[0]
        author = self.authors.format if formal else self.authors.content
        return element(fate.value, *content, id=next(self.ids), author=author)

    def _open(self, edge: Edge) -> None:
        if edge.moves:
            self.open_ranges.append(next(self.ids))
            self.content.append(
                element(
                    f"{edge.fate.value}RangeStart",
                    id=self.open_ranges[-1],
                    name=f"move{(edge.edit.move or 0) + 1}",
                    author=self.authors.content,
                    date=DATE,
                )
            )
        remark = self.remark_on(edge)
        self.open_remarks.append(len(self.remarks) if remark else None)
        if remark:
            self.content += _range_start(len(self.remarks))
            self.remarks.append(remark)

    def _close(self, edge: Edge) -> None:
        remark = self.open_remarks.pop()
        if remark is not None:
            end, anchor = _range_end(remark)
            # not in a paragraph that only begins: the comment would stay with what follows
            (self.content or self.blocks[-1]).extend([end, self._change(edge.fate, anchor)])
        if edge.moves:
            # after a whole paragraph the range ends between paragraphs, as Word writes it
            end = element(f"{edge.fate.value}RangeEnd", id=self.open_ranges.pop())
            (self.content or self.blocks).append(end)


def _range_start(comment: int) -> list[Element]:
    return [element("commentRangeStart", id=comment)]


def _range_end(comment: int) -> list[Element]:
    """Return the end of what a comment is about, and the run that anchors the comment."""
    look = element("rPr", element("rStyle", val="CommentReference"))
    return [element("commentRangeEnd", id=comment), element("r", look, element("commentReference", id=comment))]
