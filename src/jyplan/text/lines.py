"""Lines of a text, as an editor shows and counts them."""

from __future__ import annotations

import re

# str.splitlines also breaks at the separators FS, GS and RS, which are control characters like others.
_SEPARATORS = "\x1c\x1d\x1e"
_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")


def split_lines(text: str) -> list[str]:
    r"""Return the lines without their ends; a last line end begins no further line.

    Line ends are LF, CRLF, CR, VT, FF, NEL, U+2028 and U+2029.

    >>> split_lines("一、\r\n\r二\u2028三\x1c\n")
    ['一、', '', '二', '三\x1c']
    """
    if not any(separator in text for separator in _SEPARATORS):
        return text.splitlines()
    lines = _END.split(text)
    if not lines[-1]:
        lines.pop()
    return lines


def line_number(text: str, offset: int) -> int:
    r"""Return the line, from 1, of the character at this offset.

    >>> line_number("一\n二\n", 0), line_number("一\n二\n", 2), line_number("一\r\n二", 3)
    (1, 2, 2)
    """
    return len(split_lines(text[:offset] + "."))
