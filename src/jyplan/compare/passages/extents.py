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
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.compare.passages.chains import Chains
from jyplan.compare.passages.gaps import EDIT_COST, Piece, align_prefix
from jyplan.compare.passages.seeds import Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.compare.arrays import Ints, Mask
    from jyplan.compare.passages.gaps import Gaps

WINDOW = 80
"""Characters compared beyond an end in one step: two or three clauses."""
STEPS = 4
"""Largest number of steps beyond an end; text farther away has a seed of its own or is no part of the stretch."""
_WITHOUT_FIRST = np.array([1, 1, -1], dtype=np.int64)
"""Added to a row of pieces, takes its first character away."""


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """An approximate match: a stretch of either text, with the number of equal characters."""

    left: int
    left_end: int
    right: int
    right_end: int
    runs: Ints
    """The exact runs inside the stretch, as chained, a row each: the offsets on the left and on the right, and the length."""
    pieces: Ints
    """The equal characters, rows like those of runs, ascending on both sides: the runs, and what is equal between them and at the ends."""
    matched: int
    """Characters in the pieces."""

    @property
    def exact(self) -> bool:
        """Whether both sides are equal throughout."""
        return self.matched == self.left_end - self.left == self.right_end - self.right

    @property
    def exact_runs(self) -> Iterator[Run]:
        """The runs one by one."""
        return map(Run._make, self.runs.tolist())

    def mirrored(self) -> Stretch:
        """Return the stretch with left and right exchanged."""
        turned = [1, 0, 2]
        return Stretch(
            self.right,
            self.right_end,
            self.left,
            self.left_end,
            self.runs[:, turned],
            self.pieces[:, turned],
            self.matched,
        )


class _Prefix(NamedTuple):
    """The beginnings of two texts that agree best."""

    left_end: int
    right_end: int
    pieces: tuple[Piece, ...]


def cut_chains(chains: Chains, gaps: Gaps, earned: Ints) -> Chains:
    """Return the chains cut at costly gaps; every run stays in one of the parts.

    `earned` has the characters of each run that are evidence; boilerplate earns nothing.
    """
    firsts = chains.firsts
    whole = _stay_whole(chains, gaps, earned)
    if whole.all():
        return chains
    scores = (gaps.equal - EDIT_COST * gaps.edited).tolist()
    gains = earned.tolist()
    beginnings: list[int] = []
    counts: list[int] = []
    for first, end, is_whole in zip(firsts[:-1].tolist(), firsts[1:].tolist(), whole.tolist(), strict=True):
        parts = [first] if is_whole else sorted(part.start for part in _parts(gains, scores, range(first, end)))
        beginnings += parts
        counts.append(len(parts))
    return Chains(chains.runs, np.array([*beginnings, firsts[-1]], dtype=np.int64), np.repeat(chains.pairs, counts))


def _stay_whole(chains: Chains, gaps: Gaps, earned: Ints) -> Mask:
    """Return whether the best part of each chain is all of it: no beginning and no end of it costs more than it earns."""
    firsts, lasts = chains.firsts[:-1], chains.firsts[1:] - 1
    costs = np.zeros(len(earned))
    costs[1:] = gaps.equal - EDIT_COST * gaps.edited
    costs[firsts] = 0
    before_run = np.cumsum(earned + costs) - earned
    base = before_run[firsts]
    after_run = before_run + earned
    ends = after_run[lasts] - base
    before_run[firsts] += 1
    after_run[lasts] = -np.inf
    is_whole: Mask = np.minimum.reduceat(before_run, firsts) > base
    is_whole &= np.maximum.reduceat(after_run, firsts) - base < ends
    return is_whole


def _parts(earned: Sequence[int], scores: Sequence[float], chain: range) -> Iterator[range]:
    """Yield the parts of a chain: the best part, then the parts of the remainders before and after."""
    open_parts = [chain]
    while open_parts:
        part = open_parts.pop()
        best = _best_part(earned, scores, part)
        yield best
        open_parts.extend(filter(None, (range(part.start, best.start), range(best.stop, part.stop))))


def _best_part(earned: Sequence[int], scores: Sequence[float], part: range) -> range:
    """Return the neighbouring runs of a part with the highest score, gaps included (Kadane's algorithm)."""
    score, first = float(earned[part.start]), part.start
    best_score, best = score, range(part.start, part.start + 1)
    for index in part[1:]:
        score += scores[index - 1]
        if score <= 0:
            score, first = 0.0, index
        score += earned[index]
        if score > best_score:
            best_score, best = score, range(first, index + 1)
    return best


def follow_ends(
    texts: Sequence[tuple[str, str]], chains: Chains, gaps: Gaps, starts: Ints, wanted: Mask
) -> list[tuple[int, Stretch]]:
    """Return the stretches of the wanted chains with their numbers, grown on both ends as far as both texts agree.

    Chains of pair `n` are laid out from `starts[n]` on; offsets of stretches are into the texts of the pair alone.
    """
    origins = np.repeat(starts[chains.pairs], np.diff(chains.firsts))
    runs = np.stack((chains.runs.left - origins, chains.runs.right - origins, chains.runs.length), axis=1)
    pieces, piece_firsts = _pieces(runs, chains.firsts, gaps, origins)
    matched = np.add.reduceat(pieces[:, 2], piece_firsts[:-1]).tolist() if len(runs) else []
    run_bounds, piece_bounds, pairs = chains.firsts.tolist(), piece_firsts.tolist(), chains.pairs.tolist()
    return [
        (
            number,
            _grow(
                texts[pairs[number]],
                runs[run_bounds[number] : run_bounds[number + 1]],
                pieces[piece_bounds[number] : piece_bounds[number + 1]],
                matched[number],
            ),
        )
        for number in np.flatnonzero(wanted).tolist()
    ]


def _pieces(runs: Ints, firsts: Ints, gaps: Gaps, origins: Ints) -> tuple[Ints, Ints]:
    """Return the runs of chains with the pieces of the gaps between, and the first of each chain; one more entry is the number of all.

    `origins` has where the pair of each run begins; pieces of gaps are counted from there, as runs are.
    """
    counts = gaps.piece_counts.copy()
    is_inside = np.ones(len(counts), dtype=bool)
    is_inside[firsts[1:-1] - 1] = False  # a gap between two parts is in neither
    inner = gaps.pieces[np.repeat(is_inside, counts)]
    counts[~is_inside] = 0
    after = np.repeat(np.arange(1, len(counts) + 1), counts)
    inner[:, :2] -= origins[after, None]
    return np.insert(runs, after, inner, axis=0), firsts + np.append(0, np.cumsum(counts))[np.maximum(firsts - 1, 0)]


def _grow(texts: tuple[str, str], runs: Ints, pieces: Ints, matched: int) -> Stretch:
    """Return the stretch of some chained runs, grown on both ends as far as both texts agree."""
    left, right = texts
    left_start, right_start, _ = runs[0].tolist()
    last_left, last_right, last_length = runs[-1].tolist()
    left_end, right_end = last_left + last_length, last_right + last_length
    before = _follow(
        left[max(left_start - WINDOW * STEPS, 0) : left_start][::-1],
        right[max(right_start - WINDOW * STEPS, 0) : right_start][::-1],
    )
    after = _follow(left[left_end : left_end + WINDOW * STEPS], right[right_end : right_end + WINDOW * STEPS])
    if before.pieces or after.pieces:
        first = [
            (left_start - on_left - length, right_start - on_right - length, length)
            for on_left, on_right, length in reversed(before.pieces)
        ]
        last = [(left_end + on_left, right_end + on_right, length) for on_left, on_right, length in after.pieces]
        pieces = np.concatenate([_rows(first), pieces, _rows(last)])
        matched += sum(length for _, _, length in first) + sum(length for _, _, length in last)
    left_start, right_start = left_start - before.left_end, right_start - before.right_end
    while left[left_start] == right[right_start] == ",":  # the pause before a copied clause is not copied
        is_longer = int(pieces[0, 2]) > 1
        pieces = np.concatenate([pieces[:1] + _WITHOUT_FIRST, pieces[1:]]) if is_longer else pieces[1:]
        left_start, right_start, matched = left_start + 1, right_start + 1, matched - 1
    return Stretch(
        left_start, left_end + after.left_end, right_start, right_end + after.right_end, runs, pieces, matched
    )


def _rows(pieces: Sequence[Piece]) -> Ints:
    return np.array(pieces, dtype=np.int64).reshape(-1, 3)


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
