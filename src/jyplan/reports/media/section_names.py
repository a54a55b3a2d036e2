"""What sections and texts are called where there is little room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.reports.media.labels import heading, joined
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from jyplan.model import Node, Plan

_NAME = 36
"""Characters of a section's name, at most: what fits on a line of the outline."""
_UNNUMBERED = 14
"""Characters of a title that stands for a number in a path."""
_PUNCTUATION = "、．.,，:：　 "


def shortened(text: str, limit: int) -> str:
    """Return a text on one line, with `…` for what is beyond the limit.

    >>> shortened("加强集体备课", 4)
    '加强集…'
    """
    line = one_line(text)
    return line if len(line) <= limit else line[: limit - 1] + "…"


def section_name(node: Node) -> str:
    """Return marker and title of a section, or how it begins where it has none."""
    return shortened(heading(node) or joined(node.marker, node.text[0] if node.text else ""), _NAME)


def section_paths(plan: Plan) -> dict[str, str]:
    """Return for every node the markers that lead to it, as one would quote it: 二（一）3."""
    paths: dict[str, str] = {}
    for node in plan.walk():
        above = paths.get(node.id.rpartition(".")[0], "")
        own = one_line(node.marker or "").strip(_PUNCTUATION) or shortened(node.title or "", _UNNUMBERED)
        between = "." if above[-1:].isascii() and above[-1:].isalnum() and own[:1].isalnum() else ""
        paths[node.id] = above + between + own
    return paths
