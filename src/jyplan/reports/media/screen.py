"""The screen that a text report is written on: its language, width, colours and signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from jyplan.model import Message
from jyplan.reports.media.columns import fit, width, wrap
from jyplan.reports.media.terminal import BOLD, painted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.language import Language

NARROWEST = 60
"""Columns: a narrower screen is left to wrap lines by itself."""


class Look(Protocol):
    """How the user wants to see a report; the options of every command have this."""

    @property
    def language(self) -> Language:
        """The reader's."""
        ...

    @property
    def width(self) -> int:
        """Columns of the screen."""
        ...

    @property
    def colour(self) -> bool:
        """Whether the screen shows colours."""
        ...

    @property
    def unicode(self) -> bool:
        """Whether the screen can show `…` and the like."""
        ...


class Screen:
    """What every part of a text report needs to write lines."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self.language = look.language
        self.width = max(look.width, NARROWEST)
        self.ellipsis = "…" if look.unicode else "..."
        self.becomes = " → " if look.unicode else " -> "
        self.dot = " · " if look.unicode else " - "

    def say(self, template: Message, **params: object) -> str:
        """Return a sentence in the reader's language."""
        return self.language.say(Message(template.template, params) if params else template)

    def paint(self, text: str, *codes: str) -> str:
        """Return text in colours, where there are any."""
        return painted(text, *codes) if self._look.colour else text

    def title(self, message: Message) -> str:
        """Return the headline of a part."""
        return self.paint(self.language.say(message), BOLD)

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
