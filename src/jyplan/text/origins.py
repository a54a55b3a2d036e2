"""Origins of a text, followed through the cutting of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from jyplan.model import Origin


def cut(origins: tuple[Origin, ...], start: int, end: int, to: int = 0) -> tuple[Origin, ...]:
    """Return the origins of a text's stretch, which are in order, in a text in which the stretch begins at `to`.

    >>> cut((Origin(0, 4, 3), Origin(5, 5, 1)), 2, 8, to=10)
    (Origin(start=10, line=4, column=5), Origin(start=13, line=5, column=1))
    """
    first = max(bisect_right(origins, start, key=lambda each: each.start) - 1, 0)
    last = bisect_left(origins, end, first, key=lambda each: each.start)
    return tuple(_from(each, start, to) for each in origins[first:last])


def _from(origin: Origin, start: int, to: int) -> Origin:
    """Return an origin in a text that begins at `start` of the former one and stands at `to`."""
    lost = max(start - origin.start, 0)
    column = None if origin.column is None else origin.column + lost
    return Origin(origin.start + lost - start + to, origin.line, column)
