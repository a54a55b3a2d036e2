"""Gaps: what is equal between two runs of a stretch, and beyond its ends.

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

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rapidfuzz.distance import Editops

    from jyplan.compare.passages.chains import Run

EDIT_COST = 1.0
"""Score that an edited character costs; an equal character earns 1."""
DENSE_GAP = 0.4
"""Share of a gap's longer side that is equal, at least, in a gap that was edited: text with 40 % of its characters edited has
.5 between its runs of 6, unrelated text .17 (benchmarks/copies.md)."""

Piece = tuple[int, int, int]
"""Equal characters: the offsets on the left and on the right, and the length."""


class Gap(NamedTuple):
    """The text between two neighbouring runs, measured on its longer side."""

    edited: int
    equal: int
    pieces: tuple[Piece, ...]
    """What is equal and no chance, by offsets into both texts."""


def compare_gap(left: str, right: str, before: Run, after: Run) -> Gap:
    """Return the edited and equal characters between two runs; with an empty side all characters are edited."""
    left_start, right_start = before.left_end, before.right_end
    left_gap, right_gap = left[left_start : after.left], right[right_start : after.right]
    longer = max(len(left_gap), len(right_gap))
    if not left_gap or not right_gap or (longer == 1 and left_gap != right_gap) or set(left_gap).isdisjoint(right_gap):
        return Gap(longer, 0, ())  # the commonest gap: a word for another
    edits = Levenshtein.editops(left_gap, right_gap)
    blocks = _matching_blocks(edits)
    if sum([size for _, _, size in blocks]) < DENSE_GAP * longer:
        blocks = _dense_ends(blocks, len(left_gap), len(right_gap))
    pieces = tuple([(left_start + start, right_start + end, size) for start, end, size in blocks])
    return Gap(len(edits), longer - len(edits), pieces)


def align_prefix(left: str, right: str) -> list[Piece]:
    """Return the equal characters of the beginnings of two texts that score best; empty where none scores above 0."""
    return _best_prefix(_matching_blocks(Levenshtein.editops(left, right)))


def _matching_blocks(edits: Editops) -> list[Piece]:
    """Return the equal characters that edits leave, in order."""
    return [(block.a, block.b, block.size) for block in edits.as_matching_blocks() if block.size]


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
