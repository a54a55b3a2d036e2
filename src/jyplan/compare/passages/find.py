"""The passages of two texts: stretches found, boilerplate and repetitions dropped, neighbours clustered.

>>> left = "本学期开展集体备课,每周三下午由备课组长主持。"
>>> right = "一、听课。二、每周三下午由教研组长主持本组的集体备课。"
>>> find_passages(left, right, min_run=6)
(Passage(left=Span(start=10, end=22), right=Span(start=7, end=19), chars=10, edited=True, moved=False),)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.compare.arrays import Ints, Mask, count_before
from jyplan.compare.passages.boilerplate import Boilerplate, declare
from jyplan.compare.passages.chains import chain_runs_of
from jyplan.compare.passages.clusters import Cluster, cluster_stretches
from jyplan.compare.passages.extents import cut_chains, follow_ends
from jyplan.compare.passages.gaps import compare_gaps
from jyplan.compare.passages.seeds import Layout, shared_runs_of, spread
from jyplan.compare.passages.views import View, view_text
from jyplan.model import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.passages.chains import Chains
    from jyplan.compare.passages.extents import Stretch
    from jyplan.compare.passages.seeds import Runs

MIN_RUN = 13
"""Consecutive shared characters that make a passage: the field's rule for Chinese, which commercial
checkers use, and what unrelated plans hardly share once slogans are out (benchmarks/compare.md)."""
DENSE = 4
"""Without such a run a stretch is a passage if it has this many times as many matched characters …"""
DENSITY = 0.55
"""… and they are this share of its longer side: at 30 % edited characters runs of 13 are rare, and chance stays below."""


@dataclass(frozen=True)
class Prepared:
    """A text prepared once for all comparisons, with view and boilerplate."""

    view: View
    slogans: Mask
    """The characters of `view.plain` inside official slogans."""
    quoted: Mask
    """The characters of `view.plain` quoted from declared texts."""

    @cached_property
    def evidence_before(self) -> Ints:
        """The number of characters before each offset that are evidence: neither boilerplate nor punctuation."""
        return count_before(~(self.slogans | self.quoted | self.view.marks))


class _ChainEvidence(NamedTuple):
    """Characters of evidence in the runs of each chain, as columns."""

    most: Ints
    """In one run."""
    total: Ints

    def may_suffice(self, min_run: int) -> Mask:
        """Return whether a chain with so much evidence can be sufficient once its ends are followed."""
        may_suffice: Mask = (self.most >= min_run) | (self.total >= 2 * min_run)
        return may_suffice


class _EvidenceCounts:
    """Counts of evidence in several pairs, laid out one behind the other."""

    def __init__(self, pairs: Sequence[tuple[Prepared, Prepared]], starts: Ints) -> None:
        self._left = spread([left.evidence_before for left, _ in pairs], starts, 0)
        self._right = spread([right.evidence_before for _, right in pairs], starts, 0)

    def of_runs(self, runs: Runs) -> Ints:
        """Return the number of characters of each run that are evidence, on the side with fewer."""
        on_right = self._right[runs.right + runs.length] - self._right[runs.right]
        evidence: Ints = np.minimum(self.on_left(runs), on_right)
        return evidence

    def on_left(self, runs: Runs) -> Ints:
        """Return the number of characters of each run that are evidence on the left."""
        on_left: Ints = self._left[runs.left + runs.length] - self._left[runs.left]
        return on_left


def _evidence_of(chains: Chains, evidence: Ints) -> _ChainEvidence:
    """Return the evidence of each chain, given that of each run."""
    firsts = chains.firsts[:-1]
    if not len(firsts):
        return _ChainEvidence(firsts, firsts)
    return _ChainEvidence(np.maximum.reduceat(evidence, firsts), np.add.reduceat(evidence, firsts))


def prepare(text: str, boilerplate: Boilerplate | None = None, *, may_be_strewn: bool = True) -> Prepared:
    """Return a text prepared for comparison; None stands for the built-in slogans, `may_be_strewn` as in `view_text`."""
    known = declare() if boilerplate is None else boilerplate
    view = view_text(text, may_be_strewn=may_be_strewn)
    return Prepared(view, known.slogans_in(view), known.quoted_in(view))


def find_passages(
    left: str, right: str, *, min_run: int = MIN_RUN, boilerplate: Boilerplate | None = None
) -> tuple[Passage, ...]:
    """Return the passages of two texts by left offset; offsets are into the given texts.

    A passage has `min_run` consecutive shared characters, punctuation and boilerplate not counted (or, densely
    edited, four times as many in all); runs of fewer than 6 are not looked for. Swapping the texts swaps the sides of
    every passage.
    """
    left_text, right_text = prepare(left, boilerplate), prepare(right, boilerplate)
    stretches = shared_stretches(left_text, right_text, min_run=min_run)
    return as_passages(left_text.view, right_text.view, stretches)


def shared_stretches(left: Prepared, right: Prepared, *, min_run: int = MIN_RUN) -> list[Stretch]:
    """Return the stretches of two texts by left offset, then right offset.

    A stretch copied twice is returned twice; a stretch that covers little beyond longer stretches is dropped.
    """
    return shared_stretches_of([(left, right)], min_run=min_run)[0]


def shared_stretches_of(pairs: Sequence[tuple[Prepared, Prepared]], *, min_run: int = MIN_RUN) -> list[list[Stretch]]:
    """Return the stretches of each of some pairs of texts; many steps take all pairs at once."""
    if not pairs:
        return []
    # always from the shorter text, so that swapped texts give the mirror image
    is_turned = [_length_and_text(right) < _length_and_text(left) for left, right in pairs]
    turned = [(right, left) if turn else (left, right) for (left, right), turn in zip(pairs, is_turned, strict=True)]
    layout = Layout([(left.view.grams, right.view.grams) for left, right in turned])
    stretches = _stretches_in_layout(
        [(left.view.plain, right.view.plain) for left, right in turned],
        layout,
        _EvidenceCounts(turned, layout.starts),
        min_run,
    )
    result = []
    for (left, right), of_pair, turn in zip(turned, stretches, is_turned, strict=True):
        different = _drop_repetitions(of_pair, len(left.view.plain), len(right.view.plain), min_run)
        result.append(sorted((stretch.mirrored() for stretch in different), key=_place) if turn else different)
    return result


def _stretches_in_layout(
    texts: Sequence[tuple[str, str]], layout: Layout, counts: _EvidenceCounts, min_run: int
) -> list[list[Stretch]]:
    """Return the sufficient stretches of each pair of texts, repetitions included."""
    runs = shared_runs_of(layout)
    chains = chain_runs_of(runs, counts.of_runs(runs), layout.starts, min_run)
    stretches: list[list[Stretch]] = [[] for _ in texts]
    chains = chains.where(_evidence_of(chains, counts.of_runs(chains.runs)).may_suffice(min_run))
    if not len(chains.pairs):
        return stretches
    gaps = compare_gaps(texts, chains, layout)
    parts = cut_chains(chains, gaps, counts.on_left(chains.runs))
    evidence = _evidence_of(parts, counts.of_runs(parts.runs))
    most, pairs = evidence.most.tolist(), parts.pairs.tolist()
    for number, stretch in follow_ends(texts, parts, gaps, layout.starts, evidence.may_suffice(min_run)):
        if most[number] >= min_run or _is_dense(stretch, min_run):
            stretches[pairs[number]].append(stretch)
    return stretches


def as_passages(left: View, right: View, stretches: Sequence[Stretch]) -> tuple[Passage, ...]:
    """Return stretches, sorted by left offset, as passages in reading order; neighbours make a single passage."""
    clusters = cluster_stretches(stretches, (len(left.plain), len(right.plain)))
    passages = (_passage(left, right, cluster) for cluster in clusters)
    return tuple(sorted(passages, key=lambda passage: (passage.left.start, passage.right.start)))


def _place(stretch: Stretch) -> tuple[int, int]:
    return stretch.left, stretch.right


def _length_and_text(text: Prepared) -> tuple[int, str]:
    return len(text.view.plain), text.view.plain


def _is_dense(stretch: Stretch, min_run: int) -> bool:
    """Return whether a stretch without a run of `min_run` characters of evidence has enough equal characters."""
    longer = max(stretch.left_end - stretch.left, stretch.right_end - stretch.right)
    return stretch.matched >= max(DENSE * min_run, DENSITY * longer)


def _drop_repetitions(stretches: list[Stretch], left_size: int, right_size: int, min_run: int) -> list[Stretch]:
    """Return the stretches with `min_run` characters, on either side, not covered by stretches with more matches."""
    if len(stretches) < 2:  # a stretch that is sufficient has so many
        return stretches
    left_covered, right_covered = np.zeros(left_size, dtype=bool), np.zeros(right_size, dtype=bool)
    new_stretches = []
    for stretch in sorted(stretches, key=lambda s: (-s.matched, s.left, s.right)):
        left_part, right_part = slice(stretch.left, stretch.left_end), slice(stretch.right, stretch.right_end)
        uncovered = max(int((~left_covered[left_part]).sum()), int((~right_covered[right_part]).sum()))
        if uncovered >= min_run:
            left_covered[left_part] = right_covered[right_part] = True
            new_stretches.append(stretch)
    return sorted(new_stretches, key=_place)


def _passage(left: View, right: View, cluster: Cluster) -> Passage:
    """Return the passage of a cluster, from the first to the last character of its stretches."""
    parts = cluster.stretches
    left_span = left.span(min(part.left for part in parts), max(part.left_end for part in parts))
    right_span = right.span(min(part.right for part in parts), max(part.right_end for part in parts))
    exact = len(parts) == 1 and parts[0].exact
    return Passage(left_span, right_span, cluster.matched, not exact, cluster.moved)
