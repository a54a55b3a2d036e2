"""How many pairs were not compared, and in which cluster: they show the text that the pairs listed show."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jyplan.model import PairsLeftOut

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jyplan.model import CopiedPair, CopyCluster


def count_left_out(
    pairs: Iterable[CopiedPair],
    clusters: Sequence[CopyCluster],
    candidates: Iterable[tuple[int, int]] = (),
    *,
    submissions: int | None = None,
) -> tuple[PairsLeftOut, ...]:
    """Return for each cluster how many pairs of its members are not among `pairs`, then how many are left out elsewhere.

    `candidates` are pairs with shared fingerprints that were not compared. Plans from number `submissions` on are archived
    and are not compared with each other; None for no such plans.
    """
    cluster_of = {member: number for number, cluster in enumerate(clusters) for member in cluster.members}
    listed: Counter[int] = Counter()
    for pair in pairs:
        common = cluster_of.get(pair.a)
        if common is not None and common == cluster_of.get(pair.b):
            listed[common] += 1
    left_out = []
    for number, cluster in enumerate(clusters):
        archived = 0 if submissions is None else sum(member >= submissions for member in cluster.members)
        possible = _pairs_among(len(cluster.members)) - _pairs_among(archived)
        if possible > listed[number]:
            left_out.append(PairsLeftOut(number, possible - listed[number]))
    elsewhere = sum(1 for a, b in candidates if cluster_of.get(a, -1) != cluster_of.get(b, -2))
    return (*left_out, PairsLeftOut(None, elsewhere)) if elsewhere else tuple(left_out)


def _pairs_among(count: int) -> int:
    return count * (count - 1) // 2
