"""A plan as a column of the page: units, and names, paths and ids of sections."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from jyplan.reports.diff.html.units import Unit, cut_units
from jyplan.reports.media.section_names import section_name, section_paths

if TYPE_CHECKING:
    from jyplan.model import Node, Plan
    from jyplan.reports.diff.html.span_pairs import PairSequence, Side


@dataclass(frozen=True)
class PlanColumn:
    """The left or the right plan on the page."""

    plan: Plan
    pairs: PairSequence
    text: str
    """`plan.text`, joined only once."""
    units: tuple[Unit, ...]

    @classmethod
    def of(cls, plan: Plan, pairs: PairSequence) -> PlanColumn:
        """Cut a plan into units."""
        return cls(plan, pairs, plan.text, cut_units(plan, pairs))

    @property
    def side(self) -> Side:
        """The side of the column."""
        return self.pairs.side

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """Sections by id, in reading order."""
        return {node.id: node for node in self.plan.walk()}

    @cached_property
    def paths(self) -> dict[str, str]:
        """Path of markers of each section by id: 二（一）3."""
        return section_paths(self.plan)

    @cached_property
    def _starts(self) -> list[tuple[int, str]]:
        return [(node.span.start, node.id) for node in self.nodes.values()]

    def section_at(self, offset: int) -> str | None:
        """Return the id of the last section that begins at or before an offset; None before the first section."""
        index = bisect_right(self._starts, offset, key=lambda start: start[0])
        return self._starts[index - 1][1] if index else None

    def before_marker(self, offset: int) -> int:
        """Return the start of the marker around an offset, or the offset outside of markers.

        A link inside （一） would make the marker unreadable.
        """
        node_id = self.section_at(offset)
        if node_id is None:
            return offset
        node = self.nodes[node_id]
        return node.span.start if offset < node.span.start + len(node.marker or "") else offset

    def name(self, node_id: str) -> str:
        """Return the short name of a section."""
        return section_name(self.nodes[node_id])

    def anchor(self, node_id: str) -> str:
        """Return the HTML id of the first element of a section: `L2.1`."""
        return f"{self.side[0].upper()}{node_id}"
