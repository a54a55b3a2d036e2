"""The map: a row and a column for every plan that shares text, the darker the more of the row stands in the column."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.dupes.html.scene import STEPS, heat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.reports.dupes.html.scene import Scene

_CELL = 26
"""Pixels of a cell where there are few plans …"""
_WIDEST = 760
"""… and of the whole map where there are many."""


def heat_map(scene: Scene) -> str:
    """Return the map with its scale; a path for each colour, so that thousands of cells stay small."""
    size = len(scene.order)
    pixels = min(size * _CELL, _WIDEST)
    paths = "".join(f'<path class="h{step}" d="{cells}"/>' for step, cells in sorted(_cells(scene).items()))
    frames = "".join(
        f'<rect class="frame" x="{start}" y="{start}" width="{long}" height="{long}"/>'
        for start, long in group_ranges(scene).values()
    )
    return (
        f'<svg id="map-cells" class="map" viewBox="0 0 {size} {size}" width="{pixels}" height="{pixels}" tabindex="0"'
        f' role="application" aria-labelledby="map-title" aria-describedby="map-keys cell">'
        f'<path class="own" d="M0 0L{size} {size}"/>{paths}{frames}</svg>'
    )


def map_scale(scene: Scene) -> str:
    """Return what the colours mean."""
    bounds = ["0", *(f"{step:.0%}" for step in STEPS)]
    spans = [f"{low}–{high}" for low, high in pairwise(bounds)] + ["100%"]
    swatches = "".join(f'<span class="swatch h{step}"></span>{span} ' for step, span in enumerate(spans))
    return f'<p class="scale">{scene.say(Message("Share of the row’s plan:"))} {swatches}</p>'


def group_ranges(scene: Scene) -> dict[int, tuple[int, int]]:
    """Return for each group on the map where it begins and how many plans it has there."""
    found: dict[int, tuple[int, int]] = {}
    start = 0
    for number, members in groupby(scene.order, key=lambda plan: scene.groups.get(plan, 0)):
        long = len(list(members))
        if number:
            found[number] = start, long
        start += long
    return found


def _cells(scene: Scene) -> dict[int, str]:
    """Return the squares of each colour as the path of an SVG, row by row."""
    found: dict[int, list[str]] = {}
    for row, column, share in sorted(_points(scene)):
        found.setdefault(heat(share), []).append(f"M{column} {row}h1v1h-1z")
    return {step: "".join(cells) for step, cells in found.items()}


def _points(scene: Scene) -> Iterator[tuple[int, int, float]]:
    place = {plan: at for at, plan in enumerate(scene.order)}
    for pair in scene.pairs:
        yield place[pair.a], place[pair.b], pair.a_copied
        yield place[pair.b], place[pair.a], pair.b_copied
