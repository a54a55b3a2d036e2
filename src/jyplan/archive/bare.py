"""Judging a plan that is kept without its text: by the places of the fingerprints that a new text shares with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.copies.candidates import BAND
from jyplan.compare.copies.fingerprints import GRAM
from jyplan.compare.copies.verdict import EVIDENCE, NEAR_LEAST, NEAR_MOST
from jyplan.model import CopiedPair, Passage, Relation, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.compare.arrays import Ints
    from jyplan.compare.copies.candidates import RareFingerprints

_GAP = 40
"""Characters between two shared fingerprints of one passage, at most: as an edit of a clause leaves."""
_LEAST = 24
"""Characters of a passage, at least: less is a phrase that chance shares."""


def judge_places(
    rows: RareFingerprints, pairs: Sequence[tuple[int, int]], chars: Mapping[int, int]
) -> Iterator[CopiedPair]:
    """Yield what each text and plan share by the fingerprints both have, nothing where that is too little.

    `chars` has the length of every text and plan. Shares are from the first to the last fingerprint of each passage.
    """
    if not pairs:
        return
    owners = rows.owners.astype(np.uint64)
    keys = (owners[:, 0] << np.uint64(32)) | owners[:, 1]
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    for text, plan in pairs:
        key = np.uint64(text << 32 | plan)
        both = order[np.searchsorted(keys, key) : np.searchsorted(keys, key, "right")]
        passages = tuple(_passages(rows.places[both].astype(np.int64)))
        if sum(passage.chars for passage in passages) >= EVIDENCE:
            left = _share([passage.left for passage in passages], chars[text])
            right = _share([passage.right for passage in passages], chars[plan])
            near = max(left, right) >= NEAR_MOST and min(left, right) >= NEAR_LEAST
            yield CopiedPair(text, plan, Relation.NEAR_IDENTICAL if near else Relation.PARTIAL, left, right, passages)


def _passages(places: Ints) -> Iterator[Passage]:
    """Yield the stretches in which fingerprints follow each other closely on both sides."""
    places = places[np.lexsort((places[:, 1], places[:, 0]))]
    steps = np.diff(places, axis=0)
    drift = np.abs(steps[:, 0] - steps[:, 1])
    breaks = np.flatnonzero((steps[:, 0] > _GAP) | (drift > BAND)) + 1
    for some in np.split(places, breaks):
        if len(some):
            left = Span(int(some[0, 0]), int(some[-1, 0]) + GRAM)
            right = Span(int(some[:, 1].min()), int(some[:, 1].max()) + GRAM)
            chars = min(left.end - left.start, right.end - right.start)
            if chars >= _LEAST:
                yield Passage(left, right, chars, edited=True, moved=False)


def _share(spans: Sequence[Span], chars: int) -> float:
    """Return the share of a text that stretches of it cover."""
    mask = np.zeros(chars, dtype=bool)
    for span in spans:
        mask[span.start : span.end] = True
    return float(mask.mean()) if chars else 0.0
