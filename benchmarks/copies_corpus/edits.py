"""Edits that disguise a copy: of characters, of words, or clustered in passages."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from benchmarks.copies_corpus.vocabulary import load_vocabulary
from rapidfuzz.distance import Hamming

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

Change = tuple[int, int, str]
"""Start and end of the replaced stretch, and the new text."""

STYLES = ("characters", "pieces", "words", "clustered")
"""`characters`: single characters at random places; `pieces`: one to three together; `words`: a synonym, a
word dropped or a word put in; `clustered`: stretches of words and characters."""
_SUBSTITUTED, _DROPPED = 0.6, 0.8
"""Of a hundred edits 60 substitute, 20 drop and 20 insert."""
_CLUSTER = (30, 150)
"""Characters of a stretch of `clustered`."""
_CLUSTER_SHARE = 0.8
"""Share of a cluster's characters that are edited …"""
_CLUSTER_GAIN = 0.72
"""… and as a Levenshtein distance, smaller since some characters remain by chance."""


def edit_text(random: Random, text: str, share: float, style: str, vocabulary: str) -> str:
    """Return the text with about `share` of its characters dropped, replaced or newly put in, and half its numbers changed.

    Line ends stay. What comes in is from the vocabulary.
    """
    numbered = _change_numbers(random, text)
    budget = round(share * len(text)) - Hamming.distance(text, numbered)
    if style == "clustered":
        changes = _change_clusters(random, numbered, budget, vocabulary)
    else:
        changes = _CHANGES[style](random, numbered, range(len(text)), budget, vocabulary)
    return _apply(numbered, changes)


def _change_numbers(random: Random, text: str) -> str:
    """Return the text with half of its numbers replaced by numbers of the same length; years and item marks stay."""

    def change(match: re.Match[str]) -> str:
        number = match.group()
        if random.random() < 0.5:
            return number
        return str(random.randint(10 ** (len(number) - 1), 10 ** len(number) - 1))

    return re.sub(r"(?<![\d（\n])\d{1,3}(?![\d．、年月日）])", change, text)


def _apply(text: str, changes: list[Change]) -> str:
    """Return the text with the changes made; overlapping changes and changes of line ends are skipped."""
    pieces: list[str] = []
    last_end = 0
    for start, end, new in sorted(changes):
        if start >= last_end and "\n" not in text[start:end]:
            pieces += (text[last_end:start], new)
            last_end = end
    return "".join((*pieces, text[last_end:]))


def _change_characters(random: Random, text: str, where: range, budget: int, vocabulary: str) -> list[Change]:
    fillers = _characters(vocabulary)
    places = random.sample(where, min(budget, len(where)))
    return [_change(random, place, place + 1, random.choice(fillers)) for place in places]


def _change_pieces(random: Random, text: str, where: range, budget: int, vocabulary: str) -> list[Change]:
    fillers = _characters(vocabulary)
    changes: dict[int, Change] = {}
    taken: set[int] = set()
    for _ in range(budget):  # more than enough, as an edit has two characters in the mean
        place, size = random.choice(where[:-2]), random.choice((1, 2, 3))
        if len(taken) < budget and taken.isdisjoint(range(place, place + size)):
            new = "".join(random.choices(fillers, k=size))
            changes[place] = _change(random, place, place + size, new)
            taken.update(range(place, place + size))
    return list(changes.values())


def _change_words(random: Random, text: str, where: range, budget: int, vocabulary: str) -> list[Change]:
    synonyms = _synonyms(vocabulary)
    places = [match.span() for match in _word_pattern(vocabulary).finditer(text, where.start, where.stop)]
    random.shuffle(places)
    changes = []
    for first, last in places:
        if budget <= 0:
            break
        word = text[first:last]
        change = _change(random, first, last, _synonym(random, word, synonyms[word]))
        changes.append(change)
        budget -= max(change[1] - change[0], len(change[2]))
    return changes


def _change_clusters(random: Random, text: str, budget: int, vocabulary: str) -> list[Change]:
    """Return the changes of clusters with random gaps between."""
    sizes = list(_cluster_sizes(random, round(budget / _CLUSTER_GAIN)))
    unchanged = max(0, len(text) - sum(sizes))
    gaps = sorted(random.randint(0, unchanged) for _ in sizes)
    changes, before = [], 0
    for gap, size in zip(gaps, sizes, strict=True):
        where = range(len(text))[gap + before : gap + before + size]
        before += size
        if where:
            kind = random.choice((_change_words, _change_characters))
            changes += kind(random, text, where, round(len(where) * _CLUSTER_SHARE), vocabulary)
    return changes


def _cluster_sizes(random: Random, total: int) -> Iterator[int]:
    while total > 0:
        size = min(total, random.randint(*_CLUSTER))
        yield size
        total -= size


def _change(random: Random, start: int, end: int, new: str) -> Change:
    kind = random.random()
    if kind < _SUBSTITUTED:
        return start, end, new
    return (start, end, "") if kind < _DROPPED else (start, start, new)


def _synonym(random: Random, word: str, synonyms: tuple[str, ...]) -> str:
    """Return a word of `synonyms` that differs from `word`."""
    new = word
    while new == word:
        new = random.choice(synonyms)
    return new


_CHANGES = {"characters": _change_characters, "pieces": _change_pieces, "words": _change_words}


@cache
def _synonyms(vocabulary: str) -> dict[str, tuple[str, ...]]:
    words = load_vocabulary(vocabulary).words
    return {word: of_kind for kind, of_kind in words.items() for word in of_kind if kind != "sum"}


@cache
def _word_pattern(vocabulary: str) -> re.Pattern[str]:
    longest_first = sorted(_synonyms(vocabulary), key=lambda word: (-len(word), word))
    return re.compile("|".join(longest_first))


@cache
def _characters(vocabulary: str) -> str:
    """Return the characters of all words, repeated as in the words."""
    return "".join(_synonyms(vocabulary))
