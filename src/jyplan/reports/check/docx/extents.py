"""Where in a Word file the words of a finding are kept: from offsets in a plan text to elements."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.text.anchors import cut, joined

if TYPE_CHECKING:
    from jyplan.model import Anchor, Finding, Plan


@dataclass(frozen=True, slots=True)
class Point:
    """A place before or after a displayed character."""

    element: int
    """As in `Anchor`."""
    at: int | None
    """Offset in the element's text; None for the element as a whole, or the start of a paragraph."""
    after: bool


@dataclass(frozen=True, slots=True)
class Extent:
    """From where to where a comment reaches, in the order of the file."""

    start: Point
    end: Point
    exact: bool = True
    """Whether it covers the words, and does not only stand next to them."""
    repeated: bool = False
    """Whether the words are those of a merged cell, read again in a row below it."""


class Extents:
    """Looks up the places of one plan's text."""

    def __init__(self, plan: Plan) -> None:
        self._anchors = joined(((block.text, block.anchors) for block in plan.blocks), "\n")

    @property
    def part(self) -> str | None:
        """The part of the package that the text is in; None where nothing is known of its anchors."""
        return self._anchors[0].part if self._anchors else None

    def of(self, finding: Finding) -> Extent:
        """Return the extent of a finding's words; of words that are in no element, the place behind those before."""
        found = cut(self._anchors, finding.start, max(finding.end, finding.start + 1))
        found = tuple(each for each in found if not each.repeated) or found
        if not found:
            return self._beside(finding.start)
        # text boxes are read before or behind the paragraph that they stand in
        first, last = min(found, key=_begin), max(found, key=_end)
        return Extent(_before(first), _after(last), repeated=first.repeated)

    def _beside(self, offset: int) -> Extent:
        number = bisect_right(self._anchors, offset, key=lambda each: each.end)
        point = _after(self._anchors[number - 1]) if number else _before(self._anchors[0])
        return Extent(point, point, exact=False)


def _begin(anchor: Anchor) -> tuple[int, int]:
    return anchor.element, anchor.at or 0


def _end(anchor: Anchor) -> tuple[int, int]:
    return anchor.element, 0 if anchor.at is None else anchor.at + anchor.end - anchor.start


def _before(anchor: Anchor) -> Point:
    return Point(anchor.element, anchor.at, after=False)


def _after(anchor: Anchor) -> Point:
    return Point(anchor.element, None if anchor.at is None else _end(anchor)[1], after=True)
