"""Protocols of report modules: results and options in, text or bytes out; a module for each command with reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.lazy import lazy_names

if TYPE_CHECKING:
    from jyplan.reports.protocol.archive import ArchiveOptions, ArchiveReport
    from jyplan.reports.protocol.check import CheckOptions, CheckReport, CheckResult, CopyingReport, Ignored, RuleCard
    from jyplan.reports.protocol.diff import DiffOptions, DiffPart, DiffReport, FolderOptions, FolderReport
    from jyplan.reports.protocol.dupes import DupesOptions, DupesReport
    from jyplan.reports.protocol.outline import OutlineOptions, OutlineReport, Parsed
    from jyplan.reports.protocol.review import ReviewOptions, ReviewReport
    from jyplan.reports.protocol.view import Unread, ViewOptions


__all__ = [
    "ArchiveOptions",
    "ArchiveReport",
    "CheckOptions",
    "CheckReport",
    "CheckResult",
    "CopyingReport",
    "DiffOptions",
    "DiffPart",
    "DiffReport",
    "DupesOptions",
    "DupesReport",
    "FolderOptions",
    "FolderReport",
    "Ignored",
    "OutlineOptions",
    "OutlineReport",
    "Parsed",
    "ReviewOptions",
    "ReviewReport",
    "RuleCard",
    "Unread",
    "ViewOptions",
]

if not TYPE_CHECKING:
    __getattr__ = lazy_names(
        __name__,
        {
            "jyplan.reports.protocol.archive": "ArchiveOptions ArchiveReport",
            "jyplan.reports.protocol.check": "CheckOptions CheckReport CheckResult CopyingReport Ignored RuleCard",
            "jyplan.reports.protocol.diff": "DiffOptions DiffPart DiffReport FolderOptions FolderReport",
            "jyplan.reports.protocol.dupes": "DupesOptions DupesReport",
            "jyplan.reports.protocol.outline": "OutlineOptions OutlineReport Parsed",
            "jyplan.reports.protocol.review": "ReviewOptions ReviewReport",
            "jyplan.reports.protocol.view": "Unread ViewOptions",
        },
    )
