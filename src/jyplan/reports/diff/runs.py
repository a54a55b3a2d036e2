"""Text in several colours, and wrapping it by the columns it takes."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from jyplan.reports.media.columns import char_width
from jyplan.reports.media.terminal import painted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Run = tuple[str, tuple[str, ...]]
"""A text and the codes it is painted with."""

# GB/T 15834-2011, 5.1: no line begins with the one or ends with the other; + and - belong to the signs of edits
_CLOSING = frozenset("，。；：、？！）”’》】」』,.;:?!)]}%-+")
_OPENING = frozenset("（“‘《【「『([{-+")
_LEAST = 2
"""A line gives up at most one half of itself (1/2) to a better place to break."""


def wrapped(runs: Sequence[Run], limit: int) -> Iterator[list[Run]]:
    """Yield runs in lines of at most `limit` columns; nothing is dropped but spaces where a line begins.

    >>> list(wrapped([("听课不少于", ()), ("80", ("1",)), ("节。", ())], 12))
    [[('听课不少于', ()), ('80', ('1',))], [('节。', ())]]
    """
    letters = [(letter, codes) for text, codes in runs for letter in text]
    start = 0
    while start < len(letters):
        end = _end_of_line(letters, start, limit)
        yield _joined(letters[start:end])
        while end < len(letters) and letters[end][0] == " ":
            end += 1
        start = end


def drawn(runs: Iterable[Run], *, colour: bool) -> str:
    """Return runs as they are written."""
    return "".join(painted(text, *codes) if colour else text for text, codes in runs)


def _end_of_line(letters: Sequence[Run], start: int, limit: int) -> int:
    end, used = start, 0
    while end < len(letters) and used + char_width(letters[end][0]) <= limit:
        used += char_width(letters[end][0])
        end += 1
    end = max(end, start + 1)
    if end == len(letters):
        return end
    best = end
    while best > start + (end - start) // _LEAST and _belong_together(letters[best - 1][0], letters[best][0]):
        best -= 1
    return end if _belong_together(letters[best - 1][0], letters[best][0]) else best


def _belong_together(one: str, other: str) -> bool:
    word = one.isascii() and other.isascii() and one.isalnum() and other.isalnum()
    return word or one in _OPENING or other in _CLOSING or char_width(other) == 0


def _joined(letters: Iterable[Run]) -> list[Run]:
    return [
        ("".join(letter for letter, _ in together), codes)
        for codes, together in groupby(letters, key=lambda letter: letter[1])
    ]
