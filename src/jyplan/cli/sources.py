"""Files to read by the paths that a user names, without jyplan's own reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan import inputs
from jyplan.model import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.cli.console import Console

_NAMED = 3
"""Number of own reports listed by name."""


def find_sources(
    console: Console,
    paths: Sequence[str],
    *,
    stdin_name: str | None,
    max_size: int,
    redact: bool,
    exclude: Sequence[str] = (),
) -> list[inputs.Source | inputs.Unreadable]:
    """Return the files to read; reports of jyplan are left out with a note."""
    own_reports: list[str] = []
    sources = list(
        inputs.find_sources(
            paths, stdin_name=stdin_name, max_size=max_size, redact=redact, exclude=exclude, own_reports=own_reports
        )
    )
    note_own_reports(console, own_reports)
    return sources


def note_own_reports(console: Console, own_reports: Sequence[str]) -> None:
    """Say which files of the inputs were skipped as reports of jyplan; nothing without any."""
    if own_reports:
        named = ", ".join(own_reports[:_NAMED]) + ("…" if own_reports[_NAMED:] else "")
        params = {"count": len(own_reports), "files": named}
        console.note(Message("reports of jyplan, not read: {count} ({files})", params))
