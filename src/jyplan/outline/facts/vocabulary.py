"""The field's words for facts, read once from `data/facts.toml`, and expressions built from the words."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from jyplan.text.word_lists import load_word_lists


class Word(NamedTuple):
    """An entry of a word list.

    In the data file `名!师校` is 名 before neither 师 nor 校, `名>师傅` is 名 before 师傅, and `个月=月` is reported as 月.
    """

    text: str
    stops: str
    """Characters that must not follow."""
    canonical: str
    """The word in reports."""
    follower: str = ""
    """Text that must follow."""

    @property
    def ending(self) -> str:
        """The expression for the text required or forbidden behind the word.

        A lookahead for each stop: a class of three Hanzi takes as long to compile as thirty lookaheads.
        """
        if self.follower:
            return f"(?={re.escape(self.follower)})"
        if not self.stops:
            return ""
        return "".join(f"(?!{re.escape(stop)})" for stop in self.stops)

    @property
    def pattern(self) -> str:
        """The expression for the text of the word."""
        return self.text if self.text.isalnum() else re.escape(self.text)

    def ends_at(self, text: str, end: int) -> bool:
        """Return whether the text behind the word lets the word count."""
        return text.startswith(self.follower, end) and (end == len(text) or text[end] not in self.stops)


def read_word(entry: str) -> Word:
    """Return the word of an entry of the data file.

    >>> read_word("元!旦月"), read_word("个月=月").canonical
    (Word(text='元', stops='旦月', canonical='元', follower=''), '月')
    """
    if entry.isalnum():  # no signs, as in nine of ten: reading all entries takes longer than a small plan
        return Word(entry, "", entry)
    spelling, _, canonical = entry.partition("=")
    spelling, _, follower = spelling.partition(">")
    text, _, stops = spelling.partition("!")
    return Word(text, stops, canonical or text, follower)


class FactWords:
    """The word lists of `data/facts.toml`, by dotted names."""

    def __init__(self, data: dict[str, Any]) -> None:
        """Keep the tables; expressions are built on first use."""
        self.data = data

    def table(self, name: str) -> dict[str, Any]:
        """Return a table, `indicators.comparators`.

        Raises `KeyError` for an unknown name and `TypeError` for the name of a list.
        """
        table: Any = self.data
        for key in name.split("."):
            table = table[key]
        if not isinstance(table, dict):
            raise TypeError(f"{name} in facts.toml is no table")
        return table

    @cache  # noqa: B019 (there are the word lists of the package and no others)
    def words(self, *names: str) -> tuple[Word, ...]:
        """Return the words of lists like `owners.posts`, the longest first."""
        if len(names) == 1:
            table, _, key = names[0].rpartition(".")
            words = {read_word(entry) for entry in self.table(table)[key]}
        else:
            words = {word for name in names for word in self.words(name)}
        return tuple(sorted(words, key=lambda word: (-len(word.text), word)))

    @cache  # noqa: B019
    def alternatives(self, *names: str) -> str:
        """Return an expression for any word of the lists, the longest first, in a group without name.

        Words of one length with the same ending share it: compilation takes longer than many a search.
        """
        groups: dict[tuple[int, str], list[str]] = {}
        for word in self.words(*names):
            groups.setdefault((-len(word.text), word.ending), []).append(word.pattern)
        texts = {group: "|".join(patterns) for group, patterns in groups.items()}
        return f"(?:{'|'.join(_before_ending(texts[group], group[1]) for group in sorted(texts))})"

    def branches(self, *names: str) -> str:
        """Return the expression as branches that each begin with a character: alone, the engine searches these fastest.

        Words with the same first character share a branch, so that the engine tries half as many.
        """
        by_first: dict[str, list[Word]] = {}
        for word in self.words(*names):
            by_first.setdefault(word.text[0], []).append(word)
        return "|".join(
            re.escape(first) + f"(?:{'|'.join(re.escape(word.text[1:]) + word.ending for word in words)})"
            for first, words in by_first.items()
        )

    @cache  # noqa: B019
    def first_characters(self, *names: str) -> str:
        """Return the first characters of the words, for a character class to save the engine most branches."""
        return "".join(sorted({word.text[0] for word in self.words(*names)}))

    @cache  # noqa: B019
    def texts(self, *names: str) -> frozenset[str]:
        """Return the texts of the words in the lists, without stops."""
        return frozenset(word.text for word in self.words(*names))


def _before_ending(texts: str, ending: str) -> str:
    """Return the expression for some texts before a shared ending, perhaps an empty ending."""
    return f"(?:{texts}){ending}" if ending and "|" in texts else texts + ending


@cache
def load_vocabulary() -> FactWords:
    """Return the word lists, read at the first call."""
    return FactWords(load_word_lists("facts"))
