"""The sections of a plan as flat arrays: which characters are whose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from jyplan.model import Span
from jyplan.text.normalise import normalise

if TYPE_CHECKING:
    from jyplan.compare.passages.seeds import Ints
    from jyplan.compare.passages.views import View
    from jyplan.model import Node, Plan


@dataclass(frozen=True)
class Section:
    """A node with its place in the tree and in the plain text. Sections are named by their index."""

    node: Node
    parent: int
    """Index of the section above; -1 at the top."""
    depth: int
    last: int
    """Index after its last descendant: its subtree is `index:last` in reading order."""
    start: int
    """Offset in `View.plain` where its marker begins; `end` is exclusive, descendants included."""
    end: int
    body: int
    """Offset in `View.plain` after its marker."""
    own: str
    """Its own title and text without format, marker left out."""
    title: str
    """Its title without format."""


@dataclass(frozen=True)
class Forest:
    """All sections of a plan in reading order."""

    plan: Plan
    view: View
    sections: tuple[Section, ...]
    owner: Ints
    """For every character of `View.plain` the section whose own text it is; -1 outside of all."""

    @property
    def weights(self) -> Ints:
        """Characters of each section's own text, marker included."""
        return np.bincount(self.owner[self.owner >= 0], minlength=len(self.sections))


def grow_forest(plan: Plan, view: View) -> Forest:
    """Return the sections of a plan; `view` is the view of its text."""
    nodes: list[tuple[Node, int, int]] = []

    def visit(node: Node, parent: int, depth: int) -> None:
        index = len(nodes)
        nodes.append((node, parent, depth))
        for child in node.children:
            visit(child, index, depth + 1)

    for node in plan.nodes:
        visit(node, -1, 0)
    owner = np.full(len(view.plain), -1, dtype=np.int64)
    starts, ends = view.bounds([node.span for node, _, _ in nodes])
    spans = list(zip(starts.tolist(), ends.tolist(), strict=True))
    marks = [Span(node.span.start, node.span.start + len(node.marker or "")) for node, _, _ in nodes]
    bodies = view.bounds(marks)[1].tolist()
    for index, (start, end) in enumerate(spans):
        owner[start:end] = index
    lasts = list(range(1, len(nodes) + 1))
    for index in range(len(nodes) - 1, -1, -1):
        parent = nodes[index][1]
        if parent >= 0:
            lasts[parent] = max(lasts[parent], lasts[index])
    sections = []
    for index, ((node, parent, depth), (start, end)) in enumerate(zip(nodes, spans, strict=True)):
        body = min(bodies[index], end)
        below = spans[index + 1][0] if lasts[index] > index + 1 else end
        own = view.plain[body : max(body, below)]
        title = normalise(node.title or "").text
        sections.append(Section(node, parent, depth, lasts[index], start, end, body, own, title))
    return Forest(plan, view, tuple(sections), owner)
