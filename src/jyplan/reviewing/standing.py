"""The state of each part of a plan (present, empty, missing, open), and the share of tasks with figure, owner and date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import REVIEWED_ROLES, ItemShares, Role, RoleStanding, RoleState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from jyplan.model import Node, PartFindings, Plan

_TO_CHECK = frozenset({Role.TASK, Role.MEASURE})


def standings(plan: Plan, parts: PartFindings) -> tuple[RoleStanding, ...]:
    """Return the state of each of `REVIEWED_ROLES`, in order.

    A required role without a section and not missing is named in a sentence, and counts as present.
    """
    return tuple(_standing(plan, role, parts) for role in REVIEWED_ROLES)


def _standing(plan: Plan, role: Role, parts: PartFindings) -> RoleStanding:
    nodes = list(_topmost(plan.nodes, role))
    ids = tuple(node.id for node in nodes)
    if nodes:
        state = RoleState.EMPTY if all(node.id in parts.empty for node in nodes) else RoleState.PRESENT
        items = sum(_count_items(node, role) for node in nodes) if state is RoleState.PRESENT else 0
        return RoleStanding(role, state, items, ids)
    if role in parts.missing:
        return RoleStanding(role, RoleState.MISSING)
    return RoleStanding(role, RoleState.PRESENT if role in parts.required else RoleState.OPEN)


def item_shares(plan: Plan) -> ItemShares:
    """Return the number of tasks and measures with a figure, an owner, a date; a fact of a heading counts for all items below."""
    items = figures = owners = dates = 0
    for kinds in _innermost(plan.nodes, frozenset()):
        items += 1
        figures += "indicator" in kinds
        owners += "owner" in kinds
        dates += "date" in kinds
    return ItemShares(items, figures, owners, dates)


def _innermost(nodes: Collection[Node], above: frozenset[str]) -> Iterator[frozenset[str]]:
    """Yield the kinds of facts of each innermost task or measure, with the facts of the headings above."""
    for node in nodes:
        kinds = above | {fact.kind for fact in node.facts}
        if node.children:
            yield from _innermost(node.children, kinds if node.role in _TO_CHECK else frozenset())
        elif node.role in _TO_CHECK:
            yield kinds


def _topmost(nodes: Collection[Node], role: Role) -> Iterator[Node]:
    """Yield the nodes of a role without an ancestor of the role."""
    for node in nodes:
        if node.role is role:
            yield node
        else:
            yield from _topmost(node.children, role)


def _count_items(node: Node, role: Role) -> int:
    """Return the number of innermost nodes of a role in a subtree, at least 1; numbered items in a text, (1) (2), count."""
    below = sum(_count_items(child, role) for child in node.children if child.role is role)
    return below or len(node.items) or 1
