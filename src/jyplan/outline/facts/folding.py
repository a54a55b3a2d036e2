"""One spelling for the words that facts are recognised by, character by character.

Folding keeps every offset: full-width forms become ASCII, traditional characters of the field's
vocabulary simplified ones, and the many dashes, tildes and quotes one of each.
"""

from __future__ import annotations

from functools import cache

from jyplan.outline.facts.vocabulary import load_vocabulary

_VARIANTS = {"–": "—", "―": "—", "－": "—", "─": "—", "‐": "—", "‑": "—", "−": "—", "～": "~", "〜": "~", "∼": "~"} | {
    "「": "“", "『": "“", "」": "”", "』": "”", "﹪": "%", "○": "〇", "〈": "《", "〉": "》", "\u3000": " ", "\xa0": " ",
    "；": "；", "，": "，", "：": "：", "（": "（", "）": "）", "！": "！", "？": "？", ":": "：", "(": "（", ")": "）",
    ";": "；", ",": "，", "!": "！", "?": "？", "㈠": "一",
}  # fmt: skip


@cache
def _table() -> dict[int, str]:
    """Return the map for `str.translate`, one character to one character."""
    folding = load_vocabulary().table("folding")
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= {ord(old): new for old, new in zip(str(folding["traditional"]), str(folding["simplified"]), strict=True)}
    return table | {ord(old): new for old, new in _VARIANTS.items()}


def fold(text: str) -> str:
    """Return the text in the spelling of the vocabulary, as long as it was.

    >>> fold("聽課不少於２０節(９５％)～")
    '听课不少于20节（95%）~'
    """
    return text.translate(_table())
