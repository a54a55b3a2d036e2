"""The year-over-year summary: which goals, tasks, measures and indicators are kept, changed, new, dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Change, FactChange, Plan, Role, RoleSummary, SectionMatch, SectionStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

_CHANGES = {
    SectionStatus.SAME: Change.KEPT,
    SectionStatus.MOVED: Change.KEPT,
    SectionStatus.EDITED: Change.CHANGED,
    SectionStatus.MOVED_EDITED: Change.CHANGED,
    SectionStatus.ADDED: Change.NEW,
    SectionStatus.REMOVED: Change.DROPPED,
}


def summarise_roles(
    left: Plan, right: Plan, sections: Sequence[SectionMatch], facts: Sequence[FactChange]
) -> tuple[RoleSummary, ...]:
    """Return a summary for every role that either plan has, then one of the indicators if there are any.

    A section counts under the role it has on the right, a dropped one under that on the left. Indicators
    are named by the ids of their nodes, one entry an indicator.
    """
    before = {node.id: node for node in left.walk()}
    after = {node.id: node for node in right.walk()}
    found: dict[str, dict[Change, list[str]]] = {}
    for match in sections:
        node = after[match.right] if match.right is not None else before[match.left or ""]
        found.setdefault(node.role, {}).setdefault(_CHANGES[match.status], []).append(node.id)
    for fact in facts:
        either = fact.right or fact.left
        if either is not None and either.kind == "indicator":
            place = fact.right_node if fact.right else fact.left_node
            found.setdefault("indicator", {}).setdefault(fact.change, []).append(place or "")
    order = [*Role, "indicator"]
    return tuple(
        RoleSummary(str(role), *(tuple(found[role].get(change, ())) for change in Change))
        for role in order
        if role in found
    )
