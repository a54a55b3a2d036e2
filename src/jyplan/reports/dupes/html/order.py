"""The order of plans in the rows and columns of the map of copies (`heat_map`): the most copied pairs side by side.

Clusters keep their order. Within a cluster the order follows the merges of single-linkage clustering: pairs are taken from the most copied to the least, and each
pair joins the two rows of its plans end to end. Before joining, either row is turned if that brings the two plans
nearer to each other (the idea of Gruvaeus and Wainer, 1972, "Two additions to hierarchical cluster analysis").

    pair    rows before            rows after
    1–2     [1] [2]                [1, 2]
    3–4     [3] [4]                [3, 4]
    2–4     [1, 2] [3, 4]          [1, 2, 4, 3]: the second row turned
    1–5     [1, 2, 4, 3] [5]       [3, 4, 2, 1, 5]: the first row turned
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jyplan.model import CopiedPair, CopyCluster


def map_order(pairs: Sequence[CopiedPair], clusters: Sequence[CopyCluster]) -> list[int]:
    """Return the plans of all pairs in the order of the map: the clusters one by one, then the remaining plans.

    `pairs` must be sorted, most copied first. Pairs across the border of a cluster do not influence the order.
    """
    cluster_of = {member: number for number, cluster in enumerate(clusters) for member in cluster.members}
    within_clusters = [
        (pair.a, pair.b) for pair in pairs if pair.a in cluster_of and cluster_of[pair.a] == cluster_of.get(pair.b)
    ]
    outside = [(pair.a, pair.b) for pair in pairs if pair.a not in cluster_of and pair.b not in cluster_of]
    plans = dict.fromkeys(plan for pair in pairs for plan in (pair.a, pair.b))
    rows = joined_rows(plans, [*within_clusters, *outside])
    rows.sort(key=lambda row: cluster_of.get(row[0], len(clusters)))
    return [plan for row in rows for plan in row]


def joined_rows(plans: Iterable[int], links: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the plans in rows, one row for all plans connected by links, directly or indirectly.

    Links are taken in the order given; rows are in the order of their first plans in `plans`.

    >>> joined_rows([1, 2, 3, 4, 5, 6], [(1, 2), (3, 4), (2, 4), (1, 5)])
    [[3, 4, 2, 1, 5], [6]]
    """
    row_of = {plan: [plan] for plan in plans}
    for left_plan, right_plan in links:
        left, right = row_of[left_plan], row_of[right_plan]
        if left is right:
            continue
        if left.index(left_plan) < len(left) / 2:
            left.reverse()
        if right.index(right_plan) > (len(right) - 1) / 2:
            right.reverse()
        left.extend(right)
        row_of |= dict.fromkeys(right, left)
    return list({id(row): row for row in row_of.values()}.values())
