"""The lists of `data/slips.toml`: traces of web sites and pages, words that are surely misspelled.

Hardly any plan has a trace or a slip. Before an expression is searched its signs are, plain words one of which stands in
whatever it matches: a plan without them costs a tenth.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern
from jyplan.text.word_lists import load_word_lists

if TYPE_CHECKING:
    from collections.abc import Iterator

_EXPRESSIONS = ("page_inside", "page_lines")
"""Lists of expressions."""
_SIGNED = ("web", "doubled_signs")
"""Lists of expressions with their signs, `signs => expression`."""
_NAMED = lazy_pattern("《([^《》\n]{7,30})》")
_DASHES = lazy_pattern("[—~～–]{1,2}")
_SCHOOLS = "大中小"
_SPELLINGS = ("confusions", "policies")
"""Lists of spellings, wrong=right."""


@cache
def slip_words() -> dict[str, Any]:
    """Return the lists of the file."""
    return load_word_lists("slips")


@cache
def right_spellings(name: str) -> dict[str, str]:
    """Return the right spelling by the folded wrong one."""
    pairs = (entry.partition("=") for entry in slip_words()[name])
    return {fold(wrong): right for wrong, _, right in pairs}


def find_signed(folded: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of what the expressions of a list with signs match, in order; of overlapping matches the first."""
    signed = _signed_patterns()[name]
    if signed.any_sign.search(folded) is None:
        return
    found = [
        match.span()
        for signs, pattern in signed.patterns
        if any(sign in folded for sign in signs)
        for match in pattern.finditer(folded)
    ]
    reached = 0
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if start >= reached:
            reached = end
            yield start, end


class _Signed(NamedTuple):
    """A list of expressions with their signs."""

    any_sign: re.Pattern[str]
    patterns: list[tuple[tuple[str, ...], re.Pattern[str]]]


@cache
def _signed_patterns() -> dict[str, _Signed]:
    return {name: _signed(slip_words()[name]) for name in _SIGNED}


def _signed(entries: list[str]) -> _Signed:
    parts = [entry.partition(" => ") for entry in entries]
    patterns = [(tuple(signs.split("|")), lazy_pattern(words, re.MULTILINE)) for signs, _, words in parts]
    every = sorted({sign for signs, _ in patterns for sign in signs})
    return _Signed(lazy_pattern("|".join(map(re.escape, every))), patterns)


@cache
def doubled_words() -> frozenset[str]:
    """Return the words that are no words any more when they are written twice, as they look then: 工作工作."""
    return frozenset(word * 2 for word in slip_words()["doubled"])


@cache
def slip_patterns() -> dict[str, re.Pattern[str]]:
    """Return an expression for each list that is searched: any expression of a list, or any wrong spelling, the longest first."""
    lists = slip_words()
    return {
        **{
            name: lazy_pattern("|".join(f"(?:{words})" for words in lists[name]), re.MULTILINE) for name in _EXPRESSIONS
        },
        **{
            name: lazy_pattern("|".join(map(re.escape, sorted(right_spellings(name), key=len, reverse=True))))
            for name in _SPELLINGS
        },
    }


def mistyped_names(folded: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and right name of the names in 《》 that differ in one character from that of a well-known paper.

    >>> list(mistyped_names("学习《中小学德育工作指男》,《小学德育工作指南》"))
    [(2, 13, '《中小学德育工作指南》')]
    """
    names = policy_names()
    for match in _NAMED.finditer(folded):
        name = _DASHES.sub("-", match[1].replace(" ", ""))
        if name in names:
            continue
        right = next((right for right in names if _differs_in_one(name, right)), None)
        if right is not None:
            yield *match.span(), f"《{names[right]}》"


@cache
def policy_names() -> dict[str, str]:
    """Return the names of well-known papers by their folded form."""
    return {fold(name): name for name in slip_words()["policy_names"]}


def _differs_in_one(name: str, right: str) -> bool:
    """Whether one character was mistyped, left out or added; 小学 for 中小学 is no slip."""
    longest = max(len(name), len(right))
    if longest - min(len(name), len(right)) > 1 or name.lstrip(_SCHOOLS) == right.lstrip(_SCHOOLS):
        return False
    begin = 0
    while begin < min(len(name), len(right)) and name[begin] == right[begin]:
        begin += 1
    return name[begin + (len(name) == longest) :] == right[begin + (len(right) == longest) :]
