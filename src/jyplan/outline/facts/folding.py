"""One spelling for the words that facts are recognised by, character by character.

This is `text.fold` but for the punctuation: facts are read by sentences, so that the marks of Chinese
text are the full-width ones, tabs still part the cells of a row, and a zero is always 〇.
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
    """Return the table of `text.fold` with other punctuation; the numbers in both are the same objects."""
    marks = {ord(plain): ord(mark) for plain, mark in _MARKS.items()}
    changed = marks | {code: marks[canonical] for code, canonical in spellings().items() if canonical in marks}
    table = folding_table().copy()
    for code, mark in changed.items():
        table[code] = mark
    table[ord("\t")] = ord("\t")
    return table


def fold(text: str) -> str:
    """Return the text in the spelling of the word lists, as long as it was.

    >>> fold("聽課不少於２０節(９５％)～")
    '听课不少于20节（95%）~'
    """
    return text.translate(_table())
