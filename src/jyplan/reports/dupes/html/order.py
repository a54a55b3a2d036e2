"""In which order plans stand on the map: those that share most side by side, groups as they are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jyplan.model import CopiedPair, CopyCluster


def side_by_side(pairs: Sequence[CopiedPair], groups: Sequence[CopyCluster]) -> list[int]:
    """Return the plans of all pairs, those of a group together, groups in their order, then the rest.

    Pairs are taken in their order, most copied first; the rows that both plans stand in become one, turned so that
    the two come as near to each other as rows can (the order of a single-linkage tree).
    """
    group_of = {member: number for number, group in enumerate(groups) for member in group.members}
    inside = [pair for pair in pairs if pair.a in group_of and group_of[pair.a] == group_of.get(pair.b)]
    across = [pair for pair in pairs if pair.a not in group_of and pair.b not in group_of]
    plans = dict.fromkeys(plan for pair in pairs for plan in (pair.a, pair.b))
    rows = _rows(plans, [*inside, *across])
    return [plan for row in sorted(rows, key=lambda row: group_of.get(row[0], len(groups))) for plan in row]


def _rows(plans: Iterable[int], pairs: Iterable[CopiedPair]) -> list[list[int]]:
    """Return the plans in rows, one for all that are linked, directly or not; rows in the order of their first links."""
    row_of = {plan: [plan] for plan in plans}
    for pair in pairs:
        left, right = row_of[pair.a], row_of[pair.b]
        if left is right:
            continue
        if left.index(pair.a) < len(left) / 2:
            left.reverse()
        if right.index(pair.b) > (len(right) - 1) / 2:
            right.reverse()
        left.extend(right)
        row_of |= dict.fromkeys(right, left)
    return list({id(row): row for row in row_of.values()}.values())
