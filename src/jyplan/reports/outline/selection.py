"""Parts of an outline: the nodes of the roles asked for, and the way to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from jyplan.model import Node, Outline, Plan, Role


def select_roles(outline: Outline, roles: Collection[Role] | None) -> Outline:
    """Return the outline with only the nodes of `roles` and their ancestors; None keeps all.

    A node keeps its id. An ancestor of another role only shows where its descendants stand: it
    keeps its heading, or its first paragraph where it has no title, but no facts. A plan stays
    even where nothing of it is left, for that is what a reviewer looks for; its preamble, which
    has no role, goes.
    """
    return outline if roles is None else replace(outline, plans=tuple(_plan(plan, roles) for plan in outline.plans))


def _plan(plan: Plan, roles: Collection[Role]) -> Plan:
    return replace(plan, preamble=(), nodes=_nodes(plan.nodes, roles))


def _nodes(nodes: Iterable[Node], roles: Collection[Role]) -> tuple[Node, ...]:
    return tuple(kept for node in nodes if (kept := _node(node, roles)) is not None)


def _node(node: Node, roles: Collection[Role]) -> Node | None:
    children = _nodes(node.children, roles)
    if node.role in roles:
        return replace(node, children=children)
    if not children:
        return None
    return replace(node, children=children, text=() if node.title else node.text[:1], items=(), facts=())
