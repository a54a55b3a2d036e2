"""Anchors of displayed text: the element of the main part, and the offset in the element's text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Anchor
from jyplan.readers.docx.inline.shown import shown_offsets
from jyplan.readers.ooxml.names import MATH, XML_SPACE, w

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

    from jyplan.readers.docx.inline.lines import DisplayedLine

_TEXTS = frozenset({w("t"), w("delText"), f"{{{MATH}}}t"})


class Trace:
    """The elements of a part, numbered in document order from 0."""

    def __init__(self, part: str, root: Element) -> None:
        self._part = part
        self._numbers = {element: number for number, element in enumerate(root.iter())}
        self._keep_space = root.get(XML_SPACE) == "preserve"

    def of_line(self, line: DisplayedLine, label: str, paragraph: Element) -> Iterator[Anchor]:
        """Yield the anchors of a line of a paragraph; `label` is the automatic number the line begins with, or empty."""
        if label:
            yield Anchor(0, len(label), self._part, self._numbers[paragraph], None)
        start, end = len(label), len(label) + len(line.text)
        for text, element in zip(line.pieces, line.elements, strict=True):
            number = self._numbers[element]
            if element.tag not in _TEXTS:
                yield from self._within(end, Anchor(start, start + len(text), self._part, number, None))
            else:
                offsets = shown_offsets(element, keep_space=self._keep_space)
                for first, last in _stretches(offsets):
                    offset = offsets[first]
                    yield from self._within(end, Anchor(start + first, start + last, self._part, number, offset))
            start += len(text)

    def _within(self, end: int, anchor: Anchor) -> Iterator[Anchor]:
        """Yield an anchor cut at the end of the displayed text; none for an anchor of blanks after the end."""
        if anchor.start < end:
            yield anchor if anchor.end <= end else Anchor(anchor.start, end, anchor.part, anchor.element, anchor.offset)


def _stretches(offsets: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each run of consecutive offsets, as positions in the sequence."""
    if isinstance(offsets, range):
        yield 0, len(offsets)
        return
    first = 0
    for index in range(1, len(offsets) + 1):
        if index == len(offsets) or offsets[index] != offsets[index - 1] + 1:
            yield first, index
            first = index
