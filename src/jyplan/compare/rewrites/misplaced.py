"""Characters in another order than they are read in: lines written backwards, neighbours exchanged, text in columns.

Nothing of such a text is equal to its source in a row. But its neighbours do not fit each other, while those of another order do:
the shares of common pairs (`background`) of a plan as written, and of what somebody made of it, by the distance of the second character:

| text | 1 | -1 | 2 | 10 |
|---|---:|---:|---:|---:|
| as written | .33 | .05 | .06 | .03 |
| lines backwards | .05 | .33 | .03 | .03 |
| every two characters exchanged | .05 | .20 | .04 | .03 |
| written in ten columns | .03 | .03 | .03 | .32 |

A list of names fits nowhere and is not judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.compare.arrays import code_points
from jyplan.compare.rewrites.candidates import are_common_pairs, fold_codes

if TYPE_CHECKING:
    from jyplan.compare.arrays import Codes, Mask

LEAST = 400
"""Pairs of Hanzi of a text that is judged, at least: less than a page is left alone."""
_MOST = 2_000
"""Characters that are read."""
_NEIGHBOURS = 0.2
"""Share of neighbours that fit, at most: plans and their rewritten versions have .3 and more, lists of names nearly none …"""
_OTHERS = 0.16
"""… and share of characters at another distance that fit, at least …"""
_TIMES = 1.5
"""… and so many times that of the neighbours, at least: of what people write no distance has a third of it."""
_DISTANCES = (-1, *range(2, 41))
"""Where the second character of a pair is looked for: the other way round, and in columns of up to 40 characters."""
_FIRST, _LAST = 0x3400, 0x9FFF
"""Hanzi, those of extension A too: some rare ones are folded to them."""


class Misplaced(NamedTuple):
    """The order in which the characters of a text fit each other."""

    distance: int
    """From a character to the one that follows in that order: -1 is backwards."""
    fitting: float
    """Share of pairs in that order that are common, from 0 to 1."""
    neighbours: float
    """Share of neighbours that are common."""


def find_misplaced(text: str) -> Misplaced | None:
    """Return in which other order the characters of a text fit; None where they fit as they stand, or nowhere."""
    codes = fold_codes(code_points(text))[:_MOST]
    codes = codes[codes != ord("\n")]
    is_hanzi = (codes >= _FIRST) & (codes <= _LAST)
    if np.count_nonzero(is_hanzi[:-1] & is_hanzi[1:]) < LEAST:
        return None
    neighbours = _fitting(codes, is_hanzi, 1)
    if neighbours > _NEIGHBOURS:
        return None
    fitting, distance = max((_fitting(codes, is_hanzi, distance), -distance) for distance in _DISTANCES)
    if fitting < max(_OTHERS, _TIMES * neighbours):
        return None
    return Misplaced(-distance, fitting, neighbours)


def _fitting(codes: Codes, is_hanzi: Mask, distance: int) -> float:
    """Return the share of common pairs among the pairs of Hanzi at a distance."""
    apart = abs(distance)
    firsts = np.flatnonzero(is_hanzi[:-apart] & is_hanzi[apart:])
    if len(firsts) < LEAST // 2:
        return 0.0
    left, right = codes[firsts], codes[firsts + apart]
    is_common = are_common_pairs(left, right) if distance > 0 else are_common_pairs(right, left)
    return float(is_common.mean())
