"""The verdict on a pair of texts: the relation, and the shares of both texts.

The passages are those of `diff`. A passage is evidence as far as its text is rare: a phrase that a dozen other plans
contain as well proves nothing about this pair. Where nearly all of a plan is shared, the pair counts however many other
plans share it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.arrays import count_before, interval_mask
from jyplan.compare.copies.fingerprints import GRAM
from jyplan.compare.passages.find import MIN_RUN, as_passages, prepare, shared_stretches_of
from jyplan.compare.passages.seeds import Runs
from jyplan.compare.passages.shares import Shares, copied_text, match_masks, share_of, take_shares
from jyplan.compare.passages.views import has_same_content, view_text
from jyplan.model import Passage, Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.arrays import Ints, Mask
    from jyplan.compare.passages.boilerplate import Boilerplate
    from jyplan.compare.passages.extents import Stretch
    from jyplan.compare.passages.find import Prepared
    from jyplan.compare.passages.shares import MatchedMasks
    from jyplan.compare.passages.views import View
    from jyplan.model import Span

EVIDENCE = 80
"""Characters of one stretch, exactly shared and rare, that make two plans a pair: unrelated plans share an official
sentence of 50 or 60; of 300 copied characters with 15 % of them edited 150 are left (benchmarks/copies.md)."""
SCATTERED = 200
"""Characters of evidence in several stretches together that make two plans a pair: more than a few shared sentences …"""
SCATTERED_SHARE = 0.05
"""… and this share of the shorter text: two official reports of 30,000 characters share two dozen common sentences. …"""
SHORT_SHARE = 0.2
"""… In a text of less than 1,000 characters this share of it, and `EVIDENCE` characters, are as much."""
FAMILIAR = 2
"""A run's evidence is at most so many times its rare characters: common phrases between copied sentences count with
them, while a school's name before an official opening does not make the opening rare."""
WHOLE = 0.5
"""Share of a plan in passages that makes a pair even where many plans contain the same: it is the same plan then, and
not only the same section."""
NEAR = 0.9
"""Copied share of either of two near-identical plans, at least …"""
ALIKE = 0.8
"""… and length of the shorter in lengths of the longer."""


@dataclass(frozen=True)
class FrequentText:
    """The parts of a text contained in more than `RARE` texts, as offsets in the text."""

    gram_starts: Ints
    """Offsets at which frequent grams begin, ascending."""
    sections: tuple[Span, ...] = ()
    """Spans of sections that many texts share."""
    may_be_strewn: bool = True
    """False for a text that was looked at before and has no characters strewn in."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The relation of two texts, the shares of both, and the passages."""

    relation: Relation
    left: Shares
    right: Shares
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class PreparedSide:
    """A text prepared once for all pairs; masks have an entry for each character of the view."""

    text: Prepared
    is_frequent: Mask
    """True for characters of frequent grams."""
    in_shared_section: Mask
    """True for characters inside a section that more than `RARE` texts share."""

    @cached_property
    def is_own(self) -> Mask:
        """True for characters that are neither boilerplate nor a common phrase."""
        own: Mask = ~(self.text.slogans | self.text.quoted | (self.is_frequent & ~self.in_shared_section))
        return own

    @cached_property
    def evidence_before(self) -> Ints:
        """Number of rare characters before each offset, boilerplate and punctuation not counted."""
        counts = ~(self.text.slogans | self.text.quoted | self.text.view.marks | self.is_frequent)
        return count_before(counts)


def prepare_side(text: str, frequent: FrequentText, boilerplate: Boilerplate | None = None) -> PreparedSide:
    """Return a text prepared once for all pairs: folded, boilerplate and frequent parts masked."""
    prepared = prepare(text, boilerplate, may_be_strewn=frequent.may_be_strewn)
    view = prepared.view
    starts = np.searchsorted(view.places[:-1], frequent.gram_starts)
    is_frequent = interval_mask(starts, np.minimum(starts + GRAM, len(view.plain)), len(view.plain))
    return PreparedSide(prepared, is_frequent, view.mask(frequent.sections))


def judge_pair(left: PreparedSide, right: PreparedSide, *, min_run: int = MIN_RUN) -> Verdict | None:
    """Return the verdict on two texts; None with too little evidence of copying.

    Of a pair that is not mostly shared, passages with fewer than `min_run` characters of evidence are dropped.
    """
    return judge_several([(left, right)], min_run=min_run)[0]


def judge_several(
    pairs: Sequence[tuple[PreparedSide, PreparedSide]], *, min_run: int = MIN_RUN
) -> list[Verdict | None]:
    """Return the verdict on each of some pairs of texts, as `judge_pair` does."""
    stretches = shared_stretches_of([(left.text, right.text) for left, right in pairs], min_run=min_run)
    return [_judge(left, right, of_pair, min_run) for (left, right), of_pair in zip(pairs, stretches, strict=True)]


def _judge(left: PreparedSide, right: PreparedSide, stretches: list[Stretch], min_run: int) -> Verdict | None:
    masks = match_masks(stretches, _sizes(left, right))
    is_mostly_shared = _is_mostly_shared((left, right), masks)
    evidence = _evidence(left, right, stretches)
    if not is_mostly_shared and max(evidence, default=0) < EVIDENCE and sum(evidence) < _least_scattered(left, right):
        return None
    if not is_mostly_shared and min(evidence) < min_run:
        stretches = [stretch for stretch, chars in zip(stretches, evidence, strict=True) if chars >= min_run]
        masks = match_masks(stretches, _sizes(left, right))
    passages = as_passages(left.text.view, right.text.view, stretches)
    left_shares = take_shares(left.text, masks[0], [passage.left for passage in passages])
    right_shares = take_shares(right.text, masks[1], [passage.right for passage in passages])
    if has_same_content(left.text.view, right.text.view):
        return Verdict(Relation.IDENTICAL, left_shares, right_shares, passages)
    return Verdict(relation_of(left_shares, right_shares), left_shares, right_shares, passages)


def judge_same_digest(left: str, right: str) -> Verdict:
    """Return the verdict on two texts with the same digest: a single passage from the first to the last character.

    Digests ignore all punctuation; only this comparison finds that 1.5 and 15 differ: near-identical, then.
    """
    left_view, right_view = view_text(left), view_text(right)
    is_identical = has_same_content(left_view, right_view)
    spans = left_view.span(0, len(left_view.plain)), right_view.span(0, len(right_view.plain))
    chars = min(len(left_view.plain), len(right_view.plain))
    passage = Passage(*spans, chars, edited=not is_identical, moved=False)
    relation = Relation.IDENTICAL if is_identical else Relation.NEAR_IDENTICAL
    left_shares, right_shares = (
        _shares_of_same_digest(view, is_identical=is_identical) for view in (left_view, right_view)
    )
    return Verdict(relation, left_shares, right_shares, (passage,))


def _shares_of_same_digest(view: View, *, is_identical: bool) -> Shares:
    """Return the shares of one of two texts with the same digest: in texts that differ, marks inside numbers are edited."""
    copied = np.ones(int(view.content.sum()), dtype=bool) if is_identical else ~view.marks[view.content]
    return Shares(share_of(copied), share_of(~copied), 1.0, copied_text(copied))


def relation_of(left: Shares, right: Shares) -> Relation:
    """Return the relation of two texts that are not the same, by their copied shares and lengths."""
    shorter, longer = sorted((left.text.size, right.text.size))
    is_near = min(left.copied, right.copied) >= NEAR and shorter >= ALIKE * longer
    return Relation.NEAR_IDENTICAL if is_near else Relation.PARTIAL


def _sizes(left: PreparedSide, right: PreparedSide) -> tuple[int, int]:
    return len(left.text.view.plain), len(right.text.view.plain)


def _least_scattered(left: PreparedSide, right: PreparedSide) -> float:
    """Return the evidence in several stretches together that makes two texts a pair."""
    shorter = min(_sizes(left, right))
    return max(SCATTERED_SHARE * shorter, min(SCATTERED, max(EVIDENCE, SHORT_SHARE * shorter)))


def _evidence(left: PreparedSide, right: PreparedSide, stretches: Sequence[Stretch]) -> list[int]:
    """Return how many characters of each stretch are evidence: exactly shared, and rare or between rare characters."""
    if not stretches:
        return []
    runs = Runs(*np.concatenate([stretch.runs for stretch in stretches]).T)
    rare, evidence = (
        np.minimum(
            on_left[runs.left + runs.length] - on_left[runs.left],
            on_right[runs.right + runs.length] - on_right[runs.right],
        )
        for on_left, on_right in (
            (left.evidence_before, right.evidence_before),
            (left.text.evidence_before, right.text.evidence_before),
        )
    )
    firsts = np.cumsum([0, *(len(stretch.runs) for stretch in stretches[:-1])])
    counts: list[int] = np.add.reduceat(np.minimum(FAMILIAR * rare, evidence), firsts).tolist()
    return counts


def _is_mostly_shared(sides: tuple[PreparedSide, PreparedSide], masks: tuple[MatchedMasks, MatchedMasks]) -> bool:
    """Whether at least the share `WHOLE` of either text is matched; boilerplate and common phrases do not count."""
    shares = []
    for side, matched in zip(sides, masks, strict=True):
        if np.count_nonzero(matched.equal) < EVIDENCE:
            return False
        shares.append(share_of(matched.equal & side.is_own))
    return max(shares) >= WHOLE
