"""Units of a plan: the paragraphs of its column. A unit is a line, or the part of a line that belongs to a section."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.model import Span

if TYPE_CHECKING:
    from jyplan.model import Node, Plan
    from jyplan.reports.diff.html.span_pairs import PairSequence

_LINE = re.compile(r"[^\n]+")
_MOSTLY = 0.5
"""A unit is shown as moved if at least this share of its characters moved."""
_CLOSING_CHARS = 2
"""Characters of a heading beside marker and title, at most: a space and a closing mark."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A line of a plan, or the part of a line that belongs to a section."""

    span: Span
    nodes: tuple[Node, ...] = ()
    """Sections that begin with the unit, the outer first."""
    depth: int = 0
    """Depth of the section around the unit; 0 for a top section and outside of all sections."""
    move: int | None = None
    """Index into `Comparison.moves` of the move of most of the unit."""
    is_title: bool = False
    """Whether the unit is the heading of a section and nothing else."""

    @property
    def chars(self) -> int:
        """Length in characters."""
        return self.span.end - self.span.start


def cut_units(plan: Plan, pairs: PairSequence) -> tuple[Unit, ...]:
    """Return the units of a plan in order; blank lines are left out."""
    starting: dict[int, list[Node]] = {}
    for node in plan.walk():
        starting.setdefault(node.span.start, []).append(node)
    starts = sorted(starting)
    units, depth, next_start = [], 0, 0
    for line in _LINE.finditer(plan.text):
        if line[0].isspace():
            continue
        cuts = [line.start()]
        while next_start < len(starts) and starts[next_start] < line.end():
            cuts += [starts[next_start]] if starts[next_start] > line.start() else []
            next_start += 1
        for start, end in zip(cuts, [*cuts[1:], line.end()], strict=True):
            nodes = tuple(starting.get(start, ()))
            depth = nodes[-1].id.count(".") if nodes else depth
            span = Span(start, end)
            units.append(Unit(span, nodes, depth, _move_of(pairs, span), _is_heading(nodes, end - start)))
    return tuple(units)


def _is_heading(nodes: tuple[Node, ...], chars: int) -> bool:
    """Return whether a unit `chars` long holds only the title of its innermost section."""
    if not nodes or nodes[-1].title is None:
        return False
    return chars <= len(nodes[-1].marker or "") + len(nodes[-1].title) + _CLOSING_CHARS


def _move_of(pairs: PairSequence, span: Span) -> int | None:
    """Return the move of at least `_MOSTLY` of a span, None without such a move."""
    chars_by_move: dict[int, int] = {}
    for pair in pairs.overlapping(span):
        pair_span = pair.on(pairs.side)
        if pair.move is not None:
            size = min(pair_span.end, span.end) - max(pair_span.start, span.start)
            chars_by_move[pair.move] = chars_by_move.get(pair.move, 0) + size
    largest = max(chars_by_move, key=lambda move: (chars_by_move[move], -move), default=None)
    if largest is None or chars_by_move[largest] < _MOSTLY * (span.end - span.start):
        return None
    return largest
