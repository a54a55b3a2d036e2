"""The status of every section: same, edited, moved, added or removed; split from a section or merged into a section.

| left | right | status |
|---|---|---|
| 一、听课 每周听课两节。 | 一、听课 每周听课两节。 | same |
| 二、评课 每月评课。每学期总结。 | 二、评课 每月评课。 | edited |
| | 三、总结 每学期总结。 | edited, split from 二、评课: its origin has half of its characters and more |
| 三、命题 | | removed |
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import Indel

from jyplan.compare.diff.edits.alignment import MAX_PRODUCT, align
from jyplan.compare.diff.sections.renumbering import is_renumbered
from jyplan.compare.passages.views import FORMAT, PAUSES
from jyplan.model import SectionMatch, SectionStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jyplan.compare.arrays import Ints, Mask
    from jyplan.compare.diff.sections.matching import MatchedSections
    from jyplan.compare.diff.sections.tree import SectionTree

ORIGIN = 0.5
"""A section is the origin of an unmatched section if it matches at least this share of the section's own characters."""
_WITHOUT_FORMAT = dict.fromkeys(map(ord, (FORMAT - PAUSES - set("-~/")) | {","}))
"""Translation table for deleting characters that change no section: punctuation, save the marks inside numbers."""


def section_matches(
    matched: MatchedSections, *, moved: set[int], copied: tuple[Mask, Mask], partners: Ints
) -> tuple[SectionMatch, ...]:
    """Return the status of every section of both plans, in the order of the right plan.

    `moved` holds the indices of moved left sections, `copied` the copied characters of both plain texts, `partners` for
    every left character the offset of the matched right character, -1 without a match.
    """
    left, right = matched.left, matched.right
    left_copied, right_copied = _copied_shares(left, copied[0]), _copied_shares(right, copied[1])
    origins, heirs = _origins(left, right, partners)
    matches = [
        replace(
            _match_pair(matched, left_index, moved=left_index in moved),
            left_copied=left_copied[left_index],
            right_copied=right_copied[right_index],
        )
        for left_index, right_index in matched.pairs.items()
    ]
    for index in range(len(left.sections)):
        if index not in matched.pairs:
            match = _removed_or_merged(matched, index, heirs.get(index))
            matches.append(replace(match, left_copied=left_copied[index]))
    for index in range(len(right.sections)):
        if index not in matched.left_index:
            match = _added_or_split(matched, index, origins.get(index))
            matches.append(replace(match, right_copied=right_copied[index]))
    return in_right_order(matches, _ids(left), _ids(right))


def _removed_or_merged(matched: MatchedSections, left_index: int, heir: int | None) -> SectionMatch:
    """Return the match of an unmatched left section; `heir` is the right section with most of the text, if any."""
    section = matched.left.sections[left_index]
    if heir is None:
        return SectionMatch(SectionStatus.REMOVED, section.node.id, None, 0.0)
    right = matched.right.sections[heir]
    ratio = _likeness(section.own, right.own)
    return SectionMatch(SectionStatus.EDITED, section.node.id, right.node.id, ratio, merged_into=right.node.id)


def _added_or_split(matched: MatchedSections, right_index: int, origin: int | None) -> SectionMatch:
    """Return the match of an unmatched right section; `origin` is the left section with most of the text, if any."""
    section = matched.right.sections[right_index]
    if origin is None:
        return SectionMatch(SectionStatus.ADDED, None, section.node.id, 0.0)
    left = matched.left.sections[origin]
    ratio = _likeness(left.own, section.own)
    return SectionMatch(SectionStatus.EDITED, left.node.id, section.node.id, ratio, split_from=left.node.id)


def _ids(tree: SectionTree) -> list[str]:
    return [section.node.id for section in tree.sections]


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
    predecessor = -1
    for place, left_id in enumerate(left_ids):
        if left_id in right_id:
            predecessor = right_place[right_id[left_id]]
        removed_after[left_id] = (predecessor, 1, place)

    def key(match: SectionMatch) -> tuple[int, int, int]:
        if match.right is not None:
            return right_place[match.right], int(match.merged_into is not None), 0
        return removed_after[match.left or ""]

    return tuple(sorted(matches, key=key))


def _match_pair(matched: MatchedSections, left_index: int, *, moved: bool) -> SectionMatch:
    """Return the match of a matched left section: status, Indel ratio of both texts, renumbering.

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
    return SectionMatch(status, left_node.id, right_node.id, ratio, renumbered=is_renumbered(left_node, right_node))


def _likeness(left_text: str, right_text: str) -> float:
    """Return the Indel ratio of two texts, from 0 to 1; beyond `MAX_PRODUCT` a lower bound from an alignment."""
    if len(left_text) * len(right_text) <= MAX_PRODUCT:
        return Indel.normalized_similarity(left_text, right_text)
    equal = sum(operation.size for operation in align(left_text, right_text) if operation.equal)
    return 2 * equal / (len(left_text) + len(right_text))


def _copied_shares(tree: SectionTree, copied: Mask) -> list[float]:
    """Return the copied share of each section's own characters, from 0 to 1; format does not count."""
    owned = (tree.owner >= 0) & tree.view.content
    sizes = np.bincount(tree.owner[owned], minlength=len(tree.sections))
    copied_sizes = np.bincount(tree.owner[owned & copied], minlength=len(tree.sections))
    return [float(share) for share in copied_sizes / np.maximum(sizes, 1)]


def _origins(left: SectionTree, right: SectionTree, partners: Ints) -> tuple[Mapping[int, int], Mapping[int, int]]:
    """Return the left origins of right sections, and the right heirs of left sections, as indices.

    A section is left out unless a single section matches at least the share `ORIGIN` of its own characters.
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
