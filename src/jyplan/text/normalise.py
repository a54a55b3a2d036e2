"""Normalising: the text of a plan for comparisons, with an offset map back to the displayed text.

Normalising folds (`text.fold`), lowers case and drops spaces, line ends and controls. `（一） 听 课` has
eight characters; six remain, and the map has a seventh entry for the end:

    normalised   (   一  )   听  课  end
    offsets      0   1   2   4   6   7

The stretch 3:5 of the normalised text (听课) comes from the stretch 4:7 of the displayed text (听 课).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import category

from jyplan.text.fold import spellings
from jyplan.text.invisible import invisible_characters
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

_DROPPED = {"Zs", "Zl", "Zp", "Cc", "Cf", "Mn", "Me", "Co"}
"""Unicode categories of dropped characters: spaces, line ends, controls, format characters, combining marks, private use.
Further invisible characters come from `text.invisible`."""
_BLANK = 0x2800
"""The pattern of Braille without a dot."""

_BMP = 0x10000
_GONE = 0xFFFFFFFF
"""Marks a dropped character; above every code point."""
TAG_RANGES = (
    (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF), (0xF0000, 0xFFFFD), (0x100000, 0x10FFFD),
)  # fmt: skip
"""What is dropped beyond the basic plane: format controls, tags, selectors of variants, private use."""
_TAGS = lazy_pattern("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in TAG_RANGES) + "]")
_UNEVEN = (
    *range(0x3001),
    *range(0x302A, 0x3030),
    0x3099,
    0x309A,
    0x3164,
    *range(0xA640, 0xAC00),
    *range(0xE000, 0xF900),
    *range(0xFB1E, 0x10000),
)
"""Code points to be examined for case and category: all but Hanzi and Hangul, which stay."""


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text and its offset map."""

    text: str
    offsets: Sequence[int]
    """For each character its offset in the original, then the original's length: strictly rising,
    `len(text) + 1` entries."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the original for the stretch `start:end` of `text`, end exclusive.

        Dropped characters at both ends are left out; an empty stretch stays empty.

        >>> normalise("1. 听 课").original(2, 4)
        (3, 6)
        """
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


def normalise(text: str) -> Normalised:
    """Return the text folded (see `text.fold`), in lower case and without spaces, line ends and controls.

    Digits and punctuation stay. Each character comes from a single character of the original.

    >>> normalise("１．　加強 Wi-Fi 建設")
    Normalised(text='1.加强wi-fi建设', offsets=[0, 1, 3, 4, 6, 7, 8, 9, 10, 12, 13, 14])
    """
    plain = _TAGS.sub("", text.translate(_table()))
    if len(plain) == len(text):
        return Normalised(plain, range(len(text) + 1))
    offsets: list[int] = []
    kept_start = 0
    for dropped in _dropped().finditer(text):
        offsets.extend(range(kept_start, dropped.start()))
        kept_start = dropped.end()
    offsets.extend(range(kept_start, len(text) + 1))
    return Normalised(plain, offsets)


def normalise_codes(codes: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Return code points and offset map of a normalised text, for a text given as code points.

    Ten times as fast as `normalise`; the map has no entry for the end.
    """
    import numpy as np

    table = _code_table()
    plain = table.take(codes, mode="clip")
    if len(codes) and codes.max() >= _BMP:
        plain = np.where(codes < _BMP, plain, codes)
        for first, last in TAG_RANGES:
            plain[(codes >= first) & (codes <= last)] = _GONE
    offsets = np.flatnonzero(plain != _GONE)
    return plain[offsets], offsets


@cache
def _code_table() -> NDArray[np.uint32]:
    import numpy as np

    return np.array([_GONE if code is None else code for code in _table()], dtype=np.uint32)


@cache
def _table() -> list[int | None]:
    """Return the normalised code point of each code point of the basic plane, None for dropped characters."""
    table: list[int | None] = list(range(_BMP))
    characters = "".join(map(chr, _UNEVEN))
    unseen = invisible_characters(characters)
    for code, character in zip(_UNEVEN, characters, strict=True):
        lower = character.lower()
        if category(character) in _DROPPED or code == _BLANK or character in unseen:
            table[code] = None
        elif len(lower) == 1:  # İ stays: its lower case is two characters
            table[code] = ord(lower)
    for code, plain in spellings().items():
        table[code] = table[plain]
    return table


@cache
def _dropped() -> re.Pattern[str]:
    dropped = [code for code, plain in enumerate(_table()) if plain is None]
    runs = [[code for _, code in run] for _, run in groupby(enumerate(dropped), lambda entry: entry[1] - entry[0])]
    ranges = "".join(f"{re.escape(chr(run[0]))}-{re.escape(chr(run[-1]))}" for run in runs)
    return lazy_pattern(f"[{ranges}{_TAGS.pattern[1:-1]}]+")
