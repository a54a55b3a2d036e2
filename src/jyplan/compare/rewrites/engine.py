"""Rewritten copies among many texts: candidates first, and only their texts are cut into words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jyplan.compare.rewrites.candidates import SAMPLE, find_candidates, index_texts
from jyplan.compare.rewrites.evidence import describe
from jyplan.compare.rewrites.items import itemize
from jyplan.compare.rewrites.rarity import Rarity
from jyplan.compare.rewrites.verdict import judge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jyplan.compare.rewrites.evidence import FindFacts
    from jyplan.compare.rewrites.items import ItemizedText
    from jyplan.model import RewrittenPair
    from jyplan.text.words import WordCutter


def find_rewrites(
    texts: Sequence[str],
    load_words: Callable[[], WordCutter],
    find_facts: FindFacts,
    known: Iterable[tuple[int, int]] = (),
) -> tuple[RewrittenPair, ...]:
    """Return the pairs suspected to be rewritten, strongest first.

    `load_words` is called where there are candidates; `known` pairs, left before right, are not looked at: mostly copied.
    """
    index = index_texts(texts)
    candidates = find_candidates(index, frozenset(known))
    if not candidates:
        return ()
    cut = load_words()
    step = -(-len(texts) // SAMPLE)
    rarity = Rarity(index, texts[::step])

    @cache
    def itemized(number: int) -> ItemizedText:
        return itemize(texts[number], cut)

    found = []
    for left, right, _ in candidates:
        sides = itemized(left), itemized(right)
        if verdict := judge(*sides, rarity):
            found.append(
                describe((left, right), sides, (texts[left], texts[right]), verdict, rarity, find_facts=find_facts)
            )
    return tuple(sorted(found, key=lambda pair: (-pair.strength, pair.a, pair.b)))
