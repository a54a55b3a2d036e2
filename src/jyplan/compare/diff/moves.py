"""Moves: whole sections first, then stretches of text with a new section.

The text decides, not the outlines: shared stretches in the heaviest sequence that rises on both sides (`backbone`)
are in order, all other stretches moved. A section moved where most of its characters are in moved stretches.

    left                        right                       out of order      reported as moved
    一、听课 …  二、评课 …      一、评课 …  二、听课 …      听课 …            section 1 of the left, 2 of the right
    一、读书 A X  二、评课 B    一、读书 A  二、评课 B X    X                 the stretch X; both sections are edited
    一、听课 …                  二、听课 …                  nothing           nothing; the section is renumbered
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import Indel

from jyplan.compare.diff.coverage import Coverage, cover
from jyplan.compare.diff.offsets import OffsetPair, RegionPair
from jyplan.compare.passages.clusters import backbone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.compare.diff.sections.matching import MatchedSections
    from jyplan.compare.diff.sections.tree import PlanSection, SectionTree
    from jyplan.compare.passages.extents import Stretch
    from jyplan.compare.passages.seeds import Run

MOST = 0.5
"""A section's text stayed where at least this share of its characters is matched in order, and moved where at least
this share is matched out of order."""
WHOLE_STRETCH = 0.9
"""Least share that a section holds of every stretch it touches, to be reported as moved instead of the stretches."""
MAX_STAYED = 0.1
"""A region is reported as moved only where at most this share of its characters (of the shorter side) stayed."""
SHORT_SECTION = 400
"""Characters of a section up to which its likeness to its partner is measured; a longer one shares stretches."""
NEARLY_SAME = 0.7
"""Least likeness of a moved short section with its partner to be shown as moved: it has no stretch of its own."""


@dataclass(frozen=True, slots=True)
class Relocation:
    """A region of the left text at a new place on the right: a pair of whole sections, or a stretch of text."""

    region: RegionPair
    sections: tuple[int, int] | None = None
    """Left and right index of the moved section; None for a stretch of text."""


@dataclass(frozen=True)
class StretchOrder:
    """The shared stretches of two texts: in the order kept by most of the text, and out of order."""

    in_order: list[Stretch]
    """Stretches rising on both sides, with as many matched characters as possible."""
    out_of_order: list[Stretch]
    """All other stretches."""
    in_order_coverage: Coverage
    out_of_order_coverage: Coverage


def drop_titles(stretches: Sequence[Stretch], left: SectionTree, right: SectionTree) -> list[Stretch]:
    """Return the stretches without mere title lines on either side, as these move nothing."""
    return [
        stretch
        for stretch in stretches
        if not is_title(left, stretch.left, stretch.left_end) and not is_title(right, stretch.right, stretch.right_end)
    ]


def is_title(tree: SectionTree, start: int, end: int) -> bool:
    """Return whether a stretch of a plan's plain text has no words outside titles."""
    is_word = tree.view.content[start:end]
    return bool(not (is_word & ~tree.titles[start:end]).any())


def divide_by_order(stretches: Sequence[Stretch], sizes: tuple[int, int]) -> StretchOrder:
    """Return the stretches in order and out of order; `sizes` are the lengths of both plain texts."""
    steady = backbone(stretches)
    in_order = [stretch for index, stretch in enumerate(stretches) if index in steady]
    out_of_order = [stretch for index, stretch in enumerate(stretches) if index not in steady]
    return StretchOrder(in_order, out_of_order, cover(in_order, sizes), cover(out_of_order, sizes))


def drop_stayed(moved: set[int], matched: MatchedSections, order: StretchOrder) -> set[int]:
    """Return `moved`, indices of left sections, without the sections with most text in order.

    Such a section got a new parent or new neighbours from headings inserted around a text that stayed.
    """

    def stayed(left_index: int) -> bool:
        region = matched.region(left_index)
        return order.in_order_coverage.matched_in(region) >= MOST * region.left_size

    return {left_index for left_index in moved if not stayed(left_index)}


def find_relocations(matched: MatchedSections, moved: set[int], order: StretchOrder) -> list[Relocation]:
    """Return the relocations between two plans, disjoint on either side, in left order.

    `moved` holds the indices of moved left sections. A region with more than `MAX_STAYED` of text in order is no
    relocation.
    """
    relocations: list[Relocation] = []
    left_used = np.zeros(len(matched.left.view.plain), dtype=bool)
    right_used = np.zeros(len(matched.right.view.plain), dtype=bool)
    for candidate in _candidates(matched, moved, order):
        region = candidate.region
        used = left_used[region.left : region.left_end].any() or right_used[region.right : region.right_end].any()
        stayed = order.in_order_coverage.covered_in(region)
        if not used and stayed <= MAX_STAYED * min(region.left_size, region.right_size):
            left_used[region.left : region.left_end] = right_used[region.right : region.right_end] = True
            relocations.append(candidate)
    return sorted(relocations, key=lambda relocation: relocation.region)


def _candidates(matched: MatchedSections, moved: set[int], order: StretchOrder) -> Iterator[Relocation]:
    """Yield moved sections with most text out of order, the largest first, then stretches out of order."""
    coverage = order.out_of_order_coverage
    whole = _hold_whole_stretches({index: matched.region(index) for index in moved}, coverage)
    for left_index in sorted(moved, key=lambda index: (-matched.left.sections[index].size, index)):
        region = matched.region(left_index)
        mostly_moved = coverage.matched_in(region) >= MOST * max(region.left_size, region.right_size)
        if (mostly_moved and left_index in whole) or _says_the_same(matched, left_index):
            yield Relocation(region, (left_index, matched.pairs[left_index]))
    for stretch in sorted(order.out_of_order, key=lambda stretch: (-stretch.matched, stretch.left, stretch.right)):
        yield Relocation(RegionPair(stretch.left, stretch.left_end, stretch.right, stretch.right_end))


def _hold_whole_stretches(regions: dict[int, RegionPair], coverage: Coverage) -> set[int]:
    """Return the moved sections with stretches in moved sections only: a stretch over three moved sections is three moves."""
    held = sum((coverage.counts_in(region) for region in regions.values()), np.zeros(len(coverage.matched), np.int64))
    is_torn = held < WHOLE_STRETCH * coverage.matched
    return {index for index, region in regions.items() if not (is_torn & (coverage.counts_in(region) > 0)).any()}


def _says_the_same(matched: MatchedSections, left_index: int) -> bool:
    """Return whether a moved section has nearly the same text on the right, as sections too short for a stretch may."""
    left, right = matched.left.sections[left_index], matched.right.sections[matched.pairs[left_index]]
    left_text, right_text = (
        matched.left.view.plain[left.body : left.end],
        matched.right.view.plain[right.body : right.end],
    )
    if max(len(left_text), len(right_text)) > SHORT_SECTION:
        return left_text == right_text
    return Indel.normalized_similarity(left_text, right_text) >= NEARLY_SAME


def find_cuts(matched: MatchedSections, relocations: Sequence[Relocation], order: StretchOrder) -> list[OffsetPair]:
    """Return the starts of matched sections on both sides, rising and outside of all relocations, as cuts.

    A cut tears an exact run where left and right start are at different places of the run. Only the section number
    may be torn off: with a new section 一、 before the old section 一、, now 二、, a run begins with the number of the
    new section and goes on with the text of the old section.
    """
    left, right = matched.left, matched.right
    left_inside = np.zeros(len(left.view.plain) + 1, dtype=bool)
    right_inside = np.zeros(len(right.view.plain) + 1, dtype=bool)
    for region in (relocation.region for relocation in relocations):
        left_inside[region.left + 1 : region.left_end] = True
        right_inside[region.right + 1 : region.right_end] = True
    runs = sorted((run for stretch in order.in_order for run in stretch.exact_runs), key=lambda run: run.left)
    cuts: list[OffsetPair] = []
    for left_index, right_index in sorted(matched.pairs.items()):
        left_section, right_section = left.sections[left_index], right.sections[right_index]
        cut = OffsetPair(left_section.start, right_section.start)
        first_after = bisect_right(runs, cut.left, key=lambda run: run.left)
        number_size = max(left_section.body - cut.left, right_section.body - cut.right)
        nearby = runs[max(first_after - 3, 0) : first_after + 2]  # runs may overlap a little, so not the nearest only
        torn = sum(_torn(run, cut) for run in nearby)
        rising = not cuts or (cuts[-1].left < cut.left and cuts[-1].right < cut.right)
        if rising and torn <= number_size and not left_inside[cut.left] and not right_inside[cut.right]:
            cuts.append(cut)
            body = OffsetPair(left_section.body, right_section.body)
            if _form_changed(left_section, right_section) and cut.left < body.left and cut.right < body.right:
                cuts.append(body)
    return cuts


def _form_changed(left: PlanSection, right: PlanSection) -> bool:
    """Return whether the number of a section is longer or shorter: 1、 and 2.1 are aligned whole."""
    return len((left.node.marker or "").strip()) != len((right.node.marker or "").strip())


def _torn(run: Run, cut: OffsetPair) -> int:
    """Return how many characters of an exact run are before the cut on the left and after on the right, or vice versa."""
    left_before = min(max(cut.left - run.left, 0), run.length)
    right_before = min(max(cut.right - run.right, 0), run.length)
    return abs(left_before - right_before)
