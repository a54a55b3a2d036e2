"""Hundreds of phrases looked for in a text at once: only where its next four characters begin one of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.arrays import Hashes, Mask, build_sieve, code_points, hash_slots

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BEGINNING = 4
"""Characters that fit a word of 64 bits, 16 of each."""
_SIEVE_BITS = 16


@dataclass(frozen=True)
class Phrases:
    """Phrases by their first four characters."""

    by_beginning: Mapping[str, tuple[str, ...]]
    sieve: Mask
    """True at the slots of all beginnings, and at few others."""
    short: tuple[str, ...]
    """Phrases of fewer characters."""

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of every place of every phrase, overlapping ones too."""
        for at in np.flatnonzero(self.sieve[hash_slots(_words(text), _SIEVE_BITS)]).tolist():
            for phrase in self.by_beginning.get(text[at : at + _BEGINNING], ()):
                if text.startswith(phrase, at):
                    yield at, at + len(phrase)
        for phrase in self.short:
            at = text.find(phrase)
            while at >= 0:
                yield at, at + len(phrase)
                at = text.find(phrase, at + 1)


@lru_cache(maxsize=8)
def index_phrases(phrases: tuple[str, ...]) -> Phrases:
    """Return phrases ready to be looked for; the empty one is never found."""
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
    """Return every four consecutive characters as one word."""
    codes = (code_points(text) & np.uint32(0xFFFF)).astype(np.uint64)
    count = max(len(codes) - _BEGINNING + 1, 0)
    words = np.zeros(count, dtype=np.uint64)
    for offset in range(_BEGINNING):
        words |= codes[offset : offset + count] << np.uint64(16 * offset)
    return words
