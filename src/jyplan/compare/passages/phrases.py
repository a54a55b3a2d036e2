"""Multi-pattern search: all places of hundreds of phrases in a text.

The first four characters of every phrase go into a sieve (a Bloom filter with one hash); phrases are compared only
where four characters of the text pass the sieve. The idea is that of Wu and Manber (1994).

    phrases 全面贯彻, 全面贯彻党的教育方针        text 要全面贯彻党的教育方针
    offset 0  要全面贯  not in the sieve
    offset 1  全面贯彻  in the sieve: both phrases compared, both found: (1, 5) and (1, 11)
    offset 2  面贯彻党  not in the sieve
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.arrays import Hashes, Mask, build_sieve, code_points, hash_slots

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BEGINNING = 4
"""Characters that are compared as one 64-bit word, 16 bits of each."""
_SIEVE_BITS = 18


@dataclass(frozen=True)
class Phrases:
    """An index of phrases by their first four characters."""

    by_beginning: Mapping[str, tuple[str, ...]]
    sieve: Mask
    """True at the slots of all beginnings, by chance at few further slots."""
    short: tuple[str, ...]
    """Phrases of fewer than four characters, searched one by one."""

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of every occurrence of every phrase in a text; occurrences may overlap."""
        for start in np.flatnonzero(self.sieve.take(hash_slots(_words(text), _SIEVE_BITS).view(np.int64))).tolist():
            for phrase in self.by_beginning.get(text[start : start + _BEGINNING], ()):
                if text.startswith(phrase, start):
                    yield start, start + len(phrase)
        for phrase in self.short:
            start = text.find(phrase)
            while start >= 0:
                yield start, start + len(phrase)
                start = text.find(phrase, start + 1)


@lru_cache(maxsize=8)
def index_phrases(phrases: tuple[str, ...]) -> Phrases:
    """Return the search index of some phrases; the empty phrase is never found."""
    beginnings: dict[str, list[str]] = {}
    short = []
    for phrase in filter(None, phrases):
        if len(phrase) < _BEGINNING:
            short.append(phrase)
        else:
            beginnings.setdefault(phrase[:_BEGINNING], []).append(phrase)
    sieve = build_sieve(np.array([_words(beginning)[0] for beginning in beginnings], dtype=np.uint64), _SIEVE_BITS)
    return Phrases({key: tuple(value) for key, value in beginnings.items()}, sieve, tuple(short))


def _words(text: str) -> Hashes:
    """Return the four characters from every offset on as one 64-bit word, the lower 16 bits of each code point."""
    codes = (code_points(text) & np.uint32(0xFFFF)).astype(np.uint64)
    pairs = codes[:-1] | (codes[1:] << np.uint64(16))
    words: Hashes = pairs[:-2] | (pairs[2:] << np.uint64(32))
    return words
