"""Rewritten pairs among many texts: only texts of candidate pairs are cut into words and compared."""

from __future__ import annotations

from functools import cache
from itertools import chain
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
    earlier: Sequence[str] = (),
) -> tuple[RewrittenPair, ...]:
    """Return the pairs suspected to be rewritten, strongest first.

    `load_words`, which is slow, is called only for candidates. The `known` pairs, left before right, are skipped, being
    mostly copied. With `earlier` texts, numbered behind `texts`, every pair joins a text with an earlier text.
    """
    index = index_texts(chain(texts, earlier), len(texts) if earlier else None)
    candidates = find_candidates(index, frozenset(known))
    if not candidates:
        return ()
    cut = load_words()

    @cache
    def text_of(number: int) -> str:
        return texts[number] if number < len(texts) else earlier[number - len(texts)]

    @cache
    def itemized(number: int) -> ItemizedText:
        return itemize(text_of(number), cut)

    step = -(-index.texts // SAMPLE)
    rarity = Rarity(index, (text_of(number) for number in range(0, index.texts, step)))
    rewritten = []
    for left, right, _ in candidates:
        sides = itemized(left), itemized(right)
        if verdict := judge(*sides, rarity):
            both = text_of(left), text_of(right)
            rewritten.append(describe((left, right), sides, both, verdict, rarity, find_facts=find_facts))
    return tuple(sorted(rewritten, key=lambda pair: (-pair.strength, pair.a, pair.b)))
