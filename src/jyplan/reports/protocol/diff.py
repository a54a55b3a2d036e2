"""Reports of `jyplan diff`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from jyplan.reports.protocol.view import ViewOptions

if TYPE_CHECKING:
    from jyplan.model import ComparedFolders, Comparison
    from jyplan.reports.protocol.view import Unread

DiffPart = Literal["edits", "passages", "sections", "roles", "rewriting"]
"""A part of a comparison, for `--only`."""


@dataclass(frozen=True, slots=True)
class DiffOptions(ViewOptions):
    """Options of a report of a comparison."""

    left_path: str = ""
    """As the user named the file, with `#n` if given."""
    right_path: str = ""
    only: DiffPart | None = None
    """The only part to show, None for all."""
    ignore_format: bool = True
    """Whether differences of width, punctuation and spaces are only counted, not shown as edits."""


class DiffReport(Protocol):
    """A module for a report of a comparison; `bytes` and `str` as in `OutlineReport`."""

    def render(self, comparison: Comparison, options: DiffOptions) -> str | bytes:
        """Return the report; the same comparison and options give the same bytes."""
        ...


@dataclass(frozen=True, slots=True)
class FolderOptions(ViewOptions):
    """Options of a report of two compared folders."""

    left_path: str = ""
    """The folder as the user named it."""
    right_path: str = ""
    unread: tuple[Unread, ...] = ()
    """Files of either folder that could not be read."""


class FolderReport(Protocol):
    """A module for a report of two folders; `bytes` and `str` as in `OutlineReport`."""

    def render(self, folders: ComparedFolders, options: FolderOptions) -> str | bytes:
        """Return the report; the same folders and options give the same bytes."""
        ...
