"""Terminal screen of a text report: language, width, colours and signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from jyplan.model import Message
from jyplan.reports.media.columns import fit, width, wrap
from jyplan.reports.media.terminal import BOLD, painted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.language import Language


class ScreenOptions(Protocol):
    """Language and screen of the user; part of the options of every text report."""

    @property
    def language(self) -> Language:
        """Language of the report."""
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


class ReportScreen:
    """Writes sentences, colours and cut lines for the screen of one user."""

    narrowest = 60
    """Smallest width in columns that lines are fitted to; a narrower terminal wraps lines itself."""

    def __init__(self, options: ScreenOptions) -> None:
        self._colour = options.colour
        self.language = options.language
        self.width = max(options.width, self.narrowest)
        self.ellipsis = "…" if options.unicode else "..."
        self.becomes = " → " if options.unicode else " -> "
        self.dot = " · " if options.unicode else " - "

    def say(self, template: Message, **params: object) -> str:
        """Return a sentence in the user's language."""
        return self.language.say(Message(template.template, params) if params else template)

    def paint(self, text: str, *codes: str) -> str:
        """Return text in colours; unchanged for a screen without colours."""
        return painted(text, *codes) if self._colour else text

    def title(self, message: Message) -> str:
        """Return the title line of a part of the report."""
        return self.paint(self.language.say(message), BOLD)

    def fit(self, text: str, room: int) -> str:
        """Return a text cut to `room` columns."""
        return fit(text, room, self.ellipsis)

    def padded(self, text: str, columns: int) -> str:
        """Return text filled up with spaces to a width of `columns`."""
        return text + " " * max(columns - width(text), 0)

    def wrapped(self, text: str, indent: int = 0) -> Iterator[str]:
        """Yield a sentence in lines of the screen; lines after the first begin with `indent` spaces."""
        for index, line in enumerate(wrap(text, self.width - indent)):
            yield f"{' ' * indent if index else ''}{line}"
