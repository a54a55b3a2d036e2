"""Clusters of plans: connected components of the graph of pairs with mostly the same text; how many pairs of each are not listed.

Six plans and four pairs; the last pair joins nobody, since plan 5 contains plan 4 and much text of its own:

| pair | `a_copied` | `b_copied` | `a_edited` | `b_edited` | cluster |
|---|---:|---:|---:|---:|---|
| 0, 2 | .9 | .9 | 0 | 0 | 0 2 |
| 1, 2 | .7 | .8 | 0 | 0 | 0 1 2 |
| 2, 3 | .55 | .6 | .1 | .1 | 0 1 2 3 |
| 4, 5 | 1.0 | .4 | 0 | 0 | |
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jyplan.compare.components import connected_components
from jyplan.model import CopyCluster, PairsLeftOut, Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jyplan.model import CopiedPair

ALIKE = 0.6
"""Share that both plans of a pair must have copied, or edited in sentences that are otherwise the same, for the pair to join a
cluster: a plan put together from several sources has less from each source, and would join the clusters of all of them."""
ALIKE_COPIED = 0.5
"""Share that is copied to the letter, at least."""
_WEAKEST_FIRST = (Relation.PARTIAL, Relation.NEAR_IDENTICAL, Relation.IDENTICAL)


def cluster_plans(pairs: Iterable[CopiedPair], dates: Sequence[str | None]) -> tuple[CopyCluster, ...]:
    """Return the clusters formed by the pairs, largest first; `dates` has the date of every plan, None if unknown."""
    alike = [pair for pair in pairs if _is_alike(pair)]
    components = connected_components((pair.a, pair.b) for pair in alike)
    number_of = {plan: number for number, plans in enumerate(components) for plan in plans}
    pairs_of: list[list[CopiedPair]] = [[] for _ in components]
    for pair in alike:
        pairs_of[number_of[pair.a]].append(pair)
    clusters = (_cluster(joined, dates) for joined in pairs_of)
    return tuple(sorted(clusters, key=lambda cluster: (-len(cluster.members), cluster.members)))


def _is_alike(pair: CopiedPair) -> bool:
    """Whether both plans have mostly the same text."""
    with_edited = min(pair.a_copied + pair.a_edited, pair.b_copied + pair.b_edited)
    return with_edited >= ALIKE and min(pair.a_copied, pair.b_copied) >= ALIKE_COPIED


def _cluster(pairs: Sequence[CopiedPair], dates: Sequence[str | None]) -> CopyCluster:
    members = tuple(sorted({plan for pair in pairs for plan in (pair.a, pair.b)}))
    closest: dict[int, tuple[float, int]] = {}
    for pair in pairs:
        for plan, partner, share in ((pair.a, pair.b, pair.a_copied), (pair.b, pair.a, pair.b_copied)):
            closest[plan] = max(closest.get(plan, (-1.0, 0)), (share, -partner))
    return CopyCluster(
        members,
        min((pair.relation for pair in pairs), key=_WEAKEST_FIRST.index),
        earliest_plan(members, dates),
        tuple((-closest[plan][1], closest[plan][0]) for plan in members),
    )


def earliest_plan(members: Sequence[int], dates: Sequence[str | None]) -> int | None:
    """Return the member dated before all other dated members; None with fewer than two dates or a tie.

    >>> earliest_plan([0, 1, 2], ["2024-09", "2023", None])
    1
    >>> earliest_plan([0, 1], ["2024-09", "2024"]) is None
    True
    """
    dated = sorted((date, plan) for plan in members if (date := dates[plan]))
    if len(dated) < 2 or dated[1][0].startswith(dated[0][0]):
        return None
    return dated[0][1]


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
