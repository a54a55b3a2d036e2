"""Folding: variants of a character (full-width, Traditional) become a single spelling.

A word list then needs a single entry for all scripts. Folding keeps the length: an offset into the
folded text is an offset into the displayed text. Match on `fold(text)`, cut from `text`:

    displayed   （  ２  ）  落  實  「  雙  減  」
    folded      (   2   )   落  实  “   双  减  ”
    offset      0   1   2   3   4   5   6   7   8
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

_TRADITIONAL = Path(__file__).parent.parent / "data" / "traditional.txt"
_KNOWN_TEXTS = 2048
"""Texts that are remembered: each stage of an outline folds the same lines."""
_REMEMBERED = 2000
"""Characters of the longest text that is remembered."""
_FREQUENT = "，：；（）！\u3000．"
"""Characters of nearly every line, each replaced in a separate pass of half a nanosecond a character."""
_BMP = 0x10000  # code points beyond are rare Hanzi and emoji, without variants

# The canonical character, then its variants.
_VARIANTS = (
    "  \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    "(（﹙︵❨⦅｟",
    ")）﹚︶❩⦆｠",
    "[［〔﹝︹﹇❲",
    "]］〕﹞︺﹈❳",
    "{｛﹛︷",
    "}｝﹜︸",
    "【︻",
    "】︼",
    "《︽",
    "》︾",
    "〈︿",
    "〉﹀",
    "“「﹁｢〝＂",
    "”」﹂｣〞〟",
    "‘『﹃",
    "’』﹄",
    ",，﹐︐",
    ".．﹒․",
    ":：﹕∶︰︓",
    ";；﹔︔",
    "!！﹗︕",
    "?？﹖︖",
    "、﹑､︑丶",  # the stroke 丶 is typed for the sign that looks like it
    "。｡︒",
    "—―─﹘⸺︱",
    "-－‐‑‒–−﹣˗",
    "~～〜∼﹏",
    "…⋯︙",
    "·・‧･∙⋅",
    "%％﹪",
    "/／∕⁄",
    "•\uf06c\uf075\uf06e\uf09f\uf0a7\uf0b7\uf0d8\uf0fc\uf0fe\uf076\uf0b2\uf0e0",  # bullets of symbol fonts, pasted without the font
    "○◯",  # 二○二四 is typed with either circle; the numeral 〇 stays
)


SIMPLE_RADICALS = dict(
    zip("⺠⻄⻅⻆⻉⻋⻓⻔⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰", "民西见角贝车长门韦页风飞食马骨鬼鱼鸟麦黄齐齿龙", strict=True)
)
"""Radicals of the CJK Radicals Supplement without a decomposition in Unicode."""


@cache
def spellings() -> dict[int, int]:
    """Return the folded code point by code point, for all code points changed by folding.

    >>> chr(spellings()[ord("（")]), chr(spellings()[ord("劃")]), ord("一") in spellings()
    ('(', '划', False)
    """
    changed: dict[int, int] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # full-width ! to ~
    lines = _TRADITIONAL.read_text("utf-8").splitlines()
    pairs = "".join(" ".join(line for line in lines if not line.startswith("#")).split())
    changed.update(zip(map(ord, pairs[::2]), map(ord, pairs[1::2]), strict=True))
    for variants in _VARIANTS:
        changed.update((ord(variant), ord(variants[0])) for variant in variants[1:])
    # Kangxi radicals and compatibility ideographs, as in text copied from a PDF: ⼯作 is 工作
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code) and len(plain) == 1 and ord(plain) < _BMP:
            changed[code] = changed.get(ord(plain), ord(plain))
    changed.update((ord(radical), ord(plain)) for radical, plain in SIMPLE_RADICALS.items())
    return changed


class Folding:
    """Replaces characters, keeping the length; `str.translate` takes 50 ns for each character, changed or not.

    Most Chinese text holds a few frequent variants and hardly any other: looking for others takes 3 ns a character.
    """

    def __init__(self, changed: Mapping[int, int], frequent: str) -> None:
        """Take the folded code point by code point; the characters of `frequent` are replaced first."""
        self._frequent = [(variant, chr(changed[ord(variant)])) for variant in frequent]
        self._changed = changed
        rare = "".join(map(chr, changed)).translate(dict.fromkeys(map(ord, frequent)))
        self._rare = lazy_pattern(f"[{re.escape(rare)}]")

    def fold(self, text: str) -> str:
        """Return the text with its variants replaced."""
        for variant, canonical in self._frequent:
            text = text.replace(variant, canonical)
        return self._rare.sub(self._canonical, text)

    def _canonical(self, variant: re.Match[str]) -> str:
        return chr(self._changed[ord(variant[0])])


@cache
def _folding() -> Folding:
    return Folding(spellings(), _FREQUENT)


@cache
def folding_table() -> list[int]:
    """Return the folded code point of each code point of the basic plane; callers must not change the list."""
    table = list(range(_BMP))
    for code, canonical in spellings().items():
        table[code] = canonical
    return table


def fold(text: str) -> str:
    r"""Return the text with each variant replaced by its canonical character; the length stays.

    Full-width letters, digits and signs become ASCII; tabs and every other space but a line end
    a plain space; brackets `（〔［` become `(` and `[`, while 【 《 〈 stay; 「 and 『 become “ and ‘;
    、 and 。 stay; dashes become — or -; Traditional characters become Simplified. Case, enclosed
    numbers (①) and characters outside the basic plane stay.

    >>> fold("１．　加強（重點）工作：落實「雙減」，提升質量。")
    '1. 加强(重点)工作:落实“双减”,提升质量。'
    >>> fold("【工作計畫】〔2024〕１２號——９～１０月")
    '【工作计划】[2024]12号——9~10月'
    >>> fold("著名、⼯作\n①Ａ𠀀")
    '著名、工作\n①A𠀀'
    """
    if text.isascii() and "	" not in text:
        return text
    return _known_fold(text) if len(text) <= _REMEMBERED else _fold(text)


def _fold(text: str) -> str:
    folded = _folding().fold(text)
    return folded.replace("计画", "计划") if "计画" in folded else folded  # 計畫; but 畫 alone (a picture) is 画


_known_fold = lru_cache(_KNOWN_TEXTS)(_fold)
