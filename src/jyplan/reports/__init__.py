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
        "tree": "jyplan.reports.outline_tree",
        "json": "jyplan.reports.outline_json",
        "yaml": "jyplan.reports.outline_yaml",
        "md": "jyplan.reports.outline_markdown",
        "text": "jyplan.reports.outline_text",
        "csv": "jyplan.reports.ledger_csv",
        "xlsx": "jyplan.reports.ledger_xlsx",
    }
)
"""Formats of `jyplan parse` by name, in the order in which help lists them: the first is the default."""

DIFF_REPORTS: Mapping[str, str] = MappingProxyType(
    {
        "text": "jyplan.reports.diff_text",
        "json": "jyplan.reports.diff_json",
        "md": "jyplan.reports.diff_markdown",
        "html": "jyplan.reports.diff_html",
        "docx": "jyplan.reports.diff_docx",
    }
)
"""Formats of `jyplan diff`, likewise."""
CHECK_REPORTS: Mapping[str, str] = MappingProxyType(
    {
        "text": "jyplan.reports.check_text",
        "json": "jyplan.reports.check_json",
        "sarif": "jyplan.reports.check_sarif",
        "junit": "jyplan.reports.check_junit",
        "github": "jyplan.reports.check_github",
        "gitlab": "jyplan.reports.check_gitlab",
        "html": "jyplan.reports.check_html",
        "xlsx": "jyplan.reports.check_xlsx",
        "docx": "jyplan.reports.check_docx",
    }
)
"""Formats of `jyplan check`, likewise."""
ARCHIVE_REPORTS: Mapping[str, str] = MappingProxyType(
    {
        "text": "jyplan.reports.archive_text",
        "json": "jyplan.reports.archive_json",
    }
)
"""Formats of `jyplan archive list`, likewise."""

DUPES_REPORTS: Mapping[str, str] = MappingProxyType(
    {
        "text": "jyplan.reports.dupes_text",
        "json": "jyplan.reports.dupes_json",
        "html": "jyplan.reports.dupes_html",
        "csv": "jyplan.reports.dupes_csv",
        "xlsx": "jyplan.reports.dupes_xlsx",
    }
)
"""Formats of `jyplan dupes`, likewise."""


def load_report(reports: Mapping[str, str], name: str) -> Report:
    """Import one report of a table such as `PARSE_REPORTS`.

    Raises:
        KeyError: The table has no such name.

    >>> load_report(PARSE_REPORTS, "json").__name__
    'jyplan.reports.outline_json'
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
