"""Plain text: a block for each non-blank line of the file.

Hard-wrapped lines stay separate; the outline joins them by leading white space and `Place.line`, which
counts blank lines too. Invisible characters are dropped and not counted in columns.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from jyplan.model import Block, BlockKind, Document, Message, Origin, Place, Problem
from jyplan.readers import pasted_tables
from jyplan.readers.disguises import find_invisible
from jyplan.readers.pasted_tables import NumberedLine
from jyplan.readers.signatures import identify, unknown_format_error
from jyplan.text import invisible
from jyplan.text.encodings import decode
from jyplan.text.lines import line_number, numbered_lines
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator


NAME = "txt"
SPACES = " \t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""White space within a line; `str.strip` would also strip the control characters FS to US."""
BREAKS = "\v\f\x85\u2028\u2029"
"""Characters that begin a new line on paper but not in an editor; a form feed also begins a page."""
_BREAK = lazy_pattern(f"([{BREAKS}])")


def recognises(data: bytes) -> bool:
    """Return True: the last reader takes all remaining files; `read` refuses files without text."""
    return True


def read(data: bytes, path: str) -> Document:
    r"""Return the document; a blank file gives no blocks.

    >>> [(block.place.line, block.text) for block in read(b"1. Goals \r\n\r\n  read\n", "a.txt").blocks]
    [(1, '1. Goals'), (3, '  read')]

    Raises:
        UnreadableDocument: the content is no text; the message names the format if known.
    """
    decoded = None if identify(data) else decode(data)
    if decoded is None:
        raise unknown_format_error(data, path)
    text, problems = drop_invisible(decoded.text)
    blocks = read_blocks(text)
    return Document(
        path=path,
        format=NAME,
        sha256=hashlib.sha256(data).hexdigest(),
        blocks=blocks,
        encoding=decoded.encoding,
        problems=(*find_invisible(decoded.text, blocks, few=True), *decoded.problems, *problems),
    )


def read_blocks(text: str) -> tuple[Block, ...]:
    """Return a block for each non-blank line; lines of tab-separated cells become table rows."""
    if "\t" in text:
        return tuple(pasted_tables.read_blocks(_lines(text)))
    return tuple(
        Block(stripped, BlockKind.PARAGRAPH, Place(number, None, page), origins=(Origin(0, number, column),))
        for number, page, column, line in _lines(text)
        if (stripped := line.rstrip(SPACES))
    )


def drop_invisible(text: str) -> tuple[str, list[Problem]]:
    r"""Return the text without invisible characters and with LF line ends; a problem reports dropped NULs.

    >>> text, problems = drop_invisible("工\u200b作\0")
    >>> text, str(problems[0].message)
    ('工作', '1 NUL characters were left out')
    """
    problems = []
    if "\r" in text:  # first, since an invisible character between CR and LF makes two line ends
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        message = Message("{count} NUL characters were left out", {"count": text.count("\0")})
        problems.append(Problem(message, Place(line=line_number(text, text.index("\0")))))
        text = text.replace("\0", "")
    return invisible.drop_invisible(text), problems


def _lines(text: str) -> Iterator[NumberedLine]:
    """Yield every line of a text, blank lines included."""
    if any(character in text for character in BREAKS):
        yield from _broken_lines(text)
        return
    for number, line in numbered_lines(text):
        yield NumberedLine(number, None, 1, line)


def _broken_lines(text: str) -> Iterator[NumberedLine]:
    page = 1 if "\f" in text else None
    for number, line in numbered_lines(text):
        column = 1
        for piece in _BREAK.split(line):
            if piece == "\f" and page:
                page += 1
            elif piece not in BREAKS:
                yield NumberedLine(number, page, column, piece)
            column += len(piece)
