"""Which section of one plan is which section of the other: by what it says, then by where it stands.

The number of a section plays no part. A pair is as good as the share of characters that both subtrees
have in common; equal text or an equal title counts where a section is too short for that. The best pair
is taken first, each section once; what is left over under parents that belong together is compared by
its own words.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import Indel

from jyplan.compare.passages.seeds import ALL_PAIRS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.compare.diff.section_tree import Forest, Section
    from jyplan.compare.passages.seeds import Ints

ALIKE = 0.35
"""Least share of common characters that makes two sections one: below it a section is new."""
SAME_TITLE = 0.5
"""What an equal title is worth where the text below was rewritten."""
LEFTOVER = 0.5
"""Least likeness of the own words of two sections under one parent, which share no run."""
HEAD = 400
"""Characters of a leftover section that are compared: two of them that go on alike would share runs."""
FEW = 10_000
"""Pairs of leftover sections that are all compared, at most; where there are more each is compared with …"""
AROUND = 50
"""… so many under the same parent, about as far down."""
BONUS = 0.01
"""What the same depth and the same place among its siblings decide between equally good pairs."""

Pairs = dict[int, int]
"""Left section to right section."""


def match_sections(left: Forest, right: Forest, partners: Ints) -> Pairs:
    """Return the pairs of sections that are one section; each is in one pair at most.

    `partners` says for every left character the right one that it is, -1 for none.
    """
    candidates = sorted(_candidates(left, right, partners), key=lambda found: (-found[0], found[1], found[2]))
    pairs: Pairs = {}
    taken: set[int] = set()
    for worth, one, other in candidates:
        if worth >= ALIKE and one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    _match_leftovers(left, right, pairs)
    return pairs


def _candidates(left: Forest, right: Forest, partners: Ints) -> Iterator[tuple[float, int, int]]:
    """Yield pairs that share text or a title, with what each is worth, about 0 to 1."""
    ends = np.array([section.last for section in right.sections], dtype=np.int64)
    sizes = np.array([section.end - section.start for section in right.sections], dtype=np.int64)
    for one, section in enumerate(left.sections):
        there = partners[section.start : section.end]
        owners = right.owner[there[there >= 0]]
        counts = np.bincount(owners[owners >= 0], minlength=len(right.sections))
        below = np.r_[0, np.cumsum(counts)]
        shared = below[ends] - below[:-1] if len(ends) else below[:0]
        for other in np.flatnonzero(shared).tolist():
            worth = 2 * float(shared[other]) / (section.end - section.start + int(sizes[other]))
            yield worth + _likeness(section, right.sections[other]), one, other
    yield from _equals(left, right)


def _equals(left: Forest, right: Forest) -> Iterator[tuple[float, int, int]]:
    """Yield the pairs whose own text or title is equal.

    Sections that say the same many times over are paired first with first, second with second …
    """
    texts = [[section.own for section in forest.sections] for forest in (left, right)]
    for one, other in _equal_pairs(*texts):
        mine, theirs = left.sections[one], right.sections[other]
        leaves = mine.last == one + 1 and theirs.last == other + 1
        yield (1.0 if leaves else SAME_TITLE) + _likeness(mine, theirs), one, other
    titles = [[section.title for section in forest.sections] for forest in (left, right)]
    for one, other in _equal_pairs(*titles):
        if left.sections[one].title:
            yield SAME_TITLE + _likeness(left.sections[one], right.sections[other]), one, other


def _equal_pairs(left: list[str], right: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the places of equal texts: all with all, those that are frequent one with one."""
    places: dict[str, tuple[list[int], list[int]]] = {}
    for side, texts in enumerate((left, right)):
        for place, text in enumerate(texts):
            places.setdefault(text, ([], []))[side].append(place)
    for ones, others in places.values():
        if len(ones) * len(others) <= ALL_PAIRS:
            yield from product(ones, others)
        else:
            yield from zip(ones, others, strict=False)


def _likeness(one: Section, other: Section) -> float:
    """Return what speaks for a pair besides its text: title, depth, number."""
    return (
        BONUS * (one.depth == other.depth)
        + 5 * BONUS * (bool(one.title) and one.title == other.title)
        + BONUS * (one.node.id == other.node.id)
    )


def _match_leftovers(left: Forest, right: Forest, pairs: Pairs) -> None:
    """Add pairs of sections under matched parents whose own words are alike."""
    taken = set(pairs.values())
    found = []
    free_left = [one for one in range(len(left.sections)) if one not in pairs]
    free_right = [other for other in range(len(right.sections)) if other not in taken]
    everywhere = len(free_left) * len(free_right) <= FEW
    children: dict[int, list[int]] = {}
    for other in free_right:
        children.setdefault(right.sections[other].parent, []).append(other)
    for one in free_left:
        section = left.sections[one]
        parent = -1 if section.parent < 0 else pairs.get(section.parent, -2)
        for other in free_right if everywhere else _around(children.get(parent, []), one / len(left.sections)):
            candidate = right.sections[other]
            siblings = candidate.parent == parent
            worth = Indel.normalized_similarity(section.own[:HEAD], candidate.own[:HEAD], score_cutoff=LEFTOVER)
            if worth >= (LEFTOVER if siblings else (1 + LEFTOVER) / 2):
                found.append((worth + siblings + _likeness(section, candidate), one, other))
    for _, one, other in sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)


def _around(places: list[int], share: float) -> list[int]:
    """Return the sections that stand about this share of the way down a list of them."""
    middle = int(share * len(places))
    return places[max(middle - AROUND // 2, 0) : middle + AROUND // 2]
