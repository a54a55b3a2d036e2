"""The field's words for facts, read once from `data/facts.toml`, and expressions built from the words."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
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
        """The expression for what must follow the word, or must not.

        A lookahead for each stop: a class of three Hanzi takes as long to compile as thirty lookaheads.
        """
        if self.follower:
            return f"(?={re.escape(self.follower)})"
        return "".join(f"(?!{re.escape(stop)})" for stop in self.stops)


def read_word(entry: str) -> Word:
    """Return the word of an entry of the data file.

    >>> read_word("元!旦月"), read_word("个月=月").canonical
    (Word(text='元', stops='旦月', canonical='元', follower=''), '月')
    """
    spelling, _, canonical = entry.partition("=")
    spelling, _, follower = spelling.partition(">")
    text, _, stops = spelling.partition("!")
    return Word(text, stops, canonical or text, follower)


class FactWords:
    """The word lists of `data/facts.toml`, by dotted names."""

    def __init__(self, data: dict[str, Any]) -> None:
        """Keep the tables; expressions are built when they are first asked for."""
        self.data = data
        self._built: dict[tuple[str, ...], str] = {}

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

    def words(self, *names: str) -> tuple[Word, ...]:
        """Return the words of lists like `owners.posts`, the longest first."""
        entries: set[str] = set()
        for name in names:
            table, _, key = name.rpartition(".")
            entries.update(self.table(table)[key])
        return tuple(sorted(map(read_word, entries), key=lambda word: (-len(word.text), word.text, word.stops)))

    def alternatives(self, *names: str) -> str:
        """Return an expression for any word of the lists, the longest first, in a group without name."""
        return f"(?:{self.branches(*names)})"

    def branches(self, *names: str) -> str:
        """Return the same expression without the group: at the top level the engine searches branches much faster.

        Words of one length with the same ending share it: compilation takes longer than many a search.
        """
        if names not in self._built:
            self._built[names] = self._build(names)
        return self._built[names]

    def _build(self, names: tuple[str, ...]) -> str:
        words = sorted(self.words(*names), key=lambda word: (-len(word.text), word.ending))
        groups = (
            ("|".join(re.escape(word.text) for word in group), ending)
            for (_, ending), group in groupby(words, key=lambda word: (len(word.text), word.ending))
        )
        return "|".join(
            f"(?:{texts}){ending}" if ending and "|" in texts else texts + ending for texts, ending in groups
        )

    def texts(self, *names: str) -> frozenset[str]:
        """Return the words of the lists without their stops."""
        return frozenset(word.text for word in self.words(*names))


@cache
def load_vocabulary() -> FactWords:
    """Return the word lists, read at the first call."""
    return FactWords(load_word_lists("facts"))
