"""The screen that a comparison is written on: its language, width, colours and signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Change, Message
from jyplan.reports.columns import fit, width, wrap
from jyplan.reports.labels import heading, joined
from jyplan.reports.terminal import BOLD, GREEN, RED, YELLOW, painted
from jyplan.reports.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import Node
    from jyplan.reports.protocol import DiffOptions

NARROWEST = 60
"""Columns: a narrower screen is left to wrap lines by itself."""
_BEGINNING = 24
"""Characters of a section without a title that name it."""

_COLOURS = {Change.CHANGED: YELLOW, Change.NEW: GREEN, Change.DROPPED: RED}


class Page:
    """What every part of the report needs to write lines."""

    def __init__(self, options: DiffOptions) -> None:
        self.options = options
        self.language = options.language
        self.width = max(options.width, NARROWEST)
        self.ellipsis = "…" if options.unicode else "..."
        self.below = " › " if options.unicode else " > "
        self.becomes = " → " if options.unicode else " -> "
        self.dot = " · " if options.unicode else " - "

    def say(self, template: Message, **params: object) -> str:
        """Return a sentence in the reader's language."""
        return self.language.say(Message(template.template, params) if params else template)

    def paint(self, text: str, *codes: str) -> str:
        """Return text in colours, where there are any."""
        return painted(text, *codes) if self.options.colour else text

    def name(self, node: Node | None) -> str:
        """Return what a reader knows a section by: marker and title, or the beginning of its text."""
        if node is None:
            return ""
        title = heading(node)
        if title is not None:
            return one_line(title)
        text = node.text[0] if node.text else ""
        beginning = text if len(text) <= _BEGINNING else f"{text[:_BEGINNING]}{self.ellipsis}"
        return one_line(joined(node.marker, beginning))

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

    def title(self, message: Message) -> str:
        """Return the headline of a part."""
        return self.paint(self.language.say(message), BOLD)

    def change(self, change: Change, text: str) -> str:
        """Return text in the colour of what became of it."""
        return self.paint(text, _COLOURS[change]) if change in _COLOURS else text

    def fit(self, text: str, room: int) -> str:
        """Return as much of a text as fits in so many columns."""
        return fit(text, room, self.ellipsis)

    def padded(self, text: str, columns: int) -> str:
        """Return text with spaces up to a column."""
        return text + " " * max(columns - width(text), 0)

    def wrapped(self, text: str, indent: int = 0) -> Iterator[str]:
        """Yield a sentence in lines, those after the first one indented."""
        for index, line in enumerate(wrap(text, self.width - indent)):
            yield f"{' ' * indent if index else ''}{line}"
