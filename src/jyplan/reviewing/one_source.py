"""Pairs of plans brought together by the text they share, so that a source is told once and not for every pair.

Seven pairs of five plans; what 0 shares with 1 and with 2 is the same stretch, what it shares with 3 is another one:

| pairs | stretch of the first plan | together |
|---|---|---|
| 0 1, 0 2, 1 2 | 100–400, 110–400, 90–400 | 0 1 2 |
| 0 3 | 900–1300 | 0 3 |
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jyplan.compare.passages.shares import copied_mask

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import numpy as np

    from jyplan.model import CopiedPair

_SAME_TEXT = 0.5
"""Least part of the shorter of two stretches that stands in the other one, too, where both are the same text."""

Pairs = dict[int, dict[int, "CopiedPair"]]
"""The pairs of each plan, by the other plan."""


def pairs_of_plans(pairs: Iterable[CopiedPair]) -> Pairs:
    """Return the pairs of each plan, by the other plan."""
    found: Pairs = {}
    for pair in pairs:
        found.setdefault(pair.a, {})[pair.b] = pair
        found.setdefault(pair.b, {})[pair.a] = pair
    return found


def with_partners(members: Sequence[int], pairs: Mapping[int, Mapping[int, CopiedPair]]) -> list[int]:
    """Return plans that are mostly the same, and the plans that have a pair with more than half of them."""
    inside = set(members)
    counted = Counter(other for plan in members for other in pairs.get(plan, ()) if other not in inside)
    return sorted(inside | {plan for plan, count in counted.items() if 2 * count > len(members)})


def join_by_text(pairs: Sequence[CopiedPair]) -> Iterator[list[CopiedPair]]:
    """Yield the pairs among plans that all share the same text with one of them, most copied first; no pair is left out."""
    of_plans = pairs_of_plans(pairs)
    joined: set[tuple[int, int]] = set()
    for pair in sorted(pairs, key=lambda entry: (-entry.copied, entry.a, entry.b)):
        if (pair.a, pair.b) in joined:
            continue
        middle, other = sorted((pair.a, pair.b), key=lambda plan: (-len(of_plans[plan]), plan))
        stretch = _stretch_of(middle, pair)
        members = {middle, other}
        for plan, further in of_plans[middle].items():
            if plan != other and _is_same_text(stretch, _stretch_of(middle, further)):
                members.add(plan)
        inside = [entry for plan in sorted(members) for far, entry in of_plans[plan].items() if plan < far in members]
        joined.update((entry.a, entry.b) for entry in inside)
        yield inside


def _stretch_of(plan: int, pair: CopiedPair) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return copied_mask(pair.a_text if plan == pair.a else pair.b_text)


def _is_same_text(
    stretch: np.ndarray[tuple[int], np.dtype[np.bool_]], further: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> bool:
    """Whether two stretches of a plan are mostly the same characters."""
    return int((stretch & further).sum()) >= _SAME_TEXT * min(int(stretch.sum()), int(further.sum()))
