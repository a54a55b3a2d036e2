"""The section tree of a plan as flat arrays: sections in reading order and the section of every character."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from jyplan.model import Span
from jyplan.text.normalise import normalise

if TYPE_CHECKING:
    from jyplan.compare.arrays import Ints, Mask
    from jyplan.compare.passages.views import View
    from jyplan.model import Node, Plan

NO_PARENT = -1
"""Index of the parent of a section at the top."""


@dataclass(frozen=True)
class PlanSection:
    """A node with the position in the section tree and in `View.plain`; indices into `SectionTree.sections`."""

    node: Node
    parent: int
    """Index of the parent section; `NO_PARENT` at the top."""
    depth: int
    """Number of sections above, 0 at the top."""
    subtree_end: int
    """Index after the last descendant: the section and its descendants are `index:subtree_end`."""
    start: int
    """Offset in `View.plain` of the marker."""
    end: int
    """Offset in `View.plain` after the last descendant, exclusive."""
    body: int
    """Offset in `View.plain` after the marker."""
    own: str
    """Plain title and text, without marker and descendants."""
    title: str
    """Normalised title; empty without one."""

    @property
    def size(self) -> int:
        """Characters with marker and descendants."""
        return self.end - self.start


@dataclass(frozen=True)
class SectionTree:
    """All sections of a plan in reading order, and the plain text of the plan."""

    plan: Plan
    view: View
    sections: tuple[PlanSection, ...]
    owner: Ints
    """For every character of `View.plain` the index of the innermost section around it; -1 outside all sections."""

    @cached_property
    def titles(self) -> Mask:
        """True for the characters of the plan's title and of the sections' markers and titles."""
        text = self.plan.text
        spans = [Span(0, text.find("\n") if "\n" in text else len(text))] if self.plan.title else []
        for section in self.sections:
            node = section.node
            if node.title and (start := text.find(node.title, node.span.start, node.span.end)) >= 0:
                spans.append(Span(node.span.start, start + len(node.title)))
        return self.view.mask(spans)

    @property
    def own_sizes(self) -> Ints:
        """Characters of each section without descendants, marker included."""
        return np.bincount(self.owner[self.owner >= 0], minlength=len(self.sections))


def build_section_tree(plan: Plan, view: View) -> SectionTree:
    """Return the section tree of a plan; `view` is the view of the plan text."""
    nodes: list[tuple[Node, int, int]] = []  # node, index of its parent, depth

    def visit(node: Node, parent: int, depth: int) -> None:
        index = len(nodes)
        nodes.append((node, parent, depth))
        for child in node.children:
            visit(child, index, depth + 1)

    for node in plan.nodes:
        visit(node, NO_PARENT, 0)
    owner = np.full(len(view.plain), -1, dtype=np.int64)
    starts, ends = view.bounds([node.span for node, _, _ in nodes])
    bounds = list(zip(starts.tolist(), ends.tolist(), strict=True))
    markers = [Span(node.span.start, node.span.start + len(node.marker or "")) for node, _, _ in nodes]
    bodies = view.bounds(markers)[1].tolist()
    for index, (start, end) in enumerate(bounds):
        owner[start:end] = index
    subtree_ends = _subtree_ends([parent for _, parent, _ in nodes])
    sections = []
    for index, ((node, parent, depth), (start, end)) in enumerate(zip(nodes, bounds, strict=True)):
        body = min(bodies[index], end)
        own_end = bounds[index + 1][0] if subtree_ends[index] > index + 1 else end
        own = view.plain[body : max(body, own_end)]
        title = normalise(node.title or "").text
        sections.append(PlanSection(node, parent, depth, subtree_ends[index], start, end, body, own, title))
    return SectionTree(plan, view, tuple(sections), owner)


def _subtree_ends(parents: list[int]) -> list[int]:
    """Return for every section the index after its last descendant.

    >>> _subtree_ends([-1, 0, 1, -1])
    [3, 3, 3, 4]
    """
    ends = list(range(1, len(parents) + 1))
    for index in range(len(parents) - 1, -1, -1):
        if parents[index] >= 0:
            ends[parents[index]] = max(ends[parents[index]], ends[index])
    return ends
