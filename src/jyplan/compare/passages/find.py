"""The passages of two texts: stretches found, boilerplate and repetitions dropped, neighbours clustered.

>>> left = "本学期开展集体备课,每周三下午由备课组长主持。"
>>> right = "一、听课。二、每周三下午由教研组长主持本组的集体备课。"
>>> find_passages(left, right, min_run=6)
(Passage(left=Span(start=10, end=22), right=Span(start=7, end=19), chars=10, edited=True, moved=False),)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.arrays import Ints, Mask, count_before
from jyplan.compare.passages.boilerplate import Boilerplate, declare
from jyplan.compare.passages.chains import Chain, chain_runs
from jyplan.compare.passages.clusters import Cluster, cluster_stretches
from jyplan.compare.passages.extents import Stretch, fit_chain
from jyplan.compare.passages.seeds import Runs, shared_runs
from jyplan.compare.passages.views import View, view_text
from jyplan.model import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def prepare(text: str, boilerplate: Boilerplate | None = None) -> Prepared:
    """Return a text prepared for comparison; None stands for the built-in slogans."""
    known = declare() if boilerplate is None else boilerplate
    view = view_text(text)
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
    if (len(right.view.plain), right.view.plain) < (len(left.view.plain), left.view.plain):
        # always from the shorter text, so that swapped texts give the mirror image
        mirrored = shared_stretches(right, left, min_run=min_run)
        return sorted((stretch.mirrored() for stretch in mirrored), key=_place)
    runs = shared_runs(left.view.grams, right.view.grams)
    stretches: list[Stretch] = []
    for chain in chain_runs(runs, _evidence(runs, left, right), min_run):
        if _is_promising(_evidence(_columns(chain), left, right), min_run):
            fitted = fit_chain(left.view.plain, right.view.plain, chain, left.evidence_before)
            stretches += [stretch for stretch in fitted if _is_sufficient(stretch, left, right, min_run)]
    return _drop_repetitions(stretches, len(left.view.plain), len(right.view.plain), min_run)


def as_passages(left: View, right: View, stretches: Sequence[Stretch]) -> tuple[Passage, ...]:
    """Return stretches, sorted by left offset, as passages in reading order; neighbours make a single passage."""
    clusters = cluster_stretches(stretches, (len(left.plain), len(right.plain)))
    passages = (_passage(left, right, cluster) for cluster in clusters)
    return tuple(sorted(passages, key=lambda passage: (passage.left.start, passage.right.start)))


def _place(stretch: Stretch) -> tuple[int, int]:
    return stretch.left, stretch.right


def _columns(chain: Chain) -> Runs:
    """Return the runs of a chain as columns."""
    return Runs(*np.array([(run.left, run.right, run.length) for run in chain.runs], dtype=np.int64).T)


def _evidence(runs: Runs, left: Prepared, right: Prepared) -> Ints:
    """Return the number of characters of each run that are evidence, on the side with fewer."""
    on_left = left.evidence_before[runs.left + runs.length] - left.evidence_before[runs.left]
    on_right = right.evidence_before[runs.right + runs.length] - right.evidence_before[runs.right]
    evidence: Ints = np.minimum(on_left, on_right)
    return evidence


def _is_promising(evidence: Ints, min_run: int) -> bool:
    """Return whether a chain with so much evidence in the runs can be sufficient once the ends are followed."""
    return bool(evidence.max() >= min_run or evidence.sum() >= 2 * min_run)


def _is_sufficient(stretch: Stretch, left: Prepared, right: Prepared, min_run: int) -> bool:
    """Return whether a stretch has a run of `min_run` characters of evidence, or is dense enough without."""
    evidence = _evidence(_columns(stretch.chain), left, right)
    if evidence.max() >= min_run:
        return True
    longer = max(stretch.left_end - stretch.left, stretch.right_end - stretch.right)
    is_dense = stretch.matched >= max(DENSE * min_run, DENSITY * longer)
    return is_dense and bool(evidence.sum() >= 2 * min_run)


def _drop_repetitions(stretches: list[Stretch], left_size: int, right_size: int, min_run: int) -> list[Stretch]:
    """Return the stretches with `min_run` characters, on either side, not covered by stretches with more matches."""
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
