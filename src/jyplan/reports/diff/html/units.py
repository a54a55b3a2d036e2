"""A plan text in the units that are shown one above the other: its lines, cut where a section begins in one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.model import Span

if TYPE_CHECKING:
    from jyplan.model import Node, Plan
    from jyplan.reports.diff.html.pieces import Track

_LINE = re.compile(r"[^\n]+")
_MOSTLY = 0.5
"""Share of a unit's characters that must have moved for all of it to stand as moved."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A line of a plan, or the part of it that belongs to one section."""

    span: Span
    nodes: tuple[Node, ...] = ()
    """The sections that begin here, the outer one first."""
    depth: int = 0
    """How deep the section lies that it belongs to; 0 at the top and outside of all."""
    move: int | None = None
    """Index of the move that most of it belongs to."""
    titled: bool = False
    """Whether it is a heading and nothing else."""

    @property
    def chars(self) -> int:
        """Its length."""
        return self.span.end - self.span.start


def cut_units(plan: Plan, track: Track) -> tuple[Unit, ...]:
    """Return the units of a plan in order; blank lines are none."""
    text = plan.text
    starting: dict[int, list[Node]] = {}
    for node in plan.walk():
        starting.setdefault(node.span.start, []).append(node)
    starts = sorted(starting)
    units, depth, at = [], 0, 0
    for line in _LINE.finditer(text):
        if line[0].isspace():
            continue
        edges = [line.start()]
        while at < len(starts) and starts[at] < line.end():
            edges += [starts[at]] if starts[at] > line.start() else []
            at += 1
        for start, end in zip(edges, [*edges[1:], line.end()], strict=True):
            nodes = tuple(starting.get(start, ()))
            depth = nodes[-1].id.count(".") if nodes else depth
            span = Span(start, end)
            units.append(Unit(span, nodes, depth, _move(track, span), _is_heading(nodes, end - start)))
    return tuple(units)


def _is_heading(nodes: tuple[Node, ...], chars: int) -> bool:
    """Return whether a unit of this length holds a title alone; 2: a space and a closing mark."""
    if not nodes or nodes[-1].title is None:
        return False
    return chars <= len(nodes[-1].marker or "") + len(nodes[-1].title) + 2


def _move(track: Track, span: Span) -> int | None:
    """Return the move that most of a unit belongs to."""
    shares: dict[int, int] = {}
    for piece in track.within(span):
        place = piece.on(track.side)
        if piece.move is not None:
            size = min(place.end, span.end) - max(place.start, span.start)
            shares[piece.move] = shares.get(piece.move, 0) + size
    most = max(shares, key=lambda move: (shares[move], -move), default=None)
    return most if most is not None and shares[most] >= _MOSTLY * (span.end - span.start) else None
