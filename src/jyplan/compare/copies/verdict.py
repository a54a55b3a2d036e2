"""Whether two texts are copied, and how much: the passages of `diff`, weighed by what is nobody's own.

A phrase that a dozen other plans have too says nothing about these two, however exactly both have it; yet where two
plans are the same from beginning to end it does not matter how many others are as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.copies.fingerprints import GRAM
from jyplan.compare.passages.find import MIN_RUN, as_passages, prepare, shared_stretches
from jyplan.compare.passages.views import says_the_same, view_text
from jyplan.model import Passage, Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.passages.boilerplate import Boilerplate, Mask
    from jyplan.compare.passages.extents import Stretch
    from jyplan.compare.passages.find import Prepared
    from jyplan.compare.passages.seeds import Ints
    from jyplan.model import Span

EVIDENCE = 80
"""Characters of one stretch, exactly shared and in few other plans, that make two plans a pair: unrelated ones share an
official sentence of 50 or 60; of 300 copied characters with 15 % of them edited 150 are left (benchmarks/copies.md)."""
SCATTERED = 200
"""The same in several stretches: a sentence here and a sentence there."""
FAMILIAR = 2
"""Times as many characters of a run as few plans have are evidence, at most: in a copied section phrases that everybody
uses stand between the others, while a school's name before an official opening does not make that its own."""
WHOLE = 0.5
"""Share of a plan that makes a pair even if many plans have it: then it is the same plan, not the same section."""
NEAR_MOST = 0.9
"""Share that one of two near-identical plans must have in the other …"""
NEAR_LEAST = 0.75
"""… and the other in the one, which may have a schedule or a section more …"""
NEAR_SAME = 0.85
"""… with this share of what is shared unedited: a character in seven rewritten is more than small changes."""


@dataclass(frozen=True)
class Common:
    """What of a text is not its author's own, as offsets in the text."""

    places: Ints
    """Where grams begin that many texts have, ascending."""
    sections: tuple[Span, ...] = ()
    """Where it has sections that many texts have."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What two texts share."""

    relation: Relation
    left_copied: float
    right_copied: float
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Side:
    """One of two texts that are judged."""

    text: Prepared
    common: Mask
    """Which characters many texts have."""
    section: Mask
    """Which of them are part of a section that many texts have."""

    @cached_property
    def own(self) -> Ints:
        """How many characters before each offset are evidence."""
        counted = ~(self.text.slogans | self.text.quoted | self.text.view.marks | self.common)
        own: Ints = np.r_[0, np.cumsum(counted)]
        return own


def lay_ready(text: str, common: Common, boilerplate: Boilerplate | None = None) -> Side:
    """Return a text ready to be judged beside many others."""
    prepared = prepare(text, boilerplate)
    view = prepared.view
    starts = np.searchsorted(view.places[:-1], common.places)
    mask = _covered(starts, np.minimum(starts + GRAM, len(view.plain)), len(view.plain))
    return Side(prepared, mask, view.mask(common.sections))


def judge(one: Side, other: Side, *, min_run: int = MIN_RUN) -> Judgement | None:
    """Return what two texts share; None if that is too little to speak of."""
    stretches = shared_stretches(one.text, other.text, min_run=min_run)
    whole = _is_whole(one, other, stretches)
    evidence = [_evidence(one, other, stretch) for stretch in stretches]
    if not whole and (max(evidence, default=0) < EVIDENCE and sum(evidence) < SCATTERED):
        return None
    kept = [stretch for stretch, own in zip(stretches, evidence, strict=True) if whole or own >= min_run]
    passages = as_passages(one.text.view, other.text.view, kept)
    left_copied = _copied(one, [passage.left for passage in passages])
    right_copied = _copied(other, [passage.right for passage in passages])
    return Judgement(_relation(one, other, kept, left_copied, right_copied), left_copied, right_copied, passages)


def judge_same(left: str, right: str) -> Judgement:
    """Return what two texts share whose fingerprints are all the same.

    Those are taken without any punctuation, so that 1.5 and 15 are told apart here.
    """
    one, other = view_text(left), view_text(right)
    same = says_the_same(one, other)
    spans = one.span(0, len(one.plain)), other.span(0, len(other.plain))
    passage = Passage(*spans, min(len(one.plain), len(other.plain)), edited=not same, moved=False)
    return Judgement(Relation.IDENTICAL if same else Relation.NEAR_IDENTICAL, 1.0, 1.0, (passage,))


def _covered(starts: Ints, ends: Ints, size: int) -> Mask:
    steps = np.zeros(size + 1, dtype=np.int64)
    np.add.at(steps, starts, 1)
    np.add.at(steps, ends, -1)
    covered: Mask = np.cumsum(steps[:-1]) > 0
    return covered


def _evidence(one: Side, other: Side, stretch: Stretch) -> int:
    """Return how many characters of a stretch are exactly the same and not what many texts have."""
    return sum(
        min(
            FAMILIAR * min(_within(one.own, run.left, run.length), _within(other.own, run.right, run.length)),
            _within(one.text.free, run.left, run.length),
            _within(other.text.free, run.right, run.length),
        )
        for run in stretch.chain.runs
    )


def _within(before: Ints, start: int, length: int) -> int:
    return int(before[start + length] - before[start])


def _is_whole(one: Side, other: Side, stretches: Sequence[Stretch]) -> bool:
    """Return whether one of the texts is for the most part in the other; what is nobody's own does not count."""
    matched = sum(stretch.matched for stretch in stretches)
    if matched < EVIDENCE:
        return False
    shares = []
    for side, places in (
        (one, [(stretch.left, stretch.left_end) for stretch in stretches]),
        (other, [(stretch.right, stretch.right_end) for stretch in stretches]),
    ):
        starts, ends = np.array(places, dtype=np.int64).T
        counts = ~(side.text.slogans | side.text.quoted | (side.common & ~side.section))
        shares.append((_covered(starts, ends, len(counts)) & counts).mean())
    return bool(max(shares) >= WHOLE)


def _copied(side: Side, spans: Sequence[Span]) -> float:
    """Return the share of a text that stands in passages, declared boilerplate not counted."""
    counted = side.text.view.mask(spans) & ~side.text.quoted
    return float(counted.mean()) if len(counted) else 0.0


def _relation(one: Side, other: Side, stretches: Sequence[Stretch], left: float, right: float) -> Relation:
    if says_the_same(one.text.view, other.text.view):
        return Relation.IDENTICAL
    matched = sum(stretch.matched for stretch in stretches)
    longer = sum(max(each.left_end - each.left, each.right_end - each.right) for each in stretches)
    if max(left, right) >= NEAR_MOST and min(left, right) >= NEAR_LEAST and matched >= NEAR_SAME * longer:
        return Relation.NEAR_IDENTICAL
    return Relation.PARTIAL
