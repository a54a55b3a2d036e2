"""Lines of a text, numbered as in a text editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = lazy_pattern(".+")  # the dot stops at LF alone


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    r"""Yield number (from 1) and text of each non-empty line, without the line end.

    Only LF, CRLF and CR end a line, so that a reported line number is the number in the user's editor.
    Form feed, U+2028 and similar characters stay inside a line.

    >>> list(numbered_lines("一、\r\n\r二\u2028三\n\n"))
    [(1, '一、'), (3, '二\u2028三')]
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    number, last = 1, 0
    for match in _LINE.finditer(text):
        number += text.count("\n", last, match.start())
        last = match.end()
        yield number, match[0]


def line_number(text: str, offset: int) -> int:
    r"""Return the number of the line, from 1, of the character at an offset.

    >>> line_number("一\n二\n", 0), line_number("一\n二\n", 2), line_number("一\r\n二", 3)
    (1, 2, 2)
    """
    before = text[:offset]
    return 1 + before.count("\n") + before.count("\r") - before.count("\r\n")
