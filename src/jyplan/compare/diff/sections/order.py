"""Moved sections: matched sections with a new order or a new parent on the right.

Siblings stay where they are part of the heaviest sequence in the same order on both sides, by characters:

    section   characters   place on the left   place on the right
    听课      9            1                   3                    stayed
    评课      2            2                   1                    moved
    命题      2            3                   2                    moved
    经费      1            4                   4                    stayed
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.compare.arrays import heaviest_rising
from jyplan.compare.diff.sections.tree import NO_PARENT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.compare.diff.sections.matching import MatchedSections
    from jyplan.compare.diff.sections.tree import SectionTree


def moved_sections(matched: MatchedSections) -> set[int]:
    """Return the indices of left sections with a new order or a new parent on the right.

    Among siblings, the heaviest sequence of sections in the same order stayed, by characters; all other siblings
    moved. The descendants of a moved section moved along and are not returned. Unmatched parents are skipped: a
    new heading above a section does not move the section.
    """
    left, right, pairs = matched.left, matched.right, matched.pairs
    siblings_below: dict[int, list[int]] = {}
    moved = set()
    for left_index, right_index in sorted(pairs.items()):
        parent = _matched_ancestor(left, left_index, pairs)
        if pairs.get(parent, NO_PARENT) == _matched_ancestor(right, right_index, matched.left_index):
            siblings_below.setdefault(parent, []).append(left_index)
        else:
            moved.add(left_index)
    for siblings in siblings_below.values():
        sizes = [left.sections[index].size for index in siblings]
        places = [pairs[index] for index in siblings]
        stayed = set(heaviest_rising(sizes, places, [place + 1 for place in places]))
        moved.update(set(siblings) - {siblings[position] for position in stayed})
    return moved


def _matched_ancestor(tree: SectionTree, index: int, partners: Mapping[int, int]) -> int:
    """Return the index of the nearest matched section above a section; -1 without one."""
    parent = tree.sections[index].parent
    while parent >= 0 and parent not in partners:
        parent = tree.sections[parent].parent
    return parent
