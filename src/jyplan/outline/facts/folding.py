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
    variants = {code: marks[plain] for code, plain in spellings().items() if plain in marks}
    changed = spellings() | marks | variants
    for unfolded in (ord("\t"), *marks.values()):
        changed.pop(unfolded, None)
    return Folding(changed, _FREQUENT)


def fold(text: str) -> str:
    """Return the text in the spelling of the word lists, without a change of length.

    >>> fold("聽課不少於２０節(９５％)～")
    '听课不少于20节（95%）~'
    """
    return _folding().fold(text)
