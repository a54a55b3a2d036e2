"""The heart of the outline: which readings are markers, and at which level each stands.

A marker means what the sequences around it say. All readings of a plan are weighed together: a
beam of alternative outlines moves through the text; each step continues a sequence that is open,
opens a new one below some open item, or takes the place for running text, and every choice has
its weight. The alternative with the greatest sum is the outline.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from jyplan.outline.headings import HeadingCandidate, HeadingShape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.outline.families import MarkerReading

BEAM = 10
"""Alternatives kept: three times the width from which on outlines stay the same (benchmarks/outline.md)."""
HOPELESS = 9.0
"""An alternative that is so far behind the best is given up: it would have to gain three items on it."""
DEEPEST = 8
"""Levels below the top: more than any plan has, so that hostile nesting stays flat."""

CROWDED = 20_000
"""Places in one plan: more than any real one has; from there on only the best alternative is kept."""

# All weights are in one currency: what a well-formed continuation is worth is 3.
NEXT = 3.0
REPEATED = -1.5
"""The same ordinal again: a typing mistake."""
SKIPPED = (0.3, -1.0)
"""One or two ordinals are missing."""
JUMPED = -2.2
"""More are missing, or the number goes back: a section stands in another place."""
RESTARTED = -1.2
"""1 again at the same level, nothing between."""
RUNS_ON = 1.6
"""Opening with the ordinal after the last of the same kind elsewhere: (一) 1 2 3, (二) 4 5 6."""
LATE_START = (-1.6, -0.25)
"""Opening with another ordinal than 1, and for each step from 1."""
OTHER_SEPARATOR = -0.8
"""1、 2. 3、: one sequence, typed in two ways."""
SAME_BELOW_SAME = -3.2
"""A sequence below an item of its own kind."""
MIXED_SIBLINGS = -2.2
"""Two kinds of markers under one parent."""
CLIMBING = -2.5
"""A kind below one that usually stands lower, or as high."""
HABIT = 0.6
"""A kind stands below the kind it stood below before."""
INLINE_NEXT = -1.2
INLINE_OTHER = -3.5
INLINE_OPENING = -0.6
"""What an item inside a paragraph is worth less."""
WRONG_PARENT = -4.0
RIGHT_PARENT = 1.5
"""2.1 below another item than 2, or below 2."""
HEADING_ORDER = -3.0
"""A paragraph declared to be a heading of a higher level, below one of a lower level."""
HEADING_MATCH = 1.0
HEADING_AMONG_TEXT = -2.5
"""One of a sequence is declared a heading, the next is not."""
CERTAIN = 3.0
"""The file itself numbers the paragraph."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A reading or heading that was taken, with its depth from 0."""

    item: MarkerReading | HeadingCandidate
    depth: int


class _OpenItem(NamedTuple):
    """An open item of an alternative's current branch."""

    group: str
    ordinal: int
    rank: float
    written: str
    """The family's name: how the marker is written."""
    parents: tuple[int, ...]
    heading_level: int | None


class _Taken(NamedTuple):
    """A placed item of an alternative, linked to the one before it: alternatives share what they began with."""

    item: MarkerReading | HeadingCandidate
    depth: int
    before: _Taken | None


class _Alternative(NamedTuple):
    score: float
    branch: tuple[_OpenItem, ...]
    key: tuple[int, ...]
    """The branch in numbers that stand for its items: quick to compare."""
    last: dict[str, int]
    """The last ordinal of each group, wherever it stood."""
    below: dict[str, str]
    """The group of the parent that each group was last opened under."""
    taken: _Taken | None


class _Step(NamedTuple):
    """An alternative that may follow another one; it is made only if it is among the best."""

    score: float
    before: _Alternative
    key: tuple[int, ...]
    item: MarkerReading | HeadingCandidate | None
    """None where the place is taken for running text."""
    opened: _OpenItem | None


def choose_levels(places: Sequence[Sequence[MarkerReading | HeadingCandidate]]) -> list[Placed]:
    """Return the items of the best outline in reading order.

    Each place holds the alternative readings of one position, of which at most one is taken.
    """
    width = BEAM if len(places) <= CROWDED else 1
    beam = [_Alternative(0.0, (), (), {}, {}, None)]
    numbers: dict[_OpenItem, int] = {}
    for place in places:
        rejected = -max(_rejection(item) for item in place)
        opened = [(item, _opened(item)) for item in place]
        options = [(item, open_, numbers.setdefault(open_, len(numbers))) for item, open_ in opened]
        least_gain = rejected - HOPELESS / 2
        best: dict[tuple[int, ...], _Step] = {}
        for alternative in beam:
            score, branch_key = alternative.score, alternative.key
            known = best.get(branch_key)
            if known is None or known.score < score + rejected:
                best[branch_key] = _Step(score + rejected, alternative, branch_key, None, None)
            for item, open_, number in options:
                for gain, depth in _steps(item, open_, alternative):
                    if gain >= least_gain:
                        key = (*branch_key[:depth], number)
                        known = best.get(key)
                        if known is None or known.score < score + gain:
                            best[key] = _Step(score + gain, alternative, key, item, open_)
        leading = sorted(best.values(), key=itemgetter(0), reverse=True)[:width]
        least = leading[0].score - HOPELESS
        beam = [_made(step) for step in leading if step.score >= least]
    return _unlinked(beam[0].taken)


def _made(step: _Step) -> _Alternative:
    """Return the alternative that a step leads to."""
    score, before, key, item, opened = step
    if item is None or opened is None:
        return _Alternative(score, *before[1:])
    depth = len(key) - 1
    above = before.branch[depth - 1].group if depth else ""
    return _Alternative(
        score,
        (*before.branch[:depth], opened),
        key,
        {**before.last, opened.group: opened.ordinal},
        before.below if before.below.get(opened.group) == above else {**before.below, opened.group: above},
        _Taken(item, depth, before.taken),
    )


def _opened(item: MarkerReading | HeadingCandidate) -> _OpenItem:
    """Return what is open once an item is taken."""
    family = item.shape.value
    if isinstance(item, HeadingCandidate):
        return _OpenItem(family.group, 0, family.rank, family.name, (), item.heading_level)
    return _OpenItem(family.group, item.ordinal, family.rank, family.name, item.parents, item.heading_level)


def _unlinked(taken: _Taken | None) -> list[Placed]:
    placed = []
    while taken is not None:
        placed.append(Placed(taken.item, taken.depth))
        taken = taken.before
    return placed[::-1]


def _rejection(item: MarkerReading | HeadingCandidate) -> float:
    if isinstance(item, HeadingCandidate):
        return item.shape.value.reject
    return 0.0 if item.inline else item.shape.value.reject - item.against / 2 + (CERTAIN if item.certain else 0)


def _steps(
    item: MarkerReading | HeadingCandidate, opened: _OpenItem, alternative: _Alternative
) -> list[tuple[float, int]]:
    """Return the ways to take an item: what each is worth, and its depth."""
    if isinstance(item, HeadingCandidate):
        return _heading_steps(item, opened, alternative)
    return _marker_steps(item, opened, alternative)


def _heading_steps(item: HeadingCandidate, opened: _OpenItem, alternative: _Alternative) -> list[tuple[float, int]]:
    family, branch = item.shape.value, alternative.branch
    if item.shape is HeadingShape.ANNEX:
        return [(family.opening, 0)]
    steps = []
    same = _first_of(opened.group, branch)
    for depth in range(len(branch), -1, -1):
        if depth > DEEPEST:
            continue
        replaced = branch[depth] if depth < len(branch) else None
        level_weight = _level_weight(item.heading_level, branch, depth)
        if (
            replaced is not None
            and replaced.group == family.group
            and _same_level(item.heading_level, replaced.heading_level)
        ):
            steps.append((family.following + level_weight, depth))
        else:
            weight = _opening_weight(opened, alternative, depth, same)
            steps.append((family.opening + level_weight + weight, depth))
    return steps


def _same_level(one: int | None, other: int | None) -> bool:
    return one is None or other is None or one == other


def _marker_steps(item: MarkerReading, opened: _OpenItem, alternative: _Alternative) -> list[tuple[float, int]]:
    branch, group, parents, level = alternative.branch, opened.group, item.parents, item.heading_level
    steps = []
    plain = (CERTAIN if item.certain else 0.0) - item.against
    opening = (
        _ordinal_weight(item, opened, alternative) + (INLINE_OPENING if item.inline else 0.0) if item.may_open else 0.0
    )
    same = _first_of(group, branch)
    for depth in range(min(len(branch), DEEPEST), -1, -1):
        replaced = branch[depth] if depth < len(branch) else None
        base = plain if level is None else plain + _level_weight(level, branch, depth)
        if replaced is not None and replaced.group == group and (not parents or parents == replaced.parents):
            steps.append((base + _continuing_weight(item, opened, replaced), depth))
        elif item.may_open:
            weight = opening + _opening_weight(opened, alternative, depth, same)
            if parents:
                weight += _parent_weight(item, branch, depth)
            steps.append((base + weight, depth))
    return steps


def _first_of(group: str, branch: tuple[_OpenItem, ...]) -> int:
    """Return the depth of the first item of a group in a branch, the length of the branch if there is none."""
    for depth, open_ in enumerate(branch):
        if open_.group == group:
            return depth
    return len(branch)


def _continuing_weight(item: MarkerReading, opened: _OpenItem, before: _OpenItem) -> float:
    step = item.ordinal - before.ordinal
    if step == 1:
        weight = NEXT + (INLINE_NEXT if item.inline else 0.0)
    else:
        if step == 0:
            weight = REPEATED
        elif 1 < step <= 1 + len(SKIPPED):
            weight = SKIPPED[step - 2]
        else:
            weight = RESTARTED if item.ordinal == 1 else JUMPED
        weight += INLINE_OTHER if item.inline else 0.0
    if (item.heading_level is None) != (before.heading_level is None):
        weight += HEADING_AMONG_TEXT
    return weight + (0.0 if before.written == opened.written else OTHER_SEPARATOR)


def _ordinal_weight(item: MarkerReading, opened: _OpenItem, alternative: _Alternative) -> float:
    if item.ordinal == 1:
        return item.shape.value.opening
    late = LATE_START[0] + LATE_START[1] * min(item.ordinal, 12)
    if item.parents or alternative.last.get(opened.group) != item.ordinal - 1:
        return late
    return late if any(open_.group == opened.group for open_ in alternative.branch) else RUNS_ON


def _opening_weight(opened: _OpenItem, alternative: _Alternative, depth: int, same: int) -> float:
    """What opening a sequence at a depth is worth, by what stands above and beside it.

    `same` is the depth of the first item of its own group.
    """
    branch = alternative.branch
    parent = branch[depth - 1] if depth else None
    known = alternative.below.get(opened.group) == (parent.group if parent else "")
    weight = HABIT if known else 0.0
    if depth < len(branch):
        weight += MIXED_SIBLINGS
    if parent and parent.rank >= opened.rank and parent.group != opened.group and not opened.parents and not known:
        weight += CLIMBING
    if same < depth:
        weight += SAME_BELOW_SAME
    return weight


def _parent_weight(item: MarkerReading, branch: tuple[_OpenItem, ...], depth: int) -> float:
    if depth == 0:
        return WRONG_PARENT
    above = branch[depth - 1]
    return RIGHT_PARENT if item.parents in {(*above.parents, above.ordinal), (above.ordinal,)} else WRONG_PARENT


def _level_weight(level: int | None, branch: tuple[_OpenItem, ...], depth: int) -> float:
    """What the file's own heading levels say about a depth."""
    if level is None:
        return 0.0
    weight = 0.0
    for above in branch[:depth]:
        if above.heading_level is None:
            weight += HEADING_ORDER / 3  # a heading below a plain numbered paragraph
        elif above.heading_level >= level:
            weight += HEADING_ORDER
    if depth < len(branch):
        beside = branch[depth].heading_level
        weight += HEADING_MATCH if beside == level else HEADING_ORDER if beside is not None and beside < level else 0.0
    return weight
