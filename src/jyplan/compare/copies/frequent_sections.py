"""What many texts share: fingerprints that more than `RARE` texts have, and the sections they make up.

Slogans and phrases come and go by themselves; in a section that many plans have from one source the same fingerprints
follow each other every time. So fingerprints are linked where one follows the other in a good share of the texts that
have either, and what is linked is one section, however many slogans stand inside it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.compare.copies.candidates import RARE
from jyplan.compare.copies.fingerprints import GRAM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from jyplan.compare.copies.inverted_index import Part
    from jyplan.compare.passages.seeds import Ints

SAMPLE = 4
"""Of so many frequent fingerprints one is looked at for sections: one for every 10 characters."""
FOLLOWING = 200
"""Characters between two fingerprints of a section, at most: an edited sentence and a slogan between them."""
TOGETHER = 0.3
"""Share of the texts with the more frequent of two fingerprints in which they follow each other: at 15 % edited
characters 27 % of the grams survive, and mostly side by side; two phrases that meet by chance stay far below."""
EVEN = 0.6
"""Share of the texts with the more frequent of two fingerprints that must have the other at least: those of a section
are about as frequent as each other, and a phrase that stands in two sections is more so than either."""
MEMBER = 0.25
"""Share of a section's fingerprints that a text has which has the section: slogans inside it make up less."""
LEAST_FINGERPRINTS = 4
"""Linked fingerprints that are more than a phrase: about 40 characters."""
_ROWS = 1024
"""Members whose likeness to all others is counted at a time: 4 MB for a thousand others."""


class Frequent(NamedTuple):
    """Places of frequent fingerprints, one array entry each."""

    owners: NDArray[np.uint32]
    places: NDArray[np.uint32]
    numbers: NDArray[np.int32]
    """Of the fingerprint among those of the part that are looked at for sections, -1 for one that is not."""
    frequencies: Ints
    """How many texts have each of those that are numbered."""


class Section(NamedTuple):
    """A section that several texts have, known by its fingerprints."""

    fingerprints: int
    """How many it has."""
    members: Ints
    """The texts that have it, ascending."""
    found: Ints
    """How many of its fingerprints each member has."""
    starts: Ints
    """Where it begins in each member, about."""
    ends: Ints
    """Where its last fingerprint begins in each member, about."""
    holders: Ints
    """For each fingerprint of each member the member's position in `members` …"""
    held: Ints
    """… and the fingerprint, from 0."""

    @property
    def reach(self) -> int:
        """Characters from its first to its last fingerprint, in the middle of its members."""
        return int(np.median(self.ends - self.starts)) + GRAM


def frequent_of(part: Part) -> Frequent:
    """Return the frequent fingerprints of a part."""
    frequencies = part.frequencies
    frequent = frequencies > RARE
    sampled = frequent & (((part.hashes[part.firsts[:-1]] >> np.uint64(28)) & np.uint64(SAMPLE - 1)) == 0)
    numbers = np.where(sampled, np.cumsum(sampled) - 1, -1).astype(np.int32)
    rows = np.repeat(frequent, frequencies)
    of_rows = np.repeat(numbers[frequent], frequencies[frequent])
    return Frequent(part.owners[rows], part.places[rows], of_rows, frequencies[sampled])


def find_sections(parts: Sequence[Frequent]) -> list[Section]:
    """Return the sections that more than `RARE` texts share, the most frequent first."""
    frequencies = np.concatenate([part.frequencies for part in parts])
    offsets = np.cumsum([0, *(len(part.frequencies) for part in parts)])
    numbered = [np.flatnonzero(part.numbers >= 0) for part in parts]
    owners = np.concatenate([part.owners[rows] for part, rows in zip(parts, numbered, strict=True)]).astype(np.int64)
    places = np.concatenate([part.places[rows] for part, rows in zip(parts, numbered, strict=True)]).astype(np.int64)
    numbers = np.concatenate(
        [part.numbers[rows] + offset for part, rows, offset in zip(parts, numbered, offsets, strict=False)]
    )
    label = _linked(len(frequencies), *_links(owners, places, numbers, frequencies))
    sizes = np.bincount(label, minlength=len(frequencies))
    kept = sizes[label[numbers]] >= LEAST_FINGERPRINTS
    owners, places, numbers = owners[kept], places[kept], numbers[kept]
    labels = label[numbers]
    order = np.lexsort((places, owners, labels))
    sections = _sections(owners[order], places[order], numbers[order], labels[order], sizes)
    return sorted(sections, key=lambda section: (-len(section.members), -section.fingerprints, int(section.starts[0])))


def common_places(parts: Sequence[Frequent], texts: Ints, count: int) -> dict[int, Ints]:
    """Return where frequent fingerprints begin in some of `count` texts, ascending."""
    wanted = np.zeros(count, dtype=bool)
    wanted[texts] = True
    rows = [np.flatnonzero(wanted[part.owners]) for part in parts]
    keys = np.concatenate(
        [
            (part.owners[row].astype(np.uint64) << np.uint64(32)) | part.places[row]
            for part, row in zip(parts, rows, strict=True)
        ]
    )
    keys.sort()
    edges = np.searchsorted(keys, np.append(texts, count).astype(np.uint64) << np.uint64(32))
    places = (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)
    return {
        text: places[start:end] for text, (start, end) in zip(texts.tolist(), pairwise(edges.tolist()), strict=True)
    }


def _links(owners: Ints, places: Ints, numbers: Ints, frequencies: Ints) -> tuple[Ints, Ints]:
    """Return the fingerprints that mostly follow each other, as pairs of their numbers.

    Only fingerprints of about the same frequency are looked at together, so that a slogan inside a section is passed
    over; in two layers, so that no frequency stands at a border of both.
    """
    scale = np.floor(np.log2(np.maximum(frequencies, 1))).astype(np.int64)
    found = []
    for layer in (0, 1):
        level = ((scale + layer) // 2)[numbers]
        order = np.argsort((owners << 37) | (level << 32) | places)
        for step in (1, 2):
            one, other = order[:-step], order[step:]
            near = (owners[one] == owners[other]) & (level[one] == level[other])
            near &= places[other] - places[one] <= FOLLOWING
            found.append((numbers[one[near]] << 32) | numbers[other[near]])
    links, counts = [], []
    for keys in found:  # each way of following is counted for itself
        keys.sort()
        firsts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else keys
        links.append(keys[firsts])
        counts.append(np.diff(np.r_[firsts, len(keys)]))
    keys, often = np.concatenate(links), np.concatenate(counts)
    one, other = keys >> 32, keys & 0xFFFFFFFF
    most, least = np.maximum(frequencies[one], frequencies[other]), np.minimum(frequencies[one], frequencies[other])
    strong = (often >= TOGETHER * most) & (least >= EVEN * most)
    return one[strong], other[strong]


def _linked(count: int, one: Ints, other: Ints) -> Ints:
    """Return for each number the least number that it is linked with, directly or through others."""
    label = np.arange(count, dtype=np.int64)
    while True:
        least = np.minimum(label[one], label[other])
        after = label.copy()
        np.minimum.at(after, label[one], least)
        np.minimum.at(after, label[other], least)
        after = after[after]
        if (after == label).all():
            return label
        label = after


def _sections(owners: Ints, places: Ints, numbers: Ints, labels: Ints, sizes: Ints) -> list[Section]:
    """Return the sections of fingerprints that are ordered by label, text and place."""
    if not len(labels):
        return []
    groups = np.flatnonzero(np.r_[True, (labels[1:] != labels[:-1]) | (owners[1:] != owners[:-1])])
    found = np.diff(np.r_[groups, len(labels)])
    full = found >= np.maximum(MEMBER * sizes[labels[groups]], 2)
    groups, found = groups[full], found[full]
    if not len(groups):
        return []
    of_group = labels[groups]
    edges = np.flatnonzero(np.r_[True, of_group[1:] != of_group[:-1], True])
    sections = []
    for first, end in pairwise(edges.tolist()):
        if end - first > RARE:
            begins, counts = groups[first:end], found[first:end]
            rows = np.repeat(begins - np.r_[0, np.cumsum(counts)[:-1]], counts) + np.arange(int(counts.sum()))
            held = np.unique(numbers[rows], return_inverse=True)[1]
            lasts = places[begins + counts - 1]
            holders = np.repeat(np.arange(end - first), counts)
            size = int(sizes[of_group[first]])
            sections.append(Section(size, owners[begins], counts, places[begins], lasts, holders, held))
    return sections


def closest_members(section: Section, members: Ints) -> Iterator[tuple[int, int]]:
    """Yield pairs of a section's members, given by their positions: for each the one it shares most of it with.

    Each is paired with the next as well, so that no family falls apart into those that are closest to each other.
    """
    if len(members) < 2:
        return
    yield from pairwise(members.tolist())
    has = np.zeros((len(section.members), int(section.held.max()) + 1), dtype=np.float32)
    has[section.holders, section.held] = 1
    has = has[members]
    for first in range(0, len(members), _ROWS):
        shared = has[first : first + _ROWS] @ has.T
        rows = np.arange(len(shared))
        shared[rows, first + rows] = -1
        yield from zip(members[first + rows].tolist(), members[shared.argmax(axis=1)].tolist(), strict=True)
