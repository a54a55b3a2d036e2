"""The picture of a cluster: members as circles, their closest links as lines, in rings around a root.

Three steps. Links: every member's link to its closest member; Kruskal's algorithm keeps the strongest links without
circles, a maximum spanning forest. Tree: the forest hung from its root. Places: a radial layout, where every member
has a sector of the circle as wide as the number of leaves below it (Eades, 1992, "Drawing free trees").

Example, four members without dates:

    closest   0 → 1 .9   1 → 0 .9   2 → 1 .8   3 → 2 .7
    links     0–1 .9, 2–1 .8, 3–2 .7 (1–0 would close a circle)
    tree      root 1 (two links, before 2 by its index), children 0 and 2; 3 below 2
    sectors   0: 0° to 180°   2 and 3: 180° to 360°
    places    1 (0, 0)   0 (46.8, 0)   2 (−46.8, 0)   3 (−93.6, 0)
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from math import cos, pi, sin
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jyplan.model import CopyCluster

SPACING = 26.0
"""Smallest distance between the centres of two circles in a ring: room for a circle with a two-digit number."""
_RING_DISTANCE = 1.8 * SPACING
"""Smallest distance between two rings: the line between two circles stays visible."""


class Centre(NamedTuple):
    """The centre of a circle, relative to the root, in the units of `SPACING`; y grows downwards."""

    x: float
    y: float


class ViewBox(NamedTuple):
    """The rectangle of a picture."""

    left: float
    top: float
    width: float
    height: float


class ClosestLink(NamedTuple):
    """A member's link to the member with the largest share of its text."""

    member: int
    closest: int
    share: float
    """Share of the text of `member` contained in `closest`, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class TreeEdge:
    """A line of the picture."""

    parent: int
    child: int
    share: float
    """Share of the link, from 0 to 1; the larger share if each member is the other's closest."""


@dataclass(frozen=True, slots=True)
class ClusterTree:
    """Circles and lines of the picture."""

    places: Mapping[int, Centre]
    """The centre of each member's circle."""
    edges: tuple[TreeEdge, ...]

    @property
    def box(self) -> ViewBox:
        """The rectangle around all circles, with a margin of `SPACING`."""
        across, down = zip(*self.places.values(), strict=True)
        left, top = min(across) - SPACING, min(down) - SPACING
        return ViewBox(left, top, max(across) + SPACING - left, max(down) + SPACING - top)


def lay_out(cluster: CopyCluster, members: Sequence[int]) -> ClusterTree:
    """Return the picture of some members of a cluster; equal arguments give equal pictures.

    The root is the earliest member, else the member with the most links. Members connected to the root by no links
    hang directly below the root, without a line.
    """
    links = _strongest_links(cluster, set(members))
    root = _root(cluster, members, links)
    children = _children(root, members, links)
    shares = {frozenset((link.member, link.closest)): link.share for link in links}
    edges = [
        TreeEdge(parent, child, shares[frozenset((parent, child))])
        for parent, its_children in children.items()
        for child in its_children
        if frozenset((parent, child)) in shares
    ]
    return ClusterTree(_places(root, children), tuple(edges))


def _strongest_links(cluster: CopyCluster, shown: set[int]) -> list[ClosestLink]:
    """Return the maximum spanning forest of the closest links between shown members, strongest first (Kruskal)."""
    candidates = [
        ClosestLink(member, closest, share)
        for member, (closest, share) in zip(cluster.members, cluster.closest, strict=True)
        if {member, closest} <= shown
    ]
    parent_of = {member: member for member in shown}

    def component(member: int) -> int:
        while parent_of[member] != member:
            member = parent_of[member]
        return member

    forest = []
    for link in sorted(candidates, key=lambda link: (-link.share, link.member, link.closest)):
        left, right = component(link.member), component(link.closest)
        if left != right:
            parent_of[right] = left
            forest.append(link)
    return forest


def _root(cluster: CopyCluster, members: Sequence[int], links: Iterable[ClosestLink]) -> int:
    """Return the earliest member if shown, else the member with the most links; of several the first."""
    if cluster.earliest is not None and cluster.earliest in members:
        return cluster.earliest
    degree = dict.fromkeys(members, 0)
    for link in links:
        degree[link.member] += 1
        degree[link.closest] += 1
    return max(members, key=lambda member: (degree[member], -member))


def _children(root: int, members: Sequence[int], links: Iterable[ClosestLink]) -> dict[int, list[int]]:
    """Return the children of every member, breadth first from the root; unconnected components hang below the root."""
    neighbours: dict[int, list[int]] = {member: [] for member in members}
    for link in links:
        neighbours[link.member].append(link.closest)
        neighbours[link.closest].append(link.member)
    children: dict[int, list[int]] = {}
    reached, queue = {root}, [root]
    for start in (root, *members):
        if start not in reached:
            children[root].append(start)
            reached.add(start)
            queue = [start]
        while queue:
            member = queue.pop(0)
            children[member] = [neighbour for neighbour in neighbours[member] if neighbour not in reached]
            reached.update(children[member])
            queue.extend(children[member])
    return children


def _rings(root: int, children: Mapping[int, Sequence[int]]) -> list[list[int]]:
    """Return the members by their distance from the root, the root's ring first."""
    rings = [[root]]
    while next_ring := [child for member in rings[-1] for child in children[member]]:
        rings.append(next_ring)
    return rings


class _Sector(NamedTuple):
    """The sector of the picture for a member and all its descendants; angles in radians, clockwise from the top."""

    member: int
    start: float
    angle: float
    depth: int
    """Ring of the member's children: 1 for the root's."""


def _places(root: int, children: Mapping[int, Sequence[int]]) -> dict[int, Centre]:
    """Return every member's centre, in the middle of its sector; sectors are proportional to numbers of leaves."""
    leaves: dict[int, int] = {}
    for ring in reversed(_rings(root, children)):
        leaves |= {member: sum(leaves[child] for child in children[member]) or 1 for member in ring}
    # the first ring is wide enough for all leaves side by side
    radius = max(SPACING * leaves[root] / (2 * pi), _RING_DISTANCE)
    places = {root: Centre(0.0, 0.0)}
    queue = [_Sector(root, 0.0, 2 * pi, 1)]
    for member, start, angle, depth in queue:
        leaves_before = accumulate((leaves[child] for child in children[member]), initial=0)
        for child, before in zip(children[member], leaves_before, strict=False):
            child_start = start + angle * before / leaves[member]
            child_angle = angle * leaves[child] / leaves[member]
            middle = child_start + child_angle / 2
            places[child] = Centre(round(depth * radius * sin(middle), 1), round(-depth * radius * cos(middle), 1))
            queue.append(_Sector(child, child_start, child_angle, depth + 1))
    return places
