"""The text of a diagram (SmartArt): `word/diagrams/data1.xml`, ECMA-376 part 1, 21.4."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from jyplan.readers.docx.values import integer
from jyplan.readers.ooxml.names import DIAGRAM, DRAWING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_POINT, _CONNECTION, _TEXT = (f"{{{DIAGRAM}}}{name}" for name in ("pt", "cxn", "t"))
_PARAGRAPH, _RUN_TEXT, _BREAK = (f"{{{DRAWING}}}{name}" for name in ("p", "t", "br"))


def diagram_lines(data: Element) -> list[str]:
    """Return the text of a diagram's data part, a line a paragraph, each shape before the shapes below it.

    Points stand in the order of the tree of connections; a point outside of the tree comes last.
    """
    points = {point.get("modelId") or "": point for point in data.iter(_POINT)}
    below: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for connection in data.iter(_CONNECTION):
        if connection.get("type", "parOf") == "parOf":
            place = integer(connection.get("srcOrd")) or 0
            below[connection.get("srcId") or ""].append((place, connection.get("destId") or ""))
    order: dict[str, None] = {}
    for root in [key for key, point in points.items() if point.get("type") == "doc"]:
        waiting = [root]
        while waiting:
            key = waiting.pop()
            if key in order or key not in points:
                continue
            order[key] = None
            waiting += [child for _, child in sorted(below[key], reverse=True)]
    keys = [*order, *(key for key in points if key not in order)]
    return [line for key in keys for line in _lines(points[key])]


def _lines(point: Element) -> Iterator[str]:
    for text in point.iterchildren(_TEXT):
        for paragraph in text.iter(_PARAGRAPH):
            pieces = (" " if piece.tag == _BREAK else piece.text or "" for piece in paragraph.iter(_RUN_TEXT, _BREAK))
            if line := " ".join("".join(pieces).split()):
                yield line
