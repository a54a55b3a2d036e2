"""Obfuscation by order: lines written backwards, neighbours exchanged, text laid out in columns.

No run of such a text is equal to the source. But neighbouring characters make no common pairs (`hanzi_pairs`), while
characters at a different distance do. Shares of common pairs by distance from the first to the second character:

| text | 1 | -1 | 2 | 10 |
|---|---:|---:|---:|---:|
| as written | .33 | .05 | .06 | .03 |
| lines backwards | .05 | .33 | .03 | .03 |
| every two characters exchanged | .05 | .20 | .04 | .03 |
| written in ten columns | .03 | .03 | .03 | .32 |

A list of names has few common pairs at any distance and is not judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.compare.arrays import code_points
from jyplan.compare.rewrites.hanzi_pairs import are_common, fold_codes, hanzi_mask, join_pairs

if TYPE_CHECKING:
    from jyplan.compare.arrays import Codes, Mask

LEAST = 400
"""Pairs of neighbouring Hanzi in a text, at least: less than a page is not judged."""
_MOST = 2_000
"""Characters read, at most."""
_NEIGHBOURS = 0.2
"""Share of common pairs among neighbours, at most: plans have .3 and more, lists of names nearly none …"""
_AT_DISTANCE = 0.16
"""… and share at a different distance, at least …"""
_TIMES = 1.5
"""… and times the share among neighbours, at least: in honest texts no distance reaches a third of it."""
_DISTANCES = (-1, *range(2, 41))
"""Distances tried: backwards, and columns of up to 40 characters."""


class Misplaced(NamedTuple):
    """The reading order of a text with characters out of order."""

    distance: int
    """From a character to the next in reading order: -1 is backwards, 10 a text in ten columns."""
    fitting: float
    """Share of common pairs in reading order, from 0 to 1."""
    neighbours: float
    """Share of common pairs among neighbours, from 0 to 1."""


def find_misplaced(text: str) -> Misplaced | None:
    """Return the reading order of a text with characters out of order; None for a text in order or without an order."""
    codes = fold_codes(code_points(text))[:_MOST]
    codes = codes[codes != ord("\n")]
    is_hanzi = hanzi_mask(codes)
    if np.count_nonzero(is_hanzi[:-1] & is_hanzi[1:]) < LEAST:
        return None
    neighbours = _common_share(codes, is_hanzi, 1)
    if neighbours > _NEIGHBOURS:
        return None
    fitting, distance = max((_common_share(codes, is_hanzi, distance), -distance) for distance in _DISTANCES)
    if fitting < max(_AT_DISTANCE, _TIMES * neighbours):
        return None
    return Misplaced(-distance, fitting, neighbours)


def _common_share(codes: Codes, is_hanzi: Mask, distance: int) -> float:
    """Return the share of common pairs among the pairs of Hanzi at a distance."""
    apart = abs(distance)
    firsts = np.flatnonzero(is_hanzi[:-apart] & is_hanzi[apart:])
    if len(firsts) < LEAST // 2:
        return 0.0
    left, right = codes[firsts], codes[firsts + apart]
    pairs = join_pairs(left, right) if distance > 0 else join_pairs(right, left)
    return float(are_common(pairs).mean())
