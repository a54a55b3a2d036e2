"""Problems met while a workbook is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Place, Problem, ProblemKind

if TYPE_CHECKING:
    from jyplan.model import Message

NOWHERE = Place()
_MOST = 50
"""Number of different problems listed for a file; any further problems are dropped."""


class SheetProblems:
    """Collects problems; a repeated message at the same place is listed once."""

    def __init__(self) -> None:
        self._problems: dict[tuple[str, Place], Problem] = {}

    def add(self, message: Message, kind: ProblemKind = ProblemKind.NOTE, place: Place = NOWHERE) -> None:
        """Add a problem."""
        if len(self._problems) < _MOST:
            self._problems.setdefault((str(message), place), Problem(message, place, kind))

    def listed(self) -> tuple[Problem, ...]:
        """Return the problems in the order of their first occurrence."""
        return tuple(self._problems.values())
