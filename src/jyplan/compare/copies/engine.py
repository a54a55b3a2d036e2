"""Copies among many texts, found without comparing all pairs.

| step | module |
|---|---|
| fingerprint all texts, set identical texts aside | `corpus` |
| candidate pairs from rare fingerprints | `candidates` |
| shared sections from frequent fingerprints, and the pairs among copies of one template | `frequent_sections`, `template_pairs` |
| of a text in many candidate pairs, those that cover it | `partners` |
| texts that say the same stand for each other | `same_texts` |
| a verdict on every candidate pair | `pair_batches`, `verdict` |
| the text of shared sections | `templates` |
| short stretches that several plans share and little else, reported once | `repeated_stretches` |
| clusters, the pairs of each that are left out, the sections that no cluster covers | `conclusion`, `clustering` |
| how much of a plan stands in any other | `union` |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.copies.candidates import find_candidates
from jyplan.compare.copies.conclusion import conclude
from jyplan.compare.copies.corpus import take_corpus
from jyplan.compare.copies.fingerprints import GRAM
from jyplan.compare.copies.frequent_sections import find_sections, frequent_places
from jyplan.compare.copies.options import CopyOptions, watch_nothing
from jyplan.compare.copies.pair_batches import copied_pair, judge_pairs
from jyplan.compare.copies.template_pairs import find_template_pairs
from jyplan.compare.copies.templates import TEMPLATE, find_shared_stretches
from jyplan.compare.copies.verdict import FrequentText, judge_same_digest
from jyplan.model import Span

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from jyplan.compare.arrays import Ints
    from jyplan.compare.copies.conclusion import CopyResult
    from jyplan.compare.copies.corpus import Corpus
    from jyplan.compare.copies.frequent_sections import FrequentSection
    from jyplan.compare.copies.options import Watch
    from jyplan.compare.copies.pair_batches import Run


def find_copies(
    texts: Sequence[str],
    options: CopyOptions | None = None,
    *,
    dates: Sequence[str | None] = (),
    run: Run = map,
    watch: Watch = watch_nothing,
) -> CopyResult:
    """Return the copied pairs, clusters and shared sections among the texts.

    `dates` has the date of each text, None if unknown.
    """
    options = options or CopyOptions()
    corpus = take_corpus(texts, options, watch)
    same = corpus.same
    candidates = find_candidates(corpus.rare, same.ranks)
    sections = find_sections(corpus.frequent)
    pairs = {*candidates.kept.numbers()}
    pairs |= {*find_template_pairs(sections, _sizes(texts), same.ranks, pairs)}
    frequent = _frequent_texts(pairs, sections, corpus)
    corpus = corpus.without_fingerprints()
    judged, undecided = judge_pairs(texts, sorted(pairs), frequent, options, run=run, watch=watch)
    identical = (copied_pair(a, b, judge_same_digest(texts[a], texts[b])) for a, b in same.pairs())
    result = conclude(
        [*identical, *same.spread(judged)],
        find_shared_stretches(sections, texts.__getitem__, options.boilerplate, same.ranks),
        same.originals,
        dates or [None] * len(texts),
        not_compared=[pair for pair in candidates.left_out.numbers() if pair not in pairs],
        text_of=texts.__getitem__,
    )
    result = result._replace(
        empty_texts=corpus.empty_texts,
        odd_texts=corpus.odd_texts,
        lonely_texts=corpus.lonely_texts,
        undecided=tuple(undecided),
    )
    return result.with_places_in_copies(same.originals, texts)


def _sizes(texts: Iterable[str]) -> Ints:
    """Return the number of characters of each text."""
    return np.array([len(text) for text in texts], dtype=np.int64)


def spans_of_long_sections(sections: Iterable[FrequentSection], texts: Container[int]) -> dict[int, tuple[Span, ...]]:
    """Return for the given texts the spans in sections of at least `TEMPLATE` characters; no empty entries."""
    spans: dict[int, list[Span]] = {}
    for section in sections:
        if section.reach >= TEMPLATE:
            places = zip(section.members.tolist(), section.starts.tolist(), section.ends.tolist(), strict=True)
            for member, first, last in places:
                if member in texts:
                    spans.setdefault(member, []).append(Span(first, last + GRAM))
    return {member: tuple(member_spans) for member, member_spans in spans.items()}


def _frequent_texts(
    pairs: Iterable[tuple[int, int]], sections: Sequence[FrequentSection], corpus: Corpus
) -> dict[int, FrequentText]:
    """Return the frequent parts of each text in a pair."""
    numbers = np.array(sorted({text for pair in pairs for text in pair}), dtype=np.int64)
    spans = spans_of_long_sections(sections, frozenset(numbers.tolist()))
    places = frequent_places(corpus.frequent, numbers, len(corpus.same.originals))
    odd = frozenset(corpus.odd_texts)
    return {number: FrequentText(places[number], spans.get(number, ()), number in odd) for number in numbers.tolist()}
