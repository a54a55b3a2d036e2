"""The verdict on a pair of texts: the relation, and the copied share of both texts.

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
from jyplan.compare.passages.find import MIN_RUN, as_passages, prepare, shared_stretches
from jyplan.compare.passages.views import has_same_content, view_text
from jyplan.model import Passage, Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.arrays import Ints, Mask
    from jyplan.compare.passages.boilerplate import Boilerplate
    from jyplan.compare.passages.extents import Stretch
    from jyplan.compare.passages.find import Prepared
    from jyplan.model import Span

EVIDENCE = 80
"""Characters of one stretch, exactly shared and rare, that make two plans a pair: unrelated plans share an official
sentence of 50 or 60; of 300 copied characters with 15 % of them edited 150 are left (benchmarks/copies.md)."""
SCATTERED = 200
"""Characters of evidence in several stretches together that make two plans a pair: more than a few shared sentences."""
FAMILIAR = 2
"""A run's evidence is at most so many times its rare characters: common phrases between copied sentences count with
them, while a school's name before an official opening does not make the opening rare."""
WHOLE = 0.5
"""Share of a plan in passages that makes a pair even where many plans contain the same: it is the same plan then, and
not only the same section."""
NEAR_MOST = 0.9
"""Copied share of the more copied of two near-identical plans, at least …"""
NEAR_LEAST = 0.75
"""… of the less copied one, which may have a schedule or a section more …"""
NEAR_SAME = 0.85
"""… and share of their passages that is unedited: one character in seven rewritten is more than small changes."""


@dataclass(frozen=True)
class FrequentText:
    """The parts of a text contained in more than `RARE` texts, as offsets in the text."""

    gram_starts: Ints
    """Offsets at which frequent grams begin, ascending."""
    sections: tuple[Span, ...] = ()
    """Spans of sections that many texts share."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The relation of two texts, the copied share of both, and the passages."""

    relation: Relation
    left_copied: float
    right_copied: float
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
    def evidence_before(self) -> Ints:
        """Number of rare characters before each offset, boilerplate and punctuation not counted."""
        counts = ~(self.text.slogans | self.text.quoted | self.text.view.marks | self.is_frequent)
        return count_before(counts)


def prepare_side(text: str, frequent: FrequentText, boilerplate: Boilerplate | None = None) -> PreparedSide:
    """Return a text prepared once for all pairs: folded, boilerplate and frequent parts masked."""
    prepared = prepare(text, boilerplate)
    view = prepared.view
    starts = np.searchsorted(view.places[:-1], frequent.gram_starts)
    is_frequent = interval_mask(starts, np.minimum(starts + GRAM, len(view.plain)), len(view.plain))
    return PreparedSide(prepared, is_frequent, view.mask(frequent.sections))


def judge_pair(left: PreparedSide, right: PreparedSide, *, min_run: int = MIN_RUN) -> Verdict | None:
    """Return the verdict on two texts; None with too little evidence of copying.

    Of a pair that is not mostly shared, passages with fewer than `min_run` characters of evidence are dropped.
    """
    stretches = shared_stretches(left.text, right.text, min_run=min_run)
    is_mostly_shared = _is_mostly_shared(left, right, stretches)
    evidence = [_evidence(left, right, stretch) for stretch in stretches]
    if not is_mostly_shared and (max(evidence, default=0) < EVIDENCE and sum(evidence) < SCATTERED):
        return None
    convincing = [
        stretch for stretch, chars in zip(stretches, evidence, strict=True) if is_mostly_shared or chars >= min_run
    ]
    passages = as_passages(left.text.view, right.text.view, convincing)
    left_copied = _copied_share(left, [passage.left for passage in passages])
    right_copied = _copied_share(right, [passage.right for passage in passages])
    relation = _relation(left, right, convincing, left_copied, right_copied)
    return Verdict(relation, left_copied, right_copied, passages)


def judge_same_digest(left: str, right: str) -> Verdict:
    """Return the verdict on two texts with the same digest: a single passage from the first to the last character.

    Digests ignore all punctuation; only this comparison finds that 1.5 and 15 differ: near-identical, then.
    """
    left_view, right_view = view_text(left), view_text(right)
    is_identical = has_same_content(left_view, right_view)
    spans = left_view.span(0, len(left_view.plain)), right_view.span(0, len(right_view.plain))
    chars = min(len(left_view.plain), len(right_view.plain))
    passage = Passage(*spans, chars, edited=not is_identical, moved=False)
    return Verdict(Relation.IDENTICAL if is_identical else Relation.NEAR_IDENTICAL, 1.0, 1.0, (passage,))


def _evidence(left: PreparedSide, right: PreparedSide, stretch: Stretch) -> int:
    """Return how many characters of a stretch are evidence: exactly shared, and rare or between rare characters."""
    return sum(
        min(
            FAMILIAR
            * min(
                _count_within(left.evidence_before, run.left, run.length),
                _count_within(right.evidence_before, run.right, run.length),
            ),
            _count_within(left.text.evidence_before, run.left, run.length),
            _count_within(right.text.evidence_before, run.right, run.length),
        )
        for run in stretch.chain.runs
    )


def _count_within(counts_before: Ints, start: int, length: int) -> int:
    return int(counts_before[start + length] - counts_before[start])


def _is_mostly_shared(left: PreparedSide, right: PreparedSide, stretches: Sequence[Stretch]) -> bool:
    """Whether passages cover at least the share `WHOLE` of either text; boilerplate and common phrases do not count."""
    matched = sum(stretch.matched for stretch in stretches)
    if matched < EVIDENCE:
        return False
    shares = []
    for side, extents in (
        (left, [(stretch.left, stretch.left_end) for stretch in stretches]),
        (right, [(stretch.right, stretch.right_end) for stretch in stretches]),
    ):
        starts, ends = np.array(extents, dtype=np.int64).T
        counts = ~(side.text.slogans | side.text.quoted | (side.is_frequent & ~side.in_shared_section))
        shares.append((interval_mask(starts, ends, len(counts)) & counts).mean())
    return bool(max(shares) >= WHOLE)


def _copied_share(side: PreparedSide, spans: Sequence[Span]) -> float:
    """Return the share of a text's characters in passages, declared boilerplate not counted."""
    is_copied = side.text.view.mask(spans) & ~side.text.quoted
    return float(is_copied.mean()) if len(is_copied) else 0.0


def _relation(
    left: PreparedSide, right: PreparedSide, stretches: Sequence[Stretch], left_copied: float, right_copied: float
) -> Relation:
    if has_same_content(left.text.view, right.text.view):
        return Relation.IDENTICAL
    matched = sum(stretch.matched for stretch in stretches)
    covered = sum(max(stretch.left_end - stretch.left, stretch.right_end - stretch.right) for stretch in stretches)
    is_near = max(left_copied, right_copied) >= NEAR_MOST and min(left_copied, right_copied) >= NEAR_LEAST
    return Relation.NEAR_IDENTICAL if is_near and matched >= NEAR_SAME * covered else Relation.PARTIAL
