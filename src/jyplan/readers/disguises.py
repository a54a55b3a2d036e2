r"""Characters strewn into a text to hide it from comparisons: reported as a problem, at the place of the first.

| in the file | problem |
|---|---|
| 每\u200b周\u200b三\u200b下\u200b午… | so many invisible characters (U+200B) stand between the others |
| 每※周※三※下※午… | so many characters (※) are strewn in |
| 每周\u200b三下午 in plain text | so many invisible characters were left out |

Invisible characters are looked for before a reader drops them, all others in the blocks of the document.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from jyplan.model import BlockKind, Message, Place, Problem, ProblemKind
from jyplan.text.invisible import INVISIBLE, drop_invisible, is_invisible
from jyplan.text.patterns import HANZI, lazy_pattern
from jyplan.text.strewn import strewn_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jyplan.model import Block, Document

LEAST = 12
"""Fewest strewn characters that are reported: fewer are a slip of the keyboard."""
EVERY = 20
"""Most characters of the text for each strewn character."""
# a class first, so that the engine finds it five times as fast as a sign behind a Hanzi
_UNSEEN = lazy_pattern(rf"{INVISIBLE}(?<={HANZI}[\s\S])")
_BETWEEN_HANZI = lazy_pattern(rf"{INVISIBLE}(?<={HANZI}[^\ufe00-\ufe0f\U000e0100-\U000e01ef])(?={HANZI})")
"""Variation selectors after a Hanzi choose its form and are left out."""
_OVER = lazy_pattern(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u2800\u302a-\u302f\ue000-\uefff"
    rf"\U000f0000-\U0010fffd](?<={HANZI}[\s\S])"
)
"""After a Hanzi: combining marks, the blank of Braille, private use characters up to U+EFFF (bullets of symbol fonts come above)."""
_BULLETS = tuple(f"{sign} " for sign in "•·●▪◆■□○>+&")
"""The signs before list items, frequent in the menus of pages."""
_AROUND = 16
"""Characters after the first invisible character, used to find the block."""
_BETWEEN = Message("{count} invisible characters ({signs}) stand between the others, one for each {every} of the text")
_FEW = Message("{count} invisible characters ({signs}) were left out")
_STREWN = Message(
    "{count} characters ({signs}) are strewn in, one for each {every} of the text; comparisons leave them out"
)
_SHOWN = 4
"""Most different characters named in a message."""


def find_invisible(text: str, blocks: Sequence[Block] = (), *, few: bool = False) -> list[Problem]:
    r"""Return the problem of invisible characters strewn between Hanzi, at the block with the first; of a few only with `few`.

    `text` is as the file has it, `blocks` are without invisible characters. Editors and pages leave a few that mean nothing; in a
    file of plain text somebody pasted them.

    >>> [str(problem.message) for problem in find_invisible("每周\u200b三下\u200b午共\u200b" * 5)]
    ['15 invisible characters (U+200B) stand between the others, one for each 2 of the text']
    """
    if text.isascii():
        return []
    offsets = [match.start() for match in _UNSEEN.finditer(text)]
    message, kind = _message(_BETWEEN, text, offsets), ProblemKind.TAMPERING
    if not message and few and (offsets := [match.start() for match in _BETWEEN_HANZI.finditer(text)]):
        signs = _names(text[offset] for offset in offsets)
        message, kind = Message(_FEW.template, {"count": len(offsets), "signs": signs}), ProblemKind.UNSEEN
    if not message:
        return []
    around = drop_invisible(text[offsets[0] : offsets[0] + _AROUND]).split()
    place = next((block.place for block in blocks if around and around[0] in block.text), Place())
    return [Problem(message, place, kind)]


def find_strewn_in(text: str) -> tuple[Message, int] | None:
    """Return a message about the characters strewn into a text and the offset of the first; None without any."""
    offsets = [match.start() for match in _OVER.finditer(text)] or strewn_places(text)
    message = _message(_STREWN, text, offsets)
    return (message, offsets[0]) if message else None


def report_disguises(document: Document) -> Document:
    """Return the document with a first problem for characters strewn into the text."""
    blocks = [block for block in document.blocks if block.text and not _is_left_out(block)]
    strewn = find_strewn_in("\n".join(map(_without_bullet, blocks)))
    if not strewn:
        return document
    message, offset = strewn
    ends = accumulate(len(block.text) + 1 for block in blocks)
    place = next(block.place for block, end in zip(blocks, ends, strict=True) if offset < end)
    return replace(document, problems=(Problem(message, place, ProblemKind.TAMPERING), *document.problems))


def _is_left_out(block: Block) -> bool:
    """Return whether a block is furniture, or a table row of numbers: rooms, seats, marks."""
    if block.kind is not BlockKind.ROW:
        return block.kind is BlockKind.FURNITURE
    return 2 * sum(map(str.isdigit, block.text)) >= sum("\u4e00" <= sign <= "\u9fff" for sign in block.text)


def _without_bullet(block: Block) -> str:
    return f"  {block.text[2:]}" if block.text.startswith(_BULLETS) else block.text


def _message(sentence: Message, text: str, offsets: list[int]) -> Message | None:
    """Return the sentence about the characters at the offsets; None for only a few."""
    count = len(offsets)
    if count < LEAST:
        return None
    remaining = len("".join(text.split())) - count
    if count * EVERY < remaining:
        return None
    signs = _names(text[offset] for offset in offsets)
    return Message(sentence.template, {"count": count, "signs": signs, "every": max(round(remaining / count), 1)})


def _names(characters: Iterable[str]) -> str:
    """Return the most common characters: Hanzi, letters and visible signs unchanged, invisible characters as U+200B."""
    counts = Counter(characters)
    names = [
        f"U+{ord(character):04X}"
        if unicodedata.category(character)[0] in "CM" or character == "\u2800" or is_invisible(character)
        else character
        for character, _ in counts.most_common(_SHOWN)
    ]
    return " ".join(names) + (" …" if len(counts) > _SHOWN else "")
