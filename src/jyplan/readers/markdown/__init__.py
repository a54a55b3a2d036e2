"""Markdown, recognised by clear evidence only: doubtful text is plain text.

Each source line stays a separate block with its `Place.line`; the outline joins wrapped lines, as in plain
text. 一、 and （一） are ordinary text in Markdown.
"""

from __future__ import annotations

import hashlib
import re
from itertools import islice
from typing import TYPE_CHECKING

from jyplan.model import Block, BlockKind, Document, Place, Problem, ProblemKind, Style
from jyplan.readers.disguises import find_invisible
from jyplan.readers.shared_problems import MOST_PICTURES, PICTURE_UNREAD
from jyplan.readers.signatures import identify, unknown_format_error
from jyplan.readers.txt import drop_invisible
from jyplan.text.encodings import decode
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "markdown"
MAX_BYTES = 300_000
"""About a hundred thousand characters; a larger text is no single document and is read as plain text."""
MAX_BRACKETS = 5_000
"""The parser takes quadratic time for unclosed brackets."""
# ASCII characters that double-byte encodings never use inside a character, except | and `.
HEADING = lazy_pattern(rb"^ {0,3}#{1,6}[ \t]+[^\s#]", re.MULTILINE)
"""An ATX heading: CommonMark 4.2."""
DELIMITERS = lazy_pattern(
    rb"^[ \t]*(?:\|[ \t]*)?:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)+(?:\|[ \t]*)?$", re.MULTILINE
)
"""The row under a table's head: GFM 4.10."""
UNSPACED = lazy_pattern(rb"^ {0,3}(#{1,6})[^\s#!]", re.MULTILINE)
"""A heading without the blank that CommonMark asks for; a single #word is a hashtag."""
_UNSPACED_LINE = lazy_pattern(r"^( {0,3}(#{1,6}))(?=[^\s#!])", re.MULTILINE)
BOLD = lazy_pattern(rb"(?<!\*)\*\*(?![\s*])[^*\r\n]{1,200}\*\*(?!\*)")
BULLET = lazy_pattern(rb"^ {0,3}[-*+] {1,3}\S", re.MULTILINE)
LINK = lazy_pattern(rb"\]\((?:https?://|\.{0,2}/)[^)\s]{1,500}\)")
LONE_PICTURE = lazy_pattern(rb"^ {0,3}!\[[^\]\r\n]{0,200}\]\([^)\s]{1,500}\)[ \t]*\r?$", re.MULTILINE)
"""A picture on a line of its own."""
_CERTAIN = ((b"#", HEADING), (b"---", DELIMITERS), (b"](", LINK), (b"![", LONE_PICTURE))
"""Certain evidence of Markdown: expressions, each after a sign contained in every match."""
FRONT_MATTER = lazy_pattern(r"---[ \t]*\n((?:[\w-]{1,40}:.*\n|[ \t].*\n|- .*\n){1,50}+)---[ \t]*\n")
FOOTNOTE = lazy_pattern(r" {0,3}\[\^[^\]\s]{1,40}\]:[ \t]*+([^\n]*)")
"""A footnote: a syntax of GitHub and Pandoc, which CommonMark takes for the address of a link and leaves out."""
FALSE_REFERENCE = lazy_pattern(r" {0,3}\[(?!\^)[^\]\n]{1,60}\]:[ \t]*+(?=[^\x00-\x7f])")
"""A label in brackets before Chinese words, which are no address of a link: `[备注]: 各校上报`."""
PICTURE = lazy_pattern(r"(?<!\[)!\[[^\]\n]{0,200}\]\(|<img\s", re.IGNORECASE)
FRONT_TITLE = lazy_pattern(r"title:\s*+[\"']?(.+?)[\"']?")


def recognises(data: bytes) -> bool:
    r"""Return whether a text is certainly Markdown.

    A heading, the delimiter row of a table, a link or a picture on its line is enough; bold text, bullets and headings without a blank only
    together or repeated.

    >>> recognises(b"# Plan\n"), recognises(b"#hashtag\n- item\n"), recognises(b"**Goals**\n\n**Tasks**\n")
    (True, False, True)
    >>> recognises(b"##Goals\n##Tasks\n")
    True
    """
    if len(data) > MAX_BYTES or data.count(b"[") > MAX_BRACKETS or b"\0" in data[:4096] or identify(data):
        return False
    # each expression only where its sign is: most texts hold none, and an expression for lines stops at each of them
    if any(sign in data and expression.search(data) for sign, expression in _CERTAIN):
        return True
    unspaced = [match[1] for match in UNSPACED.finditer(data)] if b"#" in data else []
    if len(unspaced) > 1 and max(map(len, unspaced)) > 1:
        return True
    bold = len(BOLD.findall(data)) if b"**" in data else 0
    return bold >= 2 or (bold == 1 and len(BULLET.findall(data)) >= 2)


def read(data: bytes, path: str) -> Document:
    """Return the document with Markdown marks interpreted.

    Raises:
        UnreadableDocument: the bytes are no text.
    """
    decoded = decode(data)
    if decoded is None:
        raise unknown_format_error(data, path)
    text, problems = drop_invisible(decoded.text)
    blocks = tuple(read_text(text))
    return Document(
        path,
        NAME,
        hashlib.sha256(data).hexdigest(),
        blocks,
        decoded.encoding,
        problems=(
            *find_invisible(decoded.text, blocks, few=True),
            *decoded.problems,
            *problems,
            *islice(_pictures(text), MOST_PICTURES),
        ),
    )


def read_text(text: str) -> Iterator[Block]:
    """Yield the blocks of a Markdown text, front matter included."""
    from jyplan.readers.markdown.blocks import read_blocks

    text = spaced_headings(text.replace("\r\n", "\n").replace("\r", "\n"))
    skipped = 0
    if front := FRONT_MATTER.match(text):
        yield from _front_matter(front[1])
        skipped = front[0].count("\n")
        text = text[front.end() :]
    lines = text.split("\n")
    notes = []
    for number, line in enumerate(lines):
        if note := FOOTNOTE.fullmatch(line):
            notes.append(Block(note[1], BlockKind.FOOTNOTE, Place(line=skipped + number + 1)))
            lines[number] = ""
        elif FALSE_REFERENCE.match(line):
            lines[number] = f"\\{line.lstrip(' ')}"
    yield from read_blocks("\n".join(lines), first_line=skipped + 1)
    yield from notes


def _pictures(text: str) -> Iterator[Problem]:
    """Yield a problem for each line with a picture."""
    for number, line in enumerate(text.split("\n"), 1):
        if PICTURE.search(line):
            yield Problem(PICTURE_UNREAD, Place(line=number), ProblemKind.UNREAD)


def spaced_headings(text: str) -> str:
    r"""Return a text with a blank inserted after the # of headings; unchanged without any heading of two # signs (#words are hashtags).

    >>> spaced_headings("#Plan\n##Goals\n"), spaced_headings("#hashtag\n")
    ('# Plan\n## Goals\n', '#hashtag\n')
    """
    if not any(len(match[2]) > 1 for match in _UNSPACED_LINE.finditer(text)):
        return text
    return _UNSPACED_LINE.sub(r"\1 ", text)


def _front_matter(lines: str) -> Iterator[Block]:
    for number, line in enumerate(lines.splitlines(), 2):
        if title := FRONT_TITLE.fullmatch(line.rstrip()):
            yield Block(title[1], BlockKind.HEADING, Place(line=number), style=Style(outline_level=0))
        else:
            yield Block(line, BlockKind.FURNITURE, Place(line=number))
