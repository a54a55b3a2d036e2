"""Paragraphs of the Word file, with tracked changes (ECMA-376 part 1, 17.13.5) and comments."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from jyplan.reports.diff.docx.stream import EditBoundary, Fate, TrackedPiece, weave
from jyplan.reports.media.word.content import Body, Remark
from jyplan.reports.media.word.line_styles import BODY, LineStyles
from jyplan.reports.media.word.names import element, run, w

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element as Element

    from jyplan.model import Comparison

DATE = "1980-01-01T00:00:00Z"
"""Date of moved ranges, required by the schema (CT_MoveBookmark) and shown by no program. Changes and comments have no
date: an equal comparison must give an equal file, and a wrong date is worse than none. Word leaves dates out, too, when
set to remove personal information."""

_TEXT = frozenset(map(w, ("r", *(fate.value for fate in Fate if fate is not Fate.KEPT))))
"""Elements with the text of a paragraph."""


@dataclass(frozen=True, slots=True)
class Authors:
    """Authors of changes; Word can hide the changes of a chosen author."""

    content: str
    format: str
    """Author of changes of format and of section numbers."""


def write_body(
    comparison: Comparison, authors: Authors, head: Remark, remark_on: Callable[[EditBoundary], Remark]
) -> Body:
    """Return the body; `head` is the comment on the first paragraph."""
    right = LineStyles(comparison.right)
    builder = _BodyBuilder(LineStyles(comparison.left), right, authors, remark_on, [head])
    builder.content += _range_start(0)
    for token in weave(comparison):
        builder.add(token)
    builder.end_paragraph(Fate.KEPT, right.style_at(len(comparison.right.text)))
    return Body(builder.blocks, builder.remarks)


@dataclass(slots=True)
class _BodyBuilder:
    """Builds the paragraphs and comments from the stream of both texts."""

    left: LineStyles
    right: LineStyles
    authors: Authors
    remark_on: Callable[[EditBoundary], Remark]
    remarks: list[Remark]
    blocks: list[Element] = field(default_factory=list)
    content: list[Element] = field(default_factory=list)
    """Elements of the open paragraph."""
    ids: Iterator[int] = field(default_factory=lambda: count(1))
    open_ranges: list[int] = field(default_factory=list)
    """Ids of open moved ranges."""
    open_remarks: list[int | None] = field(default_factory=list)
    """Id of the comment of each open edit, None without comment."""

    def add(self, token: TrackedPiece | EditBoundary) -> None:
        """Add the next token of the stream."""
        if isinstance(token, TrackedPiece):
            self._add_piece(token)
        elif token.opens:
            self._open(token)
        else:
            self._close(token)

    def end_paragraph(self, fate: Fate, style: str, *, formal: bool = False) -> None:
        """Close the paragraph; `fate` is the fate of the paragraph mark."""
        if not self.blocks:
            self.content += _range_end(0)
        properties = element("pPr")
        if style != BODY:
            properties.append(element("pStyle", val=style))
        if fate is not Fate.KEPT:
            properties.append(element("rPr", self._change(self._mark_fate(fate), formal=formal)))
        self.blocks.append(element("p", *([properties] if len(properties) else []), *self.content))
        self.content = []

    def _mark_fate(self, fate: Fate) -> Fate:
        """Return the fate of the paragraph mark; a moved mark after text that does not move is deleted or inserted.

        Otherwise LibreOffice 7.4 leaves an empty paragraph when it removes the mark.
        """
        last_tag = next((child.tag for child in reversed(self.content) if child.tag in _TEXT), None)
        if fate is Fate.KEPT or last_tag == w(fate.value):
            return fate
        return Fate.DELETED if fate.on_left else Fate.INSERTED

    def _add_piece(self, piece: TrackedPiece) -> None:
        looks = self.left if piece.fate.on_left else self.right
        offset = piece.start
        for number, line in enumerate(piece.text.split("\n")):
            if number:
                self.end_paragraph(piece.fate, looks.style_at(offset - 1), formal=piece.formal)
            if line:
                run_element = run(line, deleted=piece.fate is Fate.DELETED)
                self.content.append(self._change(piece.fate, run_element, formal=piece.formal))
            offset += len(line) + 1

    def _change(self, fate: Fate, *content: Element, formal: bool = False) -> Element:
        """Return content inside the element of a fate; without content the element stands for a paragraph mark."""
        if fate is Fate.KEPT:
            return content[0]
        author = self.authors.format if formal else self.authors.content
        return element(fate.value, *content, id=next(self.ids), author=author)

    def _open(self, boundary: EditBoundary) -> None:
        if boundary.moves:
            self.open_ranges.append(next(self.ids))
            self.content.append(
                element(
                    f"{boundary.fate.value}RangeStart",
                    id=self.open_ranges[-1],
                    name=f"move{(boundary.edit.move or 0) + 1}",
                    author=self.authors.content,
                    date=DATE,
                )
            )
        remark = self.remark_on(boundary)
        self.open_remarks.append(len(self.remarks) if remark else None)
        if remark:
            self.content += _range_start(len(self.remarks))
            self.remarks.append(remark)

    def _close(self, boundary: EditBoundary) -> None:
        remark = self.open_remarks.pop()
        if remark is not None:
            end, anchor = _range_end(remark)
            # at the end of the last paragraph if a new one has just begun: else the comment would stay with the new one
            (self.content or self.blocks[-1]).extend([end, self._change(boundary.fate, anchor)])
        if boundary.moves:
            # after a whole paragraph the range ends between paragraphs, as Word writes it
            end = element(f"{boundary.fate.value}RangeEnd", id=self.open_ranges.pop())
            (self.content or self.blocks).append(end)


def _range_start(comment: int) -> list[Element]:
    return [element("commentRangeStart", id=comment)]


def _range_end(comment: int) -> list[Element]:
    """Return the end of the range of a comment, and the run that anchors the comment."""
    look = element("rPr", element("rStyle", val="CommentReference"))
    return [element("commentRangeEnd", id=comment), element("r", look, element("commentReference", id=comment))]
