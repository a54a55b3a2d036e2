"""Anchors of a text, followed through what is done to the text: cutting, joining, repeating."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.model import Anchor

Anchors = tuple["Anchor", ...]


def cut(anchors: Anchors, start: int, end: int, to: int = 0) -> Anchors:
    """Return the anchors of a text's stretch, which are in order, in a text in which the stretch begins at `to`.

    >>> from jyplan.model import Anchor
    >>> cut((Anchor(0, 4, "word/document.xml", 7, 10),), 1, 3, to=5)
    (Anchor(start=5, end=7, part='word/document.xml', element=7, at=11, repeated=False),)
    """
    first = bisect_right(anchors, start, key=lambda each: each.end)
    return tuple(
        replace(
            each,
            start=max(each.start, start) - start + to,
            end=min(each.end, end) - start + to,
            at=None if each.at is None else each.at + max(0, start - each.start),
        )
        for each in takewhile(lambda each: each.start < end, islice(anchors, first, None))
    )


def joined(parts: Iterable[tuple[str, Anchors]], separator: str) -> Anchors:
    """Return the anchors of texts joined with a separator, which has none."""
    found: list[Anchor] = []
    at = 0
    for text, anchors in parts:
        if anchors:
            found += cut(anchors, 0, len(text), at)
        at += len(text) + len(separator)
    return tuple(found)


def repeated(text: str, anchors: Anchors) -> Anchors:
    """Return the anchor of a text that is read a second time: only where it begins, as it may be read often."""
    return tuple(replace(each, start=0, end=len(text), at=None, repeated=True) for each in anchors[:1])
