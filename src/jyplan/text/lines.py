"""Lines of a text, as an editor shows and counts them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(".+")  # the dot stops at LF alone


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    r"""Yield the lines that are not empty with their number, from 1, without their ends.

    Only LF, CRLF and CR end a line, as in every editor: a line number that is told to the user
    must be the one he sees. What else breaks a line on paper (form feed, U+2028) stays inside.

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
    r"""Return the line, from 1, of the character at this offset.

    >>> line_number("一\n二\n", 0), line_number("一\n二\n", 2), line_number("一\r\n二", 3)
    (1, 2, 2)
    """
    before = text[:offset]
    return 1 + before.count("\n") + before.count("\r") - before.count("\r\n")
