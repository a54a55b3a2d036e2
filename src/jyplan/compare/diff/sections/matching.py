"""Matching the sections of two plans: greedily by shared characters, equal text or title, then leftovers by likeness.

A pair of sections scores the Dice coefficient of both subtrees, 2 × shared characters / characters of both, as in
GumTree's bottom-up phase (Falleri et al. 2014); equal own text and an equal title score too, for sections too short
to share a passage. The numbers of sections hardly count. All these pairs compete in one list and are taken greedily,
the best first, every section once. The leftover sections are then paired in a second list, by the likeness of their
own texts: from .5 under matched parents, from .75 anywhere else.

    left                                 right                                score
    三、听课：每学期听课不少于60节。     四、听课：每学期听课不少于60节。     1.06   taken: equal text, title, depth
    一、目标：把一节常态课录下来，对照…  二、目标：把两节常态课录下来，对照…  0.77   taken: most characters shared
    二、措施：购书分开记账。             三、措施：校长每周进一次食堂。       0.56   taken: equal title and depth
                                         一、思想：办一所安静的学校。         none   added
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz.distance import Indel

from jyplan.compare.diff.offsets import RegionPair
from jyplan.compare.diff.sections.tree import NO_PARENT
from jyplan.compare.passages.seeds import ALL_PAIRS
from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jyplan.compare.arrays import Ints
    from jyplan.compare.diff.sections.tree import PlanSection, SectionTree
    from jyplan.model import Span

# Scores and likenesses were chosen by eye. Measured on 88 pairs of a sample plan and a copy with 5 to 45 % of the characters
# replaced, lines moved and sentences shuffled, a change of ±30 % changes the matched sections of a third of the pairs
# (`LEAST_SCORE`, `LEAST_LIKENESS`) or of at most eight (`EQUAL_TITLE`).
LEAST_SCORE = 0.35
"""Least score of a matched pair; sections below are removed and added."""
EQUAL_TEXT = 1.0
"""Score of two sections without children and with equal own text."""
EQUAL_TITLE = 0.5
"""Score of an equal title above rewritten text."""
LEAST_LIKENESS = 0.5
"""Least Indel ratio of the own texts of two leftover sections under matched parents, which share no passage;
leftover sections elsewhere need half of the way from there to 1."""
LIKENESS_CHARS = 400
"""Leading characters compared of a leftover section: equal text beyond would have made a passage."""
MAX_ALL_PAIRS = 10_000
"""Pairs of leftover sections up to which all are compared."""
NEIGHBOURS = 50
"""Above `MAX_ALL_PAIRS`, a leftover section is compared with this many under the matched parent, around the same
position among the leftover siblings."""
BONUS = 0.01
"""Score of an equal depth and of an equal id, and five times as much of an equal title: decides between pairs that
are otherwise equally good."""

_UNMATCHED_PARENT = -2

_ARTICLE = lazy_pattern("第[^条章节款]{1,8}[条章节款]")
"""The number of an article or a chapter, which names it: 第三条."""

SectionPairs = dict[int, int]
"""Index of a left section to the index of the matched right section."""


class Candidate(NamedTuple):
    """A pair of sections with a score, about 0 to 2."""

    score: float
    left_index: int
    right_index: int


@dataclass(frozen=True)
class MatchedSections:
    """The section trees of two plans with the matched pairs of sections."""

    left: SectionTree
    right: SectionTree
    pairs: SectionPairs

    @cached_property
    def left_index(self) -> Mapping[int, int]:
        """Index of a matched right section to the index of the left section."""
        return {right_index: left_index for left_index, right_index in self.pairs.items()}

    def region(self, left_index: int) -> RegionPair:
        """Return the plain text of a matched left section and of the right section, subsections included."""
        left_section, right_section = self.left.sections[left_index], self.right.sections[self.pairs[left_index]]
        return RegionPair(left_section.start, left_section.end, right_section.start, right_section.end)


def match_sections(
    left: SectionTree, right: SectionTree, partners: Ints, aligned: Sequence[tuple[Span, Span]] = ()
) -> MatchedSections:
    """Return the section trees with the matched pairs of sections; every section is in at most a single pair.

    `partners` holds for every left character the offset of the matched right character, -1 without a match; `aligned`
    are left and right stretches of a paraphrase.
    """
    pairs: SectionPairs = {}
    scored = [*_pairs_with_shared_text(left, right, partners), *_pairs_with_equal_text(left, right)]
    _take_best(pairs, (candidate for candidate in scored if candidate.score >= LEAST_SCORE))
    _take_best(pairs, _pairs_with_aligned_text(left, right, aligned))
    _take_best(pairs, _leftover_pairs(left, right, pairs))
    _take_best(pairs, _pairs_by_number(left, right, pairs))
    return MatchedSections(left, right, pairs)


def _take_best(pairs: SectionPairs, candidates: Iterable[Candidate]) -> None:
    """Add candidates to `pairs`, the best score first, every section once; of equal scores the first in both plans."""
    taken = set(pairs.values())
    best_first = sorted(candidates, key=lambda pair: (-pair.score, pair.left_index, pair.right_index))
    for _, left_index, right_index in best_first:
        if left_index not in pairs and right_index not in taken:
            pairs[left_index] = right_index
            taken.add(right_index)


def _pairs_with_shared_text(left: SectionTree, right: SectionTree, partners: Ints) -> Iterator[Candidate]:
    """Yield the pairs of sections with shared characters, scored by the Dice coefficient of both subtrees."""
    subtree_ends = np.array([section.subtree_end for section in right.sections], dtype=np.int64)
    for left_index, section in enumerate(left.sections):
        section_partners = partners[section.start : section.end]
        owners = right.owner[section_partners[section_partners >= 0]]
        own_shared = np.bincount(owners[owners >= 0], minlength=len(right.sections))
        running = np.r_[0, np.cumsum(own_shared)]
        shared = running[subtree_ends] - running[:-1]
        for right_index in np.flatnonzero(shared).tolist():
            candidate = right.sections[right_index]
            dice = 2 * float(shared[right_index]) / (section.size + candidate.size)
            yield Candidate(dice + _bonus(section, candidate), left_index, right_index)


def _pairs_with_equal_text(left: SectionTree, right: SectionTree) -> Iterator[Candidate]:
    """Yield the pairs of sections with equal own text or with an equal title."""
    texts = [[section.own for section in tree.sections] for tree in (left, right)]
    for left_index, right_index in _equal_pairs(*texts):
        section, candidate = left.sections[left_index], right.sections[right_index]
        childless = section.subtree_end == left_index + 1 and candidate.subtree_end == right_index + 1
        score = EQUAL_TEXT if childless else EQUAL_TITLE
        yield Candidate(score + _bonus(section, candidate), left_index, right_index)
    titles = [[section.title for section in tree.sections] for tree in (left, right)]
    for left_index, right_index in _equal_pairs(*titles):
        section, candidate = left.sections[left_index], right.sections[right_index]
        if section.title:
            yield Candidate(EQUAL_TITLE + _bonus(section, candidate), left_index, right_index)


def _pairs_with_aligned_text(
    left: SectionTree, right: SectionTree, aligned: Sequence[tuple[Span, Span]]
) -> Iterator[Candidate]:
    """Yield the pairs of sections joined by aligned stretches, scored by the aligned share of both own texts."""
    shared: dict[tuple[int, int], int] = {}
    for spans in aligned:
        (left_start, left_end), (right_start, right_end) = left.view.within(spans[0]), right.view.within(spans[1])
        pair = int(left.owner[left_start]), int(right.owner[right_start])
        shared[pair] = shared.get(pair, 0) + left_end - left_start + right_end - right_start
    sizes = left.own_sizes, right.own_sizes
    for (left_index, right_index), size in shared.items():
        if left_index >= 0 and right_index >= 0:
            share = size / (int(sizes[0][left_index]) + int(sizes[1][right_index]))
            if share >= LEAST_SCORE:
                section, candidate = left.sections[left_index], right.sections[right_index]
                yield Candidate(share + _bonus(section, candidate), left_index, right_index)


def _equal_pairs(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the indices of equal texts on the left and on the right.

    A text with more than `ALL_PAIRS` pairs is paired first with first, second with second, and so on.
    """
    indices: dict[str, tuple[list[int], list[int]]] = {}
    for side, texts in enumerate((left, right)):
        for index, text in enumerate(texts):
            indices.setdefault(text, ([], []))[side].append(index)
    for left_indices, right_indices in indices.values():
        if len(left_indices) * len(right_indices) <= ALL_PAIRS:
            yield from product(left_indices, right_indices)
        else:
            yield from zip(left_indices, right_indices, strict=False)


def _bonus(section: PlanSection, candidate: PlanSection) -> float:
    """Return a small score for an equal depth, title and id, .07 at most."""
    return (
        BONUS * (section.depth == candidate.depth)
        + 5 * BONUS * (bool(section.title) and section.title == candidate.title)
        + BONUS * (section.node.id == candidate.node.id)
    )


def _leftover_pairs(left: SectionTree, right: SectionTree, pairs: SectionPairs) -> Iterator[Candidate]:
    """Yield the pairs of unmatched sections with alike own text, the best scores under matched parents."""
    taken = set(pairs.values())
    left_indices = [index for index in range(len(left.sections)) if index not in pairs]
    right_indices = [index for index in range(len(right.sections)) if index not in taken]
    compare_all = len(left_indices) * len(right_indices) <= MAX_ALL_PAIRS
    left_siblings, right_siblings = _group_by_parent(left, left_indices), _group_by_parent(right, right_indices)
    position = {index: rank / len(group) for group in left_siblings.values() for rank, index in enumerate(group)}
    for left_index in left_indices:
        section = left.sections[left_index]
        parent = NO_PARENT if section.parent < 0 else pairs.get(section.parent, _UNMATCHED_PARENT)
        nearby = right_indices if compare_all else _around(right_siblings.get(parent, []), position[left_index])
        for right_index in nearby:
            candidate = right.sections[right_index]
            siblings = candidate.parent == parent
            likeness = Indel.normalized_similarity(
                section.own[:LIKENESS_CHARS], candidate.own[:LIKENESS_CHARS], score_cutoff=LEAST_LIKENESS
            )
            if likeness >= (LEAST_LIKENESS if siblings else (1 + LEAST_LIKENESS) / 2):
                yield Candidate(likeness + siblings + _bonus(section, candidate), left_index, right_index)


def _pairs_by_number(left: SectionTree, right: SectionTree, pairs: SectionPairs) -> Iterator[Candidate]:
    """Yield the pairs of unmatched sections with the same number, directly after matched siblings.

    The number must be of an article (第三条), or the titles alike: a new task in the place of an old one is new.
    """
    taken = {right_index: left_index for left_index, right_index in pairs.items()}
    left_groups, right_groups = (_group_by_parent(tree, range(len(tree.sections))) for tree in (left, right))
    for parent, siblings in left_groups.items():
        partner = NO_PARENT if parent < 0 else pairs.get(parent, _UNMATCHED_PARENT)
        candidates = right_groups.get(partner, [])
        places = {right_index: place for place, right_index in enumerate(candidates)}
        for place, left_index in enumerate(siblings):
            if left_index in pairs:
                continue
            before = siblings[place - 1] if place else None
            right_place = 0 if before is None else places.get(pairs.get(before, -1), len(candidates)) + 1
            if right_place >= len(candidates) or candidates[right_place] in taken:
                continue
            section, candidate = left.sections[left_index], right.sections[candidates[right_place]]
            if _is_one_article(section, candidate):
                yield Candidate(EQUAL_TITLE, left_index, candidates[right_place])


def _is_one_article(section: PlanSection, candidate: PlanSection) -> bool:
    """Return whether two sections have the same number and alike titles, or the same article number."""
    left_number, right_number = fold(section.node.marker or "").strip(), fold(candidate.node.marker or "").strip()
    if not left_number or left_number != right_number:
        return False
    if section.title and candidate.title:
        return Indel.normalized_similarity(section.title, candidate.title) >= LEAST_LIKENESS
    return bool(_ARTICLE.match(left_number))


def _group_by_parent(tree: SectionTree, indices: Iterable[int]) -> dict[int, list[int]]:
    """Return the indices of sections by the index of the parent, in the order given."""
    groups: dict[int, list[int]] = {}
    for index in indices:
        groups.setdefault(tree.sections[index].parent, []).append(index)
    return groups


def _around(indices: Sequence[int], share: float) -> Sequence[int]:
    """Return the `NEIGHBOURS` indices around the position at `share` of the list, from 0 to 1."""
    middle = int(share * len(indices))
    return indices[max(middle - NEIGHBOURS // 2, 0) : middle + NEIGHBOURS // 2]
