"""Alignment of two plain texts: a shortest edit script, as operations like the opcodes of `difflib`.

Short texts have a script of least Levenshtein distance (rapidfuzz: bit-parallel after Myers 1999 and Hyyrö 2003,
divided after Hirschberg 1975). Long texts are first cut at anchors: common runs of 32, then 13, then 8 characters, of
which the heaviest sequence that rises on both sides is kept (Hunt and Szymanski 1977, weighted by length; compare
patience diff and the anchors of MUMmer). Last, a rewritten stretch, in which only a few chance characters are equal,
becomes a single replacement:

    left            听课六十节    加强领导，落实责任，确保校园安全稳定，人人有责
    right           听课八十节    召开家长会，听取意见，改进食堂饭菜，每月公示价格
    least distance  六→八         加强领导→召开家长会  落实责任→听取意见  确保…有责→改进…价格
    here            六→八         the whole text: 2 equal characters of 24 are less than `UNLIKE`
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Levenshtein

from jyplan.compare.arrays import code_points, heaviest_rising
from jyplan.compare.diff.offsets import RegionPair
from jyplan.compare.passages.seeds import Run, index_grams, shared_runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ANCHOR_LENGTHS = (32, 13, 8)
"""Characters of the common runs at which a long text is cut, the safest first; a shorter length is used only
between the anchors of the longer ones, and only where more than `UNCUT` characters are left."""
UNCUT = 3_000
"""Characters of the longer text up to which two texts are aligned without anchors (about 1 ms)."""
UNLIKE = 0.3
"""A rewritten stretch with fewer equal characters than this share becomes one replacement: the equal characters are
chance (unrelated Chinese texts align at about .17), and a script of many small edits cannot be read."""
UNLIKE_LENGTH = 24
"""Characters of the longer side, about a clause, from which a stretch may count as rewritten."""
SURE_RUN = 6
"""Characters of an equal run that is no chance and ends a rewritten stretch."""
MAX_PRODUCT = 250_000_000
"""Product of both lengths up to which two texts are aligned (16,000 squared: 60 ms, 60 MB). Beyond, the texts between
two anchors share no run of 8 characters, and become one replacement."""


class Operation(NamedTuple):
    """An operation of an alignment: an equal run, or else a replacement, insertion or deletion."""

    equal: bool
    left: int
    left_end: int
    right: int
    right_end: int

    @property
    def size(self) -> int:
        """Characters of the longer side."""
        return max(self.left_end - self.left, self.right_end - self.right)


def align(left: str, right: str) -> list[Operation]:
    """Return the operations from the left text to the right text, in order, covering both completely.

    The edit distance is minimal up to 3,000 characters a side, beyond that minimal between anchors, save for
    rewritten stretches. Equal runs and edits alternate.
    """
    operations: list[Operation] = []
    for piece in _cut_at_anchors(left, right):
        left_piece, right_piece = left[piece.left : piece.left_end], right[piece.right : piece.right_end]
        if left_piece == right_piece:
            operations.append(Operation(True, *piece))
        else:
            operations += [_shift(operation, piece) for operation in _levenshtein(left_piece, right_piece)]
    return _replace_rewritten(join_neighbours(operations))


def join_neighbours(operations: Sequence[Operation]) -> list[Operation]:
    """Return the non-empty operations, with neighbouring equal runs joined and neighbouring edits joined."""
    joined: list[Operation] = []
    for operation in operations:
        if not operation.size:
            continue
        if joined and joined[-1].equal == operation.equal:
            joined[-1] = joined[-1]._replace(left_end=operation.left_end, right_end=operation.right_end)
        else:
            joined.append(operation)
    return joined


def _cut_at_anchors(left: str, right: str, lengths: tuple[int, ...] = ANCHOR_LENGTHS) -> Iterator[RegionPair]:
    """Yield both texts cut into pieces, in order: anchors, and between anchors the pieces to align."""
    if max(len(left), len(right)) <= UNCUT or not lengths:
        yield RegionPair(0, len(left), 0, len(right))
        return
    length, *shorter = lengths
    runs = shared_runs(index_grams(code_points(left), length), index_grams(code_points(right), length), length)
    common = [Run(*run) for run in zip(*(column.tolist() for column in runs), strict=True)]
    anchors = _cut_overlaps(_heaviest_rising_runs(common), least=length // 2)
    left_start = right_start = 0
    for anchor in [*anchors, Run(len(left), len(right), 0)]:
        between = _cut_at_anchors(left[left_start : anchor.left], right[right_start : anchor.right], tuple(shorter))
        for piece in between:
            yield RegionPair(
                left_start + piece.left,
                left_start + piece.left_end,
                right_start + piece.right,
                right_start + piece.right_end,
            )
        left_start, right_start = anchor.left_end, anchor.right_end
        yield RegionPair(anchor.left, left_start, anchor.right, right_start)


def _heaviest_rising_runs(runs: Sequence[Run]) -> list[Run]:
    """Return the heaviest sequence of runs rising on both sides, by characters.

    A run may begin before its predecessor ends, by up to half of its length on the right.
    """
    ordered = sorted(runs, key=lambda run: (run.left, run.right, run.length))
    middles = [run.right + run.length // 2 for run in ordered]
    ends = [run.right_end for run in ordered]
    indices = heaviest_rising([run.length for run in ordered], middles, ends, ends)
    return [ordered[index] for index in indices]


def _cut_overlaps(runs: Sequence[Run], least: int) -> list[Run]:
    """Return rising runs with overlaps cut from the later run; runs of at most `least` characters are dropped."""
    disjoint: list[Run] = []
    left_end = right_end = 0
    for run in runs:
        overlap = max(left_end - run.left, right_end - run.right, 0)
        if run.length - overlap > least:
            disjoint.append(Run(run.left + overlap, run.right + overlap, run.length - overlap))
            left_end, right_end = run.left_end, run.right_end
    return disjoint


def _levenshtein(left: str, right: str) -> Iterator[Operation]:
    """Yield the operations of least edit distance; texts beyond `MAX_PRODUCT` are a single replacement."""
    if len(left) * len(right) > MAX_PRODUCT:
        yield Operation(False, 0, len(left), 0, len(right))
        return
    for code in Levenshtein.opcodes(left, right):
        yield Operation(code.tag == "equal", code.src_start, code.src_end, code.dest_start, code.dest_end)


def _shift(operation: Operation, piece: RegionPair) -> Operation:
    return Operation(
        operation.equal,
        operation.left + piece.left,
        operation.left_end + piece.left,
        operation.right + piece.right,
        operation.right_end + piece.right,
    )


def _replace_rewritten(operations: Sequence[Operation]) -> list[Operation]:
    """Return the operations with every rewritten stretch between two sure runs as a single replacement."""
    result: list[Operation] = []
    group: list[Operation] = []  # the operations since the last sure run
    for operation in operations:
        if operation.equal and operation.size >= SURE_RUN:
            result += [*_join_if_rewritten(group), operation]
            group = []
        else:
            group.append(operation)
    return join_neighbours([*result, *_join_if_rewritten(group)])


def _join_if_rewritten(group: list[Operation]) -> list[Operation]:
    """Return the operations between two sure runs, or a single replacement where too few characters are equal.

    An equal run at the start or at the end of the group is never part of the replacement.
    """
    edits = [index for index, operation in enumerate(group) if not operation.equal]
    if len(edits) < 2:
        return group
    first, last = edits[0], edits[-1]
    equal = sum(operation.size for operation in group[first:last] if operation.equal)
    whole = Operation(False, group[first].left, group[last].left_end, group[first].right, group[last].right_end)
    if whole.size < UNLIKE_LENGTH or equal >= UNLIKE * whole.size:
        return group
    return [*group[:first], whole, *group[last + 1 :]]
