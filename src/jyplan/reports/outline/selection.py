"""Outlines reduced to the nodes of some roles and the ancestors of those nodes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from jyplan.model import Node, Outline, Plan, Role


def select_roles(outline: Outline, roles: Collection[Role] | None) -> Outline:
    """Return the outline with only the nodes of `roles` and their ancestors; None keeps all.

    A node keeps its id. An ancestor of a different role keeps only its heading, or its first paragraph without a title,
    and no facts. A plan stays even if no node is left, since a reviewer looks for such plans; the preamble has no role
    and is removed.
    """
    return outline if roles is None else replace(outline, plans=tuple(_plan(plan, roles) for plan in outline.plans))


def _plan(plan: Plan, roles: Collection[Role]) -> Plan:
    return replace(plan, preamble=(), nodes=_nodes(plan.nodes, roles))


def _nodes(nodes: Iterable[Node], roles: Collection[Role]) -> tuple[Node, ...]:
    return tuple(reduced for node in nodes if (reduced := _node(node, roles)) is not None)


def _node(node: Node, roles: Collection[Role]) -> Node | None:
    children = _nodes(node.children, roles)
    if node.role in roles:
        return replace(node, children=children)
    if not children:
        return None
    return replace(node, children=children, text=() if node.title else node.text[:1], items=(), facts=())
