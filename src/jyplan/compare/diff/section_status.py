"""The status of every section: same, edited, moved, added or removed; split from a section or merged into a section."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import Indel

from jyplan.compare.diff.alignment import MAX_PRODUCT, align
from jyplan.compare.diff.renumbering import has_other_ordinal
from jyplan.compare.passages.views import FORMAT, PAUSES
from jyplan.model import SectionMatch, SectionStatus

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
    matched: MatchedSections, *, moved: set[int], copied: tuple[Mask, Mask], partners: Ints
) -> tuple[SectionMatch, ...]:
    """Return the status of every section of both plans, in the order of the right plan.

    `moved` holds the indices of moved left sections, `copied` the copied characters of both views, `partners` for every left character the offset of the matched
    right character, -1 without a match.
    """
    left, right = matched.left, matched.right
    left_copied = _copied_shares(left, copied[0])
    right_copied = _copied_shares(right, copied[1])
    split_from, merged_into = _origins(left, right, partners)
    left_ids = [section.node.id for section in left.sections]
    right_ids = [section.node.id for section in right.sections]
    matches = [
        replace(
            _match_pair(matched, left_index, moved=left_index in moved),
            left_copied=left_copied[left_index],
            right_copied=right_copied[right_index],
        )
        for left_index, right_index in matched.pairs.items()
    ]
    for index in sorted(set(range(len(left_ids))) - matched.pairs.keys()):
        heir = right_ids[merged_into[index]] if index in merged_into else None
        status, ratio = SectionStatus.REMOVED, 0.0
        if heir:
            status, ratio = (
                SectionStatus.EDITED,
                _likeness(left.sections[index].own, right.sections[merged_into[index]].own),
            )
        matches.append(
            SectionMatch(status, left_ids[index], heir, ratio, left_copied=left_copied[index], merged_into=heir)
        )
    for index in sorted(set(range(len(right_ids))) - matched.left_index.keys()):
        origin = left_ids[split_from[index]] if index in split_from else None
        status, ratio = SectionStatus.ADDED, 0.0
        if origin:
            status, ratio = (
                SectionStatus.EDITED,
                _likeness(left.sections[split_from[index]].own, right.sections[index].own),
            )
        matches.append(
            SectionMatch(status, origin, right_ids[index], ratio, right_copied=right_copied[index], split_from=origin)
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
    right_id = {match.left: match.right for match in matches if match.left and match.right and not match.split_from}
    removed_after: dict[str, tuple[int, int, int]] = {}
    last = -1
    for place, left_id in enumerate(left_ids):
        if left_id in right_id:
            last = right_place[right_id[left_id]]
        removed_after[left_id] = (last, 1, place)

    def key(match: SectionMatch) -> tuple[int, int, int]:
        if match.right is not None:
            return right_place[match.right], int(match.merged_into is not None), 0
        return removed_after[match.left or ""]

    return tuple(sorted(matches, key=key))


def _match_pair(matched: MatchedSections, left_index: int, *, moved: bool) -> SectionMatch:
    """Return the match of a left section with its right section: status, Indel ratio of both texts, renumbering.

    Compares the own texts; for a moved section, the texts with all subsections.
    """
    left_section = matched.left.sections[left_index]
    right_section = matched.right.sections[matched.pairs[left_index]]
    left_text, right_text = left_section.own, right_section.own
    if moved:
        left_text = matched.left.view.plain[left_section.body : left_section.end]
        right_text = matched.right.view.plain[right_section.body : right_section.end]
    if left_text.translate(_WITHOUT_FORMAT) == right_text.translate(_WITHOUT_FORMAT):
        status, ratio = SectionStatus.MOVED if moved else SectionStatus.SAME, 1.0
    else:
        status = SectionStatus.MOVED_EDITED if moved else SectionStatus.EDITED
        ratio = _likeness(left_text, right_text)
    left_node, right_node = left_section.node, right_section.node
    return SectionMatch(status, left_node.id, right_node.id, ratio, renumbered=has_other_ordinal(left_node, right_node))


def _likeness(left_text: str, right_text: str) -> float:
    """Return the Indel ratio of two texts, from 0 to 1; beyond `MAX_PRODUCT` the ratio of their alignment, at most as high."""
    if len(left_text) * len(right_text) <= MAX_PRODUCT:
        return Indel.normalized_similarity(left_text, right_text)
    equal = sum(operation.size for operation in align(left_text, right_text) if operation.equal)
    return 2 * equal / (len(left_text) + len(right_text))


def _copied_shares(tree: SectionTree, copied: Mask) -> list[float]:
    """Return the share of each section's own characters that is copied, from 0 to 1; format does not count."""
    owned = (tree.owner >= 0) & tree.view.content
    sizes = np.bincount(tree.owner[owned], minlength=len(tree.sections))
    copied_sizes = np.bincount(tree.owner[owned & copied], minlength=len(tree.sections))
    return [float(share) for share in copied_sizes / np.maximum(sizes, 1)]


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
