"""Screen of a text report on a comparison: names of sections and colours of changes."""

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
"""Characters of text in the name of a section without title."""

_COLOURS = {Change.CHANGED: YELLOW, Change.NEW: GREEN, Change.DROPPED: RED}


class DiffScreen(ReportScreen):
    """Writes names of sections and coloured changes for the screen of one user."""

    def __init__(self, options: DiffOptions) -> None:
        super().__init__(options)
        self.options = options
        self._path_separator = " › " if options.unicode else " > "

    def name(self, node: Node | None) -> str:
        """Return marker and title of a section, or marker and beginning of its text; empty for None."""
        if node is None:
            return ""
        title = heading(node)
        if title is not None:
            return one_line(title)
        text = node.text[0] if node.text else ""
        beginning = text if len(text) <= _BEGINNING else f"{text[:_BEGINNING]}{self.ellipsis}"
        return one_line(with_marker(node.marker, beginning))

    def path(self, nodes: Sequence[Node]) -> str:
        """Return the names of nested sections, the topmost first; “the top level” for none."""
        return self._path_separator.join(map(self.name, nodes)) or self.say(Message("the top level"))

    def short_path(self, nodes: Sequence[Node]) -> str:
        """Return the name of the innermost section with a title, then the markers of the sections inside."""
        markers: list[str] = []
        for node in reversed(nodes):
            if node.title is not None:
                return self._path_separator.join([self.name(node), *filter(None, markers)])
            markers.insert(0, one_line(node.marker or ""))
        return self.name(nodes[-1]) if nodes else ""

    def paint_change(self, change: Change, text: str) -> str:
        """Return text in the colour of a change; unchanged if kept."""
        return self.paint(text, _COLOURS[change]) if change in _COLOURS else text
