"""The information content of a text under a unigram model of Chinese, to compare decodings of the same bytes.

Each character costs the bits of an optimal code: `-log2` of its share in Chinese text (`data/hanzi.txt`).
工作计划 costs 36 bits; the same bytes decoded as Big5, 馱釬數赫, cost 64.
"""

from __future__ import annotations

import sys
from array import array
from functools import cache
from pathlib import Path

from jyplan.text.fold import spellings

_HANZI = Path(__file__).parent.parent / "data" / "hanzi.txt"
_UTF_16 = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"

# Bits for each code point of a range; a later row wins. Letters, digits and signs cost about their share
# in plans; scripts absent from plans cost more than the rarest listed Hanzi (21).
_RANGES = (
    (0x0000, 0x10000, 24),
    (0x0020, 0x007F, 7),  # ASCII signs and capitals
    (0x0061, 0x007B, 5),
    (0x0030, 0x003A, 6),
    (0x0009, 0x000B, 6),
    (0x000C, 0x000E, 6),
    (0x00A0, 0x0100, 11),  # é × °
    (0x0100, 0x0370, 18),
    (0x0370, 0x0500, 13),  # Greek, Cyrillic
    (0x2010, 0x2060, 12),  # dashes, quotes, dots
    (0x2070, 0x2400, 15),  # ℃ № Ⅰ → ×
    (0x2460, 0x2500, 9),  # ① ⑴ ⒈
    (0x2500, 0x2600, 12),  # ■ ● ○ ◆
    (0x2600, 0x27C0, 15),  # ★ ☆ ✓
    (0x3000, 0x3040, 12),
    (0x3040, 0x3130, 16),  # kana, bopomofo
    (0x3200, 0x3400, 15),  # ㈠ ㎡
    (0x4E00, 0xA000, 22),  # Hanzi missing from the table
    (0xAC00, 0xD7A4, 20),  # Hangul
    (0xD800, 0xE000, 11),  # half of a character beyond the basic plane
)
_COMMON_SIGNS = "。、“”《》—…·"
_COMMON_SIGN = 7
_VARIANT = 1  # extra bit of a Traditional or full-width character over its folded form
_ODD_VARIANT = 6  # extra bits of Kangxi radicals, compatibility ideographs and full-width letters, rare in files
_ODD = ((0x2E80, 0x2FE0), (0xF900, 0xFB00), (0xFF21, 0xFF5B))


@cache
def _bits() -> list[int]:
    """Return the bits of each code point of the basic plane, as a list by code point."""
    bits = [0] * 0x10000
    for start, end, value in _RANGES:
        bits[start:end] = [value] * (end - start)
    for sign in _COMMON_SIGNS:
        bits[ord(sign)] = _COMMON_SIGN
    for line in _HANZI.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            rarity, hanzi = line.split(" ")
            for character in hanzi:
                bits[ord(character)] = int(rarity)
    variants = {code: bits[plain] + _VARIANT for code, plain in spellings().items() if code > 0x7F}
    for code, value in variants.items():
        bits[code] = value
    for start, end in _ODD:
        bits[start:end] = [value + _ODD_VARIANT for value in bits[start:end]]
    return bits


def rarity(text: str) -> int:
    """Return the number of bits an optimal code for Chinese takes for a text.

    A common Hanzi takes 6 to 12 bits, Simplified or Traditional alike, a rare Hanzi up to 22; a
    replacement character, a control or an unassigned code point takes 24.

    >>> rarity("工作計劃"), rarity("馱釬數赫")  # the same bytes in Big5
    (38, 64)
    """
    units = array("H", text.encode(_UTF_16, "surrogatepass"))
    return sum(map(_bits().__getitem__, units))
