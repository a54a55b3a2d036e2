"""Where a number inside a paragraph may be a marker: headings that lost their line break."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from jyplan.outline.families import Reading
from jyplan.outline.markers import CN, GRADES, INITIAL, MEASURED, SEPARATORS, SHAPES, read_ordinal
from jyplan.outline.sections import named_prefix
from jyplan.text.numerals import parse_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_INLINE = re.compile(
    rf"(?<![\d.])(?:(?P<cn>{CN}{{1,3}})、|\((?P<cn_brackets>{CN}{{1,3}})\)、?|(?P<n>\d{{1,2}})(?P<separator>[、.])(?!\d)"
    r"|\((?P<n_brackets>\d{1,2})\)|(?P<circled>[\u2460-\u249b]))\s*"
)
_SENTENCE_END = frozenset("。;!?”)》… ,")


def inline_readings(block: int, folded: str) -> Iterator[Reading]:
    """Yield the ways to read places inside a paragraph as markers.

    An enumeration (…：1、…；2、…) is left out, unless the text has lost its line breaks; then the
    first of a sequence may open a level.
    """
    matches = [
        m
        for m in _INLINE.finditer(folded, 1)
        if not (m["cn"] and GRADES.match(folded, m.end()))
        and not (m["separator"] == "." and MEASURED.match(folded, m.end()))
    ]
    if not matches:
        return
    lost = _lost_breaks(folded, matches)
    last_second = {
        m.lastgroup if m.lastgroup != "separator" else "n": i for i, m in enumerate(matches) if _value_of(m) == 2
    }
    enumerated: dict[str, int] = {}
    previous_end = 0
    for index, match in enumerate(matches):
        kind = match.lastgroup if match.lastgroup != "separator" else "n"
        ordinal = read_ordinal(kind, match[kind]) if kind else None
        before = folded[match.start() - 1]
        gap = folded[previous_end : match.start()].strip()
        under_heading = 0 < len(gap) <= 40 and not re.search(r"[。;:]" if lost else r"[。;,、:]", gap)
        previous_end = match.end()
        if kind is None or ordinal is None:
            continue
        nested = kind in _ITEMS
        if not lost or nested:
            if ordinal == 1 and not (under_heading and before == " ") and (nested or index < last_second.get(kind, -1)):
                enumerated[kind] = 1
                continue
            if enumerated.get(kind) == ordinal - 1:
                enumerated[kind] = ordinal
                continue
        if before not in _SENTENCE_END and not (
            lost and not nested and (under_heading or kind == "cn_brackets" or before == ":")
        ):
            continue
        against = (
            (1.5 if before == "," else 0.0) + (INLINE_ITEM if nested else 0.0) + (0.0 if lost or ordinal > 1 else 1.0)
        )
        shape = SEPARATORS[match["separator"]] if kind == "n" else SHAPES[kind]
        may_open = not nested and (lost or (ordinal == 1 and before in "。;! "))
        yield Reading(
            block, match.start(), match.end(), shape, ordinal, against=against, inline=True, may_open=may_open
        )


_ITEMS = {"n_brackets", "circled"}
"""What stands inside a paragraph in this way is an item of it, unless a sequence of lines misses it."""
INLINE_ITEM = 2.3


def _value_of(match: re.Match[str]) -> int | None:
    kind = match.lastgroup if match.lastgroup != "separator" else "n"
    return read_ordinal(kind, match[kind]) if kind else None


_LOST_LENGTH = 120
"""Characters: a paragraph that holds two sections is longer than this."""


def has_lost_breaks(folded: str) -> bool:
    """Return whether a paragraph is a text that lost its line breaks: it holds sections of its own."""
    return len(folded) >= _LOST_LENGTH and _lost_breaks(folded, list(_INLINE.finditer(folded, 1)))


def _lost_breaks(folded: str, matches: Sequence[re.Match[str]]) -> bool:
    if len(folded) < _LOST_LENGTH:
        return False
    ordinals = [
        parse_chinese(m["cn"] or m["cn_brackets"]) or 0
        for m in matches
        if m["cn_brackets"]
        or (
            m["cn"] and (folded[m.start() - 1] in _SENTENCE_END | {":"} or named_prefix(folded[m.end() : m.end() + 12]))
        )
    ]
    first = INITIAL.match(folded)
    if first and first.lastgroup in {"cn", "cn_brackets"}:
        ordinals.insert(0, parse_chinese(first[first.lastgroup]) or 0)
    return any(before + 1 == after for before, after in pairwise(ordinals))
