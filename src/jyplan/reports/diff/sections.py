"""The sections of both sides of a comparison, found by their ids and by their places."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jyplan.model import Comparison, Node, Place, Plan, SectionMatch


class Side:
    """One plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.text = plan.text
        self.by_id = {node.id: node for node in plan.walk()}
        self._in_order = sorted(self.by_id.values(), key=lambda node: node.span.start)
        self._starts = [node.span.start for node in self._in_order]
        self._blocks = list(accumulate((len(block.text) + 1 for block in plan.blocks), initial=0))

    def at(self, offset: int) -> Node | None:
        """Return the innermost section that a place in the plan text lies in; None where it lies in none."""
        index = bisect_right(self._starts, offset) - 1
        around = self.path(self._in_order[index]) if index >= 0 else []
        return next((node for node in reversed(around) if offset <= node.span.end), None)

    def place(self, offset: int) -> Place:
        """Return where a place in the plan text stands in the file."""
        index = bisect_right(self._blocks, offset) - 1
        return self.plan.blocks[min(index, len(self.plan.blocks) - 1)].place

    def path(self, node: Node) -> list[Node]:
        """Return a section with the sections it stands in, the topmost first."""
        parts = node.id.split(".")
        return [self.by_id[".".join(parts[:depth])] for depth in range(1, len(parts) + 1)]


class Nodes:
    """The sections of both plans of a comparison."""

    def __init__(self, comparison: Comparison) -> None:
        self.left = Side(comparison.left)
        self.right = Side(comparison.right)

    def of(self, match: SectionMatch) -> Node:
        """Return the section a match is about: the right one, of a removed one the left one."""
        if match.right is not None:
            return self.right.by_id[match.right]
        return self.left.by_id[match.left or ""]
