"""Fingerprints of texts: few of their n-grams, chosen so that equal stretches have equal ones.

A text is taken without spaces, width, case and punctuation. Of its grams of 8 characters those are kept whose
least part of 4 stands first or last: closed syncmers (Edgar 2021, “Syncmers are more sensitive than minimizers for
selecting conserved k-mers”). As in winnowing every long enough shared stretch has one, here every 11 characters;
unlike there a gram is chosen by itself alone, so that edits around it do not change the choice.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from jyplan.compare.passages.seeds import code_points
from jyplan.compare.passages.views import FORMAT
from jyplan.text.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.passages.seeds import Codes

GRAM = 8
"""Characters of a gram. Of a text with 40 % of its characters edited .6 ** 8 = 1.7 % of these survive, a dozen times as
many as of grams of 13, and what they find by chance is told apart by its places (benchmarks/copies.md)."""
PART = 4
"""Characters of the part that decides; with 16 bits each they fit a word, and two of them make a gram."""
_WINDOW = GRAM - PART + 1
_TOGETHER = 32
"""Texts that are fingerprinted in one go: few enough for the processor's cache, enough to be worth a call."""

Hashes = NDArray[np.uint64]
Numbers = NDArray[np.uint32]
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # odd, bits well spread: 2**64 / golden ratio
_HALF = np.uint64(32)
_BASIC = np.uint32(0xFFFF)  # the last character of the basic plane


class Fingerprints(NamedTuple):
    """The fingerprints of some texts in reading order, one array entry each."""

    hashes: Hashes
    """All 64 bits are well mixed. A text that repeats itself has the same hash again."""
    owners: Numbers
    """Index of the text."""
    places: Numbers
    """Offset in the text as given where the gram begins."""
    digests: tuple[bytes, ...]
    """One for each text: equal where texts are the same but for format, empty where nothing in it counts."""


def take_fingerprints(texts: Sequence[str]) -> Fingerprints:
    """Return the fingerprints of all texts; a text of fewer than 8 characters that count has none."""
    taken = [_take(texts[first : first + _TOGETHER], first) for first in range(0, len(texts), _TOGETHER)]
    return Fingerprints(
        np.concatenate([np.zeros(0, np.uint64), *(each.hashes for each in taken)]),
        np.concatenate([np.zeros(0, np.uint32), *(each.owners for each in taken)]),
        np.concatenate([np.zeros(0, np.uint32), *(each.places for each in taken)]),
        tuple(digest for each in taken for digest in each.digests),
    )


def _take(texts: Sequence[str], first: int) -> Fingerprints:
    """Return the fingerprints of a few texts, the first of which has the index `first`."""
    ends = np.cumsum([len(text) for text in texts])
    codes = code_points("".join(texts))
    rare = _has_rare(codes)
    plain = _folded(codes, rare=rare)
    kept = np.flatnonzero(plain)
    plain, stops = plain[kept], np.searchsorted(kept, ends)
    exact = _exact(plain, codes[kept]) if rare else plain
    digests = tuple(_digest(exact[start:stop]) for start, stop in pairwise([0, *stops.tolist()]))
    if len(kept) < GRAM:
        return Fingerprints(np.zeros(0, np.uint64), np.zeros(0, np.uint32), np.zeros(0, np.uint32), digests)
    parts = _parts(plain)
    chosen = np.flatnonzero(_is_chosen(parts))
    owners = np.searchsorted(stops, chosen, "right")
    inside = chosen + GRAM <= stops[owners]
    chosen, owners = chosen[inside], owners[inside]
    begins = np.r_[0, ends[:-1]]
    hashes = _mixed(parts[chosen] * _MULTIPLIER ^ parts[chosen + GRAM - PART])
    places = (kept[chosen] - begins[owners]).astype(np.uint32)
    return Fingerprints(hashes, (owners + first).astype(np.uint32), places, digests)


def _exact(plain: NDArray[np.uint16], codes: Codes) -> Codes:
    """Return the characters as they are compared, rare ones as themselves."""
    return np.where(codes > _BASIC, codes, plain)


def _digest(exact: Codes | NDArray[np.uint16]) -> bytes:
    """Return the same for the same characters, in 16 bits where that is enough for all of them."""
    if not len(exact):
        return b""
    if exact.dtype != np.uint16 and not _has_rare(exact):
        exact = exact.astype(np.uint16)
    return blake2b(exact.tobytes(), digest_size=16).digest()


def _parts(plain: NDArray[np.uint16]) -> Hashes:
    """Return every 4 consecutive characters as one well mixed word."""
    count = len(plain) - PART + 1
    words = np.empty(count, dtype=np.uint64)
    data = plain.tobytes()
    for offset in range(PART):
        words[offset::PART] = np.frombuffer(data, "<u8", (count - offset + PART - 1) // PART, 2 * offset)
    return _mixed(words)


def _mixed(words: Hashes) -> Hashes:
    """Return the words with every bit depending on all bits; different words stay different."""
    words = words * _MULTIPLIER
    words ^= words >> _HALF
    words *= _MULTIPLIER
    words ^= words >> _HALF
    return words


def _is_chosen(parts: Hashes) -> NDArray[np.bool_]:
    """Return for every gram whether the least of its five parts is the first or the last one."""
    two = np.minimum(parts[:-1], parts[1:])
    four = np.minimum(two[:-2], two[2:])
    least = np.minimum(four[:-1], parts[_WINDOW - 1 :])
    chosen: NDArray[np.bool_] = (parts[: len(least)] == least) | (parts[_WINDOW - 1 :] == least)
    return chosen


def _folded(codes: Codes, *, rare: bool) -> NDArray[np.uint16]:
    """Return the characters as they are compared, in 16 bits, 0 for those that do not count."""
    folded: NDArray[np.uint16] = _table()[codes & _BASIC]
    if rare:  # they share the codes of the private use area
        beyond = codes > _BASIC
        folded[beyond] = 0xE000 + codes[beyond] % 0x1800
    return folded


def _has_rare(codes: Codes | NDArray[np.uint16]) -> bool:
    """Return whether there are rare Hanzi or emoji, which 16 bits do not hold."""
    return len(codes) > 0 and bool(codes.max() > _BASIC)


@cache
def _table() -> NDArray[np.uint16]:
    table = np.zeros(0x10000, dtype=np.uint16)
    everything = "".join(map(chr, range(0x10000)))
    normalised = normalise(everything)
    for character, offset in zip(normalised.text, normalised.offsets, strict=False):
        table[offset] = 0 if character in FORMAT else ord(character)
    return table
