"""Paragraph style of each line of a plan: title, heading of a level, table row, body."""

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


class LineStyles:
    """Paragraph styles of the lines of a plan."""

    def __init__(self, plan: Plan) -> None:
        lines = plan.text.split("\n")
        self._starts = [0]
        for line in lines[:-1]:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._styles = [BODY] * len(lines)
        first_line = 0
        for block in plan.blocks:
            line_count = block.text.count("\n") + 1
            if block.kind is BlockKind.ROW:
                self._styles[first_line : first_line + line_count] = [ROW] * line_count
            first_line += line_count
        for node in plan.walk():
            first_line = self._line_at(node.span.start)
            if _is_heading(lines[first_line], node):
                self._styles[first_line] = f"Heading{min(node.id.count('.') + 1, DEEPEST)}"
        title_line = _title_line(plan, lines)
        if title_line is not None:
            self._styles[title_line] = TITLE

    def style_at(self, offset: int) -> str:
        """Return the style id of the line around an offset of the plan text; a line end belongs to the line before."""
        return self._styles[self._line_at(offset)]

    def _line_at(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1


def _is_heading(line: str, node: Node) -> bool:
    """Return whether a line is the heading of a node and nothing else; further text makes the line a paragraph."""
    if node.title is None:
        return False
    title = line.strip().removeprefix(node.marker or "").strip()
    return title.rstrip(_CLOSING) == node.title.rstrip(_CLOSING)


def _title_line(plan: Plan, lines: list[str]) -> int | None:
    if not plan.title:
        return None
    return next((number for number, line in enumerate(lines) if line.strip() == plan.title.strip()), None)
