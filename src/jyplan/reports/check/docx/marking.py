"""Comments on a Word file's main part: ranges and references put into its tree (ECMA-376 part 1, 17.13.4)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from jyplan.reports.check.docx.places import Places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from jyplan.reports.check.docx.extents import Extent
    from jyplan.reports.check.docx.places import Spot
    from jyplan.reports.media.word.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Range:
    """What a comment is about."""

    start: Spot
    end: Spot

    @property
    def exact(self) -> bool:
        """Whether it is the very words."""
        return self.start.exact and self.end.exact


@dataclass(frozen=True, slots=True)
class _Mark:
    spot: Spot
    rank: int
    """Among marks at one place: what ends there, what is empty, what begins."""
    element: Element


class Marking:
    """Puts the marks of comments into one main part."""

    def __init__(self, root: Element, vocabulary: Vocabulary) -> None:
        self._places = Places(root)
        self._new = vocabulary.element
        self._paragraph = vocabulary.tag("p")

    def find(self, extent: Extent) -> Range:
        """Return where the marks of a comment will stand."""
        return Range(self._places.find(extent.start), self._places.find(extent.end))

    def put(self, ranges: Sequence[tuple[int, Range]]) -> None:
        """Put the marks of all comments, each with its id; what is found before must be put with this one call."""
        marks: list[_Mark] = []
        ends: list[tuple[int, Element]] = []
        for number, each in ranges:
            start = self._new("commentRangeStart", id=number)
            end = self._new("commentRangeEnd", id=number)
            empty = each.end.order <= each.start.order
            marks.append(_Mark(each.start, 1 if empty else 2, start))
            marks.append(_Mark(each.start if empty else each.end, 1 if empty else 0, end))
            ends.append((number, end))
        for _, together in groupby(sorted(marks, key=_backwards), key=lambda mark: mark.spot.order):
            here = sorted(together, key=lambda mark: mark.rank)
            self._places.put(here[0].spot, [mark.element for mark in here])
        self._places.finish()
        for number, end in reversed(ends):
            self._outermost(end).addnext(self._new("r", self._new("commentReference", id=number)))

    def _outermost(self, mark: Element) -> Element:
        """Return what holds a mark among the children of its paragraph: a reference is part of no insertion or link."""
        holder = mark
        while (parent := holder.getparent()) is not None and parent.tag != self._paragraph:
            holder = parent
        return holder


def _backwards(mark: _Mark) -> tuple[int, int]:
    element, offset = mark.spot.order
    return -element, -offset
