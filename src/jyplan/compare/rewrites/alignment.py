"""Items of two texts aligned by the rare words and figures they share, what is literally shared left out.

A run of `LITERAL` characters in both texts is copied, not rewritten: `compare.copies` counts it, and official openings
are such runs. What remains of two items is compared: shared weight over the geometric mean of both weights, from 0 to 1.

A rare word in many items of one text is its topic and says little about any two of them: plans on one subject, or from one
generator of sentences, share it everywhere. As evidence its weight is divided by the root of the number of such items.
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
"""Chinese characters in a row that are copied, punctuation not counted."""

Weights = NDArray[np.float64]


class ItemTable(NamedTuple):
    """What each two items share, a row for each item of the left text."""

    shared: Weights
    """Weight of the tokens in both."""
    likeness: Weights
    """Shared weight over the mean weight of both, from 0 to 1."""
    evidence: Weights
    """As `shared`, tokens in many items counted less, times the root of such a likeness."""
    left_weight: float
    """Weight of all rare words, characters and figures of the left text."""
    right_weight: float


def compare_items(left: ItemizedText, right: ItemizedText, rarity: Rarity) -> ItemTable:
    """Return the table of two texts."""
    left_copied, right_copied = literal_masks(left.hanzi, right.hanzi)
    left_tokens, right_tokens = _tokens(left, left_copied, rarity), _tokens(right, right_copied, rarity)
    items_with: dict[str, list[int]] = defaultdict(list)
    for column, tokens in enumerate(right_tokens):
        for token in tokens:
            items_with[token].append(column)
    items_of_left = Counter(token for tokens in left_tokens for token in tokens)
    shared, exclusive = np.zeros((2, len(left_tokens), len(right_tokens)))
    for row, tokens in enumerate(left_tokens):
        for token, weight in tokens.items():
            if columns := items_with.get(token):
                shared[row, columns] += weight
                exclusive[row, columns] += weight / math.sqrt(max(items_of_left[token], len(columns)))
    left_all, right_all = (_weights(_weighed(text, rarity)) for text in (left, right))
    mean = np.maximum(np.sqrt(np.outer(left_all, right_all)), 1.0)
    evidence = exclusive * np.sqrt(exclusive / mean)
    return ItemTable(shared, shared / mean, evidence, float(left_all.sum()), float(right_all.sum()))


def literal_masks(left: str, right: str) -> tuple[Mask, Mask]:
    """Return True for the characters of each text inside a run of `LITERAL` characters that both contain."""
    left_grams, right_grams = _grams(left), _grams(right)
    return _runs(left_grams, right_grams, len(left)), _runs(right_grams, left_grams, len(right))


class _Grams(NamedTuple):
    """Hashes of the runs of `LITERAL` characters of a text."""

    in_text: Hashes
    """One for each offset at which a run begins."""
    in_order: Hashes


@lru_cache(maxsize=128)  # a text is in many pairs
def _grams(text: str) -> _Grams:
    codes = code_points(text).astype(np.uint64)
    hashes = np.zeros(max(len(codes) - LITERAL + 1, 0), dtype=np.uint64)
    for offset in range(LITERAL):
        hashes = hashes * GOLDEN + codes[offset : offset + len(hashes)]
    return _Grams(hashes, np.sort(hashes))


def _runs(grams: _Grams, other: _Grams, size: int) -> Mask:
    """Return True for the characters of a text of a given size inside a run that the other text contains."""
    places = np.searchsorted(other.in_order, grams.in_text)
    found = np.append(other.in_order, 0)[places] == grams.in_text
    starts = np.flatnonzero(found & (places < len(other.in_order)))
    return interval_mask(starts, starts + LITERAL, size)


def _weighed(text: ItemizedText, rarity: Rarity) -> list[WeighedItem]:
    """Return the rare words and figures of each item, looked up once for all pairs that a text is in."""
    if id(text) not in rarity.weighed:
        rarity.weighed[id(text)] = text, [rarity.weigh(item) for item in text.items]
    return rarity.weighed[id(text)][1]


def _tokens(text: ItemizedText, copied: Mask, rarity: Rarity) -> list[Mapping[str, float]]:
    """Return the weights of the rare tokens of each item; words mostly inside copied runs are left out."""
    whole = _weighed(text, rarity)
    if not copied.any():
        return [weighed.tokens for weighed in whole]
    copied_before: list[int] = count_before(copied).tolist()
    is_copied: list[bool] = copied.tolist()
    return [
        _not_copied(item, weighed, copied_before, is_copied) if _is_touched(item, copied_before) else weighed.tokens
        for item, weighed in zip(text.items, whole, strict=True)
    ]


def _is_touched(item: Item, copied_before: list[int]) -> bool:
    if not item.places:
        return False
    return copied_before[item.places[-1] + len(item.words[-1])] > copied_before[item.places[0]]


def _not_copied(
    item: Item, weighed: WeighedItem, copied_before: list[int], is_copied: list[bool]
) -> Mapping[str, float]:
    """Return the tokens of an item; `copied_before` is the number of copied characters before each place of the text."""
    if _is_copied(item, is_copied):  # edited, not said in other words
        return {}
    tokens: dict[str, float] = {}
    for place, length, of_word in weighed.words:
        if 2 * (copied_before[place + length] - copied_before[place]) <= length:
            tokens.update(of_word)
    return tokens | weighed.figures


def _is_copied(item: Item, copied: list[bool]) -> bool:
    """Whether most words of an item begin inside copied runs."""
    return 2 * sum(map(copied.__getitem__, item.places)) > len(item.places)


def _weights(items: Sequence[WeighedItem]) -> Weights:
    return np.array([sum(item.tokens.values()) for item in items])
