"""The verdict on an archived plan kept without its text, from the places of shared fingerprints alone.

A passage is a run of shared fingerprints that follow each other closely in both texts. Copied are the characters of its
fingerprints, and those between two that are as far from each other in both texts. Four shared fingerprints:

| place in the text | place in the plan | step in the text | difference of the steps | |
|---:|---:|---:|---:|---|
| 100 | 900 | | | first passage: text 100–128, plan 900–929 |
| 111 | 911 | 11 | 0 | copied up to here |
| 120 | 921 | 9 | 1 | a character was edited on the way: copied from here on |
| 400 | 50 | 280 | 1151 | begins a passage of its own, too short to count (`_LEAST`) |
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.compare.arrays import interval_mask
from jyplan.compare.copies.candidates import BAND
from jyplan.compare.copies.fingerprints import GRAM
from jyplan.compare.copies.pair_batches import copied_pair
from jyplan.compare.copies.verdict import EVIDENCE, Verdict, relation_of
from jyplan.compare.passages.shares import Shares, copied_text, share_of
from jyplan.compare.passages.views import view_text
from jyplan.model import CopiedPair, Passage, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.compare.arrays import Ints, Mask
    from jyplan.compare.copies.candidates import RareFingerprints

_GAP = 40
"""Characters between two neighbouring fingerprints of one passage, at most: an edited clause fits between them."""
_LEAST = 24
"""Characters of a passage, at least: shorter ones are phrases shared by chance."""


class _PlacedPassage(NamedTuple):
    passage: Passage
    places: Ints
    """Places of the shared fingerprints in both texts, by the place in the first."""


def judge_places(
    rows: RareFingerprints, pairs: Sequence[tuple[int, int]], texts: Mapping[int, str], chars: Mapping[int, int]
) -> Iterator[CopiedPair]:
    """Yield the given pairs of a text and a plan with at least `EVIDENCE` characters in passages.

    `rows` has the shared fingerprints of all pairs, `texts` the new texts, `chars` the length of every plan. A passage
    reaches from its first to its last fingerprint.
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
        placed = list(_passages(rows.places[rows_of_pair].astype(np.int64)))
        if sum(passage.chars for passage, _ in placed) >= EVIDENCE:
            left, right = _text_shares(texts[text], placed), _plan_shares(chars[plan], placed)
            passages = tuple(passage for passage, _ in placed)
            yield copied_pair(text, plan, Verdict(relation_of(left, right), left, right, passages))


def _passages(places: Ints) -> Iterator[_PlacedPassage]:
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
                yield _PlacedPassage(Passage(left, right, chars, edited=True, moved=False), run)


def _text_shares(text: str, placed: Sequence[_PlacedPassage]) -> Shares:
    """Return the shares of a new text."""
    view = view_text(text)
    covered = view.mask([passage.left for passage, _ in placed])[view.content]
    return _shares(_copied(placed, 0, len(text))[view.content_places], covered)


def _plan_shares(chars: int, placed: Sequence[_PlacedPassage]) -> Shares:
    """Return the shares of a plan whose text is not kept: all its characters count alike."""
    spans = [(passage.right.start, passage.right.end) for passage, _ in placed]
    starts, ends = np.array(spans, dtype=np.int64).T
    return _shares(_copied(placed, 1, chars), interval_mask(starts, np.minimum(ends, chars), chars))


def _shares(copied: Mask, covered: Mask) -> Shares:
    return Shares(share_of(copied), share_of(covered & ~copied), share_of(covered), copied_text(copied))


def _copied(placed: Sequence[_PlacedPassage], side: int, size: int) -> Mask:
    """Return the mask of the characters of one side that are copied."""
    starts, ends = [], []
    for _, places in placed:
        steps = np.diff(places, axis=0)
        is_equal = (steps[:, 0] == steps[:, 1]) & (steps[:, 0] <= _GAP)
        starts += [places[:, side], places[:-1, side][is_equal]]
        ends += [places[:, side] + GRAM, places[1:, side][is_equal]]
    return interval_mask(np.concatenate(starts), np.minimum(np.concatenate(ends), size), size)
