"""The lists of `data/slips.toml`: traces of web sites and pages, words that are surely misspelled.

Hardly any plan has a trace or a slip. Before an expression is searched its signs are, plain words one of which stands in
whatever it matches: a plan without them costs a tenth.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern
from jyplan.text.word_lists import load_word_lists

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_EXPRESSIONS = ("page_inside", "page_lines")
"""Lists of expressions."""
_SIGNED = ("web", "doubled_signs")
"""Lists of expressions with their signs, `signs => expression`."""
_NAMED = lazy_pattern("《([^《》\n]{7,30})》")
_DASHES = lazy_pattern("[—~～–]{1,2}")
_SHORTEST_SHUFFLED = 7
"""Characters of a shorter name, whose characters in another order may be another name."""
_SCHOOLS = "大中小"


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
    words, patterns = _signed_patterns()[name]
    signs = {sign for _, sign in words.occurrences(folded)}
    found = [
        match.span() for own, pattern in patterns if not signs.isdisjoint(own) for match in pattern.finditer(folded)
    ]
    reached = 0
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if start >= reached:
            reached = end
            yield start, end


def find_misspelled(folded: str, name: str) -> Iterator[tuple[int, str]]:
    """Yield start and spelling of each wrong spelling of a list, in order; of overlapping spellings the first, then the longest."""
    reached = 0
    for start, words in _spellings(name).occurrences(folded):
        if start >= reached:
            reached = start + len(words)
            yield start, words


class _WordSearch:
    """Words that are looked for together: by the first character before the second, which a tenth of a text has."""

    def __init__(self, words: Iterable[str]) -> None:
        # in an order of its own, whatever that of a set: only an expression that stays the same is kept for the next run
        every = sorted(words, key=lambda word: (-len(word), word))
        self._by_first: dict[str, list[str]] = {}
        for word in every:
            self._by_first.setdefault(word[0], []).append(word)
        firsts = re.escape("".join(self._by_first))
        seconds = re.escape("".join(sorted({word[1:2] for word in every})))
        singles = re.escape("".join(word for word in every if len(word) == 1))
        self._heads = lazy_pattern(f"[{firsts}](?=[{seconds}])" + (f"|[{singles}]" if singles else ""))

    def occurrences(self, folded: str) -> Iterator[tuple[int, str]]:
        """Yield start and word of every occurrence in a text, in order; of words with one start the longest first."""
        for head in self._heads.finditer(folded):
            start = head.start()
            for word in self._by_first[head[0]]:
                if folded.startswith(word, start):
                    yield start, word


_Signed = tuple[_WordSearch, list[tuple[tuple[str, ...], "re.Pattern[str]"]]]
"""The signs of a list, and its expressions, each with its signs."""


@cache
def _signed_patterns() -> dict[str, _Signed]:
    return {name: _signed(slip_words()[name]) for name in _SIGNED}


def _signed(entries: list[str]) -> _Signed:
    parts = [entry.partition(" => ") for entry in entries]
    patterns = [(tuple(signs.split("|")), lazy_pattern(words, re.MULTILINE)) for signs, _, words in parts]
    return _WordSearch({sign for signs, _ in patterns for sign in signs}), patterns


@cache
def _spellings(name: str) -> _WordSearch:
    return _WordSearch(right_spellings(name))


@cache
def doubled_words() -> frozenset[str]:
    """Return the words that are no words any more when they are written twice, as they look then: 工作工作."""
    return frozenset(word * 2 for word in slip_words()["doubled"])


@cache
def slip_patterns() -> dict[str, re.Pattern[str]]:
    """Return an expression for each list of expressions: any of them."""
    return {
        name: lazy_pattern("|".join(f"(?:{words})" for words in slip_words()[name]), re.MULTILINE)
        for name in _EXPRESSIONS
    }


def mistyped_names(folded: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and right name of the names in 《》 that differ in one character, or in its order, from that of a well-known paper.

    >>> list(mistyped_names("学习《中小学德育工作指男》,《小学德育工作指南》"))
    [(2, 13, '《中小学德育工作指南》')]
    """
    names = policy_names()
    for match in _NAMED.finditer(folded):
        name = _DASHES.sub("-", match[1].replace(" ", ""))
        if name in names:
            continue
        right = next((right for right in names if _is_mistyped(name, right)), None)
        if right is not None:
            yield *match.span(), f"《{names[right]}》"


@cache
def policy_names() -> dict[str, str]:
    """Return the names of well-known papers by their folded form."""
    return {fold(name): name for name in slip_words()["policy_names"]}


def _is_mistyped(name: str, right: str) -> bool:
    """Whether one character was mistyped, left out or added, or words changed places; 小学 for 中小学 is no slip."""
    if len(name) == len(right) > _SHORTEST_SHUFFLED and sorted(name) == sorted(right):
        return True
    longest = max(len(name), len(right))
    if longest - min(len(name), len(right)) > 1 or name.lstrip(_SCHOOLS) == right.lstrip(_SCHOOLS):
        return False
    begin = 0
    while begin < min(len(name), len(right)) and name[begin] == right[begin]:
        begin += 1
    return name[begin + (len(name) == longest) :] == right[begin + (len(right) == longest) :]
