"""Edits moved to where they read better: whole numbers and words, whole clauses, no crumbs.

No dictionary: jieba's first call costs a second, and what reads badly in Chinese is mostly a cut number
(6|0节), a cut Latin word, an insertion that begins in one clause and ends in the next, and two long edits
with one chance character between them. Sliding costs nothing; the other two lengthen the edits a little
(benchmarks/compare.md says how much).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.compare.diff.alignment import Operation
from jyplan.text.numerals import NUMERAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.passages.views import View

CRUMB = 2
"""Longest equal run that may be swallowed between two edits, each at least twice as long."""
SLIDE = 200
"""Characters an insertion or deletion may slide to either side."""


def snap(steps: Sequence[Operation], left: View, right: View) -> list[Operation]:
    """Return the steps of an alignment where they read better; they still cover both texts in order."""
    return _slid(_whole_tokens(_without_crumbs(list(steps)), left, right), left, right)


def _size(step: Operation) -> int:
    return max(step.left_end - step.left, step.right_end - step.right)


def _without_crumbs(steps: list[Operation]) -> list[Operation]:
    """Return the steps with equal crumbs between two longer edits swallowed."""
    kinds = [step.equal for step in steps]
    for index in range(1, len(steps) - 1):
        step = steps[index]
        if (
            step.equal
            and _size(step) <= CRUMB
            and min(_size(steps[index - 1]), _size(steps[index + 1])) >= 2 * _size(step)
        ):
            kinds[index] = False
    return _joined([step._replace(equal=kind) for step, kind in zip(steps, kinds, strict=True)])


def _token(character: str) -> str:
    """Return the kind of unbroken token a character belongs to; empty for none."""
    if character.isascii() and (character.isalnum() or character in ".%"):
        return "latin"
    return "numeral" if character in NUMERAL else ""


def _whole_tokens(steps: list[Operation], left: View, right: View) -> list[Operation]:
    """Return the steps with edits inside a number or a Latin word widened to all of it."""
    bounds = [list(step[1:]) for step in steps]
    for index, step in enumerate(steps):
        if step.equal:
            continue
        if index:
            taken = min(_cut_token(left, right, step, before=True), bounds[index - 1][1] - bounds[index - 1][0])
            for side in (0, 2):
                bounds[index][side] -= taken
                bounds[index - 1][side + 1] -= taken
        if index + 1 < len(steps):
            taken = min(_cut_token(left, right, step, before=False), bounds[index + 1][1] - bounds[index + 1][0])
            for side in (0, 2):
                bounds[index][side + 1] += taken
                bounds[index + 1][side] += taken
    return _joined([Operation(step.equal, *bound) for step, bound in zip(steps, bounds, strict=True)])


def _cut_token(left: View, right: View, step: Operation, *, before: bool) -> int:
    """Return how many characters before or after an edit belong to a token that it changes a part of.

    Both sides of the edit must border on it with characters of its kind: 2|0教5 is no changed number.
    """
    parts = (left.plain[step.left : step.left_end], right.plain[step.right : step.right_end])
    kinds = {_token(part[0 if before else -1]) for part in parts if part}
    if len(kinds) != 1 or not (kind := kinds.pop()):
        return 0
    if kind == "numeral" and any(_token(character) != kind for part in parts for character in part):
        return 0  # 一 is a word of its own more often than a part of a number
    on_left = _reach(left, step.left, step.left_end, kind, before=before)
    return max(on_left, _reach(right, step.right, step.right_end, kind, before=before))


def _reach(view: View, start: int, end: int, kind: str, *, before: bool) -> int:
    """Return how many characters of a kind stand, without a space, before or after a stretch that is not empty."""
    if start == end:
        return 0
    at, forward = (start - 1, -1) if before else (end, 1)
    count = 0
    while (
        0 <= at < len(view.plain)
        and _token(view.plain[at]) == kind
        and abs(int(view.places[at] - view.places[at - forward])) == 1
    ):
        at, count = at + forward, count + 1
    return count


def _joined(steps: Sequence[Operation]) -> list[Operation]:
    """Return the steps without empty ones, neighbours of one kind made one."""
    result: list[Operation] = []
    for step in steps:
        if not _size(step):
            continue
        if result and result[-1].equal == step.equal:
            last = result.pop()
            result.append(Operation(step.equal, last.left, step.left_end, last.right, step.right_end))
        else:
            result.append(step)
    return result


def _slid(steps: list[Operation], left: View, right: View) -> list[Operation]:
    """Return the steps with insertions and deletions slid to the borders of clauses and lines."""
    for index, step in enumerate(steps):
        inserted = step.left == step.left_end
        if step.equal or not (inserted or step.right == step.right_end):
            continue
        view, start, end = (right, step.right, step.right_end) if inserted else (left, step.left, step.left_end)
        before = _size(steps[index - 1]) if index else 0
        after = _size(steps[index + 1]) if index + 1 < len(steps) else 0
        shift = _best_shift(view, start, end, min(before, SLIDE), min(after, SLIDE))
        if shift:
            _move_border(steps, index, shift)
    return _joined(steps)


def _best_shift(view: View, start: int, end: int, before: int, after: int) -> int:
    """Return by how much a stretch may be shifted, saying the same, to stand between better borders."""
    plain = view.plain
    best, choice = _border(view, start) + _border(view, end), 0
    for direction, limit in ((-1, before), (1, after)):
        for distance in range(1, limit + 1):
            out, into = (
                (start - distance, end - distance) if direction < 0 else (start + distance - 1, end + distance - 1)
            )
            if plain[out] != plain[into]:
                break
            shift = direction * distance
            worth = _border(view, start + shift) + _border(view, end + shift)
            if worth > best:
                best, choice = worth, shift
    return choice


def _border(view: View, at: int) -> int:
    """Return how good a place to cut this is: 3 the edge of a line, 2 the end of a clause, 1 a bracket."""
    if at == 0 or at == len(view.plain):
        return 3
    if "\n" in view.text[int(view.places[at - 1]) + 1 : int(view.places[at])]:
        return 3
    if view.plain[at - 1] == ",":
        return 2
    return int(view.plain[at] in '"(《【' or view.plain[at - 1] in ")》】")


def _move_border(steps: list[Operation], index: int, shift: int) -> None:
    """Shift the step at `index`, the equal ones around it giving way."""
    step = steps[index]
    steps[index] = Operation(False, *(place + shift for place in step[1:]))
    if index:
        last = steps[index - 1]
        steps[index - 1] = last._replace(left_end=last.left_end + shift, right_end=last.right_end + shift)
    else:
        steps.insert(0, Operation(True, 0, shift, 0, shift))
        index += 1
    if index + 1 < len(steps):
        following = steps[index + 1]
        steps[index + 1] = following._replace(left=following.left + shift, right=following.right + shift)
    else:
        steps.append(Operation(True, step.left_end + shift, step.left_end, step.right_end + shift, step.right_end))
