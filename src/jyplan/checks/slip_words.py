"""Search for the words and expressions of `data/slips.toml`: traces of web pages, misspelled words, misquoted names.

Hardly any plan contains a trace or a slip. So most expressions have literals: plain words, at least one of which occurs in
every match. An expression is searched only in a plan with one of its literals; a plan without literals takes a tenth of the time.
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
_WITH_LITERALS = ("web", "doubled_signs")
"""Lists of expressions with literals; an entry is `literal|literal => expression`."""
_BRACKETED_NAME = lazy_pattern("《([^《》\n]{7,30})》")
_DASHES = lazy_pattern("[—~～–]{1,2}")
_LONGEST_ANAGRAM = 7
"""Most characters of two different names with the same characters in a different order; of longer names, either is mistyped."""
_SCHOOL_LEVELS = "大中小"
"""Beginnings of 大学, 中学 and 小学: names without a further difference are names of different papers."""


@cache
def slip_words() -> dict[str, Any]:
    """Return the lists of the file by name."""
    return load_word_lists("slips")


@cache
def right_spellings(name: str) -> dict[str, str]:
    """Return the right spellings of a list, by the folded wrong spelling."""
    pairs = (entry.partition("=") for entry in slip_words()[name])
    return {fold(wrong): right for wrong, _, right in pairs}


def find_expressions(folded: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of the matches of a list with literals, in order; of overlapping matches the first, then the longest."""
    search, patterns = _literal_searches()[name]
    present = {literal for _, literal in search.occurrences(folded)}
    spans = [
        match.span()
        for literals, pattern in patterns
        if not present.isdisjoint(literals)
        for match in pattern.finditer(folded)
    ]
    last_end = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= last_end:
            last_end = end
            yield start, end


def find_misspelled(folded: str, name: str) -> Iterator[tuple[int, str]]:
    """Yield start and spelling of each wrong spelling of a list, in order; of overlapping spellings the first, then the longest."""
    last_end = 0
    for start, wrong in _spellings(name).occurrences(folded):
        if start >= last_end:
            last_end = start + len(wrong)
            yield start, wrong


class _WordSearch:
    """Search for many words in a single pass.

    A pattern finds a first character of a word in front of a second character of a word, at about a tenth of a text's characters;
    whole words are compared only at such places.
    """

    def __init__(self, words: Iterable[str]) -> None:
        # sorted, since sets differ from run to run and compiled patterns are cached by source
        ordered = sorted(words, key=lambda word: (-len(word), word))
        self._by_first: dict[str, list[str]] = {}
        for word in ordered:
            self._by_first.setdefault(word[0], []).append(word)
        firsts = re.escape("".join(self._by_first))
        seconds = re.escape("".join(sorted({word[1:2] for word in ordered})))
        singles = re.escape("".join(word for word in ordered if len(word) == 1))
        self._heads = lazy_pattern(f"[{firsts}](?=[{seconds}])" + (f"|[{singles}]" if singles else ""))

    def occurrences(self, folded: str) -> Iterator[tuple[int, str]]:
        """Yield start and word of every occurrence in a text, in order; of words with the same start, the longest first."""
        for head in self._heads.finditer(folded):
            start = head.start()
            for word in self._by_first[head[0]]:
                if folded.startswith(word, start):
                    yield start, word


_LiteralSearch = tuple[_WordSearch, list[tuple[tuple[str, ...], "re.Pattern[str]"]]]
"""The search for all literals of a list; then each expression of the list, behind the literals of the expression."""


@cache
def _literal_searches() -> dict[str, _LiteralSearch]:
    return {name: _literal_search(slip_words()[name]) for name in _WITH_LITERALS}


def _literal_search(entries: list[str]) -> _LiteralSearch:
    parts = [entry.partition(" => ") for entry in entries]
    patterns = [(tuple(literals.split("|")), lazy_pattern(source, re.MULTILINE)) for literals, _, source in parts]
    return _WordSearch({literal for literals, _ in patterns for literal in literals}), patterns


@cache
def _spellings(name: str) -> _WordSearch:
    return _WordSearch(right_spellings(name))


@cache
def doubled_words() -> frozenset[str]:
    """Return the doubled forms of words never written twice on purpose: 工作工作."""
    return frozenset(word * 2 for word in slip_words()["doubled"])


@cache
def slip_patterns() -> dict[str, re.Pattern[str]]:
    """Return a pattern for each list in `_EXPRESSIONS`, with the list's expressions as alternatives."""
    return {
        name: lazy_pattern("|".join(f"(?:{words})" for words in slip_words()[name]), re.MULTILINE)
        for name in _EXPRESSIONS
    }


def mistyped_names(folded: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and right name of names in 《》 nearly equal to the name of a well-known paper.

    A character is wrong, missing or added, or the order differs.

    >>> list(mistyped_names("学习《中小学德育工作指男》,《小学德育工作指南》"))
    [(2, 13, '《中小学德育工作指南》')]
    """
    names = policy_names()
    for match in _BRACKETED_NAME.finditer(folded):
        name = _DASHES.sub("-", match[1].replace(" ", ""))
        if name in names:
            continue
        right = next((right for right in names if _is_mistyped(name, right)), None)
        if right is not None:
            yield *match.span(), f"《{names[right]}》"


@cache
def policy_names() -> dict[str, str]:
    """Return the names of well-known papers, by the folded name."""
    return {fold(name): name for name in slip_words()["policy_names"]}


def _is_mistyped(name: str, right: str) -> bool:
    """Whether a character was mistyped, left out or added, or words changed places; 小学 for 中小学 is no slip."""
    if len(name) == len(right) > _LONGEST_ANAGRAM and sorted(name) == sorted(right):
        return True
    longest = max(len(name), len(right))
    if longest - min(len(name), len(right)) > 1 or name.lstrip(_SCHOOL_LEVELS) == right.lstrip(_SCHOOL_LEVELS):
        return False
    first_difference = 0
    while first_difference < min(len(name), len(right)) and name[first_difference] == right[first_difference]:
        first_difference += 1
    return name[first_difference + (len(name) == longest) :] == right[first_difference + (len(right) == longest) :]
