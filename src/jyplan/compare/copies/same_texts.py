"""Texts equal but for format: the original alone is searched for pairs, on behalf of every copy.

Of up to `FEW` such texts all pairs are reported; of more, each with the original only, since 5,000 identical texts are one finding. A passage
that the original shares with another text is reported for its duplicates, too, which are equal to the last character.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.compare.copies.partners import FEW
from jyplan.model import CopiedPair, Passage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jyplan.compare.arrays import Ints


class SameTexts(NamedTuple):
    """The texts of a collection that are equal but for format."""

    originals: Ints
    """For each text the index of the original with the same digest, its own for an original."""
    ranks: Ints
    """For each text its rank among all texts by content, whatever their order: ties are decided by it."""
    copies: dict[int, list[int]]
    """For an original the texts with the same digest, itself first; originals without copies are missing."""
    duplicates: dict[int, list[int]]
    """For an original the texts with the same characters, itself first; originals without duplicates are missing."""

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs of texts equal but for format, the smaller number first."""
        for group in self.copies.values():
            pairs = combinations(group, 2) if len(group) <= FEW else ((group[0], copy) for copy in group[1:])
            yield from ((min(pair), max(pair)) for pair in pairs)

    def spread(self, pairs: Iterable[CopiedPair]) -> Iterator[CopiedPair]:
        """Yield pairs of originals, and the same pairs of their duplicates; a pair with more than `FEW` of these stands alone."""
        for pair in pairs:
            left, right = self.duplicates.get(pair.a, [pair.a]), self.duplicates.get(pair.b, [pair.b])
            if len(left) * len(right) > FEW:
                yield pair
            else:
                yield from (_renumbered(pair, a, b) for a, b in product(left, right))


def find_same_texts(digests: Sequence[bytes], raw_digest: Callable[[int], bytes]) -> SameTexts:
    """Return the texts whose digests without format are equal; an empty digest equals no other.

    The original is the first by `raw_digest`, which covers every character and is asked where digests are equal only; of texts that
    are the same to the last character it is the first given.
    """
    numbers: dict[bytes, list[int]] = {}
    for number, digest in enumerate(digests):
        numbers.setdefault(digest, []).append(number)
    same = SameTexts(np.arange(len(digests)), np.empty(len(digests), dtype=np.int64), {}, {})
    rank = 0
    for digest in sorted(numbers):
        group = numbers[digest]
        if len(group) > 1 and digest:
            raw = {number: raw_digest(number) for number in group}
            group = sorted(group, key=raw.__getitem__)
            same.originals[group] = group[0]
            same.copies[group[0]] = group
            duplicates = [number for number in group if raw[number] == raw[group[0]]]
            if len(duplicates) > 1:
                same.duplicates[group[0]] = duplicates
        same.ranks[group] = np.arange(rank, rank + len(group))
        rank += len(group)
    return same


def _renumbered(pair: CopiedPair, a: int, b: int) -> CopiedPair:
    """Return a pair with the numbers of two other texts, its sides exchanged where the first number is the larger one."""
    if a < b:
        return replace(pair, a=a, b=b)
    turned = (replace(passage, left=passage.right, right=passage.left) for passage in pair.passages)
    return CopiedPair(
        b,
        a,
        pair.relation,
        pair.b_copied,
        pair.a_copied,
        tuple(sorted(turned, key=_place)),
        pair.b_edited,
        pair.a_edited,
        pair.b_passages,
        pair.a_passages,
        pair.b_text,
        pair.a_text,
    )


def _place(passage: Passage) -> tuple[int, int]:
    return passage.left.start, passage.right.start
