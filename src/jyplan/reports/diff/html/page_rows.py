"""Alignment of the units of both plans into the rows of the page.

Anchors are pairs of units that share text or begin matched sections: the heaviest sequence of pairs that rises on both
sides (heaviest increasing subsequence). An anchor takes in neighbours with most of their text in the opposite unit:
parts of a split line. Units between two anchors share a row; either end of a move is a row by itself.

    left unit                                    right unit              shared  weight
    0 一、工作目标                                0 一、工作目标            6      46  anchor: matched section
    1 每人听课不少于二十节。每月写一篇教学反思。  1 每人听课不少于二十节。  11      11  anchor
    1                                            2 每月写一篇教学反思。    10      10  split off unit 1: joins its row
    2 图书馆每天中午开放。                        3 合唱队每周五下午排练。   1          between anchors: a row
    3 教务处每周检查。                            4 教务处每周检查。         8       8  anchor
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from jyplan.compare.arrays import heaviest_rising
from jyplan.model import SectionStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.model import Comparison
    from jyplan.reports.diff.html.span_pairs import AlignedTexts, SpanPair
    from jyplan.reports.diff.html.units import Unit

_LEAST_SHARED = 4
"""Shared characters of an anchor, at least: more than a marker and a word."""
_LEAST_SHARE = 0.25
"""Share of the shorter unit that the shared characters of an anchor are, at least."""
_SECTION_WEIGHT = 40
"""Weight of a matched section beyond the shared characters: about a line."""
_SPLIT_SHARE = 0.5
"""Share of a unit that must be in a single unit of the opposite side to count as a part of that unit."""
_UNMOVED = {SectionStatus.SAME, SectionStatus.EDITED}


class UnitPair(NamedTuple):
    """Indices of a left and a right unit."""

    left: int
    right: int


class RowAnchor(NamedTuple):
    """Ranges of units that stand side by side."""

    left: range
    right: range


@dataclass(frozen=True, slots=True)
class PageRow:
    """Units side by side; a side may be empty."""

    left: tuple[Unit, ...]
    right: tuple[Unit, ...]

    @property
    def move(self) -> int | None:
        """The move of a row that shows an end of a moved stretch; None for a row with both sides."""
        return None if self.left and self.right else (self.left or self.right)[0].move

    @property
    def is_pair(self) -> bool:
        """Whether the row is a unit beside its new version."""
        return len(self.left) == len(self.right) == 1


def align_rows(
    comparison: Comparison, texts: AlignedTexts, left: Sequence[Unit], right: Sequence[Unit]
) -> tuple[PageRow, ...]:
    """Return the rows of the page; each unit of both plans is in a single row, in the order of its plan."""
    shared = _shared_chars(texts.unmoved, left, right)
    pairs = _heaviest_chain(_weights(comparison, shared, left, right))
    anchors = [
        *_widened(pairs, _split_sources(shared, left, right), len(left), len(right)),
        RowAnchor(range(len(left), len(left)), range(len(right), len(right))),
    ]
    rows: list[PageRow] = []
    left_end, right_end = 0, 0
    for anchor in anchors:
        rows += _rows_between(left[left_end : anchor.left.start], right[right_end : anchor.right.start])
        left_end, right_end = anchor.left.stop, anchor.right.stop
        if anchor.left:
            left_units, right_units = left[anchor.left.start : left_end], right[anchor.right.start : right_end]
            rows.append(PageRow(tuple(left_units), tuple(right_units)))
    return tuple(rows)


def _shared_chars(unmoved: Sequence[SpanPair], left: Sequence[Unit], right: Sequence[Unit]) -> dict[UnitPair, int]:
    """Return the number of shared, unmoved characters for each pair of units with any."""
    left_starts = [unit.span.start for unit in left]
    right_starts = [unit.span.start for unit in right]
    shared: dict[UnitPair, int] = {}
    for pair in unmoved:
        if pair.edit is not None:
            continue
        shift = pair.right.start - pair.left.start
        i = max(bisect_right(left_starts, pair.left.start) - 1, 0)
        while i < len(left) and left[i].span.start < pair.left.end:
            start = max(left[i].span.start, pair.left.start)
            end = min(left[i].span.end, pair.left.end)
            j = max(bisect_right(right_starts, start + shift) - 1, 0)
            while start < end and j < len(right) and right[j].span.start < end + shift:
                size = min(end + shift, right[j].span.end) - max(start + shift, right[j].span.start)
                if size > 0:
                    units = UnitPair(i, j)
                    shared[units] = shared.get(units, 0) + size
                j += 1
            i += 1
    return shared


def _weights(
    comparison: Comparison, shared: Mapping[UnitPair, int], left: Sequence[Unit], right: Sequence[Unit]
) -> dict[UnitPair, int]:
    """Return the weights of the candidate anchors."""
    weights = {
        pair: size
        for pair, size in shared.items()
        if size >= _LEAST_SHARED and size >= _LEAST_SHARE * min(left[pair.left].chars, right[pair.right].chars)
    }
    left_units = {node.id: index for index, unit in enumerate(left) if unit.move is None for node in unit.nodes}
    right_units = {node.id: index for index, unit in enumerate(right) if unit.move is None for node in unit.nodes}
    for match in comparison.sections:
        if match.status in _UNMOVED and match.left in left_units and match.right in right_units:
            pair = UnitPair(left_units[match.left], right_units[match.right])
            weights[pair] = shared.get(pair, 0) + _SECTION_WEIGHT
    return weights


def _heaviest_chain(weights: Mapping[UnitPair, int]) -> list[UnitPair]:
    """Return the rising sequence of pairs of greatest total weight."""
    pairs = sorted(weights, key=lambda pair: (pair.left, -pair.right))  # pairs of a left unit never follow each other
    rights = [pair.right for pair in pairs]
    right_count = max(rights, default=0) + 1
    ranks = [-(pair.left * right_count + pair.right) for pair in pairs]  # among equal weights, the nearest pair before
    chosen = heaviest_rising([weights[pair] for pair in pairs], rights, [right + 1 for right in rights], ranks)
    return [pairs[index] for index in chosen]


def _split_sources(
    shared: Mapping[UnitPair, int], left: Sequence[Unit], right: Sequence[Unit]
) -> tuple[dict[int, int], dict[int, int]]:
    """Return for left and for right units the opposite unit with at least `_SPLIT_SHARE` of the text."""
    left_sources: dict[int, int] = {}
    right_sources: dict[int, int] = {}
    for pair, size in sorted(shared.items(), key=lambda item: item[1]):
        if size >= _SPLIT_SHARE * left[pair.left].chars:
            left_sources[pair.left] = pair.right
        if size >= _SPLIT_SHARE * right[pair.right].chars:
            right_sources[pair.right] = pair.left
    return left_sources, right_sources


def _widened(
    pairs: Sequence[UnitPair], sources: tuple[dict[int, int], dict[int, int]], left_size: int, right_size: int
) -> Iterator[RowAnchor]:
    """Yield an anchor for each pair, with the neighbours on each side whose source is the opposite unit of the pair."""
    left_sources, right_sources = sources
    left_end, right_end = 0, 0
    for pair, following in pairwise([*pairs, UnitPair(left_size, right_size)]):
        left_start = _first_part(pair.left, left_end, left_sources, pair.right)
        right_start = _first_part(pair.right, right_end, right_sources, pair.left)
        left_end = _end_of_parts(pair.left + 1, following.left, left_sources, pair.right)
        right_end = _end_of_parts(pair.right + 1, following.right, right_sources, pair.left)
        yield RowAnchor(range(left_start, left_end), range(right_start, right_end))


def _first_part(start: int, limit: int, sources: Mapping[int, int], source: int) -> int:
    """Return the first of the consecutive units before `start`, down to `limit`, with this source."""
    while start > limit and sources.get(start - 1) == source:
        start -= 1
    return start


def _end_of_parts(end: int, limit: int, sources: Mapping[int, int], source: int) -> int:
    """Return the end of the consecutive units from `end`, up to `limit`, with this source."""
    while end < limit and sources.get(end) == source:
        end += 1
    return end


def _rows_between(left: Sequence[Unit], right: Sequence[Unit]) -> Iterator[PageRow]:
    """Yield the rows between two anchors: either end of a move by itself, unmoved units of both sides together."""
    left_groups = [(move, tuple(units)) for move, units in groupby(left, key=lambda unit: unit.move)]
    right_groups = [(move, tuple(units)) for move, units in groupby(right, key=lambda unit: unit.move)]
    while left_groups or right_groups:
        if left_groups and left_groups[0][0] is not None:
            yield PageRow(left_groups.pop(0)[1], ())
        elif right_groups and right_groups[0][0] is not None:
            yield PageRow((), right_groups.pop(0)[1])
        else:
            left_units = left_groups.pop(0)[1] if left_groups else ()
            right_units = right_groups.pop(0)[1] if right_groups else ()
            yield PageRow(left_units, right_units)
