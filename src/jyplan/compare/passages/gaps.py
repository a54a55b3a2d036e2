"""Gaps: equal characters between two runs of a stretch, and beyond the ends.

A gap that somebody edited still has most of its characters, and an alignment finds them. Where a gap was replaced or
inserted the alignment finds one equal character in six all the same, by chance: only its dense parts count, those that go on from a
run on either end.

    left     …集体备课,主备人提前一周交初稿,期末装订成册,…
    right    …集体备课,主备教师提前两周交初稿,期末装订成册,…      运动会
    gap      人提前一周交   教师提前两周交                         dense: 提前 and 周交 are pieces
    left     …集体备课,校园足球联赛由体育组承办,期末装订成册,…
    right    …集体备课,走廊板报每两周更换一次,期末装订成册,…
    gap      nothing is a piece, though an alignment finds a character or two
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rapidfuzz.distance import Editops

    from jyplan.compare.arrays import Ints, Mask
    from jyplan.compare.passages.chains import Chains
    from jyplan.compare.passages.seeds import Layout

EDIT_COST = 1.0
"""Score that an edited character costs; an equal character earns 1."""
DENSE_GAP = 0.4
"""Share of a gap's longer side that is equal, at least, in a gap that was edited: text with 40 % of its characters edited has
.5 between its runs of 6, unrelated text .17 (benchmarks/copies.md)."""

RUN = 6
"""Equal characters on end that are no chance, beyond the end of a stretch."""

Piece = tuple[int, int, int]
"""Equal characters: the offsets on the left and on the right, and the length."""


_WORD = 4
"""Characters of a word."""
_REMEMBERED = 1 << 14
"""Gaps whose alignment is remembered, some 8 MB: the copies of a plan have the same words exchanged, such as names of schools."""


class Gaps(NamedTuple):
    """The text between each run and the next, measured on its longer side, as columns; between two chains no number means anything."""

    edited: Ints
    equal: Ints
    piece_counts: Ints
    """Pieces of each gap: what is equal and no chance."""
    pieces: Ints
    """The pieces of all gaps, a row each: the offsets on the left and on the right, and the length."""


class _Alignment(NamedTuple):
    """The alignment of a gap."""

    edited: int
    pieces: tuple[int, ...]
    """Offsets into both sides of the gap and the length of each piece, one after the other."""


def compare_gaps(texts: Sequence[tuple[str, str]], chains: Chains, layout: Layout) -> Gaps:
    """Return the edited and equal characters between the runs of chains; with an empty side all characters are edited."""
    runs = chains.runs
    left_starts, right_starts = (runs.left + runs.length)[:-1], (runs.right + runs.length)[:-1]
    left_sizes, right_sizes = runs.left[1:] - left_starts, runs.right[1:] - right_starts
    longer = np.maximum(left_sizes, right_sizes)
    is_aligned = np.minimum(left_sizes, right_sizes) > 0
    is_aligned[chains.firsts[1:-1] - 1] = False
    rows = np.flatnonzero(is_aligned)
    rows = rows[~_are_exchanged(layout, left_starts[rows], left_sizes[rows], right_starts[rows], right_sizes[rows])]
    pairs = np.repeat(chains.pairs, np.diff(chains.firsts))[rows]
    origins = layout.starts[pairs]
    columns = [left_starts[rows] - origins, left_sizes[rows], right_starts[rows] - origins, right_sizes[rows]]
    alignments = [
        _align_gap(left[left_start : left_start + left_size], right[right_start : right_start + right_size])
        for pair, left_start, left_size, right_start, right_size in zip(
            *(column.tolist() for column in (pairs, *columns)), strict=True
        )
        for left, right in (texts[pair],)
    ]
    edited, piece_counts = longer.copy(), np.zeros(len(longer), dtype=np.int64)
    edited[rows] = [alignment.edited for alignment in alignments]
    piece_counts[rows] = [len(alignment.pieces) // 3 for alignment in alignments]
    numbers = chain.from_iterable(alignment.pieces for alignment in alignments)
    pieces = np.fromiter(numbers, dtype=np.int64).reshape(-1, 3)
    pieces[:, 0] += np.repeat(left_starts, piece_counts)
    pieces[:, 1] += np.repeat(right_starts, piece_counts)
    return Gaps(edited, longer - edited, piece_counts, pieces)


def _are_exchanged(layout: Layout, left_starts: Ints, left_sizes: Ints, right_starts: Ints, right_sizes: Ints) -> Mask:
    """Return the mask of the gaps with a word for another, the commonest gaps: at most `_WORD` characters, none of them equal."""
    are_exchanged: Mask = np.maximum(left_sizes, right_sizes) <= _WORD
    for left_offset, right_offset in product(range(_WORD), repeat=2):
        is_equal = layout.left_codes[left_starts + left_offset] == layout.right_codes[right_starts + right_offset]
        are_exchanged &= ~is_equal | (left_sizes <= left_offset) | (right_sizes <= right_offset)
    return are_exchanged


@lru_cache(maxsize=_REMEMBERED)
def _align_gap(left: str, right: str) -> _Alignment:
    """Return the equal blocks of the two sides of a gap, both not empty."""
    longer = max(len(left), len(right))
    if set(left).isdisjoint(right):
        return _Alignment(longer, ())
    edits = Levenshtein.editops(left, right)
    blocks = _matching_blocks(edits)
    if sum([size for _, _, size in blocks]) < DENSE_GAP * longer:
        blocks = _dense_ends(blocks, len(left), len(right))
    return _Alignment(len(edits), tuple([number for block in blocks for number in block]))


def align_prefix(left: str, right: str) -> list[Piece]:
    """Return the equal characters of the beginnings of two texts that score best; empty where none scores above 0.

    What is equal by chance in a replaced part before a longer run is left out, as in a gap.
    """
    return _without_chance(_best_prefix(_matching_blocks(Levenshtein.editops(left, right))))


def _matching_blocks(edits: Editops) -> list[Piece]:
    """Return the equal characters that edits leave, in order."""
    return [(block.a, block.b, block.size) for block in edits.as_matching_blocks() if block.size]


def _without_chance(blocks: list[Piece]) -> list[Piece]:
    """Return the blocks without those that are no run and stand in a gap before a run that is not dense."""
    certain: list[Piece] = []
    doubtful: list[Piece] = []
    left_end = right_end = 0
    for left, right, size in blocks:
        if size < RUN:
            doubtful.append((left, right, size))
            continue
        if doubtful:
            certain += _dense_part(doubtful, (left_end, right_end), (left, right))
            doubtful = []
        certain.append((left, right, size))
        left_end, right_end = left + size, right + size
    return [*certain, *doubtful]


def _dense_part(blocks: list[Piece], start: tuple[int, int], end: tuple[int, int]) -> list[Piece]:
    """Return the blocks of a gap that are no chance, given where the gap begins and ends in both texts."""
    sizes = end[0] - start[0], end[1] - start[1]
    if sum([size for _, _, size in blocks]) >= DENSE_GAP * max(sizes):
        return blocks
    within = [(left - start[0], right - start[1], size) for left, right, size in blocks]
    return [(left + start[0], right + start[1], size) for left, right, size in _dense_ends(within, *sizes)]


def _dense_ends(blocks: list[Piece], left_size: int, right_size: int) -> list[Piece]:
    """Return the blocks that continue the run before a gap, and the blocks that lead to the run after the gap."""
    first = _best_prefix(blocks)
    turned = [(left_size - left - size, right_size - right - size, size) for left, right, size in reversed(blocks)]
    last = _best_prefix(turned[: len(blocks) - len(first)])
    return [*first, *blocks[len(blocks) - len(last) :]] if last else first


def _best_prefix(blocks: Sequence[Piece]) -> list[Piece]:
    """Return the first blocks, as many as score best: equal characters less edited ones."""
    best_score = score = 0.0
    left_end = right_end = best = 0
    remaining = sum([size for _, _, size in blocks])
    for number, (left, right, size) in enumerate(blocks, 1):
        score += size - EDIT_COST * max(left - left_end, right - right_end)
        left_end, right_end = left + size, right + size
        remaining -= size
        if score > best_score:
            best_score, best = score, number
        elif score + remaining <= best_score:
            break
    return list(blocks[:best])
