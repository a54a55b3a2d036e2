"""Characters replaced at a regular distance, so that no run of characters is left that a comparison could find.

Every fourth character of a plan replaced by another leaves three equal ones in a row: no seed, no fingerprint, no pair. But a replaced
character fits neither neighbour. Two neighbouring characters are common in plans or not (`background`); the shares of common ones
by the place of the first one, here by fours, of a plan as written and of the same plan with every fourth character replaced:

| place | as written | replaced |
|---:|---:|---:|
| 0 | .52 | .51 |
| 1 | .49 | .50 |
| 2 | .50 | .09 |
| 3 | .53 | .08 |

No text that somebody wrote has this: of some two hundred plans and official texts none comes half as near (benchmarks/copies.md). Rosters and
verses, whose lines begin at a regular distance themselves, are not judged. A word of two characters strewn in after every few does the
same to two places with one between, where the word begins and where it ends.
"""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.compare.arrays import code_points
from jyplan.compare.rewrites.candidates import are_common_pairs, fold_codes

if TYPE_CHECKING:
    from jyplan.compare.arrays import Ints, Mask

EVERY = range(3, 9)
"""Distances of replaced characters that are looked for: with more than eight between them copies are found."""
WIDTHS = (1, 2)
"""Characters on end that are replaced or strewn in: a word of two fits itself."""
LEAST = 400
"""Pairs of neighbouring Hanzi of a text that is judged: less than a page is left alone."""
_MOST = 1_600
"""Pairs that are read."""
_DEVIATIONS = 6.0
"""Standard deviations by which the two places of a replaced character are less common than the others; honest texts have up to
2.9, replaced ones 6 and more."""
_PART = 0.5
"""Part of the others' share that either place has at most, in both halves of the text."""
_LANGUAGE = 0.2
"""Share of common pairs among the others, at least: plans have .3 and more, lists of names nearly none."""
_LEAST_RUNS = 12
"""Runs of Hanzi, at least: a text without spaces and punctuation may have any form."""


_FIRST, _LAST = 0x3400, 0x9FFF
"""Hanzi, those of extension A too: some rare ones are folded to them."""


class Replaced(NamedTuple):
    """What is replaced in a text."""

    every: int
    """Distance of replaced characters."""
    width: int
    """Characters on end that are replaced or strewn in: 1 or 2."""
    fitting: float
    """Share of common pairs among those of a replaced character, from 0 to 1."""
    others: float
    """Share of common pairs among the others."""


def find_replaced(text: str) -> Replaced | None:
    """Return how characters of a text are replaced at a regular distance; None where nothing says so."""
    codes = fold_codes(code_points(text))
    is_hanzi = (codes >= _FIRST) & (codes <= _LAST)
    firsts = np.flatnonzero(is_hanzi[:-1] & is_hanzi[1:])[:_MOST]
    if len(firsts) < LEAST:
        return None
    is_common = are_common_pairs(codes[firsts], codes[firsts + 1])
    starts = np.flatnonzero(is_hanzi[1:] & ~is_hanzi[:-1]) + 1
    starts = starts[starts <= firsts[-1]]
    for places in (np.cumsum(is_hanzi) - 1, np.arange(len(codes))):
        tried = (
            _replaced_at(every, width, places[firsts], is_common, places[starts])
            for every, width in product(EVERY, WIDTHS)
            if every > 2 * width - 1
        )
        if found := list(filter(None, tried)):  # half and twice the distance show something, too
            return max(found, key=lambda replaced: replaced.others - replaced.fitting)
    return None


def _replaced_at(every: int, width: int, places: Ints, is_common: Mask, starts: Ints) -> Replaced | None:
    """Return what is replaced at one distance, given the places of the pairs and of the first Hanzi of each run."""
    totals = np.bincount(places % every, minlength=every)
    commons = np.bincount(places[is_common] % every, minlength=every)
    shares = commons / np.maximum(totals, 1)
    # the pair that begins with the last character replaced, and the one that ends with the first
    at_replaced = np.maximum(shares, np.roll(shares, width))
    place = int(at_replaced.argmin())
    both = [place, place - width]
    asked, others = int(totals[both].sum()), int(len(places) - totals[both].sum())
    if not asked or not others:
        return None
    share_of_others = float((commons.sum() - commons[both].sum()) / others)
    if share_of_others < _LANGUAGE:
        return None
    overall = float(is_common.mean())
    spread = np.sqrt(overall * (1 - overall) * (1 / asked + 1 / others))
    if share_of_others - at_replaced[place] < _DEVIATIONS * spread or at_replaced[place] > _PART * share_of_others:
        return None
    inside = (place - starts) % every < width  # no run begins within a word that was strewn in
    if not _are_even((starts[~inside] - place - 1) % every, every - width):
        return None
    is_of_replaced = np.isin(places % every, [place, (place - width) % every])
    for first, end in pairwise((0, len(places) // 2, len(places))):
        half, common = is_of_replaced[first:end], is_common[first:end]
        if half.all() or not half.any() or common[half].mean() > _PART * common[~half].mean():
            return None
    return Replaced(every, width, float(commons[both].sum() / asked), share_of_others)


def _are_even(places: Ints, count: int) -> bool:
    """Return whether runs of Hanzi begin at each of `count` places alike: lines of one length begin at one or two (chi-square)."""
    if len(places) < _LEAST_RUNS:
        return False
    expected = len(places) / count
    deviation = float(((np.bincount(places, minlength=count) - expected) ** 2).sum() / expected)
    free = count - 1
    return bool(deviation <= free + 5 * np.sqrt(2 * free))
