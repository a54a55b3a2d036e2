"""Reports of `jyplan archive list`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from jyplan.reports.protocol.view import ViewOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import Archived


@dataclass(frozen=True, slots=True)
class ArchiveOptions(ViewOptions):
    """Options of a list of archived plans."""


class ArchiveReport(Protocol):
    """A module for a list of archived plans; `bytes` and `str` as in `OutlineReport`."""

    def render(self, plans: Sequence[Archived], options: ArchiveOptions) -> str | bytes:
        """Return the report; the same plans and options give the same bytes."""
        ...
