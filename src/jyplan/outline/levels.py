"""The choice of the readings to accept as items of the outline, and of the depth of each item.

The same marker can mean different things: only the sequences around a marker show its level. Therefore all
readings of a plan are weighed together by a beam search (Lowerre's Harpy, 1976): up to `BEAM` partial outlines
move through the text side by side. At each place an outline continues an open sequence, opens a sequence below
an open item, or takes the place for running text; each choice adds its weight to the outline's score. Of two
outlines with the same open items only the better one is kept. The outline with the highest final score wins.

A worked example. 二、三月份 can be read as item 二, a reading with `against` = 7 (a cost that the words of the line give a
reading, whatever sequence it joins, see `families.MarkerReading`): the two numbers are neighbours, as in a date.

| line | best outline | gain | score | second outline | gain | score |
|---|---|---:|---:|---|---:|---:|
| 一、抓备课 | opens depth 0 | 1.5 | 1.5 | | | |
| 1、集体备课 | opens depth 1 | 1.5 | 3.0 | | | |
| 二、三月份开放课堂 | running text: −3 + 7/2 | 0.5 | 3.5 | item 二 after 一: 3 − 7 | −4.0 | −1.0 |
| 2、课后反思 | item 2 after 1 | 3.0 | 6.5 | runs on below 二: 1.6 + 0.6 | 2.2 | 1.2 |
| 二、抓课堂 | item 二 after 一 | 3.0 | 9.5 | 二 again | −1.5 | −0.3 |
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from jyplan.outline.readings.heading_shapes import ALWAYS_TOP, HeadingCandidate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.outline.readings.families import MarkerReading
    from jyplan.outline.weights import Weight

BEAM = 10
"""Partial outlines kept at a place: three times the width from which on outlines stay the same (benchmarks/outline.md)."""
HOPELESS = 9.0
"""A partial outline this far behind the best is dropped: three well-formed items would only make up for the gap."""
LEAST_GAIN = -HOPELESS / 2
"""A step that gains this much less than running text is not tried. Chosen by eye, for speed: ±30 % changes no outline of the
447 documents of benchmarks/outline_weights.md."""
DEEPEST = 8
"""Levels below the top: more than any plan has, so that hostile nesting stays flat."""
CROWDED = 20_000
"""Places in one plan: more than any real plan has; from this number on only the best partial outline is kept."""

# Continuing an open sequence.
NEXT: Weight = 3.0
"""The ordinal after the last of its sequence: the unit of all weights."""
REPEATED: Weight = -1.5
"""The last ordinal of the sequence again: a typing mistake."""
ONE_MISSING: Weight = 0.3
"""One ordinal of the sequence is missing."""
JUMPED: Weight = -1.0
"""Two or more ordinals are missing, or the ordinal goes back: a section stands in another place."""
BEGINS_AGAIN: Weight = -0.4
"""The sequence begins again at 1 behind a line that announces another list, or with the next section's name (一、… 一、…)."""

# Opening a sequence.
RUNS_ON: Weight = 1.6
"""The ordinal after the last of the same group elsewhere: （一） 1 2 3, （二） 4 5 6."""
LATE_START: Weight = -0.25
"""An ordinal other than 1 opens a sequence: for each unit of the ordinal up to `LATEST_START`."""
LATEST_START = 12
"""The ordinal from which on a late start costs no more."""
HABIT: Weight = 0.6
"""A group opens below the group that it opened below the last time."""
MIXED_SIBLINGS: Weight = -2.2
"""Two groups of markers under the same parent."""
SIBLING_OF_OPENING: Weight = -1.0
"""Numbered sections after 前言, under the same parent; and 二、工作目标 after 指导思想, which lost its 一、."""
CLIMBING: Weight = -2.5
"""A group opens below an item whose group usually stands lower or as high."""
SAME_BELOW_SAME: Weight = -3.2
"""A sequence opens below an item of its own group."""
BELOW_OPENING: Weight = -3.0
"""Numbered sections below 前言, or a section's name with a number below a heading without."""
LEAVES_EMPTY: Weight = -2.0
"""An unnumbered heading directly below a numbered heading stands beside it, which leaves the numbered heading empty."""
WRONG_PARENT: Weight = -4.0
"""2.1 opens below an item other than 2."""

INLINE_OTHER: Weight = -3.5
"""Any ordinal but the next stands inside a paragraph."""

# What the file itself declares.
HEADING_ORDER: Weight = -3.0
"""A declared heading below a declared heading of the same or a lower level."""
HEADING_MATCH: Weight = 1.0
"""A declared heading beside a declared heading of the same level."""
CERTAIN: Weight = 3.0
"""The file itself numbers the paragraph."""

# Taking a place for running text.
AGAINST_REJECTED: Weight = 0.5
"""The share of a reading's `against` by which its rejection costs less."""


_SECOND = 2
"""The ordinal of the section behind one that lost its number."""
_UNNUMBERED = frozenset({"section", "emphasised", "declared", "short"})
"""Groups of headings that seldom stand over the sections of a plan."""


class Placed(NamedTuple):
    """An accepted reading or heading, with a depth from 0."""

    item: MarkerReading | HeadingCandidate
    depth: int


@dataclass(
    frozen=True, slots=True
)  # its fields are read a hundred times for each place, twice as fast as those of a tuple
class _OpenItem:
    """An item on the path from the top level to the last item of a partial outline."""

    group: str
    ordinal: int
    rank: float
    parents: tuple[int, ...]
    heading_level: int | None
    opening: bool = False
    """A heading that opens the text: 前言."""
    names_section: bool = False


class _TakenItem(NamedTuple):
    """An item of a partial outline, linked to the item before: partial outlines share a common beginning."""

    item: MarkerReading | HeadingCandidate
    depth: int
    before: _TakenItem | None


@dataclass(slots=True)
class _Alternative:
    """A partial outline of the beam."""

    score: float
    branch: tuple[_OpenItem, ...]
    """The open items, the topmost first."""
    key: tuple[int, ...]
    """The branch as numbers, a number for each distinct open item: quick to compare."""
    last_ordinals: dict[str, int]
    """The last ordinal of each group, at any depth."""
    parent_groups: dict[str, str]
    """For each group the group of the parent that it was last opened under, empty for the top level."""
    taken: _TakenItem | None


_Step = tuple[float, _Alternative, tuple[int, ...], "MarkerReading | HeadingCandidate | None", _OpenItem | None]
"""A candidate for the next beam: score, alternative before, key, item (None where the place is taken for running text), opened item.

A plain tuple, as an `_Alternative` is made only of the best candidates.
"""


def choose_levels(places: Sequence[Sequence[MarkerReading | HeadingCandidate]]) -> list[Placed]:
    """Return the items of the best outline in reading order.

    Each place holds the alternative readings of one position, of which at most one is taken. The worked
    example of this module, line 2 being running text:

    >>> from jyplan.outline.readings.families import MarkerReading, MarkerShape
    >>> rows = [("CN", 1, 0), ("N", 1, 0), ("CN", 2, 7), ("N", 2, 0), ("CN", 2, 0)]
    >>> placed = choose_levels([[MarkerReading(i, 0, 2, MarkerShape[s], n, against=a)] for i, (s, n, a) in enumerate(rows)])
    >>> [(p.item.block, p.depth) for p in placed]
    [(0, 0), (1, 1), (3, 1), (4, 0)]
    """
    width = BEAM if len(places) <= CROWDED else 1
    beam = [_Alternative(0.0, (), (), {}, {}, None)]
    numbered: dict[tuple[object, ...], tuple[_OpenItem, int]] = {}
    for place in places:
        rejected = -max(map(_rejection, place))
        options = [(item, *_opened(item, numbered)) for item in place]
        leading_score = beam[0].score + rejected
        best: dict[tuple[int, ...], _Step] = {}
        for alternative in beam:
            score, branch_key = alternative.score, alternative.key
            known = best.get(branch_key)
            if known is None or known[0] < score + rejected:
                best[branch_key] = (score + rejected, alternative, branch_key, None, None)
            for item, open_, number in options:
                least_gain = max(rejected + LEAST_GAIN, leading_score - HOPELESS - score)
                for gain, depth in _steps(item, open_, alternative):
                    if gain < least_gain:
                        continue
                    leading_score = max(leading_score, score + gain)
                    key = (*branch_key[:depth], number)
                    known = best.get(key)
                    if known is None or known[0] < score + gain:
                        best[key] = (score + gain, alternative, key, item, open_)
        leading = sorted(best.values(), key=itemgetter(0), reverse=True)[:width]
        least = leading[0][0] - HOPELESS
        beam = [_alternative_after(step) for step in leading if step[0] >= least]
    return _unlinked(beam[0].taken)


def _alternative_after(step: _Step) -> _Alternative:
    """Return the partial outline after a step."""
    score, before, key, item, opened = step
    if item is None or opened is None:
        return _Alternative(score, before.branch, before.key, before.last_ordinals, before.parent_groups, before.taken)
    depth = len(key) - 1
    group, parent_groups = opened.group, before.parent_groups
    parent_group = before.branch[depth - 1].group if depth else ""
    return _Alternative(
        score,
        (*before.branch[:depth], opened),
        key,
        {**before.last_ordinals, group: opened.ordinal},
        parent_groups if parent_groups.get(group) == parent_group else {**parent_groups, group: parent_group},
        _TakenItem(item, depth, before.taken),
    )


def _opened(
    item: MarkerReading | HeadingCandidate, numbered: dict[tuple[object, ...], tuple[_OpenItem, int]]
) -> tuple[_OpenItem, int]:
    """Return the open item of an accepted reading or heading, with a number shared by all equal open items."""
    shape = item.shape
    fields = (
        (shape.group, 0, shape.rank, (), item.heading_level, item.opening, False)
        if isinstance(item, HeadingCandidate)
        else (shape.group, item.ordinal, shape.rank, item.parents, item.heading_level, False, item.names_section)
    )
    known = numbered.get(fields)
    if known is None:
        known = numbered[fields] = (_OpenItem(*fields), len(numbered))
    return known


def _unlinked(taken: _TakenItem | None) -> list[Placed]:
    placed = []
    while taken is not None:
        placed.append(Placed(taken.item, taken.depth))
        taken = taken.before
    return placed[::-1]


def _rejection(item: MarkerReading | HeadingCandidate) -> float:
    """Return the cost of taking an item for running text."""
    if isinstance(item, HeadingCandidate):
        return item.shape.reject
    if item.inline:
        return 0.0
    return item.shape.reject - item.against * AGAINST_REJECTED + (CERTAIN if item.certain else 0)


def _steps(
    item: MarkerReading | HeadingCandidate, opened: _OpenItem, alternative: _Alternative
) -> list[tuple[float, int]]:
    """Return every way to take an item, as gain and depth."""
    if isinstance(item, HeadingCandidate):
        return _heading_steps(item, opened, alternative)
    return _marker_steps(item, opened, alternative)


def _heading_steps(item: HeadingCandidate, opened: _OpenItem, alternative: _Alternative) -> list[tuple[float, int]]:
    shape, branch = item.shape, alternative.branch
    if item.shape in ALWAYS_TOP:
        return [(shape.opening, 0)]
    steps = []
    first_of_group = _first_of(opened.group, branch)
    for depth in range(min(len(branch), DEEPEST), -1, -1):
        replaced = branch[depth] if depth < len(branch) else None
        level_weight = _level_weight(item.heading_level, branch, depth)
        if (
            replaced is not None
            and replaced.group == shape.group
            and _may_be_siblings(item.heading_level, replaced.heading_level)
        ):
            steps.append((shape.following + level_weight, depth))
        else:
            weight = _opening_weight(opened, alternative, depth, first_of_group, fills=item.fills)
            steps.append((shape.opening + level_weight + weight, depth))
    return steps


def _may_be_siblings(left_level: int | None, right_level: int | None) -> bool:
    """Whether no declared heading levels keep two headings apart."""
    return left_level is None or right_level is None or left_level == right_level


def _marker_steps(item: MarkerReading, opened: _OpenItem, alternative: _Alternative) -> list[tuple[float, int]]:
    branch, group, parents, level = alternative.branch, opened.group, item.parents, item.heading_level
    steps = []
    plain = (CERTAIN if item.certain else 0.0) - item.against
    first_of_group = _first_of(group, branch)
    is_open = first_of_group < len(branch)
    opening = _ordinal_weight(item, alternative.last_ordinals.get(group), is_open=is_open) if item.may_open else 0.0
    for depth in range(min(len(branch), DEEPEST), -1, -1):
        replaced = branch[depth] if depth < len(branch) else None
        base = plain if level is None else plain + _level_weight(level, branch, depth)
        if replaced is not None and replaced.group == group and (not parents or parents == replaced.parents):
            steps.append((base + _continuing_weight(item, replaced), depth))
        elif item.may_open:
            weight = opening + _opening_weight(opened, alternative, depth, first_of_group)
            if parents and not _stands_below_parents(parents, branch[:depth]):
                weight += WRONG_PARENT
            steps.append((base + weight, depth))
    return steps


def _first_of(group: str, branch: tuple[_OpenItem, ...]) -> int:
    """Return the depth of the topmost open item of a group, the length of the branch without an item of the group."""
    for depth, open_ in enumerate(branch):
        if open_.group == group:
            return depth
    return len(branch)


def _continuing_weight(item: MarkerReading, before: _OpenItem) -> float:
    """Return the weight of an item as the successor of `before` in the same sequence."""
    step = item.ordinal - before.ordinal
    if step == 1:
        return NEXT
    begins_again = item.ordinal == 1 and (step != 0 or item.names_section)
    weight = BEGINS_AGAIN if begins_again else REPEATED if step == 0 else ONE_MISSING if step == 2 else JUMPED
    return weight + (INLINE_OTHER if item.inline and not item.names_section else 0.0)


def _ordinal_weight(item: MarkerReading, last_ordinal: int | None, *, is_open: bool) -> float:
    """Return the weight of an item's ordinal as the first of a sequence.

    `last_ordinal` is the last of the item's group, `is_open` whether an item of the group is open.
    """
    if item.ordinal == 1:
        return item.shape.opening
    if item.parents or is_open or last_ordinal != item.ordinal - 1:
        return LATE_START * min(item.ordinal, LATEST_START)
    return RUNS_ON


def _opening_weight(
    opened: _OpenItem, alternative: _Alternative, depth: int, first_of_group: int, *, fills: bool = False
) -> float:
    """Return the weight of opening a sequence at a depth, from the items above and beside.

    `first_of_group` is the depth of the topmost open item of the same group (see `_first_of`). `fills`: the item stands
    directly below a heading that holds nothing else.
    """
    branch = alternative.branch
    parent = branch[depth - 1] if depth else None
    is_habit = alternative.parent_groups.get(opened.group) == (parent.group if parent else "")
    weight = HABIT if is_habit else 0.0
    if depth < len(branch):
        is_sibling = branch[depth].opening or (opened.names_section and _counts_as_first(branch[depth], opened))
        weight += SIBLING_OF_OPENING if is_sibling and opened.ordinal else MIXED_SIBLINGS
    if parent and opened.ordinal and (parent.opening or (opened.names_section and parent.group in _UNNUMBERED)):
        weight += BELOW_OPENING
    if fills:
        weight += LEAVES_EMPTY if depth < len(branch) else 0.0
    elif parent and parent.rank >= opened.rank and parent.group != opened.group and not opened.parents and not is_habit:
        weight += CLIMBING
    if first_of_group < depth:
        weight += SAME_BELOW_SAME
    return weight


def _counts_as_first(heading: _OpenItem, section: _OpenItem) -> bool:
    """Whether an unnumbered heading stands for the first of numbered sections: 指导思想 before 二、工作目标."""
    return heading.group in _UNNUMBERED and section.ordinal == _SECOND


def _stands_below_parents(parents: tuple[int, ...], branch: tuple[_OpenItem, ...]) -> bool:
    """Whether the last open item of a branch has the ordinals before the last of a decimal marker: 2 for 2.1."""
    return bool(branch) and parents in {(*branch[-1].parents, branch[-1].ordinal), (branch[-1].ordinal,)}


def _level_weight(level: int | None, branch: tuple[_OpenItem, ...], depth: int) -> float:
    """Return the weight of a depth for a paragraph with a declared heading level, 0 without a level."""
    if level is None:
        return 0.0
    weight = 0.0
    for above in branch[:depth]:
        if above.heading_level is not None and above.heading_level >= level:
            weight += HEADING_ORDER
    if depth < len(branch):
        beside = branch[depth].heading_level
        weight += HEADING_MATCH if beside == level else HEADING_ORDER if beside is not None and beside < level else 0.0
    return weight
