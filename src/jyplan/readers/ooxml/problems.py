"""Problems met while a document is read, collected for `Document.problems`."""

from __future__ import annotations

from jyplan.model import Message, Place, Problem, ProblemKind

_MOST = 50
"""Most problems of a kind listed for a file; further problems are dropped."""
_MOST_UNREAD = 200
"""The same for unread content (pictures)."""


class ProblemList:
    """The problems met so far; a repeated message at the same place is listed once."""

    def __init__(self) -> None:
        self._problems: dict[tuple[str, Place], Problem] = {}
        self._counts = dict.fromkeys(ProblemKind, 0)

    def add(self, message: Message, place: Place | None = None, kind: ProblemKind = ProblemKind.NOTE) -> None:
        """Add a problem."""
        place = place or Place()
        key = (str(message), place)
        most = _MOST_UNREAD if kind is ProblemKind.UNREAD else _MOST
        if key not in self._problems and self._counts[kind] < most:
            self._counts[kind] += 1
            self._problems[key] = Problem(message, place, kind)

    def listed(self) -> tuple[Problem, ...]:
        """Return the problems in the order of their first occurrence."""
        return tuple(self._problems.values())
