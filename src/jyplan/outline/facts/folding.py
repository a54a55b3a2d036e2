"""Fold the text of facts to the spelling of the word lists, character by character.

The result differs from `text.fold` in the punctuation only: the marks of Chinese text are full-width, as facts
are read by sentences; tabs still separate the cells of a row; a zero in Chinese numerals is always 〇.
"""

from __future__ import annotations

from functools import cache

from jyplan.text.fold import Folding, spellings

_MARKS = {
    ",": "，",
    ":": "：",
    ";": "；",
    "!": "！",
    "?": "？",
    "(": "（",
    ")": "）",
    "〈": "《",
    "〉": "》",
    "‘": "“",
    "’": "”",
    "○": "〇",
}


_FREQUENT = ",:()\u3000．"


@cache
def _folding() -> Folding:
    """Return the folding of `text.fold` with full-width punctuation."""
    marks = {ord(plain): ord(mark) for plain, mark in _MARKS.items()}
    changed = {code: marks.get(canonical, canonical) for code, canonical in spellings().items()} | marks
    return Folding(
        {code: canonical for code, canonical in changed.items() if code not in {canonical, ord("\t")}}, _FREQUENT
    )


def fold(text: str) -> str:
    """Return the text in the spelling of the word lists, without a change of length.

    >>> fold("聽課不少於２０節(９５％)～")
    '听课不少于20节（95%）~'
    """
    return _folding().fold(text)
