"""Invariants of every plan: each character in exactly one place, each offset right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jyplan.outline.readings.markers import SIGNS
from jyplan.text.fold import fold
from tests.outline.cases import bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import Node, Plan

_SEPARATORS = re.compile(rf"[\s。．.：:；;、，,{re.escape(SIGNS)}]")


def squeezed(text: str) -> str:
    """Return a text without white space, the separators between title and text, and the signs before a heading (`● 指导思想`)."""
    return _SEPARATORS.sub("", text)


def outlined_text(plan: Plan) -> str:
    """Return the text of a plan's title, preamble and nodes, in reading order; a marker that is the title, `第一章：`, once."""
    parts = [plan.title or "", *plan.preamble]
    for node in plan.walk():
        title, marker = squeezed(node.title or ""), node.marker or ""
        parts += [marker, "" if title == squeezed(marker) else title, *node.text]
    return "".join(parts)


def own_stretches(node: Node) -> Iterator[tuple[int, int]]:
    """Yield the parts of a node's span outside its children."""
    start = node.span.start
    for child in node.children:
        yield start, child.span.start
        start = child.span.end
    yield start, node.span.end


def outline_of(plan: Plan) -> list[tuple[object, ...]]:
    """Return a plan's outline in folded spelling, to compare texts that differ in spelling only."""
    nodes: list[tuple[object, ...]] = [
        (node.id, bare(fold(node.marker or "")), fold(node.title or ""), node.role, tuple(map(fold, node.text)))
        for node in plan.walk()
    ]
    return [(plan.number, fold(plan.title or ""), plan.kind, tuple(map(fold, plan.preamble))), *nodes]


def faults(plan: Plan) -> list[str]:
    """Return the errors in a plan's ids, spans and facts; an empty list for a right plan."""
    errors = []
    text = plan.text
    if [node.id for node in plan.nodes] != [str(i) for i in range(1, len(plan.nodes) + 1)]:
        errors.append("ids of the top level do not count from 1")
    end = 0
    for node in plan.nodes:
        if node.span.start < end:
            errors.append(f"{node.id} begins inside the node before it")
        end = node.span.end
    for node in plan.walk():
        errors += _faults_of_node(node, text)
    return errors


def _faults_of_node(node: Node, text: str) -> Iterator[str]:
    text_of_node = text[node.span.start : node.span.end]
    if not 0 <= node.span.start <= node.span.end <= len(text):
        yield f"{node.id}: its span lies outside the text"
    if node.marker and not text_of_node.startswith(node.marker):
        yield f"{node.id}: its span does not begin with its marker {node.marker!r}"
    if not node.marker and node.title and not squeezed(text_of_node.lstrip(SIGNS)).startswith(squeezed(node.title)):
        yield f"{node.id}: its span does not begin with its title {node.title!r}"
    if node.title is not None and node.title != node.title.strip():
        yield f"{node.id}: white space around its title"
    end = node.span.start
    for position, child in enumerate(node.children, 1):
        if child.id != f"{node.id}.{position}":
            yield f"{child.id}: is child {position} of {node.id}"
        if not end <= child.span.start <= child.span.end <= node.span.end:
            yield f"{child.id}: its span lies outside its parent's or in its sibling's"
        end = child.span.end
    own = list(own_stretches(node))
    for fact in node.facts:
        if text[fact.start : fact.end] != fact.text:
            yield f"{node.id}: {fact.text!r} does not stand at its offset"
        if not any(start <= fact.start and fact.end <= stop for start, stop in own):
            yield f"{node.id}: {fact.text!r} stands in another node"
