"""Words that turn the sense of a sentence: negations and obligations of `data/senses.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).parents[1] / "data" / "senses.toml"
_AROUND = 4
"""Characters before and after an edit that may complete a word of the edit."""


class _Vocabulary(NamedTuple):
    """Words as patterns and sets."""

    words: re.Pattern[str]
    """Negations and harmless words, the longest first."""
    negations: frozenset[str]
    must: frozenset[str]
    may: frozenset[str]


def turns_sense(left: tuple[str, str, str], right: tuple[str, str, str]) -> bool:
    """Return whether an edit turns the sense of a sentence; each side is the text before, of and after the edit.

    >>> turns_sense(("须经校长", "", "同意。"), ("须经校长", "不", "同意。"))
    True
    >>> turns_sense(("活动", "", "断开展。"), ("活动", "不", "断开展。"))
    False
    >>> turns_sense(("教师", "必须", "参加。"), ("教师", "可以", "参加。"))
    True
    """
    vocabulary = _vocabulary()
    texts = left[1].strip(), right[1].strip()
    if {*texts} <= vocabulary.must | vocabulary.may and (texts[0] in vocabulary.must) != (texts[1] in vocabulary.must):
        return True
    return _is_negation(*left) != _is_negation(*right)


def _is_negation(before: str, text: str, after: str) -> bool:
    """Return whether the text of an edit is a negation or part of a negation, and hardly more: 不, 不予, but not 参差不齐."""
    before, after = before[-_AROUND:], after[:_AROUND]
    start, end = len(before), len(before) + len(text)
    words, negations = _vocabulary()[:2]
    matches = words.finditer(before + text + after)
    inside = [
        min(match.end(), end) - max(match.start(), start)
        for match in matches
        if match[0] in negations and match.start() < end and start < match.end()
    ]
    return bool(inside) and len(text) - sum(inside) <= 1


@cache
def _vocabulary() -> _Vocabulary:
    tables = tomllib.loads(_DATA.read_text("utf-8"))
    negations = frozenset(tables["negations"])
    longest_first = sorted([*negations, *tables["harmless"]], key=lambda word: (-len(word), word))
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    return _Vocabulary(pattern, negations, frozenset(tables["must"]), frozenset(tables["may"]))
