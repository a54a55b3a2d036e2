"""One of the two plans on the page: its units, and what its sections are called."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from jyplan.reports.diff.html.units import Unit, cut_units
from jyplan.reports.media.section_names import section_name, section_paths

if TYPE_CHECKING:
    from jyplan.model import Node, Plan
    from jyplan.reports.diff.html.pieces import Side, Track


@dataclass(frozen=True)
class Half:
    """A plan as it stands on one side."""

    plan: Plan
    track: Track
    text: str
    """The plan text, put together once."""
    units: tuple[Unit, ...]

    @classmethod
    def of(cls, plan: Plan, track: Track) -> Half:
        """Return a plan cut into units."""
        return cls(plan, track, plan.text, cut_units(plan, track))

    @property
    def side(self) -> Side:
        """Which of the two it is."""
        return self.track.side

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """Its sections by their ids, in reading order."""
        return {node.id: node for node in self.plan.walk()}

    @cached_property
    def paths(self) -> dict[str, str]:
        """By node id, the markers that lead to it: 二（一）3."""
        return section_paths(self.plan)

    @cached_property
    def _starts(self) -> list[tuple[int, str]]:
        return [(node.span.start, node.id) for node in self.nodes.values()]

    def section_at(self, offset: int) -> str | None:
        """Return the id of the section that a character is in, None before the first one."""
        at = bisect_right(self._starts, offset, key=lambda entry: entry[0])
        return self._starts[at - 1][1] if at else None

    def before_marker(self, offset: int) -> int:
        """Return a place, or the start of the section whose marker it would part: a chip in （一） could not be read."""
        node = self.section_at(offset)
        if node is None:
            return offset
        start = self.nodes[node].span.start
        return start if offset < start + len(self.nodes[node].marker or "") else offset

    def name(self, node: str) -> str:
        """Return a section as a reader would name it."""
        return section_name(self.nodes[node])

    def anchor(self, node: str) -> str:
        """Return the id of the element that a section begins with."""
        return f"{self.side[0].upper()}{node}"
