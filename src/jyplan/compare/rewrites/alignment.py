"""The likeness of each two items of two texts: shared rare words and figures, without literally shared runs.

A run of `LITERAL` characters in both texts is a copy or an official opening, not a paraphrase, and is left out. The
likeness of two items is the weight of shared tokens over the geometric mean of both weights, from 0 to 1.

A rare word in many items of a text is the topic of the text: plans on the same subject, or from the same generator of
sentences, share it everywhere. As evidence, the weight of a token is divided by the root of the number of items with it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from jyplan.compare.arrays import GOLDEN, code_points, count_before, interval_mask

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jyplan.compare.arrays import Hashes, Mask
    from jyplan.compare.rewrites.items import Item, ItemizedText
    from jyplan.compare.rewrites.rarity import Rarity, WeighedItem

LITERAL = 8
"""Chinese characters of the shortest run that counts as copied, punctuation not counted."""

Weights = NDArray[np.float64]


class ItemTable(NamedTuple):
    """Matrices with a row for each left item and a column for each right item."""

    shared: Weights
    """Weight of the tokens in both items."""
    likeness: Weights
    """Shared weight over the geometric mean of both weights, from 0 to 1."""
    evidence: Weights
    """w × √(w / mean weight), with w the shared weight after tokens of many items count less."""
    left_weight: float
    """Weight of all rare words, characters and figures of the left text."""
    right_weight: float


def compare_items(left: ItemizedText, right: ItemizedText, rarity: Rarity) -> ItemTable:
    """Return the likeness of each two items of two texts."""
    left_copied, right_copied = literal_masks(left.hanzi, right.hanzi)
    left_tokens, right_tokens = _tokens(left, left_copied, rarity), _tokens(right, right_copied, rarity)
    items_with: dict[str, list[int]] = defaultdict(list)
    for column, tokens in enumerate(right_tokens):
        for token in tokens:
            items_with[token].append(column)
    items_of_left = Counter(token for tokens in left_tokens for token in tokens)
    shared, distinctive = np.zeros((2, len(left_tokens), len(right_tokens)))
    for row, tokens in enumerate(left_tokens):
        for token, weight in tokens.items():
            if columns := items_with.get(token):
                shared[row, columns] += weight
                distinctive[row, columns] += weight / math.sqrt(max(items_of_left[token], len(columns)))
    left_weights, right_weights = (_weights(rarity.weigh_text(text)) for text in (left, right))
    mean = np.maximum(np.sqrt(np.outer(left_weights, right_weights)), 1.0)
    evidence = distinctive * np.sqrt(distinctive / mean)
    return ItemTable(shared, shared / mean, evidence, float(left_weights.sum()), float(right_weights.sum()))


def literal_masks(left: str, right: str) -> tuple[Mask, Mask]:
    """Return True for the characters of each text inside a common run of at least `LITERAL` characters."""
    left_grams, right_grams = _grams(left), _grams(right)
    return _covered(left_grams, right_grams, len(left)), _covered(right_grams, left_grams, len(right))


class _Grams(NamedTuple):
    """Hashes of the runs of `LITERAL` characters of a text."""

    in_text: Hashes
    """In the order of the text, by offset of the first character."""
    ascending: Hashes


@lru_cache(maxsize=128)  # a text is in many pairs
def _grams(text: str) -> _Grams:
    codes = code_points(text).astype(np.uint64)
    hashes = np.zeros(max(len(codes) - LITERAL + 1, 0), dtype=np.uint64)
    for offset in range(LITERAL):
        hashes = hashes * GOLDEN + codes[offset : offset + len(hashes)]
    return _Grams(hashes, np.sort(hashes))


def _covered(grams: _Grams, partner: _Grams, size: int) -> Mask:
    """Return True for the characters of a text of `size` characters inside a run of the partner text."""
    places = np.searchsorted(partner.ascending, grams.in_text)
    is_shared = np.append(partner.ascending, 0)[places] == grams.in_text
    starts = np.flatnonzero(is_shared & (places < len(partner.ascending)))
    return interval_mask(starts, starts + LITERAL, size)


def _tokens(text: ItemizedText, copied: Mask, rarity: Rarity) -> list[Mapping[str, float]]:
    """Return the weights of the rare tokens of each item, without words mostly inside copied runs."""
    weighed_items = rarity.weigh_text(text)
    if not copied.any():
        return [weighed.tokens for weighed in weighed_items]
    copied_before: list[int] = count_before(copied).tolist()
    is_copied: list[bool] = copied.tolist()
    return [
        _not_copied(item, weighed, copied_before, is_copied) if _is_touched(item, copied_before) else weighed.tokens
        for item, weighed in zip(text.items, weighed_items, strict=True)
    ]


def _is_touched(item: Item, copied_before: list[int]) -> bool:
    """Whether any character of an item is copied."""
    if not item.places:
        return False
    return copied_before[item.places[-1] + len(item.words[-1])] > copied_before[item.places[0]]


def _not_copied(
    item: Item, weighed: WeighedItem, copied_before: list[int], is_copied: list[bool]
) -> Mapping[str, float]:
    """Return the tokens of an item without copied words; `copied_before` counts the copied characters before each offset."""
    if _is_mostly_copied(item, is_copied):  # an edited copy, no paraphrase
        return {}
    tokens: dict[str, float] = {}
    for offset, length, tokens_of_word in weighed.words:
        if 2 * (copied_before[offset + length] - copied_before[offset]) <= length:
            tokens.update(tokens_of_word)
    return tokens | weighed.figures


def _is_mostly_copied(item: Item, copied: list[bool]) -> bool:
    """Whether most words of an item begin inside copied runs."""
    return 2 * sum(map(copied.__getitem__, item.places)) > len(item.places)


def _weights(items: Sequence[WeighedItem]) -> Weights:
    return np.array([sum(item.tokens.values()) for item in items])
