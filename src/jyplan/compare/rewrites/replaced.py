"""Obfuscation by replacement: every few characters replaced, so that no comparison finds a run of equal characters.

Every fourth character of a plan replaced leaves three equal characters in a row: no seed, no fingerprint, no pair. But a
replaced character makes no common pair (`hanzi_pairs`) with either neighbour. Shares of common pairs by phase, the offset
of the first character modulo the distance, of a plan as written and with every fourth character replaced:

| phase | as written | replaced |
|---:|---:|---:|
| 0 | .52 | .51 |
| 1 | .49 | .50 |
| 2 | .50 | .09 |
| 3 | .53 | .08 |

No honest text comes near: of some two hundred plans and official texts none shows half as large a difference
(benchmarks/copies.md). Rosters and verses, with lines of equal length, have a rhythm of their own and are not judged. A word
of two characters inserted every few characters spoils two phases with a phase between: where the word begins, and where it
ends.
"""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.compare.arrays import code_points
from jyplan.compare.rewrites.hanzi_pairs import are_common, fold_codes, hanzi_mask, join_pairs

if TYPE_CHECKING:
    from jyplan.compare.arrays import Ints, Mask

EVERY = range(3, 9)
"""Distances of replaced characters tried: with more than eight characters between, copies are found."""
WIDTHS = (1, 2)
"""Consecutive characters replaced or inserted; longer words have common pairs inside."""
LEAST = 400
"""Pairs of neighbouring Hanzi in a text, at least: less than a page is not judged."""
_MOST = 1_600
"""Pairs of neighbouring Hanzi read, at most."""
_DEVIATIONS = 6.0
"""Standard deviations between the shares of common pairs in spoiled and further phases, at least; honest texts have up to
2.9, replaced texts 6 and more."""
_PART = 0.5
"""Share in either spoiled phase over the share in further phases, at most, in both halves of the text."""
_LANGUAGE = 0.2
"""Share of common pairs in further phases, at least: plans have .3 and more, lists of names nearly none."""
_LEAST_RUNS = 12
"""Runs of Hanzi, at least: a text without spaces and punctuation may have any rhythm."""


class Replaced(NamedTuple):
    """Characters replaced at a regular distance."""

    every: int
    """Distance of replaced characters, or of inserted words."""
    width: int
    """Consecutive characters replaced or inserted: 1 or 2."""
    fitting: float
    """Share of common pairs among the pairs with a replaced character, from 0 to 1."""
    elsewhere: float
    """Share of common pairs among all further pairs, from 0 to 1."""


def find_replaced(text: str) -> Replaced | None:
    """Return the regular replacement in a text, the clearest of several; None without any."""
    codes = fold_codes(code_points(text))
    is_hanzi = hanzi_mask(codes)
    firsts = np.flatnonzero(is_hanzi[:-1] & is_hanzi[1:])[:_MOST]
    if len(firsts) < LEAST:
        return None
    is_common = are_common(join_pairs(codes[firsts], codes[firsts + 1]))
    run_starts = np.flatnonzero(is_hanzi[1:] & ~is_hanzi[:-1]) + 1
    run_starts = run_starts[run_starts <= firsts[-1]]
    hanzi_count, character_count = np.cumsum(is_hanzi) - 1, np.arange(len(codes))
    for offsets in (hanzi_count, character_count):  # every fourth Hanzi, or every fourth character
        tried = (
            _replaced_at(every, width, offsets[firsts], is_common, offsets[run_starts])
            for every, width in product(EVERY, WIDTHS)
            if every > 2 * width - 1
        )
        if replacements := list(filter(None, tried)):  # half and twice the distance show traces, too
            return max(replacements, key=lambda replaced: replaced.elsewhere - replaced.fitting)
    return None


def _replaced_at(every: int, width: int, offsets: Ints, is_common: Mask, run_starts: Ints) -> Replaced | None:
    """Return the replacement at a distance; None unless two phases are clearly spoiled in both halves of the text.

    `offsets` are those of the first characters of pairs, `run_starts` those of the first Hanzi of runs.
    """
    pairs = np.bincount(offsets % every, minlength=every)
    common_pairs = np.bincount(offsets[is_common] % every, minlength=every)
    shares = common_pairs / np.maximum(pairs, 1)
    # spoiled are the pair that begins with the last replaced character, and the pair that ends with the first
    larger_shares = np.maximum(shares, np.roll(shares, width))
    phase = int(larger_shares.argmin())
    spoiled = [phase, (phase - width) % every]
    spoiled_pairs = int(pairs[spoiled].sum())
    further_pairs = len(offsets) - spoiled_pairs
    if not spoiled_pairs or not further_pairs:
        return None
    elsewhere = float((common_pairs.sum() - common_pairs[spoiled].sum()) / further_pairs)
    overall = float(is_common.mean())
    deviation = np.sqrt(overall * (1 - overall) * (1 / spoiled_pairs + 1 / further_pairs))
    is_clear = elsewhere - larger_shares[phase] >= _DEVIATIONS * deviation
    if elsewhere < _LANGUAGE or not is_clear or larger_shares[phase] > _PART * elsewhere:
        return None
    inside_word = (phase - run_starts) % every < width  # no run begins inside an inserted word
    if not _is_even((run_starts[~inside_word] - phase - 1) % every, every - width):
        return None
    if not _is_in_both_halves(np.isin(offsets % every, spoiled), is_common):
        return None
    return Replaced(every, width, float(common_pairs[spoiled].sum() / spoiled_pairs), elsewhere)


def _is_in_both_halves(is_spoiled: Mask, is_common: Mask) -> bool:
    """Whether spoiled pairs are less often common than further pairs, by the factor `_PART`, in either half of the text."""
    for first, end in pairwise((0, len(is_spoiled) // 2, len(is_spoiled))):
        spoiled, common = is_spoiled[first:end], is_common[first:end]
        if spoiled.all() or not spoiled.any() or common[spoiled].mean() > _PART * common[~spoiled].mean():
            return False
    return True


def _is_even(phases: Ints, count: int) -> bool:
    """Whether runs of Hanzi begin in each of `count` phases alike (chi-square test): lines of equal length do not."""
    if len(phases) < _LEAST_RUNS:
        return False
    expected = len(phases) / count
    chi_square = float(((np.bincount(phases, minlength=count) - expected) ** 2).sum() / expected)
    degrees = count - 1
    return bool(chi_square <= degrees + 5 * np.sqrt(2 * degrees))
