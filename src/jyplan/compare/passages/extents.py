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

The pieces of a stretch are its equal characters: the runs, and between them and at the ends what an alignment finds equal
where it is dense (`gaps`). Everything else in a stretch is edited, or an insertion of nobody's (`shares`).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from jyplan.compare.passages.chains import Chain, Run, columns_of
from jyplan.compare.passages.gaps import EDIT_COST, Gap, Piece, align_prefix, compare_gap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.arrays import Ints

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
    chain: Chain
    """The exact runs inside the stretch, as chained."""
    pieces: tuple[Piece, ...]
    """The equal characters, ascending on both sides: the runs, and what is equal between them and at the ends."""
    matched: int
    """Characters in the pieces."""

    @property
    def exact(self) -> bool:
        """Whether both sides are equal throughout."""
        return self.matched == self.left_end - self.left == self.right_end - self.right

    def mirrored(self) -> Stretch:
        """Return the stretch with left and right exchanged."""
        chain = Chain(tuple(Run(run.right, run.left, run.length) for run in self.chain.runs))
        pieces = tuple((right, left, length) for left, right, length in self.pieces)
        return Stretch(self.right, self.right_end, self.left, self.left_end, chain, pieces, self.matched)


class _Prefix(NamedTuple):
    """The beginnings of two texts that agree best."""

    left_end: int
    right_end: int
    pieces: tuple[Piece, ...]


def fit_chain(left: str, right: str, chain: Chain, evidence_before: Ints) -> list[Stretch]:
    """Return the stretches of a chain: cut at costly gaps, with edited ends followed.

    `evidence_before` counts the characters before each left offset that are evidence; boilerplate earns nothing. Every
    run of the chain is in one stretch.
    """
    gaps = [compare_gap(left, right, before, after) for before, after in pairwise(chain.runs)]
    runs = columns_of([chain])
    earned = (evidence_before[runs.left + runs.length] - evidence_before[runs.left]).tolist()
    stretches, open_parts = [], [range(len(chain.runs))]
    while open_parts:
        part = open_parts.pop()
        best = _best_part(earned, gaps, part)
        inner_runs, inner_gaps = chain.runs[best.start : best.stop], gaps[best.start : best.stop - 1]
        stretches.append(_follow_ends(left, right, Chain(inner_runs), inner_gaps))
        open_parts.extend(filter(None, (range(part.start, best.start), range(best.stop, part.stop))))
    return stretches


def _best_part(earned: Sequence[int], gaps: Sequence[Gap], part: range) -> range:
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


def _follow_ends(left: str, right: str, chain: Chain, gaps: Sequence[Gap]) -> Stretch:
    """Return the stretch of a chain, grown on both ends as far as both texts agree."""
    before = _follow(
        left[max(chain.left - WINDOW * STEPS, 0) : chain.left][::-1],
        right[max(chain.right - WINDOW * STEPS, 0) : chain.right][::-1],
    )
    after = _follow(
        left[chain.left_end : chain.left_end + WINDOW * STEPS],
        right[chain.right_end : chain.right_end + WINDOW * STEPS],
    )
    pieces = [
        (chain.left - start - length, chain.right - right_start - length, length)
        for start, right_start, length in reversed(before.pieces)
    ]
    for run, gap in zip_longest(chain.runs, gaps):
        pieces.append(tuple(run))
        if gap and gap.pieces:
            pieces.extend(gap.pieces)
    pieces.extend((chain.left_end + start, chain.right_end + end, length) for start, end, length in after.pieces)
    left_start, right_start = chain.left - before.left_end, chain.right - before.right_end
    while left[left_start] == right[right_start] == ",":  # the pause before a copied clause is not copied
        first_left, first_right, length = pieces.pop(0)
        if length > 1:
            pieces.insert(0, (first_left + 1, first_right + 1, length - 1))
        left_start, right_start = left_start + 1, right_start + 1
    return Stretch(
        left_start,
        chain.left_end + after.left_end,
        right_start,
        chain.right_end + after.right_end,
        chain,
        tuple(pieces),
        sum(length for _, _, length in pieces),
    )


def _follow(left: str, right: str) -> _Prefix:
    """Return how far two texts agree from the beginning on, window by window."""
    left_end = right_end = 0
    pieces: list[Piece] = []
    for _ in range(STEPS):
        left_window, right_window = left[left_end : left_end + WINDOW], right[right_end : right_end + WINDOW]
        if not left_window or not right_window:
            break
        step = align_prefix(left_window, right_window)
        if not step:
            break
        pieces += [(left_end + start, right_end + right_start, length) for start, right_start, length in step]
        left_step, right_step = step[-1][0] + step[-1][2], step[-1][1] + step[-1][2]
        left_end, right_end = left_end + left_step, right_end + right_step
        if min(left_step, right_step) < WINDOW * 3 // 4:  # the texts part inside this window
            break
    return _Prefix(left_end, right_end, tuple(pieces))
