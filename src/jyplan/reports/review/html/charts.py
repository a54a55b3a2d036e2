"""Charts as SVG without script: bars of parts, a distribution, values on a line, the map of shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.reports.media.html_page import line_html

if TYPE_CHECKING:
    from collections.abc import Sequence

STEPS = (0.0001, 0.1, 0.3, 0.5, 0.8, 1.0)
"""Least share of each shade of the map."""
_CELL, _WIDEST = 22, 720
_NAMED = 60
"""Most plans of a map with names beside the rows."""
_NAME_WIDTH = 150
_BAR, _BAR_HEIGHT = 320, 16


def stacked_bar(counts: Sequence[tuple[str, int, str]]) -> str:
    """Return a bar of parts; `counts` are the class of the colour, the count and the name of each part."""
    total = sum(count for _, count, _ in counts) or 1
    x, parts = 0.0, []
    for colour, count, name in counts:
        wide = count / total * _BAR
        if count:
            label = f'<text x="{x + 4:.1f}" y="12">{count}</text>' if wide > 18 else ""
            parts.append(
                f'<rect class="{colour}" x="{x:.1f}" width="{wide:.1f}" height="{_BAR_HEIGHT}"><title>{name} {count}</title></rect>{label}'
            )
        x += wide
    summary = ", ".join(f"{name} {count}" for _, count, name in counts)
    return f'<svg class="bar-chart" viewBox="0 0 {_BAR} {_BAR_HEIGHT}" width="{_BAR}" height="{_BAR_HEIGHT}" role="img" aria-label="{summary}">{"".join(parts)}</svg>'


def columns(counts: Sequence[tuple[str, int]], name: str) -> str:
    """Return a column for each label with its count above."""
    most = max((count for _, count in counts), default=0) or 1
    wide, high = 58, 120
    parts = []
    for index, (label, count) in enumerate(counts):
        x, tall = index * wide, count / most * high
        parts.append(
            f'<rect class="bar-part" x="{x + 6}" y="{high - tall + 16:.1f}" width="{wide - 12}" height="{tall:.1f}"/>'
            f'<text x="{x + wide / 2}" y="{high - tall + 12:.1f}" text-anchor="middle">{count or ""}</text>'
            f'<text x="{x + wide / 2}" y="{high + 32}" text-anchor="middle">{line_html(label)}</text>'
        )
    width = wide * len(counts)
    return f'<svg class="columns" viewBox="0 0 {width} {high + 40}" width="{width}" height="{high + 40}" role="img" aria-label="{name}">{"".join(parts)}</svg>'


def value_line(values: Sequence[tuple[float, str]], name: str) -> str:
    """Return named values as dots on a line from the least to the greatest."""
    low, high = min(value for value, _ in values), max(value for value, _ in values)
    width, reach = 260, (high - low) or 1
    dots = "".join(
        f'<circle class="dot" cx="{8 + (value - low) / reach * (width - 16):.1f}" cy="10" r="5"><title>{line_html(label)}</title></circle>'
        for value, label in values
    )
    return f'<svg class="values" viewBox="0 0 {width} 20" width="{width}" height="20" role="img" aria-label="{name}"><path class="grid" d="M8 10H{width - 8}"/>{dots}</svg>'


def share_map(
    names: Sequence[str], points: Sequence[tuple[int, int, float]], frames: Sequence[tuple[int, int]], name: str
) -> str:
    """Return the map: a cell for each row, column and share; all cells of a shade are a single path, as thousands are slow.

    `frames`: first row and number of rows of each group with adjacent rows.
    """
    size = len(names)
    cell = min(_CELL, _WIDEST / size)
    cells: dict[int, list[str]] = {}
    for row, column, share in sorted(points):
        shade = sum(share >= bound for bound in STEPS) - 1
        if shade >= 0:
            cells.setdefault(shade, []).append(f"M{column} {row}h1v1h-1z")
    paths = "".join(f'<path class="h{shade}" d="{"".join(of_shade)}"/>' for shade, of_shade in sorted(cells.items()))
    paths += "".join(
        f'<rect class="frame" x="{start}" y="{start}" width="{count}" height="{count}"/>' for start, count in frames
    )
    left = _NAME_WIDTH if size <= _NAMED else 0
    pixels = size * cell
    labels = "".join(
        f'<text x="{left - 6}" y="{(index + 0.5) * cell + 4:.1f}" text-anchor="end">{index + 1} {line_html(word[:10])}</text>'
        for index, word in enumerate(names if left else ())
    )
    numbers = "".join(
        f'<text x="{left + (index + 0.5) * cell:.1f}" y="{pixels + 13:.1f}" text-anchor="middle">{index + 1}</text>'
        for index in range(size if left else 0)
    )
    return (
        f'<svg class="map" viewBox="0 0 {left + pixels:.0f} {pixels + 18:.0f}" width="{left + pixels:.0f}" height="{pixels + 18:.0f}" role="img" aria-label="{name}">'
        f'<g transform="translate({left} 0) scale({cell:.4f})"><path class="own" d="M0 0L{size} {size}"/>{paths}</g>{labels}{numbers}</svg>'
    )
