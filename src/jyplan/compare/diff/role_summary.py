"""The year-over-year summary: goals, tasks, measures and indicators kept, changed, new and dropped."""

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
    """Return the year-over-year summary of every role in either plan, in the order of `Role`, indicators last.

    A matched or added section counts under the role on the right, a removed section under the role on the left; a section
    split off counts as changed, a merged section as part of the changed right section. Indicators are named by the ids of
    their nodes, an id for each indicator.
    """
    left_nodes = {node.id: node for node in left.walk()}
    right_nodes = {node.id: node for node in right.walk()}
    ids: dict[str, dict[Change, list[str]]] = {}
    for match in sections:
        if match.merged_into:
            continue  # its text is part of the right section, which is changed already
        node = right_nodes[match.right] if match.right is not None else left_nodes[match.left or ""]
        ids.setdefault(node.role, {}).setdefault(_CHANGES[match.status], []).append(node.id)
    for change in facts:
        fact = change.right or change.left
        if fact is not None and fact.kind == "indicator":
            node_id = change.right_node if change.right else change.left_node
            ids.setdefault("indicator", {}).setdefault(change.change, []).append(node_id or "")
    return tuple(
        RoleSummary(str(role), *(tuple(ids[role].get(change, ())) for change in Change))
        for role in (*Role, "indicator")
        if role in ids
    )
