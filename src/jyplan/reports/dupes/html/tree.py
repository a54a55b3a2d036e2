"""Where the members of a group stand in its picture: a tree of the closest links, drawn in rings around its root."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from math import cos, pi, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jyplan.model import CopyCluster

SPACING = 26.0
"""Between the middles of two members, at least: room for a circle with a number of two digits."""
_NEAREST = 1.8
"""Times the spacing between a ring and the next, at least: a line between two circles can be seen."""


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the tree."""

    parent: int
    child: int
    share: float
    """How much of one of both stands in the other, from 0 to 1: the larger."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Members and lines of the picture; units are those of `SPACING`, the root is at 0, 0."""

    places: Mapping[int, tuple[float, float]]
    links: tuple[Link, ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of what is drawn, with room for the outermost circles."""
        across, down = zip(*self.places.values(), strict=True)
        left, top = min(across) - SPACING, min(down) - SPACING
        return left, top, max(across) + SPACING - left, max(down) + SPACING - top


def lay_out(group: CopyCluster, members: Sequence[int]) -> Tree:
    """Return the picture of the first members of a group; the same group always gives the same.

    The root is the earliest, else the one that most are closest to. Where links do not hold all members
    together, those without one hang on the root.
    """
    links = _strongest(group, set(members))
    root = _root(group, members, links)
    children = _children(root, members, links)
    places = _places(root, children)
    known = {frozenset(pair): share for *pair, share in links}
    drawn = [
        Link(parent, child, known[frozenset((parent, child))])
        for parent, below in children.items()
        for child in below
        if frozenset((parent, child)) in known
    ]
    return Tree(places, tuple(drawn))


def _strongest(group: CopyCluster, shown: set[int]) -> list[tuple[int, int, float]]:
    """Return the closest links that hold the shown members together without a circle, strongest first."""
    candidates = [
        (member, other, share)
        for member, (other, share) in zip(group.members, group.closest, strict=True)
        if {member, other} <= shown
    ]
    part_of = {member: member for member in shown}

    def part(member: int) -> int:
        while part_of[member] != member:
            member = part_of[member]
        return member

    kept = []
    for member, other, share in sorted(candidates, key=lambda link: (-link[2], link[0], link[1])):
        one, two = part(member), part(other)
        if one != two:
            part_of[two] = one
            kept.append((member, other, share))
    return kept


def _root(group: CopyCluster, members: Sequence[int], links: Iterable[tuple[int, int, float]]) -> int:
    if group.earliest is not None and group.earliest in members:
        return group.earliest
    degree = dict.fromkeys(members, 0)
    for member, other, _ in links:
        degree[member] += 1
        degree[other] += 1
    return max(members, key=lambda member: (degree[member], -member))


def _children(root: int, members: Sequence[int], links: Iterable[tuple[int, int, float]]) -> dict[int, list[int]]:
    """Return for every member those below it, from the root outwards."""
    neighbours: dict[int, list[int]] = {member: [] for member in members}
    for member, other, _ in links:
        neighbours[member].append(other)
        neighbours[other].append(member)
    children: dict[int, list[int]] = {}
    seen, waiting = {root}, [root]
    for start in (root, *members):
        if start not in seen:
            children[root].append(start)
            seen.add(start)
            waiting = [start]
        while waiting:
            member = waiting.pop(0)
            children[member] = [other for other in neighbours[member] if other not in seen]
            seen.update(children[member])
            waiting.extend(children[member])
    return children


def _rings(root: int, children: Mapping[int, Sequence[int]]) -> list[list[int]]:
    """Return the members by their distance from the root."""
    rings = [[root]]
    while below := [child for member in rings[-1] for child in children[member]]:
        rings.append(below)
    return rings


def _places(root: int, children: Mapping[int, Sequence[int]]) -> dict[int, tuple[float, float]]:
    """Return every member's place; each has a sector as wide as it has ends of branches below it."""
    ends: dict[int, int] = {}
    for ring in reversed(_rings(root, children)):
        ends |= {member: sum(ends[child] for child in children[member]) or 1 for member in ring}
    step = max(SPACING * ends[root] / (2 * pi), _NEAREST * SPACING)
    places = {root: (0.0, 0.0)}
    waiting = [(root, 0.0, 2 * pi, 1)]
    for member, start, sector, depth in waiting:
        below = children[member]
        starts = accumulate((ends[child] for child in below), initial=0)
        for child, before in zip(below, starts, strict=False):
            first, wide = start + sector * before / ends[member], sector * ends[child] / ends[member]
            angle = first + wide / 2
            places[child] = (round(depth * step * sin(angle), 1), round(-depth * step * cos(angle), 1))
            waiting.append((child, first, wide, depth + 1))
    return places
