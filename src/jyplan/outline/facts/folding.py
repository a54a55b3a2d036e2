"""Fold the text of facts to the spelling of the word lists, character by character.

The result differs from `text.fold` in the punctuation only: the marks of Chinese text are full-width, as facts
are read by sentences; tabs still separate the cells of a row; a zero in Chinese numerals is always 〇.
"""

from __future__ import annotations

from functools import cache

from jyplan.text.fold import folding_table, spellings

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


@cache
def _table() -> list[int]:
    """Return the table of `text.fold` with full-width punctuation; both tables share their integers."""
    marks = {ord(plain): ord(mark) for plain, mark in _MARKS.items()}
    changed = marks | {code: marks[canonical] for code, canonical in spellings().items() if canonical in marks}
    table = folding_table().copy()
    for code, mark in changed.items():
        table[code] = mark
    table[ord("\t")] = ord("\t")
    return table


def fold(text: str) -> str:
    """Return the text in the spelling of the word lists, without a change of length.

    >>> fold("聽課不少於２０節(９５％)～")
    '听课不少于20节（95%）~'
    """
    return text.translate(_table())
