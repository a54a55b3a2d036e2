"""Anchors (see `model.Anchor`) after cutting, joining or repeating a text: offsets adjusted to the new text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from jyplan.model import Anchor

if TYPE_CHECKING:
    from collections.abc import Iterable

Anchors = tuple[Anchor, ...]


def cut(anchors: Anchors, start: int, end: int, to: int = 0) -> Anchors:
    """Return the anchors of the stretch `start:end` of a text, for a new text with the stretch at offset `to`.

    `anchors` must be in order.

    >>> from jyplan.model import Anchor
    >>> cut((Anchor(0, 4, "word/document.xml", 7, 10),), 1, 3, to=5)
    (Anchor(start=5, end=7, part='word/document.xml', element=7, offset=11, repeated=False),)
    """
    first = bisect_right(anchors, start, key=lambda anchor: anchor.end)
    return tuple(
        Anchor(
            max(anchor.start, start) - start + to,
            min(anchor.end, end) - start + to,
            anchor.part,
            anchor.element,
            None if anchor.offset is None else anchor.offset + max(0, start - anchor.start),
            anchor.repeated,
        )
        for anchor in takewhile(lambda anchor: anchor.start < end, islice(anchors, first, None))
    )


def joined(parts: Iterable[tuple[str, Anchors]], separator: str) -> Anchors:
    """Return the anchors of texts joined with a separator; the separator has no anchor."""
    joined_anchors: list[Anchor] = []
    start = 0
    for text, anchors in parts:
        if anchors:
            joined_anchors += cut(anchors, 0, len(text), start)
        start += len(text) + len(separator)
    return tuple(joined_anchors)


def repeated(text: str, anchors: Anchors) -> Anchors:
    """Return a single anchor for a repeated text, to the element of its beginning.

    A single anchor, since a merged cell may be repeated in hundreds of rows.
    """
    return tuple(replace(anchor, start=0, end=len(text), offset=None, repeated=True) for anchor in anchors[:1])
