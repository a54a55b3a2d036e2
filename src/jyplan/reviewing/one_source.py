"""Pairs of plans joined by the shared stretch, to report a source once and not for every pair.

Four pairs of four plans; plan 0 shares one stretch with 1 and 2, and a further stretch with 3:

| pair | stretch of the first plan, by characters | joined |
|---|---|---|
| 0 1 | 100–400 | 0 1 2 |
| 0 2 | 110–400 | 0 1 2 |
| 1 2 | 90–400 | 0 1 2 |
| 0 3 | 900–1300 | 0 3 |
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jyplan.compare.passages.shares import copied_mask

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jyplan.compare.arrays import Mask
    from jyplan.model import CopiedPair

_SAME_TEXT = 0.5
"""Two stretches of a plan are the same text where they overlap by at least this part of the shorter stretch."""

Pairs = dict[int, dict[int, "CopiedPair"]]
"""For each plan, its pairs by partner."""


def pairs_of_plans(pairs: Iterable[CopiedPair]) -> Pairs:
    """Return the pairs of each plan, by partner."""
    by_plan: Pairs = {}
    for pair in pairs:
        by_plan.setdefault(pair.a, {})[pair.b] = pair
        by_plan.setdefault(pair.b, {})[pair.a] = pair
    return by_plan


def with_partners(members: Sequence[int], pairs: Mapping[int, Mapping[int, CopiedPair]]) -> list[int]:
    """Return the members of a cluster, and the plans outside with a pair with more than half of the members, ascending."""
    inside = set(members)
    partners = Counter(partner for plan in members for partner in pairs.get(plan, ()) if partner not in inside)
    return sorted(inside | {plan for plan, count in partners.items() if 2 * count > len(members)})


def join_by_text(pairs: Sequence[CopiedPair]) -> Iterator[list[CopiedPair]]:
    """Yield the pairs that share the same stretch of a common plan, the most copied first; every pair is yielded.

    The common plan is, of the most copied pair not yet joined, the plan with more pairs.
    """
    by_plan = pairs_of_plans(pairs)
    joined: set[tuple[int, int]] = set()
    for pair in sorted(pairs, key=lambda pair: (-pair.copied, pair.a, pair.b)):
        if (pair.a, pair.b) in joined:
            continue
        hub = min((pair.a, pair.b), key=lambda plan: (-len(by_plan[plan]), plan))
        stretch = _stretch_of(hub, pair)
        members = {pair.a, pair.b}
        for partner, hub_pair in by_plan[hub].items():
            if partner not in members and _is_same_text(stretch, _stretch_of(hub, hub_pair)):
                members.add(partner)
        inner_pairs = [
            inner for plan in sorted(members) for partner, inner in by_plan[plan].items() if plan < partner in members
        ]
        joined.update((inner.a, inner.b) for inner in inner_pairs)
        yield inner_pairs


def _stretch_of(plan: int, pair: CopiedPair) -> Mask:
    """Return True for the copied characters of a plan in a pair."""
    return copied_mask(pair.a_text if plan == pair.a else pair.b_text)


def _is_same_text(left: Mask, right: Mask) -> bool:
    """Whether two stretches of a plan are mostly the same characters."""
    return int((left & right).sum()) >= _SAME_TEXT * min(int(left.sum()), int(right.sum()))
