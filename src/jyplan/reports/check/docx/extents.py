"""From the words of a finding to elements of the Word file: offsets in the plan text become edges of characters.

The reader attaches anchors to every block, each with an element of the main part and its stretch of text. The anchors
of all blocks of a plan, joined as the plan text is joined, are searched by bisection. The package docstring
(`check.docx`) follows an example through all stages.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.text.anchors import cut, joined

if TYPE_CHECKING:
    from jyplan.model import Anchor, Finding, Plan


@dataclass(frozen=True, slots=True)
class CharacterEdge:
    """The edge before or after a displayed character, or before or after a whole element."""

    element: int
    """Number of the element in the main part, as in `Anchor`."""
    offset: int | None
    """Offset of the edge in the element's text; None for the element as a whole, or the start of a paragraph."""
    after: bool
    """True for the edge after a character, False for the edge before."""


@dataclass(frozen=True, slots=True)
class Extent:
    """The first and the last edge of a finding's words, in the order of the file."""

    start: CharacterEdge
    end: CharacterEdge
    exact: bool = True
    """True if the extent covers the words; False for an empty extent beside words without an element."""
    repeated: bool = False
    """True for the words of a merged cell, read again in a lower row."""


class ExtentFinder:
    """Finds the extents of findings in one plan."""

    def __init__(self, plan: Plan) -> None:
        self._anchors = joined(((block.text, block.anchors) for block in plan.blocks), "\n")

    @property
    def part(self) -> str | None:
        """Name of the part with the plan's text; None for a plan without anchors."""
        return self._anchors[0].part if self._anchors else None

    def extent_of(self, finding: Finding) -> Extent:
        """Return the extent of a finding's words; for words without an element, an empty extent after the text before.

        A finding without words gets the extent of the character at its offset.
        """
        anchors = cut(self._anchors, finding.start, max(finding.end, finding.start + 1))
        anchors = tuple(anchor for anchor in anchors if not anchor.repeated) or anchors
        if not anchors:
            return self._beside(finding.start)
        # the text of a text box is read before or after its paragraph: file order can differ from text order
        first, last = min(anchors, key=_start_in_file), max(anchors, key=_end_in_file)
        return Extent(_edge_before(first), _edge_after(last), repeated=first.repeated)

    def _beside(self, offset: int) -> Extent:
        """Return the empty extent after the last anchored text before an offset, else before the first anchored text."""
        number = bisect_right(self._anchors, offset, key=lambda anchor: anchor.end)
        edge = _edge_after(self._anchors[number - 1]) if number else _edge_before(self._anchors[0])
        return Extent(edge, edge, exact=False)


def _start_in_file(anchor: Anchor) -> tuple[int, int]:
    return anchor.element, anchor.offset or 0


def _end_in_file(anchor: Anchor) -> tuple[int, int]:
    return anchor.element, 0 if anchor.offset is None else anchor.offset + anchor.end - anchor.start


def _edge_before(anchor: Anchor) -> CharacterEdge:
    return CharacterEdge(anchor.element, anchor.offset, after=False)


def _edge_after(anchor: Anchor) -> CharacterEdge:
    return CharacterEdge(anchor.element, None if anchor.offset is None else _end_in_file(anchor)[1], after=True)
