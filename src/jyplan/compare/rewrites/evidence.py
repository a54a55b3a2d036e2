"""The evidence for a rewritten pair, for a reader to judge: aligned items with shared rare words and facts, the order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.compare.arrays import heaviest_rising
from jyplan.compare.rewrites.figures import find_figures
from jyplan.model import AlignedItem, Deliverable, Indicator, Owner, Period, RewrittenPair, SharedFact
from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from jyplan.compare.rewrites.items import Item, ItemizedText
    from jyplan.compare.rewrites.rarity import Rarity
    from jyplan.compare.rewrites.verdict import RewriteVerdict
    from jyplan.model import Fact, Span

    FindFacts = Callable[[str, int], Sequence[Fact]]
    """Returns the facts of a sentence, given with its offset in the plan text."""

_MOST_WORDS = 8
"""Rare words shown of an item, at most."""
_SIGNS = lazy_pattern(r"[《》\s]")


def describe(
    pair: tuple[int, int],
    sides: tuple[ItemizedText, ItemizedText],
    texts: tuple[str, str],
    verdict: RewriteVerdict,
    rarity: Rarity,
    *,
    find_facts: FindFacts,
) -> RewrittenPair:
    """Return a reported pair with the evidence; `sides` are the items of both `texts`."""
    left, right = sides
    columns = [aligned.right for aligned in verdict.aligned]
    ends = [column + 1 for column in columns]
    in_order = set(heaviest_rising([1] * len(columns), columns, ends, ends))
    items = tuple(
        AlignedItem(
            left.items[aligned.left].span,
            right.items[aligned.right].span,
            aligned.likeness,
            number in in_order,
            _shared_words(left.items[aligned.left], right.items[aligned.right], rarity),
            _shared_facts(
                _facts(texts[0], left.items[aligned.left].span, find_facts),
                _facts(texts[1], right.items[aligned.right].span, find_facts),
            ),
        )
        for number, aligned in enumerate(verdict.aligned)
    )
    left_share = _share(texts[0], [item.left for item in items])
    right_share = _share(texts[1], [item.right for item in items])
    return RewrittenPair(*pair, verdict.strength, left_share, right_share, items)


def _shared_words(left: Item, right: Item, rarity: Rarity) -> tuple[str, ...]:
    shared = {word for word in left.words if len(word) > 1} & set(right.words)
    rare = sorted((word for word in shared if rarity.word(word) > 0), key=lambda word: (-rarity.word(word), word))
    return tuple(rare[:_MOST_WORDS])


def _facts(text: str, span: Span, find_facts: FindFacts) -> Sequence[Fact]:
    return find_facts(text[span.start : span.end], span.start)


def _shared_facts(left: Sequence[Fact], right: Sequence[Fact]) -> tuple[SharedFact, ...]:
    """Return the pairs of facts with equal meaning, every fact in at most a single pair."""
    waiting: dict[Hashable, list[Fact]] = {}
    for fact in right:
        waiting.setdefault(_meaning(fact), []).append(fact)
    return tuple(SharedFact(fact, partners.pop(0)) for fact in left if (partners := waiting.get(_meaning(fact))))


def _meaning(fact: Fact) -> Hashable:
    """Return the meaning of a fact in any wording: 不少于十五节 and 听够15堂 are the same figure."""
    match fact:
        case Indicator():
            common = find_figures(fold(fact.text))
            return fact.kind, tuple(common) or (fact.value, fact.upper, fact.unit)
        case Period():
            return fact.kind, (fact.first, fact.last) if fact.first or fact.last else tuple(
                find_figures(fold(fact.text))
            )
        case Owner():
            return fact.kind, frozenset(fact.names)
        case Deliverable():
            return fact.kind, _SIGNS.sub("", fold(fact.text))
    return fact.kind, fact.text


def _share(text: str, spans: Sequence[Span]) -> float:
    """Return the share of a text's characters inside the spans, spaces not counted, from 0 to 1."""
    total = sum(not character.isspace() for character in text)
    inside = sum(not character.isspace() for span in spans for character in text[span.start : span.end])
    return inside / total if total else 0.0
