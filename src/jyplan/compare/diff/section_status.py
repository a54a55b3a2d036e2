"""What became of every section: same, edited, moved, added, removed; split off another or merged into one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import Indel

from jyplan.compare.passages.views import FORMAT, PAUSES
from jyplan.model import Node, Passage, SectionMatch, SectionStatus
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jyplan.compare.diff.section_matching import Pairs
    from jyplan.compare.diff.section_tree import Forest
    from jyplan.compare.passages.boilerplate import Mask
    from jyplan.compare.passages.seeds import Ints

PART = 0.5
"""Share of a new section's own text that must come from one old section to be a part of it."""
_SILENT = dict.fromkeys(map(ord, (FORMAT - PAUSES - set("-~/")) | {","}))


def section_matches(
    left: Forest, right: Forest, pairs: Pairs, *, moved: set[int], passages: Sequence[Passage], partners: Ints
) -> tuple[SectionMatch, ...]:
    """Return what became of every section of either plan, in the order of the right one."""
    left_copied = _copied_shares(left, left.view.mask([passage.left for passage in passages]))
    right_copied = _copied_shares(right, right.view.mask([passage.right for passage in passages]))
    from_left, into_right = _origins(left, right, partners)
    found = []
    for one, other in pairs.items():
        status, ratio = _judge(left, one, right, other, moved=one in moved)
        mine, theirs = left.sections[one].node, right.sections[other].node
        match = SectionMatch(status, mine.id, theirs.id, ratio, left_copied[one], right_copied[other])
        found.append(replace(match, renumbered=_number(mine) != _number(theirs)))
    for one, section in enumerate(left.sections):
        if one not in pairs:
            heir = into_right.get(one)
            merged = right.sections[heir].node.id if heir is not None else None
            found.append(
                SectionMatch(
                    SectionStatus.REMOVED, section.node.id, None, 0.0, left_copied[one], 0.0, merged_into=merged
                )
            )
    taken = set(pairs.values())
    for other, section in enumerate(right.sections):
        if other not in taken:
            source = from_left.get(other)
            split = left.sections[source].node.id if source is not None else None
            found.append(
                SectionMatch(
                    SectionStatus.ADDED, None, section.node.id, 0.0, 0.0, right_copied[other], split_from=split
                )
            )
    return in_order(found, [s.node.id for s in left.sections], [s.node.id for s in right.sections])


def in_order(matches: Iterable[SectionMatch], left: Sequence[str], right: Sequence[str]) -> tuple[SectionMatch, ...]:
    """Return the matches in the order of the right plan, each removed section after what stood before it.

    `left` and `right` are the ids of all sections in reading order.
    """
    matches = list(matches)
    place = {node: index for index, node in enumerate(right)}
    partner = {match.left: match.right for match in matches if match.left and match.right}
    before: dict[str, int] = {}
    last = -1
    for node in left:
        if node in partner:
            last = place[partner[node]]
        before[node] = last
    number = {node: index for index, node in enumerate(left)}

    def key(match: SectionMatch) -> tuple[int, int, int]:
        if match.right is not None:
            return place[match.right], 0, 0
        return before[match.left or ""], 1, number[match.left or ""]

    return tuple(sorted(matches, key=key))


def _judge(left: Forest, one: int, right: Forest, other: int, *, moved: bool) -> tuple[SectionStatus, float]:
    """Return the status of a pair and how alike both are: all of a moved section, else its own text."""
    mine, theirs = left.sections[one], right.sections[other]
    before, after = mine.own, theirs.own
    if moved:
        before, after = left.view.plain[mine.body : mine.end], right.view.plain[theirs.body : theirs.end]
    if before.translate(_SILENT) == after.translate(_SILENT):
        return (SectionStatus.MOVED if moved else SectionStatus.SAME), 1.0
    ratio = Indel.normalized_similarity(before, after)
    return (SectionStatus.MOVED_EDITED if moved else SectionStatus.EDITED), ratio


def _number(node: Node) -> str:
    return fold(node.marker or "").strip()


def _copied_shares(forest: Forest, copied: Mask) -> list[float]:
    """Return the share of each section's own text that is copied."""
    inside = forest.owner >= 0
    whole = np.bincount(forest.owner[inside], minlength=len(forest.sections))
    part = np.bincount(forest.owner[inside & copied], minlength=len(forest.sections))
    return [float(share) for share in part / np.maximum(whole, 1)]


def _origins(left: Forest, right: Forest, partners: Ints) -> tuple[Mapping[int, int], Mapping[int, int]]:
    """Return for right sections the left one that most of their text is from, and for left ones where it went."""
    at = np.flatnonzero(partners >= 0)
    ones, others = left.owner[at], right.owner[partners[at]]
    owned = (ones >= 0) & (others >= 0)
    width = max(len(right.sections), 1)
    keys, counts = np.unique(ones[owned] * width + others[owned], return_counts=True)
    from_left, into_right = {}, {}
    left_sizes = np.bincount(left.owner[left.owner >= 0], minlength=len(left.sections))
    right_sizes = np.bincount(right.owner[right.owner >= 0], minlength=len(right.sections))
    for key, count in zip(keys.tolist(), counts.tolist(), strict=True):
        one, other = divmod(key, width)
        if count >= PART * right_sizes[other]:
            from_left[other] = one
        if count >= PART * left_sizes[one]:
            into_right[one] = other
    return from_left, into_right
