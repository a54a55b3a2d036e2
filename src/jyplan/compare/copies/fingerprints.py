"""Fingerprints of a text: hashes of few n-grams, chosen to be equal in equal stretches.

Spaces, width, case and punctuation are dropped first. A gram of 8 characters contains five sub-grams of 4 characters;
the gram is kept where its first or its last sub-gram has the least hash of the five. Grams chosen like this are closed
syncmers (Edgar 2021, “Syncmers are more sensitive than minimizers for selecting conserved k-mers”). As with winnowing
(Schleimer, Wilkerson and Aiken 2003), every shared stretch of a minimum length, here 11 characters, has a fingerprint;
unlike winnowing, the choice depends on the gram alone, so that edits beside a gram do not change it.

The grams at the start of 每周三下午，教研组集体备课, the comma dropped; only the last of the four is kept:

| gram | offset | least sub-gram | its place, 0–4 | kept |
|---|---:|---|---:|---|
| 每周三下午教研组 | 0 | 下午教研 | 3 | |
| 周三下午教研组集 | 1 | 下午教研 | 2 | |
| 三下午教研组集体 | 2 | 下午教研 | 1 | |
| 下午教研组集体备 | 3 | 下午教研 | 0 | yes |

>>> take_fingerprints(["每周三下午，教研组集体备课"]).places.tolist()
[3]
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from jyplan.compare.arrays import GOLDEN, Hashes, code_points, count_before
from jyplan.compare.passages.views import FORMAT
from jyplan.text.fold import fold
from jyplan.text.normalise import TAG_RANGES, normalise
from jyplan.text.strewn import FEWEST, find_strewn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.arrays import Codes, Ints, Mask

GRAM = 8
"""Characters of a gram. Of a text with 40 % of its characters edited .6 ** 8 = 1.7 % of the grams survive, a dozen times
as many as of grams of 13; `candidates` rejects chance matches by their places (benchmarks/copies.md)."""
SUBGRAM = 4
"""Characters of a sub-gram (the s-mer of a syncmer): at 16 bits each they fill a 64-bit word; two sub-grams make a gram."""
_SUBGRAMS = GRAM - SUBGRAM + 1
"""Sub-grams of a gram."""
_BATCH = 32
"""Texts fingerprinted in one batch: few enough for the processor's cache, enough to outweigh the calls of numpy."""

Numbers = NDArray[np.uint32]
_HALF = np.uint64(32)
_BASIC = np.uint32(0xFFFF)  # the last code point of Unicode's Basic Multilingual Plane


class Fingerprints(NamedTuple):
    """The fingerprints of some texts in reading order, in three parallel arrays."""

    hashes: Hashes
    """All 64 bits are well mixed. A gram that a text repeats has an entry for each repetition."""
    owners: Numbers
    """Index of the text."""
    places: Numbers
    """Code-point offset of the gram's first character in the text as given."""
    digests: tuple[bytes, ...]
    """One digest a text: equal for texts that differ in format only, empty for a text of format characters only."""
    odd: tuple[int, ...] = ()
    """Texts with characters strewn in, or with many that a reader does not see."""


def take_fingerprints(texts: Sequence[str]) -> Fingerprints:
    """Return the fingerprints of all texts; a text of fewer than 8 characters has none, format not counted."""
    batches = [_take_batch(texts[first : first + _BATCH], first) for first in range(0, len(texts), _BATCH)]
    return Fingerprints(
        np.concatenate([np.zeros(0, np.uint64), *(batch.hashes for batch in batches)]),
        np.concatenate([np.zeros(0, np.uint32), *(batch.owners for batch in batches)]),
        np.concatenate([np.zeros(0, np.uint32), *(batch.places for batch in batches)]),
        tuple(digest for batch in batches for digest in batch.digests),
        tuple(number for batch in batches for number in batch.odd),
    )


def _take_batch(texts: Sequence[str], first: int) -> Fingerprints:
    """Return the fingerprints of a batch of texts, numbered from `first`."""
    ends = np.cumsum([len(text) for text in texts])
    codes = code_points("".join(texts))
    beyond_basic = _has_code_beyond_basic(codes)
    folded = _folded(codes, beyond_basic=beyond_basic)
    unseen = np.diff(count_before(_is_unseen(codes, folded, beyond_basic=beyond_basic))[ends], prepend=0)
    offsets = np.flatnonzero(folded)
    plain, stops = folded[offsets], np.searchsorted(offsets, ends)
    strewn = [find_strewn(plain[start:stop]) for start, stop in pairwise([0, *stops.tolist()])]
    if any(mask is not None for mask in strewn):
        folded[offsets[_joined(strewn, stops)]] = 0
        offsets = np.flatnonzero(folded)
        plain, stops = folded[offsets], np.searchsorted(offsets, ends)
    odd = tuple(
        first + number
        for number, (mask, count) in enumerate(zip(strewn, unseen.tolist(), strict=True))
        if mask is not None or count >= FEWEST
    )
    exact = _exact(plain, codes[offsets]) if beyond_basic else plain
    digests = tuple(_digest(exact[start:stop]) for start, stop in pairwise([0, *stops.tolist()]))
    hashes, owners, chosen = _choose_grams(plain, stops)
    places = (offsets[chosen] - np.r_[0, ends[:-1]][owners]).astype(np.uint32)
    return Fingerprints(hashes, (owners + first).astype(np.uint32), places, digests, odd)


def _choose_grams(plain: NDArray[np.uint16], stops: Ints) -> tuple[Hashes, Ints, Ints]:
    """Return hash, text and offset of the grams that are kept; the texts of a batch follow each other and end at `stops`."""
    if len(plain) < GRAM:
        nothing = np.zeros(0, dtype=np.int64)
        return np.zeros(0, dtype=np.uint64), nothing, nothing
    subgrams = _subgrams(plain)
    chosen = np.flatnonzero(_is_syncmer(subgrams))
    owners = np.searchsorted(stops, chosen, "right")
    inside = chosen + GRAM <= stops[owners]
    chosen, owners = chosen[inside], owners[inside]
    return _mixed(subgrams[chosen] * GOLDEN ^ subgrams[chosen + GRAM - SUBGRAM]), owners, chosen


def _is_unseen(codes: Codes, folded: NDArray[np.uint16], *, beyond_basic: bool) -> Mask:
    """Return the mask of dropped characters that are no space and no punctuation."""
    is_unseen: Mask = _unseen_table()[codes & _BASIC]
    if beyond_basic:
        is_unseen = np.where(codes > _BASIC, folded == 0, is_unseen)
    return is_unseen


def _joined(masks: Sequence[Mask | None], stops: Ints) -> Mask:
    """Return the masks of the texts of a batch as one; None marks nothing."""
    sizes = np.diff(stops, prepend=0).tolist()
    return np.concatenate(
        [np.zeros(size, dtype=bool) if mask is None else mask for mask, size in zip(masks, sizes, strict=True)]
    )


def _exact(plain: NDArray[np.uint16], codes: Codes) -> Codes:
    """Return folded characters, except beyond the basic plane, where code points stay unchanged."""
    return np.where(codes > _BASIC, codes, plain)


def _digest(exact: Codes | NDArray[np.uint16]) -> bytes:
    """Return the digest of a text's characters, hashed in 16 bits each where all fit."""
    if not len(exact):
        return b""
    if exact.dtype != np.uint16 and not _has_code_beyond_basic(exact):
        exact = exact.astype(np.uint16)
    return blake2b(exact.tobytes(), digest_size=16).digest()


def _subgrams(plain: NDArray[np.uint16]) -> Hashes:
    """Return the hash of every 4 consecutive characters."""
    count = len(plain) - SUBGRAM + 1
    words = np.empty(count, dtype=np.uint64)
    data = plain.tobytes()
    for offset in range(SUBGRAM):
        words[offset::SUBGRAM] = np.frombuffer(data, "<u8", (count - offset + SUBGRAM - 1) // SUBGRAM, 2 * offset)
    return _mixed(words)


def _mixed(words: Hashes) -> Hashes:
    """Return the words mixed, every bit depending on all bits; different words stay different."""
    words = words * GOLDEN
    words ^= words >> _HALF
    words *= GOLDEN
    words ^= words >> _HALF
    return words


def _is_syncmer(subgrams: Hashes) -> NDArray[np.bool_]:
    """Return for every gram whether the least of its five sub-grams is the first or the last."""
    least_of_two = np.minimum(subgrams[:-1], subgrams[1:])
    least_of_four = np.minimum(least_of_two[:-2], least_of_two[2:])
    least = np.minimum(least_of_four[:-1], subgrams[_SUBGRAMS - 1 :])
    is_syncmer: NDArray[np.bool_] = (subgrams[: len(least)] == least) | (subgrams[_SUBGRAMS - 1 :] == least)
    return is_syncmer


def _folded(codes: Codes, *, beyond_basic: bool) -> NDArray[np.uint16]:
    """Return the characters folded to 16 bits, 0 for format characters."""
    folded: NDArray[np.uint16] = _folding_table()[codes & _BASIC]
    if beyond_basic:  # such characters get codes of the private use area, 6,144 of them
        is_beyond = codes > _BASIC
        folded[is_beyond] = 0xE000 + codes[is_beyond] % 0x1800
        for start, end in TAG_RANGES:
            folded[(codes >= start) & (codes <= end)] = 0
    return folded


def _has_code_beyond_basic(codes: Codes | NDArray[np.uint16]) -> bool:
    """Return whether some character, a rare Hanzi or an emoji, does not fit 16 bits."""
    return len(codes) > 0 and bool(codes.max() > _BASIC)


@cache
def _unseen_table() -> Mask:
    table: Mask = _folding_table() == 0
    seen = [code for code in np.flatnonzero(table).tolist() if chr(code).isspace() or chr(code) in FORMAT]
    table[seen] = False
    table[0xD800:0xE000] = False
    table[[code for code in np.flatnonzero(table).tolist() if fold(chr(code)) in FORMAT]] = False
    return table


@cache
def _folding_table() -> NDArray[np.uint16]:
    table = np.zeros(0x10000, dtype=np.uint16)
    everything = "".join(map(chr, range(0x10000)))
    normalised = normalise(everything)
    for character, offset in zip(normalised.text, normalised.offsets, strict=False):
        table[offset] = 0 if character in FORMAT else ord(character)
    return table
