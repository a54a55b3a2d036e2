"""Extents: where a chained stretch begins and ends, with loose ends cut and edited ends followed.

Both steps maximise one score, as local alignment does (Smith and Waterman 1981; the chain is extended as in BLAST): an
equal character earns 1, an edited one costs `EDIT_COST`. In text that was edited at random at 30 % a character still
earns .4 on average; in unrelated text, where an alignment finds about one equal character in six, it costs .65.

    left     每周三下午共读教案,并互评,
    right    每周三下午共读教案,再互评三次,

    step             left         right        score
    chain            10 characters of 每周三下午共读教案,    10
    edited end       并互评        再互评        11 = 10 - 1 + 2     followed: the stretch has 13 characters, 12 of them equal
    beyond           ,            三次,        10 = 11 - 2 + 1     not followed

A gap costs in the same way: two runs of 10 and 8 characters with 14 changed characters between become two stretches.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Levenshtein

from jyplan.compare.passages.chains import Chain, Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.arrays import Ints

EDIT_COST = 1.0
"""Score that an edited character costs; an equal character earns 1."""
WINDOW = 80
"""Characters compared beyond an end in one step: two or three clauses."""
STEPS = 4
"""Largest number of steps beyond an end; text farther away has a seed of its own or is no part of the stretch."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """An approximate match: a stretch of either text, with the number of equal characters."""

    left: int
    left_end: int
    right: int
    right_end: int
    matched: int
    """Characters equal in order."""
    chain: Chain
    """The exact runs inside the stretch, as chained."""

    @property
    def exact(self) -> bool:
        """Whether both sides are equal throughout."""
        return self.matched == self.left_end - self.left == self.right_end - self.right

    def mirrored(self) -> Stretch:
        """Return the stretch with left and right exchanged."""
        chain = Chain(tuple(Run(run.right, run.left, run.length) for run in self.chain.runs))
        return Stretch(self.right, self.right_end, self.left, self.left_end, self.matched, chain)


class _Gap(NamedTuple):
    """The text between two neighbouring runs, measured on its longer side."""

    edited: int
    equal: int


class _Prefix(NamedTuple):
    """The beginnings of two texts that agree best."""

    left_end: int
    right_end: int
    equal: int


def fit_chain(left: str, right: str, chain: Chain, evidence_before: Ints) -> list[Stretch]:
    """Return the stretches of a chain: cut at costly gaps, with edited ends followed.

    `evidence_before` counts the characters before each left offset that are evidence; boilerplate earns nothing. Every
    run of the chain is in one stretch.
    """
    gaps = [_compare_gap(left, right, before, after) for before, after in pairwise(chain.runs)]
    earned = [int(evidence_before[run.left_end] - evidence_before[run.left]) for run in chain.runs]
    stretches, open_parts = [], [range(len(chain.runs))]
    while open_parts:
        part = open_parts.pop()
        best = _best_part(earned, gaps, part)
        runs, inner_gaps = chain.runs[best.start : best.stop], gaps[best.start : best.stop - 1]
        matched = sum(run.length for run in runs) + sum(gap.equal for gap in inner_gaps)
        stretches.append(_follow_ends(left, right, Chain(runs), matched))
        open_parts.extend(filter(None, (range(part.start, best.start), range(best.stop, part.stop))))
    return stretches


def _best_part(earned: Sequence[int], gaps: Sequence[_Gap], part: range) -> range:
    """Return the neighbouring runs of a part with the highest score, gaps included (Kadane's algorithm)."""
    score, first = float(earned[part.start]), part.start
    best_score, best = score, range(part.start, part.start + 1)
    for index in part[1:]:
        gap = gaps[index - 1]
        score += gap.equal - EDIT_COST * gap.edited
        if score <= 0:
            score, first = 0.0, index
        score += earned[index]
        if score > best_score:
            best_score, best = score, range(first, index + 1)
    return best


def _compare_gap(left: str, right: str, before: Run, after: Run) -> _Gap:
    """Return the edited and equal characters between two runs; with an empty side all characters are edited."""
    left_gap, right_gap = left[before.left_end : after.left], right[before.right_end : after.right]
    longer = max(len(left_gap), len(right_gap))
    edited = Levenshtein.distance(left_gap, right_gap) if left_gap and right_gap else longer
    return _Gap(edited, longer - edited)


def _follow_ends(left: str, right: str, chain: Chain, matched: int) -> Stretch:
    """Return the stretch of a chain, grown on both ends as far as both texts agree."""
    before = _follow(
        left[max(chain.left - WINDOW * STEPS, 0) : chain.left][::-1],
        right[max(chain.right - WINDOW * STEPS, 0) : chain.right][::-1],
    )
    after = _follow(
        left[chain.left_end : chain.left_end + WINDOW * STEPS],
        right[chain.right_end : chain.right_end + WINDOW * STEPS],
    )
    left_start, right_start = chain.left - before.left_end, chain.right - before.right_end
    matched += before.equal + after.equal
    while left[left_start] == right[right_start] == ",":  # the pause before a copied clause is not copied
        left_start, right_start, matched = left_start + 1, right_start + 1, matched - 1
    return Stretch(
        left_start, chain.left_end + after.left_end, right_start, chain.right_end + after.right_end, matched, chain
    )


def _follow(left: str, right: str) -> _Prefix:
    """Return how far two texts agree from the beginning on, window by window."""
    left_end = right_end = equal = 0
    for _ in range(STEPS):
        left_window, right_window = left[left_end : left_end + WINDOW], right[right_end : right_end + WINDOW]
        if not left_window or not right_window:
            break
        step = _best_prefix(left_window, right_window)
        left_end, right_end, equal = left_end + step.left_end, right_end + step.right_end, equal + step.equal
        if min(step.left_end, step.right_end) < WINDOW * 3 // 4:  # the texts part inside this window
            break
    return _Prefix(left_end, right_end, equal)


def _best_prefix(left: str, right: str) -> _Prefix:
    """Return the prefixes of two windows with the highest score; empty where no prefix scores above 0."""
    best_score = score = 0.0
    equal = 0
    best = _Prefix(0, 0, 0)
    for code in Levenshtein.opcodes(left, right):
        if code.tag == "equal":
            score += code.src_end - code.src_start
            equal += code.src_end - code.src_start
            if score > best_score:
                best_score, best = score, _Prefix(code.src_end, code.dest_end, equal)
        else:
            score -= EDIT_COST * max(code.src_end - code.src_start, code.dest_end - code.dest_start)
    return best
