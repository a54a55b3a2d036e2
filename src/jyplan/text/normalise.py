"""Normalising: the text that two plans are compared by, with the way back to what is displayed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from jyplan.text.fold import spellings

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

_DROPPED = {"Zs", "Zl", "Zp", "Cc", "Cf"}  # spaces, line ends, controls, zero-width and bidi marks

_BMP = 0x10000
_GONE = 0xFFFFFFFF
"""Stands for a dropped character; no code point is that large."""
_UNEVEN = (*range(0x3001), *range(0xA640, 0xAC00), *range(0xFE00, 0x10000))
"""Where letters with two cases, spaces and controls are: everywhere but among Hanzi and Hangul."""


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text and where each of its characters came from."""

    text: str
    offsets: Sequence[int]
    """For each character its offset in the original, and at the end the original's length: as
    long as `text` and one more, strictly rising."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the original, end exclusive, that a stretch of `text` came from.

        Spaces around it are left out, an empty stretch stays empty.

        >>> normalise("1. 听 课").original(2, 4)
        (3, 6)
        """
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


def normalise(text: str) -> Normalised:
    """Return the text folded (see `text.fold`), in lower case and without spaces, line ends and controls.

    Digits and punctuation stay. Each character comes from one character of the original.

    >>> normalise("１．　加強 Wi-Fi 建設")
    Normalised(text='1.加强wi-fi建设', offsets=[0, 1, 3, 4, 6, 7, 8, 9, 10, 12, 13, 14])
    """
    plain = text.translate(_table())
    if len(plain) == len(text):
        return Normalised(plain, range(len(text) + 1))
    offsets: list[int] = []
    kept_from = 0
    for dropped in _dropped().finditer(text):
        offsets.extend(range(kept_from, dropped.start()))
        kept_from = dropped.end()
    offsets.extend(range(kept_from, len(text) + 1))
    return Normalised(plain, offsets)


def normalise_codes(codes: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Return what `normalise` makes of a text given as code points, and where each character came from.

    Ten times as fast; the offsets are as long as the result, without an entry for its end.
    """
    import numpy as np

    table = _code_table()
    plain = np.where(codes < _BMP, table[np.minimum(codes, _BMP - 1)], codes)
    offsets = np.flatnonzero(plain != _GONE)
    return plain[offsets], offsets


@cache
def _code_table() -> NDArray[np.uint32]:
    import numpy as np

    return np.array([_GONE if code is None else code for code in _table()], dtype=np.uint32)


@cache
def _table() -> list[int | None]:
    """Return what becomes of each code point of the basic plane, None where it is dropped."""
    table: list[int | None] = list(range(_BMP))
    for code in _UNEVEN:
        lower = chr(code).lower()
        if _is_dropped(code):
            table[code] = None
        elif len(lower) == 1:  # İ, whose lower case is two characters, stays: each comes from one
            table[code] = ord(lower)
    for code, plain in spellings().items():
        table[code] = table[plain]
    return table


@cache
def _dropped() -> re.Pattern[str]:
    characters = re.escape("".join(chr(code) for code in range(_BMP) if _table()[code] is None))
    return re.compile(f"[{characters}]+")


def _is_dropped(code: int) -> bool:
    return unicodedata.category(chr(code)) in _DROPPED
