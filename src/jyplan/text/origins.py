"""Origins (see `model.Origin`) after cutting a text: offsets and columns adjusted to the new text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from jyplan.model import Origin


def cut(origins: tuple[Origin, ...], start: int, end: int, to: int = 0) -> tuple[Origin, ...]:
    """Return the origins of the stretch `start:end` of a text, for a new text with the stretch at offset `to`.

    `origins` must be in order.

    >>> cut((Origin(0, 4, 3), Origin(5, 5, 1)), 2, 8, to=10)
    (Origin(start=10, line=4, column=5), Origin(start=13, line=5, column=1))
    """
    first = max(bisect_right(origins, start, key=lambda origin: origin.start) - 1, 0)
    last = bisect_left(origins, end, first, key=lambda origin: origin.start)
    return tuple(_moved(origin, start, to) for origin in origins[first:last])


def _moved(origin: Origin, start: int, to: int) -> Origin:
    """Return an origin for a new text, with the old text from `start` on at offset `to`."""
    cut_off = max(start - origin.start, 0)
    column = None if origin.column is None else origin.column + cut_off
    return Origin(origin.start + cut_off - start + to, origin.line, column)
