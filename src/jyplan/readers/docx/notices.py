"""What the reader got over: collected once each, for `Document.problems`."""

from __future__ import annotations

from jyplan.model import Message, Problem

_MOST = 50
"""Different problems that are listed; a file with more is one problem to its reader."""


class Notices:
    """Collects problems; the same one twice is listed once."""

    def __init__(self) -> None:
        self._problems: dict[str, Problem] = {}

    def add(self, message: Message) -> None:
        """Note a problem."""
        key = str(message)
        if key not in self._problems and len(self._problems) < _MOST:
            self._problems[key] = Problem(message)

    def listed(self) -> tuple[Problem, ...]:
        """Return the problems in the order in which they were met."""
        return tuple(self._problems.values())
