"""How each line of a plan looks: title, heading of a depth, table row, body."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from jyplan.model import BlockKind

if TYPE_CHECKING:
    from jyplan.model import Node, Plan

BODY, TITLE, ROW = "Normal", "Title", "TableRow"
DEEPEST = 9
"""Word has nine heading styles."""
_CLOSING = " \t\u3000。:：.;；,，"


class Looks:
    """The style ids of a plan's lines."""

    def __init__(self, plan: Plan) -> None:
        lines = plan.text.split("\n")
        self._starts = [0]
        for line in lines[:-1]:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._styles = [BODY] * len(lines)
        at = 0
        for block in plan.blocks:
            number = block.text.count("\n") + 1
            if block.kind is BlockKind.ROW:
                self._styles[at : at + number] = [ROW] * number
            at += number
        for node in plan.walk():
            first = self._line(node.span.start)
            if _is_heading(lines[first], node):
                self._styles[first] = f"Heading{min(node.id.count('.') + 1, DEEPEST)}"
        title = _title_line(plan, lines)
        if title is not None:
            self._styles[title] = TITLE

    def style_at(self, place: int) -> str:
        """Return the style of the line in which a place lies; a line end belongs to the line it ends."""
        return self._styles[self._line(place)]

    def _line(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1


def _is_heading(line: str, node: Node) -> bool:
    """Return whether a line is a node's heading alone: with more text in it, it reads as a paragraph."""
    if node.title is None:
        return False
    rest = line.strip().removeprefix(node.marker or "").strip()
    return rest.rstrip(_CLOSING) == node.title.rstrip(_CLOSING)


def _title_line(plan: Plan, lines: list[str]) -> int | None:
    if not plan.title:
        return None
    return next((number for number, line in enumerate(lines) if line.strip() == plan.title.strip()), None)
