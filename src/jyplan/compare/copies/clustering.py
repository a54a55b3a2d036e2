"""Plans that belong together: joined where nearly all of both is the same text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import CopyCluster, Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jyplan.model import CopiedPair

ALIKE = 0.6
"""Share of either plan in the other that joins them: less is a plan that was put together from several, which would
join those as well."""
_WEAKEST = (Relation.PARTIAL, Relation.NEAR_IDENTICAL, Relation.IDENTICAL)


def cluster_plans(pairs: Iterable[CopiedPair], dates: Sequence[str | None]) -> tuple[CopyCluster, ...]:
    """Return the groups that pairs make, largest first; `dates` has one for each plan, as far as known."""
    alike = [pair for pair in pairs if min(pair.a_copied, pair.b_copied) >= ALIKE]
    leader: dict[int, int] = {}

    def lead(plan: int) -> int:
        while (above := leader.setdefault(plan, plan)) != plan:
            leader[plan] = leader[above]
            plan = above
        return plan

    for pair in alike:
        one, other = lead(pair.a), lead(pair.b)
        leader[max(one, other)] = min(one, other)
    inside: dict[int, list[CopiedPair]] = {}
    for pair in alike:
        inside.setdefault(lead(pair.a), []).append(pair)
    groups = (_group(links, dates) for links in inside.values())
    return tuple(sorted(groups, key=lambda group: (-len(group.members), group.members)))


def _group(links: Sequence[CopiedPair], dates: Sequence[str | None]) -> CopyCluster:
    members = tuple(sorted({plan for pair in links for plan in (pair.a, pair.b)}))
    best: dict[int, tuple[float, int]] = {}
    for pair in links:
        for plan, partner, share in ((pair.a, pair.b, pair.a_copied), (pair.b, pair.a, pair.b_copied)):
            best[plan] = max(best.get(plan, (-1.0, 0)), (share, -partner))
    return CopyCluster(
        members,
        min((pair.relation for pair in links), key=_WEAKEST.index),
        _earliest(members, dates),
        tuple((-best[plan][1], best[plan][0]) for plan in members),
    )


def _earliest(members: Sequence[int], dates: Sequence[str | None]) -> int | None:
    """Return the member that is older than all others whose date is known; one date alone says nothing.

    >>> _earliest([0, 1, 2], ["2024-09", "2023", None])
    1
    """
    known = sorted((date, plan) for plan in members if (date := dates[plan]))
    if len(known) < 2 or known[1][0].startswith(known[0][0]):
        return None
    return known[0][1]
