"""Which matched sections have kept their place, and which have moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jyplan.compare.diff.section_matching import Pairs
    from jyplan.compare.diff.section_tree import Forest


def moved_sections(left: Forest, right: Forest, pairs: Pairs) -> set[int]:
    """Return the left sections that stand in another order, or under another parent, on the right.

    Siblings that keep most of the text in order have stayed, the others moved; what stands below a moved
    section has moved with it and is not named. A parent that has no partner is looked through: a section
    that only got a new heading above it has not moved.
    """
    back = {other: one for one, other in pairs.items()}
    groups: dict[int, list[int]] = {}
    moved = set()
    for one, other in sorted(pairs.items()):
        above = _matched_above(left, one, pairs)
        if pairs.get(above, -1) == _matched_above(right, other, back):
            groups.setdefault(above, []).append(one)
        else:
            moved.add(one)
    for siblings in groups.values():
        sizes = [left.sections[one].end - left.sections[one].start for one in siblings]
        kept = heaviest_rising([pairs[one] for one in siblings], sizes)
        moved.update(one for place, one in enumerate(siblings) if place not in kept)
    return moved


def heaviest_rising(values: list[int], weights: list[int]) -> set[int]:
    """Return the indices of the rising subsequence that weighs most; equal values do not rise.

    >>> sorted(heaviest_rising([3, 1, 2, 4], [9, 2, 2, 1]))
    [0, 3]
    """
    heights = np.array(values, dtype=np.int64)
    best = np.zeros(len(values), dtype=np.int64)
    previous = np.full(len(values), -1, dtype=np.int64)
    for at in range(len(values)):
        reached = np.where(heights[:at] < heights[at], best[:at], -1)
        if at and reached.max() >= 0:
            previous[at] = reached.argmax()
        best[at] = weights[at] + max(int(reached.max(initial=0)), 0)
    kept = set()
    at = int(best.argmax()) if len(best) else -1
    while at >= 0:
        kept.add(at)
        at = int(previous[at])
    return kept


def _matched_above(forest: Forest, index: int, partners: Pairs) -> int:
    """Return the nearest section above that has a partner; -1 for none."""
    parent = forest.sections[index].parent
    while parent >= 0 and parent not in partners:
        parent = forest.sections[parent].parent
    return parent
