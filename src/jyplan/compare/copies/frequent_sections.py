"""Sections shared by more than `RARE` texts, found from frequent fingerprints alone.

Slogans and phrases occur one by one; in a section that many plans copied from one source the same fingerprints follow
each other every time. So two fingerprints are linked where one follows the other, directly or with one fingerprint
between them, in a good share of the texts that contain them, and a connected component of links is a section, however
many slogans stand inside it. The fingerprints come in partitions by hash (see `inverted_index`): a partition holds all
fingerprints whose hashes have the same upper bits.

A section of 40 plans with the fingerprints A, B and C, a slogan S inside it, and S in 360 other plans as well:

| fingerprints | texts with each | texts where they follow | share of the more frequent | linked |
|---|---|---:|---:|---|
| A, B | 40, 38 | 36 | .90 | yes |
| B, S | 38, 400 | 38 | .10 | no: below `TOGETHER`, and too unlike in frequency (`EVEN`) |
| B, C | 38, 40 | 35 | .88 | yes: S has another level of frequency and is passed over |
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.compare.arrays import group_starts
from jyplan.compare.copies.candidates import RARE
from jyplan.compare.copies.fingerprints import GRAM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from jyplan.compare.arrays import Ints, Mask
    from jyplan.compare.copies.inverted_index import Partition

SAMPLE = 4
"""One of so many frequent fingerprints is used to find sections: one for every 10 characters of text."""
FOLLOWING = 200
"""Characters between two linked fingerprints, at most: an edited sentence and a slogan fit between them."""
TOGETHER = 0.3
"""Share of the texts with the more frequent of two fingerprints in which they must follow each other. A fingerprint
survives 15 % edited characters in 27 % of the copies only, but the share counts the copies where it survives: there the
next one survives more often. Chosen by eye: six sections of 600 characters, each in 40 texts with every character edited
at a chance of 10 %, are found whole with .21 and .3, and in 22 fragments with .39; at 15 % a section or two falls into
fragments, and at 20 % none is found with any of the three."""
EVEN = 0.6
"""Lesser frequency of two linked fingerprints as a share of the greater, at least: fingerprints of one section are
about equally frequent, and a phrase that stands in two sections is more frequent than either section."""
MEMBER = 0.25
"""Share of a section's fingerprints that a text must contain to be a member: slogans inside the section make up less."""
LEAST_FINGERPRINTS = 4
"""Linked fingerprints of a section, at least: about 40 characters, more than a phrase."""
_ROWS_AT_ONCE = 1 << 21
"""Fingerprints sorted at a time, some 50 MB."""


class FrequentFingerprints(NamedTuple):
    """The fingerprints of a partition in more than `RARE` texts, an entry for each fingerprint and text."""

    owners: NDArray[np.uint32]
    places: NDArray[np.uint32]
    numbers: NDArray[np.int32]
    """Number of the fingerprint among the sampled ones of the partition, from 0; -1 for one that is not sampled."""
    frequencies: Ints
    """Number of texts that contain each sampled fingerprint."""


class FrequentSection(NamedTuple):
    """A section shared by more than `RARE` texts, described by fingerprints."""

    fingerprints: int
    """Number of sampled fingerprints in the section."""
    members: Ints
    """Texts that contain the section, ascending."""
    counts: Ints
    """Number of the section's fingerprints that each member contains."""
    starts: Ints
    """Offset of the section's first fingerprint in each member."""
    ends: Ints
    """Offset of the section's last fingerprint in each member, that is of its first character."""
    entry_members: Ints
    """For each fingerprint of each member, the position of the member in `members`, from 0."""
    entry_fingerprints: Ints
    """For each fingerprint of each member, the number of the fingerprint among the section's fingerprints, from 0."""

    @property
    def reach(self) -> int:
        """Median over the members of the characters from the first to the last fingerprint, both counted."""
        return int(np.median(self.ends - self.starts)) + GRAM


def frequent_fingerprints(partition: Partition) -> FrequentFingerprints:
    """Return the fingerprints of a partition in more than `RARE` texts, sampled by hash."""
    frequencies = partition.frequencies
    is_frequent = frequencies > RARE
    sample_bits = (partition.hashes[partition.firsts[:-1]] >> np.uint64(28)) & np.uint64(SAMPLE - 1)
    is_sampled = is_frequent & (sample_bits == 0)
    numbers = np.where(is_sampled, np.cumsum(is_sampled) - 1, -1).astype(np.int32)
    rows = np.repeat(is_frequent, frequencies)
    numbers_of_rows = np.repeat(numbers[is_frequent], frequencies[is_frequent])
    return FrequentFingerprints(
        partition.owners[rows], partition.places[rows], numbers_of_rows, frequencies[is_sampled]
    )


def find_sections(partitions: Sequence[FrequentFingerprints]) -> list[FrequentSection]:
    """Return the sections shared by more than `RARE` texts, most members first."""
    frequencies = np.concatenate([part.frequencies for part in partitions])
    keys, numbers = _in_reading_order(partitions)
    component = _components(len(frequencies), *_links(keys, numbers, frequencies))
    sizes = np.bincount(component, minlength=len(frequencies))
    rows = np.flatnonzero((sizes[component] >= LEAST_FINGERPRINTS)[numbers])
    rows = rows[np.argsort(component[numbers[rows]], kind="stable")]
    keys, numbers = keys[rows], numbers[rows]
    sections = _sections(keys >> 32, keys & 0xFFFFFFFF, numbers, component[numbers], sizes)
    return sorted(
        sections, key=lambda section: (-len(section.members), -section.fingerprints, int(section.starts.min()))
    )


def _in_reading_order(partitions: Sequence[FrequentFingerprints]) -> tuple[Ints, NDArray[np.int32]]:
    """Return the sampled fingerprints by text and place: a key, the text in the upper 32 bits, and the number of each.

    The texts are taken in turns, so that what is sorted beside the result stays small.
    """
    offsets = np.cumsum([0, *(len(part.frequencies) for part in partitions)])
    counts = [int(np.count_nonzero(part.numbers >= 0)) for part in partitions]
    texts = max((int(part.owners.max()) + 1 for part in partitions if len(part.owners)), default=0)
    keys, numbers = np.empty(sum(counts), dtype=np.int64), np.empty(sum(counts), dtype=np.int32)
    span = -(-texts // (sum(counts) // _ROWS_AT_ONCE + 1)) or 1
    end = 0
    for first in range(0, texts, span):
        of_turn, numbers_of_turn = [], []
        for part, offset in zip(partitions, offsets.tolist(), strict=False):
            rows = np.flatnonzero((part.owners >= first) & (part.owners < first + span) & (part.numbers >= 0))
            of_turn.append((part.owners[rows].astype(np.int64) << 32) | part.places[rows])
            numbers_of_turn.append(part.numbers[rows] + np.int32(offset))
        unordered = np.concatenate(of_turn)
        order = np.argsort(unordered)
        start, end = end, end + len(order)
        keys[start:end], numbers[start:end] = unordered[order], np.concatenate(numbers_of_turn)[order]
    return keys, numbers


def frequent_places(partitions: Sequence[FrequentFingerprints], texts: Ints, count: int) -> dict[int, Ints]:
    """Return for each of `texts` the offsets of frequent fingerprints, ascending.

    `texts` are numbers of texts, ascending, below `count`.
    """
    is_asked = np.zeros(count, dtype=bool)
    is_asked[texts] = True
    rows = [(part, np.flatnonzero(is_asked[part.owners])) for part in partitions]
    keys = np.concatenate(
        [(part.owners[row].astype(np.uint64) << np.uint64(32)) | part.places[row] for part, row in rows]
    )
    keys.sort()
    edges = np.searchsorted(keys, np.append(texts, count).astype(np.uint64) << np.uint64(32))
    places = (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)
    return {
        text: places[start:end] for text, (start, end) in zip(texts.tolist(), pairwise(edges.tolist()), strict=True)
    }


def _links(keys: Ints, numbers: NDArray[np.int32], frequencies: Ints) -> tuple[Ints, Ints]:
    """Return the linked fingerprints: the numbers of the first and of the second of each link.

    A fingerprint may be linked to the next and to the next but one in sequence; the two cases are counted separately.
    Only fingerprints of one level of frequency (powers of 4) are put in sequence, so that a slogan inside a section is
    passed over; there are two layers of levels, so that a frequency at a border in one layer is inside in the other.
    """
    exponent = np.floor(np.log2(np.maximum(frequencies, 1))).astype(np.int64)
    turns = _turns(keys)
    linked = [np.zeros(0, dtype=np.int64)]
    for layer in (0, 1):
        levels = (exponent + layer) // 2
        for level in np.unique(levels).tolist():
            is_level = levels == level
            by_turn = [_neighbours(keys[turn], numbers[turn], is_level, frequencies) for turn in turns]
            for pieces in zip(*by_turn, strict=True):  # each combination of layer and step is counted separately
                pairs = np.concatenate(pieces)
                pairs.sort()
                firsts = group_starts(pairs)
                counts = np.diff(firsts, append=len(pairs))
                pairs = pairs[firsts]
                most = np.maximum(frequencies[pairs >> 32], frequencies[pairs & 0xFFFFFFFF])
                linked.append(pairs[counts >= TOGETHER * most])
    links = np.concatenate(linked)
    return links >> 32, links & 0xFFFFFFFF


def _turns(keys: Ints) -> list[slice]:
    """Return slices of keys, ascending, of about `_ROWS_AT_ONCE`, no text cut in two."""
    bounds = np.searchsorted(keys, (keys[_ROWS_AT_ONCE::_ROWS_AT_ONCE] >> 32) << 32)
    return [slice(start, end) for start, end in pairwise([0, *bounds.tolist(), len(keys)])]


def _neighbours(keys: Ints, numbers: NDArray[np.int32], is_level: Mask, frequencies: Ints) -> tuple[Ints, Ints]:
    """Return the about equally frequent neighbours, next and next but one, among the fingerprints of a level, two numbers in one."""
    rows = np.flatnonzero(is_level[numbers])
    keys, numbers = keys[rows], numbers[rows]
    next_one, next_but_one = (_near(keys, numbers, frequencies, step) for step in (1, 2))
    return next_one, next_but_one


def _near(keys: Ints, numbers: NDArray[np.int32], frequencies: Ints, step: int) -> Ints:
    # those near are of one text: no text comes near the 2 ** 32 characters of one
    rows = np.flatnonzero(keys[step:] - keys[:-step] <= FOLLOWING)
    left, right = numbers[rows], numbers[rows + step]
    most, least = np.maximum(frequencies[left], frequencies[right]), np.minimum(frequencies[left], frequencies[right])
    is_even = least >= EVEN * most
    return (left[is_even].astype(np.int64) << 32) | right[is_even]


def _components(count: int, left: Ints, right: Ints) -> Ints:
    """Return for each number below `count` the least number of the connected component."""
    label = np.arange(count, dtype=np.int64)
    while True:
        least = np.minimum(label[left], label[right])
        after = label.copy()
        np.minimum.at(after, label[left], least)
        np.minimum.at(after, label[right], least)
        after = after[after]
        if (after == label).all():
            return label
        label = after


def _sections(
    owners: Ints, places: Ints, numbers: NDArray[np.int32], components: Ints, sizes: Ints
) -> list[FrequentSection]:
    """Return the sections of fingerprints ordered by component, text and place.

    `sizes` has the number of fingerprints of each component. A run of rows is one text's part of one component.
    """
    if not len(components):
        return []
    run_starts = group_starts(components, owners)
    run_lengths = np.diff(np.r_[run_starts, len(components)])
    is_member = run_lengths >= np.maximum(MEMBER * sizes[components[run_starts]], 2)
    run_starts, run_lengths = run_starts[is_member], run_lengths[is_member]
    if not len(run_starts):
        return []
    run_components = components[run_starts]
    edges = np.append(group_starts(run_components), len(run_components))
    return [
        _section(
            run_starts[first:end],
            run_lengths[first:end],
            owners,
            places,
            numbers,
            size=int(sizes[run_components[first]]),
        )
        for first, end in pairwise(edges.tolist())
        if end - first > RARE
    ]


def _section(
    starts: Ints, counts: Ints, owners: Ints, places: Ints, numbers: NDArray[np.int32], *, size: int
) -> FrequentSection:
    """Return the section of `size` fingerprints whose members have `counts` rows each from `starts` on."""
    rows = np.repeat(starts - np.r_[0, np.cumsum(counts)[:-1]], counts) + np.arange(int(counts.sum()))
    return FrequentSection(
        fingerprints=size,
        members=owners[starts],
        counts=counts,
        starts=places[starts],
        ends=places[starts + counts - 1],
        entry_members=np.repeat(np.arange(len(starts)), counts),
        entry_fingerprints=np.unique(numbers[rows], return_inverse=True)[1],
    )
