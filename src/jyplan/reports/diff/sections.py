"""Sections of both plans of a comparison, looked up by node id or by offset in the plan text."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jyplan.model import Comparison, Node, Place, Plan, SectionMatch


class PlanSections:
    """Sections of a plan by id and by offset in the plan text."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.text = plan.text
        self.by_id = {node.id: node for node in plan.walk()}
        self._in_order = sorted(self.by_id.values(), key=lambda node: node.span.start)
        self._starts = [node.span.start for node in self._in_order]
        self._block_starts = list(accumulate((len(block.text) + 1 for block in plan.blocks), initial=0))

    def section_at(self, offset: int) -> Node | None:
        """Return the innermost section around an offset of the plan text; None outside all sections."""
        index = bisect_right(self._starts, offset) - 1
        candidates = self.path_to(self._in_order[index]) if index >= 0 else []
        return next((node for node in reversed(candidates) if offset <= node.span.end), None)

    def place_of(self, offset: int) -> Place:
        """Return the place in the file of an offset of the plan text: the place of its block."""
        index = bisect_right(self._block_starts, offset) - 1
        return self.plan.blocks[min(index, len(self.plan.blocks) - 1)].place

    def path_to(self, node: Node) -> list[Node]:
        """Return the sections around a node, the topmost first, and the node itself at the end."""
        parts = node.id.split(".")
        return [self.by_id[".".join(parts[:depth])] for depth in range(1, len(parts) + 1)]


class ComparedSections:
    """Sections of the left and of the right plan."""

    def __init__(self, comparison: Comparison) -> None:
        self.left = PlanSections(comparison.left)
        self.right = PlanSections(comparison.right)

    def node_of(self, match: SectionMatch) -> Node:
        """Return the right section of a match; the left section if the match is a removed section."""
        if match.right is not None:
            return self.right.by_id[match.right]
        return self.left.by_id[match.left or ""]
