"""Reports of `jyplan dupes` and `jyplan archive query`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from jyplan.reports.protocol.view import ViewOptions

if TYPE_CHECKING:
    from collections.abc import Callable

    from jyplan.model import Copies
    from jyplan.reports.protocol.view import Unread


@dataclass(frozen=True, slots=True)
class DupesOptions(ViewOptions):
    """Options of a report of copies among plans."""

    version: str = ""
    """Of jyplan."""
    unread: tuple[Unread, ...] = ()
    """Files that could not be read, in the order of reading."""
    text_of: Callable[[int], str | None] = lambda _: None
    """Returns the plan text of a listing by number; None for a plan of an archive without texts."""


class DupesReport(Protocol):
    """A module for a report of copies; `bytes` and `str` as in `OutlineReport`."""

    def render(self, copies: Copies, options: DupesOptions) -> str | bytes:
        """Return the report; the same copies and options give the same bytes."""
        ...
