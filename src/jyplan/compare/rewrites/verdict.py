"""The verdict on two texts: suspected of rewriting with enough aligned items, mostly in the same order.

The strength combines the heaviest chain of item pairs in the same order with the best partners in any order. In a table of
four items on either side, the heaviest chain rising on both sides is 1–1, 2–2, 4–4 with 2.4; the best partners of each side
sum to 2.9 and 2.4, in the mean 2.65; the strength is .6 × 2.4 + .4 × 2.65 over the weight of both texts:

| | 1 | 2 | 3 | 4 |
|---|---:|---:|---:|---:|
| 1 | .9 | | | |
| 2 | | .8 | | |
| 3 | .5 | | | |
| 4 | | | | .7 |
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.compare.rewrites.alignment import compare_items

if TYPE_CHECKING:
    from jyplan.compare.rewrites.alignment import ItemTable, Weights
    from jyplan.compare.rewrites.items import ItemizedText
    from jyplan.compare.rewrites.rarity import Rarity

LEAST_STRENGTH = 0.052
"""Strength of a pair that is reported: one and a half times that of the most alike of 2,484 unrelated pairs
(benchmarks/rewrites.md)."""
LEAST_STRENGTH_OF_MUCH = 0.044
"""The same for a pair with at least `MUCH` of either text in aligned items: the most alike unrelated pair has .032."""
MUCH = 0.3
"""Share of either text's Chinese characters in aligned items."""
ITEMS_OF_MUCH = 6
"""Aligned items of a pair with `MUCH`, at least: of fewer, each would count for a quarter."""
AMBIGUOUS = 0.5
"""Part of the value of an item's second-best partner, subtracted from the best: a sentence alike to several is no evidence."""
ORDERED = 0.6
"""Part of the strength from items in the same order; the rest from best partners in any order."""
LEAST_ITEMS = 4
"""Aligned items of a reported pair, at least: a single sentence proves nothing, however rare the words."""
LEAST_PART = 0.18
"""Share of either text's Chinese characters in aligned items, at least: papers on one project share only a few lines."""
_LEAST_LIKENESS = 0.15
"""Of two aligned items."""
_LEAST_SHARED = 2.0
"""Weight that two aligned items share: about a rare word."""
_LARGEST_PART = 0.22
"""Largest part of the least strength that two items may contribute: a chain outweighs any single sentence."""


class ItemPair(NamedTuple):
    """Two aligned items, by index."""

    left: int
    right: int
    likeness: float
    """From 0 to 1."""


class RewriteVerdict(NamedTuple):
    """A suspected rewriting."""

    strength: float
    """Shared weight over the weight of both texts, from 0 to 1."""
    aligned: tuple[ItemPair, ...]


def judge(left: ItemizedText, right: ItemizedText, rarity: Rarity) -> RewriteVerdict | None:
    """Return the verdict on two texts; None without a suspicion."""
    if not left.items or not right.items:
        return None
    table = compare_items(left, right, rarity)
    strength = measure_strength(table)
    aligned = align_items(table)
    part = min(
        _part(left, {pair.left for pair in aligned}),
        _part(right, {pair.right for pair in aligned}),
    )
    is_much = part >= MUCH and len(aligned) >= ITEMS_OF_MUCH
    least = LEAST_STRENGTH_OF_MUCH if is_much else LEAST_STRENGTH
    if strength < least or len(aligned) < LEAST_ITEMS or part < LEAST_PART:
        return None
    return RewriteVerdict(strength, aligned)


def _part(text: ItemizedText, numbers: set[int]) -> float:
    """Return the share of a text's Chinese characters in the items with the given numbers."""
    inside = sum(len(word) for number in numbers for word in text.items[number].words)
    return inside / len(text.hanzi) if text.hanzi else 0.0


def measure_strength(table: ItemTable) -> float:
    """Return the weight shared by the items over the weight of both texts, mostly of items in the same order."""
    weight = max(float(np.sqrt(table.left_weight * table.right_weight)), 1.0)
    values = np.maximum(table.evidence - AMBIGUOUS * _second_best(table.evidence), 0.0)
    values = np.minimum(values, _LARGEST_PART * LEAST_STRENGTH * weight)
    best = (values.max(axis=0).sum() + values.max(axis=1).sum()) / 2
    return float((ORDERED * _heaviest_chain(values) + (1 - ORDERED) * best) / weight)


def _second_best(values: Weights) -> Weights:
    """Return for each entry the largest further value in the same row or column."""
    best = np.zeros_like(values)
    for axis in (0, 1):
        if values.shape[axis] < 2:
            continue
        ordered = np.sort(values, axis=axis)
        first, second = np.take(ordered, [-1], axis=axis), np.take(ordered, [-2], axis=axis)
        best = np.maximum(best, np.where(values >= first, second, first))
    return best


def align_items(table: ItemTable) -> tuple[ItemPair, ...]:
    """Return the pairs of mutually best partners with enough in common, in the order of the left items."""
    values = table.shared * np.sqrt(table.likeness)
    partners, back = values.argmax(axis=1), values.argmax(axis=0)
    return tuple(
        ItemPair(row, column, float(table.likeness[row, column]))
        for row, column in enumerate(partners.tolist())
        if back[column] == row
        and table.likeness[row, column] >= _LEAST_LIKENESS
        and table.shared[row, column] >= _LEAST_SHARED
    )


def _heaviest_chain(values: Weights) -> float:
    """Return the weight of the heaviest chain of entries with rising rows and columns (Needleman and Wunsch 1970).

    >>> _heaviest_chain(np.array([[0.5, 0.0], [0.9, 0.25]]))
    0.9
    """
    heaviest = np.zeros(values.shape[1] + 1)  # of the rows so far, by number of columns
    for row in values:
        heaviest[1:] = np.maximum.accumulate(np.maximum(heaviest[1:], heaviest[:-1] + row))
    return float(heaviest[-1])
