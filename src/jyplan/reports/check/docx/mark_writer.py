"""Marks of comments in the main part of a Word file: range starts, range ends and references (ECMA-376 part 1, 17.13.4).

Marks are inserted from the end of the file to its beginning, so that the positions found before stay valid.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from jyplan.reports.check.docx.positions import MarkPositions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from jyplan.reports.check.docx.extents import Extent
    from jyplan.reports.check.docx.positions import MarkPosition
    from jyplan.reports.media.word.vocabulary import Vocabulary

_END, _EMPTY, _START = range(3)
"""Order of the marks at one position: ends of ranges, then empty ranges, then starts."""


@dataclass(frozen=True, slots=True)
class CommentRange:
    """The positions of a comment's start mark and end mark."""

    start: MarkPosition
    end: MarkPosition

    @property
    def exact(self) -> bool:
        """True if the range covers the very words, not a larger element around the words."""
        return self.start.exact and self.end.exact


@dataclass(frozen=True, slots=True)
class _PositionedMark:
    position: MarkPosition
    rank: int
    """`_END`, `_EMPTY` or `_START`."""
    element: Element


class MarkWriter:
    """Finds the ranges of comments in a main part and inserts their marks."""

    def __init__(self, root: Element, vocabulary: Vocabulary) -> None:
        self._positions = MarkPositions(root)
        self._new = vocabulary.element
        self._paragraph = vocabulary.tag("p")

    def find(self, extent: Extent) -> CommentRange:
        """Return the range of a comment on an extent; the main part is not changed yet."""
        return CommentRange(self._positions.find(extent.start), self._positions.find(extent.end))

    def write(self, ranges: Sequence[tuple[int, CommentRange]]) -> None:
        """Insert the marks of all comments, given as pairs of id and range.

        One call has to insert all ranges: splitting runs makes the positions found before invalid.

        Raises:
            UnfitPackageError: As `MarkPositions.insert`.
        """
        marks: list[_PositionedMark] = []
        ends: list[tuple[int, Element]] = []
        for number, comment_range in ranges:
            start = self._new("commentRangeStart", id=number)
            end = self._new("commentRangeEnd", id=number)
            if comment_range.end.order <= comment_range.start.order:
                marks.append(_PositionedMark(comment_range.start, _EMPTY, start))
                marks.append(_PositionedMark(comment_range.start, _EMPTY, end))
            else:
                marks.append(_PositionedMark(comment_range.start, _START, start))
                marks.append(_PositionedMark(comment_range.end, _END, end))
            ends.append((number, end))
        marks.sort(key=_from_end_of_file)
        for _, marks_at_position in groupby(marks, key=lambda mark: mark.position.order):
            ordered = sorted(marks_at_position, key=lambda mark: mark.rank)
            self._positions.insert(ordered[0].position, [mark.element for mark in ordered])
        self._positions.finish()
        for number, end in reversed(ends):
            self._child_of_paragraph(end).addnext(self._new("r", self._new("commentReference", id=number)))

    def _child_of_paragraph(self, mark: Element) -> Element:
        """Return the child of the paragraph around a mark: a reference must not be part of an insertion or a link."""
        child = mark
        while (parent := child.getparent()) is not None and parent.tag != self._paragraph:
            child = parent
        return child


def _from_end_of_file(mark: _PositionedMark) -> tuple[int, int]:
    return -mark.position.order.element, -mark.position.order.offset
