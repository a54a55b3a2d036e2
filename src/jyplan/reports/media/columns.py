"""Width of a text in columns of a terminal, and cutting and wrapping a text to a number of columns."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLAIN = lazy_pattern("[\\0-\\x7f–—‘’“”…①-⑳、-〩一-鿿！-～]*+")
"""Texts of ASCII and of characters that are two columns wide, which is nearly all."""
_NEVER_FIRST = frozenset("，。、；：？！）》〉」』】〕”’…％%")
"""Marks that stand at the end of a line, never at the beginning of the next: GB/T 15834-2011, 5.1."""
_VARIATION_SELECTOR_16 = "\ufe0f"
"""Asks for the coloured picture of the symbol before it, one column wider than the symbol."""


@lru_cache(maxsize=4096)
def char_width(char: str) -> int:
    """Return the width of a character in columns: 0, 1 or 2.

    Characters that Unicode calls ambiguous (“”, …, ①, ─) count as two, as Chinese consoles show
    them, so a line is never too long; elsewhere it is a little shorter than it might be.
    """
    if char == _VARIATION_SELECTOR_16:
        return 1
    if category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(char) in "WFA" else 1


def width(text: str) -> int:
    """Return the greatest width in columns of `text`, a single line without control characters.

    >>> width("1、教研"), width("abc")
    (7, 3)
    """
    if text.isascii():
        return len(text)
    if _PLAIN.fullmatch(text):  # one byte a column of ASCII; three bytes and two columns for every other one
        return (len(text.encode()) + len(text)) // 2
    return sum(map(char_width, text))


def fit(text: str, limit: int, ellipsis: str = "…") -> str:
    """Return `text`, cut at the end to at most `limit` columns, with an ellipsis for the rest.

    The result is empty if `limit` is narrower than the ellipsis.

    >>> fit("加强师资队伍建设", 10), fit("加强", 10), fit("加强", 1)
    ('加强师资…', '加强', '')
    """
    if _end_within(text, limit) == len(text):
        return text
    room = limit - width(ellipsis)
    return text[: _end_within(text, room)].rstrip() + ellipsis if room >= 0 else ""


def fit_end(text: str, limit: int, ellipsis: str = "…") -> str:
    """Return `text`, cut at the start to at most `limit` columns, with an ellipsis before the end: for paths.

    >>> fit_end("2024/三小/计划.txt", 12)
    '…/计划.txt'
    """
    if width(text) <= limit:
        return text
    room = limit - width(ellipsis)
    return ellipsis + text[len(text) - _end_within(text[::-1], room) :] if room >= 0 else ""


def fit_names(text: str, limit: int, ellipsis: str) -> str:
    """Return `text` in at most `limit` columns; a list of names is cut between two names.

    >>> fit_names("由王小敏、李大强、张丽负责", 15, "…")
    '由王小敏…'
    """
    fitted = fit(text, limit, ellipsis)
    beginning = fitted.removesuffix(ellipsis)
    if fitted == text or text.startswith(beginning + "、"):
        return fitted
    border = max(beginning.rfind(mark) for mark in "、，,；;/ ")
    return fitted if border < len(beginning) // 3 else beginning[:border] + ellipsis


def wrap(text: str, limit: int) -> Iterator[str]:
    """Yield `text` in lines of at most `limit` columns, broken at the last space of a line or else anywhere.

    No line begins with one of `_NEVER_FIRST`, unless it were alone. A character wider than `limit` still gets a line of its own.

    >>> list(wrap("read as gb18030, 三处不确定", 12)), list(wrap("句子其余相同、只换了词", 12))
    (['read as', 'gb18030,', '三处不确定'], ['句子其余相', '同、只换了词'])
    """
    remaining = text.strip()
    while remaining:
        end = _end_within(remaining, limit) or 1
        if end < len(remaining):
            space = remaining.rfind(" ", 1, end + 1)
            end = space if space > 0 else _before_mark(remaining, end)
        yield remaining[:end].rstrip()
        remaining = remaining[end:].lstrip()


def _before_mark(text: str, end: int) -> int:
    """Return the break at or before `end` after which the next line does not begin with a closing mark."""
    earlier = end
    while earlier > 1 and text[earlier] in _NEVER_FIRST:
        earlier -= 1
    return earlier if text[earlier] not in _NEVER_FIRST else end


def _end_within(text: str, limit: int) -> int:
    """Return how many leading characters fit in `limit` columns."""
    used = 0
    for index, char in enumerate(text):
        used += char_width(char)
        if used > limit:
            return index
    return len(text)
