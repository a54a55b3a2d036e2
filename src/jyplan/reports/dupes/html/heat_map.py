"""The map: a row and a column for every plan of a pair; the colour is the share of the row's plan in the column's."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Message
from jyplan.reports.dupes.html.page_data import STEPS, heat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.reports.dupes.html.page_data import CopiesPage

_CELL = 26
"""Largest size of a cell in pixels, for a map of few plans."""
_LARGEST_FILLED = 300
"""Plans of a group whose unlisted pairs are drawn: 90,000 squares."""
_WIDEST = 760
"""Largest size of the whole map in pixels; cells of many plans are smaller."""


def heat_map(page: CopiesPage) -> str:
    """Return the map as SVG; all cells of a colour are a single path, since thousands of elements are slow."""
    size = len(page.order)
    pixels = min(size * _CELL, _WIDEST)
    paths = f'<path class="gap" d="{gaps}"/>' if (gaps := _gaps(page)) else ""
    paths += "".join(f'<path class="h{step}" d="{cells}"/>' for step, cells in sorted(_cells(page).items()))
    frames = "".join(
        f'<rect class="frame" x="{start}" y="{start}" width="{size_of_cluster}" height="{size_of_cluster}"/>'
        for start, size_of_cluster in cluster_ranges(page).values()
    )
    return (
        f'<svg id="map-cells" class="map" viewBox="0 0 {size} {size}" width="{pixels}" height="{pixels}" tabindex="0"'
        f' role="application" aria-labelledby="map-title" aria-describedby="map-keys cell">'
        f'<path class="own" d="M0 0L{size} {size}"/>{paths}{frames}</svg>'
    )


def map_scale(page: CopiesPage) -> str:
    """Return the legend: the range of shares of each colour."""
    bounds = ["0", *(f"{step:.0%}" for step in STEPS)]
    spans = [f"{low}–{high}" for low, high in pairwise(bounds)] + ["100%"]
    swatches = f'<span class="swatch none"></span>{page.say(Message("no pair"))} '
    swatches += "".join(f'<span class="swatch h{step}"></span>{span} ' for step, span in enumerate(spans))
    if _gaps(page):
        swatches += f'<span class="swatch gap"></span>{page.say(Message("one group, pair not listed"))} '
    return f'<p class="scale">{page.say(Message("Share of the row’s plan:"))} {swatches}</p>'


class ClusterRange(NamedTuple):
    """The rows of a cluster on the map; its columns have the same numbers."""

    start: int
    """Number of the first row, from 0."""
    size: int
    """Number of rows: the plans of the cluster on the map."""


def cluster_ranges(page: CopiesPage) -> dict[int, ClusterRange]:
    """Return the range of each cluster on the map, by the number of the cluster."""
    ranges: dict[int, ClusterRange] = {}
    start = 0
    for number, members in groupby(page.order, key=lambda plan: page.cluster_of.get(plan, 0)):
        count = len(list(members))
        if number:
            ranges[number] = ClusterRange(start, count)
        start += count
    return ranges


def _cells(page: CopiesPage) -> dict[int, str]:
    """Return the cells of each colour as an SVG path, row by row."""
    cells_of: dict[int, list[str]] = {}
    for row, column, share in sorted(_points(page)):
        cells_of.setdefault(heat(share), []).append(f"M{column} {row}h1v1h-1z")
    return {step: "".join(cells) for step, cells in cells_of.items()}


def _gaps(page: CopiesPage) -> str:
    """Return the squares of unlisted pairs inside clusters: closer pairs show the same text."""
    squares: list[str] = []
    for start, size in cluster_ranges(page).values():
        if size <= _LARGEST_FILLED:
            plans = page.order[start : start + size]
            squares += [
                f"M{start + column} {start + row}h1v1h-1z"
                for row, plan in enumerate(plans)
                for column, partner in enumerate(plans)
                if row != column and (plan, partner) not in page.rows
            ]
    return "".join(squares)


def _points(page: CopiesPage) -> Iterator[tuple[int, int, float]]:
    """Yield row, column and share of every cell: two cells for each pair."""
    index_of = {plan: index for index, plan in enumerate(page.order)}
    for pair in page.pairs:
        yield index_of[pair.a], index_of[pair.b], pair.a_copied
        yield index_of[pair.b], index_of[pair.a], pair.b_copied
