"""Problems met while a document is read, collected for `Document.problems`."""

from __future__ import annotations

from jyplan.model import Message, Problem

_MOST = 50
"""Number of different problems listed for a file; any further problems are dropped."""


class Notices:
    """Collects problems; a repeated message is listed once."""

    def __init__(self) -> None:
        self._problems: dict[str, Problem] = {}

    def add(self, message: Message) -> None:
        """Add a problem."""
        key = str(message)
        if key not in self._problems and len(self._problems) < _MOST:
            self._problems[key] = Problem(message)

    def listed(self) -> tuple[Problem, ...]:
        """Return the problems in the order of their first occurrence."""
        return tuple(self._problems.values())
