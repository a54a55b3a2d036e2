"""Short names of sections and texts, for table cells, links and outlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.reports.media.labels import heading, with_marker
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from jyplan.model import Node, Plan

_NAME = 36
"""Longest name of a section in characters: fits on a line of the outline of a page."""
_UNNUMBERED = 14
"""Longest title in characters that replaces a missing number in a path."""
_PUNCTUATION = "、．.,，:：　 "


def shortened(text: str, limit: int) -> str:
    """Return a text on one line, cut to `limit` characters, `…` included.

    >>> shortened("加强集体备课", 4)
    '加强集…'
    """
    line = one_line(text)
    return line if len(line) <= limit else line[: limit - 1] + "…"


def section_name(node: Node) -> str:
    """Return marker and title of a section; for a section without title, marker and beginning of the text."""
    return shortened(heading(node) or with_marker(node.marker, node.text[0] if node.text else ""), _NAME)


def section_paths(plan: Plan) -> dict[str, str]:
    """Return the path of markers of every node by node id, as people quote sections: 二（一）3."""
    paths: dict[str, str] = {}
    for node in plan.walk():
        above = paths.get(node.id.rpartition(".")[0], "")
        label = one_line(node.marker or "").strip(_PUNCTUATION) or shortened(node.title or "", _UNNUMBERED)
        between = "." if above[-1:].isascii() and above[-1:].isalnum() and label[:1].isalnum() else ""
        paths[node.id] = above + between + label
    return paths
