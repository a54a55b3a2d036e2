"""The status of every section: same, edited, moved, added or removed; split from a section or merged into a section."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import Indel

from jyplan.compare.passages.views import FORMAT, PAUSES
from jyplan.model import Node, Passage, SectionMatch, SectionStatus
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jyplan.compare.arrays import Ints, Mask
    from jyplan.compare.diff.section_matching import MatchedSections
    from jyplan.compare.diff.section_tree import SectionTree

ORIGIN = 0.5
"""Least share of a section's own characters matched by a single section for that section to be its origin."""
_WITHOUT_FORMAT = dict.fromkeys(map(ord, (FORMAT - PAUSES - set("-~/")) | {","}))
"""Translation table for deleting characters that change no section: punctuation, save the marks inside numbers."""


def section_matches(
    matched: MatchedSections, *, moved: set[int], passages: Sequence[Passage], partners: Ints
) -> tuple[SectionMatch, ...]:
    """Return the status of every section of both plans, in the order of the right plan.

    `moved` holds the indices of moved left sections, `partners` for every left character the offset of the matched
    right character, -1 without a match.
    """
    left, right, pairs = matched.left, matched.right, matched.pairs
    left_copied = _copied_shares(left, left.view.mask([passage.left for passage in passages]))
    right_copied = _copied_shares(right, right.view.mask([passage.right for passage in passages]))
    split_from, merged_into = _origins(left, right, partners)
    left_ids = [section.node.id for section in left.sections]
    right_ids = [section.node.id for section in right.sections]
    matches = []
    for left_index, right_index in pairs.items():
        status, ratio = _judge(left, left_index, right, right_index, moved=left_index in moved)
        left_node, right_node = left.sections[left_index].node, right.sections[right_index].node
        matches.append(
            SectionMatch(
                status,
                left_node.id,
                right_node.id,
                ratio,
                left_copied[left_index],
                right_copied[right_index],
                renumbered=_number(left_node) != _number(right_node),
            )
        )
    for left_index in sorted(set(range(len(left_ids))) - pairs.keys()):
        heir = merged_into.get(left_index)
        matches.append(
            SectionMatch(
                SectionStatus.REMOVED,
                left_ids[left_index],
                None,
                0.0,
                left_copied[left_index],
                0.0,
                merged_into=None if heir is None else right_ids[heir],
            )
        )
    for right_index in sorted(set(range(len(right_ids))) - matched.left_index.keys()):
        origin = split_from.get(right_index)
        matches.append(
            SectionMatch(
                SectionStatus.ADDED,
                None,
                right_ids[right_index],
                0.0,
                0.0,
                right_copied[right_index],
                split_from=None if origin is None else left_ids[origin],
            )
        )
    return in_right_order(matches, left_ids, right_ids)


def in_right_order(
    matches: Iterable[SectionMatch], left_ids: Sequence[str], right_ids: Sequence[str]
) -> tuple[SectionMatch, ...]:
    """Return the matches in the order of the right plan, removed sections after the last matched predecessor.

    `left_ids` and `right_ids` are the ids of all sections in reading order.
    """
    matches = list(matches)
    right_place = {node_id: place for place, node_id in enumerate(right_ids)}
    right_id = {match.left: match.right for match in matches if match.left and match.right}
    removed_after: dict[str, tuple[int, int, int]] = {}
    last = -1
    for place, left_id in enumerate(left_ids):
        if left_id in right_id:
            last = right_place[right_id[left_id]]
        removed_after[left_id] = (last, 1, place)

    def key(match: SectionMatch) -> tuple[int, int, int]:
        if match.right is not None:
            return right_place[match.right], 0, 0
        return removed_after[match.left or ""]

    return tuple(sorted(matches, key=key))


def _judge(
    left: SectionTree, left_index: int, right: SectionTree, right_index: int, *, moved: bool
) -> tuple[SectionStatus, float]:
    """Return the status of a matched pair and the Indel ratio of both texts.

    Compares the own texts; for a moved section, the texts with all descendants.
    """
    left_section, right_section = left.sections[left_index], right.sections[right_index]
    left_text, right_text = left_section.own, right_section.own
    if moved:
        left_text = left.view.plain[left_section.body : left_section.end]
        right_text = right.view.plain[right_section.body : right_section.end]
    if left_text.translate(_WITHOUT_FORMAT) == right_text.translate(_WITHOUT_FORMAT):
        return (SectionStatus.MOVED if moved else SectionStatus.SAME), 1.0
    ratio = Indel.normalized_similarity(left_text, right_text)
    return (SectionStatus.MOVED_EDITED if moved else SectionStatus.EDITED), ratio


def _number(node: Node) -> str:
    return fold(node.marker or "").strip()


def _copied_shares(tree: SectionTree, copied: Mask) -> list[float]:
    """Return the share of each section's own characters inside passages, from 0 to 1."""
    copied_sizes = np.bincount(tree.owner[(tree.owner >= 0) & copied], minlength=len(tree.sections))
    return [float(share) for share in copied_sizes / np.maximum(tree.own_sizes, 1)]


def _origins(left: SectionTree, right: SectionTree, partners: Ints) -> tuple[Mapping[int, int], Mapping[int, int]]:
    """Return the origin of right sections on the left, and the heir of left sections on the right, as indices.

    Sections without an origin or heir of at least the share `ORIGIN` of their own characters are left out.
    """
    matched = np.flatnonzero(partners >= 0)
    left_owners, right_owners = left.owner[matched], right.owner[partners[matched]]
    owned = (left_owners >= 0) & (right_owners >= 0)
    width = max(len(right.sections), 1)
    keys, counts = np.unique(left_owners[owned] * width + right_owners[owned], return_counts=True)
    origins, heirs = {}, {}
    left_sizes, right_sizes = left.own_sizes, right.own_sizes
    for key, count in zip(keys.tolist(), counts.tolist(), strict=True):
        left_index, right_index = divmod(key, width)
        if count >= ORIGIN * right_sizes[right_index]:
            origins[right_index] = left_index
        if count >= ORIGIN * left_sizes[left_index]:
            heirs[left_index] = right_index
    return origins, heirs
