"""Candidate pairs among the copies of a template: texts consisting mostly of sections of many texts.

Copies of a template share frequent fingerprints only, so that `candidates` finds no pair of them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.compare.arrays import Ints, Mask
    from jyplan.compare.copies.frequent_sections import FrequentSection

_COVERED = 0.3
"""Share of a text that shared sections must cover for the text to be compared with the closest members."""
_ROWS = 1024
"""Members compared with all members at a time: 4 MB for a thousand members."""


def find_template_pairs(
    sections: Sequence[FrequentSection], sizes: Ints, ranks: Ints, pairs: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of close texts, the smaller index first; both texts are covered by shared sections to at least `_COVERED`.

    `sizes` has the number of characters of every text, `ranks` its rank by content, which is the order of the members;
    `pairs` are compared already. A pair may be yielded twice.
    """
    partners: dict[int, set[int]] = {}
    for a, b in pairs:
        partners.setdefault(a, set()).add(b)
        partners.setdefault(b, set()).add(a)
    covered = np.zeros(len(sizes), dtype=np.int64)
    for section in sections:
        covered[section.members] += section.ends - section.starts
    for section in sections:
        members = np.flatnonzero(covered[section.members] >= _COVERED * sizes[section.members])
        members = members[np.argsort(ranks[section.members[members]])]
        numbers = section.members[members].tolist()
        in_section = set(numbers)
        is_alone = np.array([in_section.isdisjoint(partners.get(number, ())) for number in numbers], dtype=bool)
        for member, closest in closest_members(section, members, is_alone):
            a, b = int(section.members[member]), int(section.members[closest])
            yield (min(a, b), max(a, b))


def closest_members(section: FrequentSection, positions: Ints, is_alone: Mask) -> Iterator[tuple[int, int]]:
    """Yield pairs of some members of a section: each member with the next, then each that is alone with the closest member.

    Members are given by their positions in the section; the closest member shares most of the section's fingerprints.
    The pairs of successors keep a family in one piece, where closest members alone could form separate clusters.
    """
    if len(positions) < 2:
        return
    yield from pairwise(positions.tolist())
    shape = len(section.members), int(section.entry_fingerprints.max()) + 1
    contains = np.zeros(shape, dtype=np.float32)
    contains[section.entry_members, section.entry_fingerprints] = 1
    contains = contains[positions]
    for first in range(0, len(positions), _ROWS):
        shared = contains[first : first + _ROWS] @ contains.T
        rows = np.flatnonzero(is_alone[first : first + _ROWS])
        shared[rows, first + rows] = -1
        yield from zip(positions[first + rows].tolist(), positions[shared[rows].argmax(axis=1)].tolist(), strict=True)
