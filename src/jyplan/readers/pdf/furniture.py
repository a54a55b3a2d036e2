"""Page furniture: running heads, running feet and page numbers.

A line among the first or last two of a page is furniture if the same text, digits ignored, stands at the
same height on three pages (on both pages of two) and hardly anywhere else, or if the line is a page number.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING

from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.readers.pdf.lines import TextLine

EDGE_LINES = 2
"""Lines at the top and at the bottom of a page that may be furniture."""
REPEATED = 3
"""Fewest pages with a running head; both pages in a document of two."""
DRIFT = 6.0
"""Points that a running head may move between pages."""
PAGE_NUMBER = lazy_pattern(
    r"[-—–－·•\s]*+(?:第\s*+)?(?:\d{1,4}|[ivxlcIVXLC]{1,6}|[一二三四五六七八九十百]{1,4}\s*+页)(?:\s*+页)?"
    r"(?:\s*+(?:[/／,，]\s*+)?(?:(?:共|of)\s*+)?\d{1,4}(?:\s*+页)?)?[-—–－·•\s]*+"
)


def find_furniture(pages: Sequence[Sequence[TextLine]]) -> set[TextLine]:
    """Return the furniture lines of all pages; digits in a running head may change from page to page."""
    edges = [_edges(lines) for lines in pages]
    heights: dict[str, list[float]] = {}
    for edge in edges:
        for key, line in edge:
            heights.setdefault(key, []).append(line.bottom)
    everywhere = Counter(_key(line) for lines in pages for line in lines if not line.cells)
    common = {key: _common_height(bottoms) for key, bottoms in heights.items()}
    needed = min(REPEATED, max(2, len(pages)))
    repeated = {key for key, (_, count) in common.items() if count >= needed and everywhere[key] < 2 * count}

    def is_furniture(line: TextLine) -> bool:
        key = _key(line)
        stands_there = key in repeated and abs(line.bottom - common[key][0]) <= DRIFT
        return stands_there or PAGE_NUMBER.fullmatch(line.text) is not None

    furniture: set[TextLine] = set()
    for lines in pages:  # from either end of the page: behind a title of its own 一、学情分析 is no running head
        furniture.update(takewhile(is_furniture, _outer(lines)))
        furniture.update(takewhile(is_furniture, _outer(lines[::-1])))
    return furniture


def _outer(lines: Sequence[TextLine]) -> list[TextLine]:
    return [line for line in lines[:EDGE_LINES] if not line.cells]


def _edges(lines: Sequence[TextLine]) -> list[tuple[str, TextLine]]:
    """Return the first and last lines of a page with their keys: the text without spaces, numbers as `#`."""
    numbers = set(range(min(EDGE_LINES, len(lines)))) | set(range(max(0, len(lines) - EDGE_LINES), len(lines)))
    edge = (lines[n] for n in sorted(numbers) if not lines[n].cells)
    return [(_key(line), line) for line in edge]


def _key(line: TextLine) -> str:
    return re.sub(r"\d+", "#", "".join(line.text.split()))


def _common_height(heights: Sequence[float]) -> tuple[float, int]:
    """Return the most common height, and the number of lines at most `DRIFT` away."""
    slots = Counter(round(height / DRIFT) for height in heights)
    slot = slots.most_common(1)[0][0]
    near = [height for height in heights if abs(height - slot * DRIFT) <= DRIFT]
    return near[len(near) // 2], len(near)
