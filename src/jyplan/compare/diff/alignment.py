"""Minimal edits between two texts without format, as opcodes; long ones are cut at safe anchors first."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Levenshtein

from jyplan.compare.passages.seeds import code_points, index_grams, shared_runs

if TYPE_CHECKING:
    from collections.abc import Iterator

ANCHORS = (32, 13, 8)
"""Lengths of exact runs at which a long stretch is cut, the safest first: the shorter ones only where no
longer one has made it short enough."""
WHOLE = 3_000
"""Characters a side up to which a stretch is aligned in one piece (about 1 ms)."""
UNLIKE = 0.3
"""A replaced stretch with fewer equal characters than this share is one replacement: the equal ones are
chance (unrelated Chinese text aligns at about .17), and confetti cannot be read."""
UNLIKE_LENGTH = 24
"""Characters of the longer side from which that is asked: about a clause."""
SHORT = 6
"""An equal run this long is no chance and ends a rewritten stretch."""
LARGEST = 250_000_000
"""Product of the lengths up to which two stretches are aligned (16,000 squared: 60 ms, 60 MB); what is larger
has no run of 8 in common and is one replacement."""


class Operation(NamedTuple):
    """One step of an alignment; equal where `equal`, else a replacement, insertion or deletion."""

    equal: bool
    left: int
    left_end: int
    right: int
    right_end: int


def align(left: str, right: str) -> list[Operation]:
    """Return the steps that turn one text into the other, in order, covering both completely.

    Minimal by Levenshtein up to 3,000 characters a side; beyond that minimal between long equal runs.
    Neighbours never have the same kind.
    """
    steps: list[Operation] = []
    for left_start, left_end, right_start, right_end in _pieces(left, right):
        if left[left_start:left_end] == right[right_start:right_end]:
            _append(steps, Operation(True, left_start, left_end, right_start, right_end))
        else:
            for step in _aligned(left[left_start:left_end], right[right_start:right_end]):
                _append(steps, _shifted(step, left_start, right_start))
    return _without_confetti(steps)


def _pieces(left: str, right: str, anchors: tuple[int, ...] = ANCHORS) -> Iterator[tuple[int, int, int, int]]:
    """Yield the texts cut into stretches to align one by one, equal anchors among them."""
    if max(len(left), len(right)) <= WHOLE or not anchors:
        yield 0, len(left), 0, len(right)
        return
    size, *shorter = anchors
    runs = shared_runs(index_grams(code_points(left), size), index_grams(code_points(right), size), size)
    rising = _rising(list(zip(runs.left.tolist(), runs.right.tolist(), runs.length.tolist(), strict=True)), size // 2)
    at_left = at_right = 0
    for start_left, start_right, length in [*rising, (len(left), len(right), 0)]:
        between = _pieces(left[at_left:start_left], right[at_right:start_right], tuple(shorter))
        for a, b, c, d in between:
            yield at_left + a, at_left + b, at_right + c, at_right + d
        at_left, at_right = start_left + length, start_right + length
        yield start_left, at_left, start_right, at_right


def _rising(runs: list[tuple[int, int, int]], shortest: int) -> list[tuple[int, int, int]]:
    """Return the runs that keep their order, as much text as possible, overlaps cut from the later one."""
    ordered = sorted(runs)
    ends: list[tuple[int, int]] = []  # (right end, index of the best run that ends there), both rising in weight
    weights: list[int] = []
    previous: list[int] = []
    for index, (_, right, length) in enumerate(ordered):
        at = bisect_right(ends, (right + length // 2, len(ordered)))
        before = ends[at - 1][1] if at else -1
        weights.append(length + (weights[before] if at else 0))
        previous.append(before)
        place = bisect_right(ends, (right + length, len(ordered)))
        if place and weights[ends[place - 1][1]] >= weights[index]:
            continue
        while place < len(ends) and weights[ends[place][1]] <= weights[index]:
            ends.pop(place)
        ends.insert(place, (right + length, index))
    chosen = []
    at = ends[-1][1] if ends else -1
    while at >= 0:
        chosen.append(ordered[at])
        at = previous[at]
    kept: list[tuple[int, int, int]] = []
    left_end = right_end = 0
    for left, right, length in reversed(chosen):
        cut = max(left_end - left, right_end - right, 0)
        if length - cut > shortest:
            kept.append((left + cut, right + cut, length - cut))
            left_end, right_end = left + length, right + length
    return kept


def _aligned(left: str, right: str) -> Iterator[Operation]:
    """Yield the steps between two stretches; two that are too long for each other are one replacement."""
    if len(left) * len(right) > LARGEST:
        yield Operation(False, 0, len(left), 0, len(right))
        return
    for code in Levenshtein.opcodes(left, right):
        yield Operation(code.tag == "equal", code.src_start, code.src_end, code.dest_start, code.dest_end)


def _shifted(step: Operation, left: int, right: int) -> Operation:
    return Operation(step.equal, step.left + left, step.left_end + left, step.right + right, step.right_end + right)


def _append(steps: list[Operation], step: Operation) -> None:
    """Add a step to those before it, joined with the last one where both are equal or both are not."""
    if step.left == step.left_end and step.right == step.right_end:
        return
    if steps and steps[-1].equal == step.equal:
        last = steps.pop()
        step = Operation(step.equal, last.left, step.left_end, last.right, step.right_end)
    steps.append(step)


def _without_confetti(steps: list[Operation]) -> list[Operation]:
    """Return the steps with every rewritten stretch, in which only chance is equal, as one replacement."""
    result: list[Operation] = []
    group: list[Operation] = []
    for step in [*steps, None]:
        if step is not None and not (step.equal and step.left_end - step.left >= SHORT):
            group.append(step)
            continue
        while group and group[0].equal:
            _append(result, group.pop(0))
        tail = []
        while group and group[-1].equal:
            tail.append(group.pop())
        for part in _rewritten(group):
            _append(result, part)
        for part in (*reversed(tail), *([step] if step else [])):
            _append(result, part)
        group = []
    return result


def _rewritten(group: list[Operation]) -> list[Operation]:
    """Return the steps between two longer equal runs, made one where they have little in common."""
    if len(group) < 3:
        return group
    equal = sum(step.left_end - step.left for step in group if step.equal)
    whole = Operation(False, group[0].left, group[-1].left_end, group[0].right, group[-1].right_end)
    longer = max(whole.left_end - whole.left, whole.right_end - whole.right)
    return [whole] if longer >= UNLIKE_LENGTH and equal < UNLIKE * longer else group
