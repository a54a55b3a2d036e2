"""Reports of `jyplan parse`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from jyplan.model import Outline
from jyplan.reports.protocol.view import Unread, ViewOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import Role

Parsed = Outline | Unread
"""The result of parsing a file."""


@dataclass(frozen=True, slots=True)
class OutlineOptions(ViewOptions):
    """Options of a report of outlines."""

    roles: frozenset[Role] | None = None
    """The roles to show, None for all."""
    everything: bool = False
    """Whether to show headers, footers, notes and comments, too, in formats with the whole text of a document."""


class OutlineReport(Protocol):
    """A module for a report of outlines, in the order of the files.

    `bytes` are written unchanged: a file format, with text in UTF-8. A `str` is for a person, printed in the encoding of
    the console.
    """

    def render(self, results: Sequence[Parsed], options: OutlineOptions) -> str | bytes:
        """Return the report; the same results and options give the same bytes."""
        ...
