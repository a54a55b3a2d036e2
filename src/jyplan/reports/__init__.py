"""Outlines, comparisons, findings and copies written down: one module a report, listed here, imported when asked for."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from jyplan.reports.protocol import (
    ArchiveOptions,
    ArchiveReport,
    CheckOptions,
    CheckReport,
    CheckResult,
    CopyingReport,
    DiffOptions,
    DiffPart,
    DiffReport,
    DupesOptions,
    DupesReport,
    Parsed,
    Report,
    ReportOptions,
    RuleCard,
    Unread,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "ARCHIVE_REPORTS",
    "CHECK_REPORTS",
    "DIFF_REPORTS",
    "DUPES_REPORTS",
    "PARSE_REPORTS",
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
    "Parsed",
    "Report",
    "ReportOptions",
    "RuleCard",
    "Unread",
    "load_archive_report",
    "load_check_report",
    "load_diff_report",
    "load_dupes_report",
    "load_report",
]

PARSE_REPORTS: Mapping[str, str] = MappingProxyType(
    {
        "tree": "jyplan.reports.outline.tree",
        "json": "jyplan.reports.outline.json",
        "yaml": "jyplan.reports.outline.yaml",
        "md": "jyplan.reports.outline.markdown",
        "text": "jyplan.reports.outline.text",
        "csv": "jyplan.reports.outline.csv",
        "xlsx": "jyplan.reports.outline.xlsx",
    }
)
"""Formats of `jyplan parse` by name, in the order in which help lists them: the first is the default."""

DIFF_REPORTS: Mapping[str, str] = MappingProxyType(
    {
        "text": "jyplan.reports.diff.text",
        "json": "jyplan.reports.diff.json",
        "md": "jyplan.reports.diff.markdown",
        "html": "jyplan.reports.diff.html",
        "docx": "jyplan.reports.diff.docx",
    }
)
"""Formats of `jyplan diff`, likewise."""
CHECK_REPORTS: Mapping[str, str] = MappingProxyType(
    {
        "text": "jyplan.reports.check.text",
        "json": "jyplan.reports.check.json",
        "sarif": "jyplan.reports.check.sarif",
        "junit": "jyplan.reports.check.junit",
        "github": "jyplan.reports.check.github",
        "gitlab": "jyplan.reports.check.gitlab",
        "html": "jyplan.reports.check.html",
        "xlsx": "jyplan.reports.check.xlsx",
        "docx": "jyplan.reports.check.docx",
    }
)
"""Formats of `jyplan check`, likewise."""
ARCHIVE_REPORTS: Mapping[str, str] = MappingProxyType(
    {
        "text": "jyplan.reports.archive.text",
        "json": "jyplan.reports.archive.json",
    }
)
"""Formats of `jyplan archive list`, likewise."""

DUPES_REPORTS: Mapping[str, str] = MappingProxyType(
    {
        "text": "jyplan.reports.dupes.text",
        "json": "jyplan.reports.dupes.json",
        "html": "jyplan.reports.dupes.html",
        "csv": "jyplan.reports.dupes.csv",
        "xlsx": "jyplan.reports.dupes.xlsx",
    }
)
"""Formats of `jyplan dupes`, likewise."""


def load_report(reports: Mapping[str, str], name: str) -> Report:
    """Import one report of a table such as `PARSE_REPORTS`.

    Raises:
        KeyError: The table has no such name.

    >>> load_report(PARSE_REPORTS, "json").__name__
    'jyplan.reports.outline.json'
    """
    return cast("Report", import_module(reports[name]))


def load_diff_report(name: str) -> DiffReport:
    """Import the report of `DIFF_REPORTS` that has this name; otherwise as `load_report`."""
    return cast("DiffReport", import_module(DIFF_REPORTS[name]))


def load_archive_report(name: str) -> ArchiveReport:
    """Import the report of `ARCHIVE_REPORTS` that has this name; otherwise as `load_report`."""
    return cast("ArchiveReport", import_module(ARCHIVE_REPORTS[name]))


def load_check_report(name: str) -> CheckReport:
    """Import the report of `CHECK_REPORTS` that has this name; otherwise as `load_report`."""
    return cast("CheckReport", import_module(CHECK_REPORTS[name]))


def load_dupes_report(name: str) -> DupesReport:
    """Import the report of `DUPES_REPORTS` that has this name; otherwise as `load_report`."""
    return cast("DupesReport", import_module(DUPES_REPORTS[name]))
