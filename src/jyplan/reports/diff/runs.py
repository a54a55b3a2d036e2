"""Text in several colours, wrapped to a number of columns."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from jyplan.reports.media.columns import char_width
from jyplan.reports.media.terminal import painted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Run = tuple[str, tuple[str, ...]]
"""A text and its colour codes."""

# GB/T 15834-2011, 5.1: no line begins with a closing or ends with an opening mark; + and - are signs of edits
_CLOSING = frozenset("，。；：、？！）”’》】」』,.;:?!)]}%-+")
_OPENING = frozenset("（“‘《【「『([{-+")
_SHORTEST = 2
"""A line is never shorter than 1/2 of the full width for the sake of a better line break."""


def wrapped(runs: Sequence[Run], limit: int) -> Iterator[list[Run]]:
    """Yield runs in lines of at most `limit` columns; only spaces at a line break are dropped.

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
    """Return runs as text with or without colour codes."""
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
    while best > start + (end - start) // _SHORTEST and _belong_together(letters[best - 1][0], letters[best][0]):
        best -= 1
    return end if _belong_together(letters[best - 1][0], letters[best][0]) else best


def _belong_together(left: str, right: str) -> bool:
    """Return whether no line may break between two characters: inside a word, after `（`, before `。`."""
    in_word = left.isascii() and right.isascii() and left.isalnum() and right.isalnum()
    return in_word or left in _OPENING or right in _CLOSING or char_width(right) == 0


def _joined(letters: Iterable[Run]) -> list[Run]:
    return [
        ("".join(letter for letter, _ in same_codes), codes)
        for codes, same_codes in groupby(letters, key=lambda letter: letter[1])
    ]
