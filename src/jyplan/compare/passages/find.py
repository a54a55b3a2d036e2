"""The stretches two texts share: found, told apart from boilerplate, brought into order.

>>> left = "本学期开展集体备课,每周三下午由备课组长主持。"
>>> right = "一、听课。二、每周三下午由教研组长主持本组的集体备课。"
>>> find_passages(left, right, min_run=6)
(Passage(left=Span(start=10, end=22), right=Span(start=7, end=19), chars=10, edited=True, moved=False),)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from jyplan.compare.arrays import Ints, Mask, count_before
from jyplan.compare.passages.boilerplate import Boilerplate, declare
from jyplan.compare.passages.chains import Chain, chain_runs
from jyplan.compare.passages.clusters import Cluster, cluster_stretches
from jyplan.compare.passages.extents import Stretch, fit
from jyplan.compare.passages.seeds import Runs, shared_runs
from jyplan.compare.passages.views import View, view_text
from jyplan.model import Passage

MIN_RUN = 13
"""Consecutive shared characters that make a passage: the field's rule for Chinese, which commercial
checkers use, and what unrelated plans hardly share once slogans are out (benchmarks/compare.md)."""
DENSE = 4
"""A stretch without such a run counts too, where this many times as many characters are shared …"""
DENSITY = 0.55
"""… and they are this share of it: at 30 % edited characters runs of 13 are rare, chance never comes here."""


@dataclass(frozen=True)
class Prepared:
    """A text ready to be compared with many others."""

    view: View
    slogans: Mask
    quoted: Mask

    @cached_property
    def free(self) -> Ints:
        """How many characters before each offset can be evidence: neither boilerplate nor punctuation."""
        return count_before(~(self.slogans | self.quoted | self.view.marks))


def prepare(text: str, boilerplate: Boilerplate | None = None) -> Prepared:
    """Return a text ready to be compared; None stands for the built-in slogans."""
    known = declare() if boilerplate is None else boilerplate
    view = view_text(text)
    return Prepared(view, known.slogans_in(view), known.quoted_in(view))


def find_passages(
    left: str, right: str, *, min_run: int = MIN_RUN, boilerplate: Boilerplate | None = None
) -> tuple[Passage, ...]:
    """Return the passages two texts share, in the order of the left one; offsets are into the texts as given.

    A passage has `min_run` consecutive shared characters, punctuation and boilerplate not counted (or, densely
    edited, four times as many in all); runs of fewer than 6 are not looked for. Swapping the texts swaps the sides of every passage.
    """
    one, other = prepare(left, boilerplate), prepare(right, boilerplate)
    return as_passages(one.view, other.view, shared_stretches(one, other, min_run=min_run))


def shared_stretches(left: Prepared, right: Prepared, *, min_run: int = MIN_RUN) -> list[Stretch]:
    """Return the stretches both texts share, each in order within itself, sorted by their places.

    A stretch copied twice is there twice; one that adds nothing to better ones is left out.
    """
    if (len(right.view.plain), right.view.plain) < (len(left.view.plain), left.view.plain):
        mirrored = shared_stretches(right, left, min_run=min_run)
        return sorted((stretch.mirrored() for stretch in mirrored), key=lambda s: (s.left, s.right))
    runs = shared_runs(left.view.grams, right.view.grams)
    earned = _earned(runs, left, right)
    found: list[Stretch] = []
    for chain in chain_runs(runs, earned, min_run):
        if _worth(chain, left, right, min_run):
            stretches = fit(left.view.plain, right.view.plain, chain, left.free)
            found.extend(stretch for stretch in stretches if _counts(stretch, left, right, min_run))
    return _without_repeats(found, len(left.view.plain), len(right.view.plain), min_run)


def as_passages(left: View, right: View, stretches: list[Stretch]) -> tuple[Passage, ...]:
    """Return the stretches as passages in reading order, those that a reader takes for one made one."""
    clusters = cluster_stretches(stretches, (len(left.plain), len(right.plain)))
    passages = (_passage(left, right, cluster) for cluster in clusters)
    return tuple(sorted(passages, key=lambda passage: (passage.left.start, passage.right.start)))


def _earned(runs: Runs, left: Prepared, right: Prepared) -> Ints:
    """Return how many characters of each run can be evidence on both sides."""
    on_left = left.free[runs.left + runs.length] - left.free[runs.left]
    on_right = right.free[runs.right + runs.length] - right.free[runs.right]
    earned: Ints = np.minimum(on_left, on_right)
    return earned


def _free_runs(chain: Chain, left: Prepared, right: Prepared) -> list[int]:
    return [
        int(
            min(
                left.free[run.left_end] - left.free[run.left],
                right.free[run.right_end] - right.free[run.right],
            )
        )
        for run in chain.runs
    ]


def _worth(chain: Chain, left: Prepared, right: Prepared, min_run: int) -> bool:
    """Return whether a chain can become a passage once its ends are followed."""
    free = _free_runs(chain, left, right)
    return max(free) >= min_run or sum(free) >= 2 * min_run


def _counts(stretch: Stretch, left: Prepared, right: Prepared, min_run: int) -> bool:
    """Return whether a stretch is long or dense enough to be evidence."""
    free = _free_runs(stretch.chain, left, right)
    if max(free) >= min_run:
        return True
    length = max(stretch.left_end - stretch.left, stretch.right_end - stretch.right)
    return sum(free) >= 2 * min_run and stretch.matched >= max(DENSE * min_run, DENSITY * length)


def _without_repeats(found: list[Stretch], left_size: int, right_size: int, min_run: int) -> list[Stretch]:
    """Return the stretches that show something new on either side, the richest taken first."""
    on_left, on_right = np.zeros(left_size, dtype=bool), np.zeros(right_size, dtype=bool)
    kept = []
    for stretch in sorted(found, key=lambda s: (-s.matched, s.left, s.right)):
        left_part, right_part = slice(stretch.left, stretch.left_end), slice(stretch.right, stretch.right_end)
        fresh = max(int((~on_left[left_part]).sum()), int((~on_right[right_part]).sum()))
        if fresh >= min_run:
            on_left[left_part] = on_right[right_part] = True
            kept.append(stretch)
    return sorted(kept, key=lambda s: (s.left, s.right))


def _passage(left: View, right: View, cluster: Cluster) -> Passage:
    """Return a cluster as a passage with its places in both texts."""
    parts = cluster.stretches
    left_span = left.span(min(part.left for part in parts), max(part.left_end for part in parts))
    right_span = right.span(min(part.right for part in parts), max(part.right_end for part in parts))
    exact = len(parts) == 1 and parts[0].exact
    return Passage(left_span, right_span, cluster.matched, not exact, cluster.moved)
