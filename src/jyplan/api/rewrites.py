"""Plans suspected to be rewritten in other words, and the fate of each item of a rewritten plan."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jyplan.archive.lookup import ArchivedTexts
    from jyplan.compare.diff.comparison import ComparisonOptions
    from jyplan.model import Comparison, CopiedPair, Copies, RewrittenPair
    from jyplan.reading.submissions import Submissions
    from jyplan.text.words import WordCutter

_KNOWN = 0.65
"""Share of either plan that is copied in a pair that is not looked at again: there is nothing left to say in other words."""


def find_rewritten(submissions: Submissions, copies: Copies) -> Copies:
    """Return the copies with the pairs of submissions suspected to be rewritten; mostly copied pairs are left out."""
    from jyplan.compare.rewrites.engine import find_rewrites
    from jyplan.reading.sentence_facts import facts_of_sentence

    known = ((pair.a, pair.b) for pair in copies.pairs if pair.copied >= _KNOWN)
    return replace(copies, rewritten=find_rewrites(submissions.texts, load_word_cutter, facts_of_sentence, known))


def find_rewritten_earlier(
    texts: Sequence[str], earlier: ArchivedTexts, pairs: Iterable[CopiedPair], listed: Sequence[int]
) -> tuple[RewrittenPair, ...]:
    """Return the pairs of a text and an archived plan suspected to be rewritten; `b` is the id of the plan.

    `pairs` were found before, with the plans of the ids in `listed` behind the texts; mostly copied ones are not looked at again.
    """
    from jyplan.compare.rewrites.engine import find_rewrites
    from jyplan.reading.sentence_facts import facts_of_sentence

    number_of = {plan: number for number, plan in enumerate(earlier.ids, len(texts))}
    known = ((pair.a, number_of.get(listed[pair.b - len(texts)], -1)) for pair in pairs if pair.copied >= _KNOWN)
    suspected = find_rewrites(texts, load_word_cutter, facts_of_sentence, known, earlier) if len(earlier) else ()
    return tuple(replace(pair, b=earlier.ids[pair.b - len(texts)]) for pair in suspected)


def load_word_cutter() -> WordCutter:
    """Return the function for cutting texts into words; its dictionary is kept in the user's cache folder."""
    from jyplan.cache.folders import user_folder
    from jyplan.cache.private import make_private_folder
    from jyplan.text.words import load_words

    folder = user_folder(os.environ)
    dictionary = folder / "words" if folder else None
    return load_words(dictionary if dictionary and make_private_folder(dictionary) else None)


def follow_rewriting(comparison: Comparison, options: ComparisonOptions) -> Comparison:
    """Return a comparison with aligned items if the right plan is suspected to be a rewriting of the left plan.

    Sections whose sentences are aligned are matched; mostly copied plans are given back as they are.
    """
    from jyplan.compare.diff.comparison import compare_plans
    from jyplan.compare.rewrites.engine import find_rewrites
    from jyplan.compare.rewrites.fates import follow_items
    from jyplan.reading.sentence_facts import facts_of_sentence

    figures = comparison.similarity
    if max(figures.left_copied, figures.right_copied) >= _KNOWN:
        return comparison
    texts = comparison.left.text, comparison.right.text
    pairs = find_rewrites(texts, load_word_cutter, facts_of_sentence)
    if not pairs:
        return comparison
    pair = pairs[0]
    aligned = tuple((item.left, item.right) for item in pair.items)
    comparison = compare_plans(comparison.left, comparison.right, options, aligned)
    spans = tuple(passage.left for passage in comparison.passages), tuple(p.right for p in comparison.passages)
    return replace(comparison, rewriting=follow_items(pair, texts, spans))
