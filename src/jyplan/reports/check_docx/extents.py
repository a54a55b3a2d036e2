"""Where in a Word file the words of a finding are kept: from offsets in a plan text to elements."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.text.origins import cut, joined

if TYPE_CHECKING:
    from jyplan.model import Finding, Origin, Plan


@dataclass(frozen=True, slots=True)
class Point:
    """A place before or after a displayed character."""

    element: int
    """As in `Origin`."""
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
        self._origins = joined(((block.text, block.origins) for block in plan.blocks), "\n")

    @property
    def part(self) -> str | None:
        """The part of the package that the text is in; None where nothing is known of its origins."""
        return self._origins[0].part if self._origins else None

    def of(self, finding: Finding) -> Extent:
        """Return the extent of a finding's words; of words that are in no element, the place behind those before."""
        found = cut(self._origins, finding.start, max(finding.end, finding.start + 1))
        found = tuple(each for each in found if not each.repeated) or found
        if not found:
            return self._beside(finding.start)
        # text boxes are read before or behind the paragraph that they stand in
        first, last = min(found, key=_begin), max(found, key=_end)
        return Extent(_before(first), _after(last), repeated=first.repeated)

    def _beside(self, offset: int) -> Extent:
        number = bisect_right(self._origins, offset, key=lambda each: each.end)
        point = _after(self._origins[number - 1]) if number else _before(self._origins[0])
        return Extent(point, point, exact=False)


def _begin(origin: Origin) -> tuple[int, int]:
    return origin.element, origin.at or 0


def _end(origin: Origin) -> tuple[int, int]:
    return origin.element, 0 if origin.at is None else origin.at + origin.end - origin.start


def _before(origin: Origin) -> Point:
    return Point(origin.element, origin.at, after=False)


def _after(origin: Origin) -> Point:
    return Point(origin.element, None if origin.at is None else _end(origin)[1], after=True)
