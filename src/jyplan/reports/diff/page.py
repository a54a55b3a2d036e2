"""The screen that a comparison is written on: how its sections are called, and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Change, Message
from jyplan.reports.media.labels import heading, with_marker
from jyplan.reports.media.screen import ReportScreen
from jyplan.reports.media.terminal import GREEN, RED, YELLOW
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import Node
    from jyplan.reports.protocol import DiffOptions

_BEGINNING = 24
"""Characters of a section without a title that name it."""

_COLOURS = {Change.CHANGED: YELLOW, Change.NEW: GREEN, Change.DROPPED: RED}


class Page(ReportScreen):
    """What every part of the report needs to write lines."""

    def __init__(self, options: DiffOptions) -> None:
        super().__init__(options)
        self.options = options
        self.below = " › " if options.unicode else " > "

    def name(self, node: Node | None) -> str:
        """Return what a reader knows a section by: marker and title, or the beginning of its text."""
        if node is None:
            return ""
        title = heading(node)
        if title is not None:
            return one_line(title)
        text = node.text[0] if node.text else ""
        beginning = text if len(text) <= _BEGINNING else f"{text[:_BEGINNING]}{self.ellipsis}"
        return one_line(with_marker(node.marker, beginning))

    def path(self, nodes: Sequence[Node]) -> str:
        """Return the sections that something stands in; a word where it stands in none."""
        return self.below.join(map(self.name, nodes)) or self.say(Message("the top level"))

    def short_path(self, nodes: Sequence[Node]) -> str:
        """Return enough of the way to a section to find it: its title, or that of the next one above and its number."""
        numbers: list[str] = []
        for node in reversed(nodes):
            if node.title is not None:
                return self.below.join([self.name(node), *numbers])
            numbers.insert(0, one_line(node.marker or ""))
        return self.name(nodes[-1]) if nodes else ""

    def change(self, change: Change, text: str) -> str:
        """Return text in the colour of what became of it."""
        return self.paint(text, _COLOURS[change]) if change in _COLOURS else text
