"""The verdict on an archived plan kept without its text, from the places of shared fingerprints alone.

A passage is a run of shared fingerprints that follow each other closely in both texts. Four shared fingerprints:

| place in the text | place in the plan | step in the text | difference of the steps | |
|---:|---:|---:|---:|---|
| 100 | 900 | | | first passage: text 100–128, plan 900–929 |
| 111 | 911 | 11 | 0 | |
| 120 | 921 | 9 | 1 | |
| 400 | 50 | 280 | 1151 | begins a passage of its own, too short to count (`_LEAST`) |
"""

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
"""Characters between two neighbouring fingerprints of one passage, at most: an edited clause fits between them."""
_LEAST = 24
"""Characters of a passage, at least: shorter ones are phrases shared by chance."""


def judge_places(
    rows: RareFingerprints, pairs: Sequence[tuple[int, int]], chars: Mapping[int, int]
) -> Iterator[CopiedPair]:
    """Yield the given pairs of a text and a plan with at least `EVIDENCE` characters in passages.

    `rows` has the shared fingerprints of all pairs, `chars` the length of every text and plan. A passage counts from its
    first to its last fingerprint.
    """
    if not pairs:
        return
    owners = rows.owners.astype(np.uint64)
    keys = (owners[:, 0] << np.uint64(32)) | owners[:, 1]
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    for text, plan in pairs:
        key = np.uint64(text << 32 | plan)
        rows_of_pair = order[np.searchsorted(keys, key) : np.searchsorted(keys, key, "right")]
        passages = tuple(_passages(rows.places[rows_of_pair].astype(np.int64)))
        if sum(passage.chars for passage in passages) >= EVIDENCE:
            left = _share([passage.left for passage in passages], chars[text])
            right = _share([passage.right for passage in passages], chars[plan])
            is_near = max(left, right) >= NEAR_MOST and min(left, right) >= NEAR_LEAST
            relation = Relation.NEAR_IDENTICAL if is_near else Relation.PARTIAL
            yield CopiedPair(text, plan, relation, left, right, passages)


def _passages(places: Ints) -> Iterator[Passage]:
    """Yield the passages of neighbouring fingerprints, close to each other in both texts, from pairs of places."""
    places = places[np.lexsort((places[:, 1], places[:, 0]))]
    steps = np.diff(places, axis=0)
    drift = np.abs(steps[:, 0] - steps[:, 1])
    breaks = np.flatnonzero((steps[:, 0] > _GAP) | (drift > BAND)) + 1
    for run in np.split(places, breaks):
        if len(run):
            left = Span(int(run[0, 0]), int(run[-1, 0]) + GRAM)
            right = Span(int(run[:, 1].min()), int(run[:, 1].max()) + GRAM)
            chars = min(left.end - left.start, right.end - right.start)
            if chars >= _LEAST:
                yield Passage(left, right, chars, edited=True, moved=False)


def _share(spans: Sequence[Span], chars: int) -> float:
    """Return the share of a text's characters inside the spans, from 0 to 1; an empty text has 0."""
    mask = np.zeros(chars, dtype=bool)
    for span in spans:
        mask[span.start : span.end] = True
    return float(mask.mean()) if chars else 0.0
