"""Reports: a table of formats for each command, and a module for each format, imported at first use.

To add a format, write a module in the folder of the command and add a row to the table of the command.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jyplan.lazy import lazy_names
from jyplan.reports.registry import ReportFormat, ReportTable

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        FolderOptions,
        FolderReport,
        Ignored,
        OutlineOptions,
        OutlineReport,
        Parsed,
        ReviewOptions,
        ReviewReport,
        RuleCard,
        Unread,
    )

__all__ = [
    "ARCHIVE_REPORTS",
    "CHECK_REPORTS",
    "DIFF_REPORTS",
    "DUPES_REPORTS",
    "FOLDER_REPORTS",
    "PARSE_REPORTS",
    "REPORT_TABLES",
    "REVIEW_FILES",
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
    "ReportFormat",
    "ReportTable",
    "ReviewOptions",
    "ReviewReport",
    "RuleCard",
    "Unread",
]

_PAGE = (".html", ".htm")
_ONLY = frozenset({"--only"})

PARSE_REPORTS: ReportTable[OutlineReport] = ReportTable(
    # the first row of a table is the default, and help lists the formats in this order
    ReportFormat("tree", "jyplan.reports.outline.tree"),
    ReportFormat("json", "jyplan.reports.outline.json", (".json",), lists_problems=True, schema="outline"),
    ReportFormat("yaml", "jyplan.reports.outline.yaml", (".yaml", ".yml"), lists_problems=True),
    ReportFormat("md", "jyplan.reports.outline.markdown", (".md",)),
    ReportFormat("text", "jyplan.reports.outline.text", options=frozenset({"--all"})),
    ReportFormat("csv", "jyplan.reports.outline.csv", (".csv",)),
    ReportFormat("xlsx", "jyplan.reports.outline.xlsx", (".xlsx",), for_terminal=False),
)
"""Formats of `jyplan parse`."""

DIFF_REPORTS: ReportTable[DiffReport] = ReportTable(
    ReportFormat("text", "jyplan.reports.diff.text", options=_ONLY),
    ReportFormat("json", "jyplan.reports.diff.json", (".json",), options=_ONLY, schema="diff"),
    ReportFormat("md", "jyplan.reports.diff.markdown", (".md",), options=_ONLY),
    ReportFormat("html", "jyplan.reports.diff.html", _PAGE, for_terminal=False, options=_ONLY),
    ReportFormat("docx", "jyplan.reports.diff.docx", (".docx",), for_terminal=False),
)
"""Formats of `jyplan diff`."""

FOLDER_REPORTS: ReportTable[FolderReport] = ReportTable(
    ReportFormat("text", "jyplan.reports.diff.folders.text", lists_problems=True),
    ReportFormat("json", "jyplan.reports.diff.folders.json", (".json",), lists_problems=True, schema="folders"),
    ReportFormat("html", "jyplan.reports.diff.folders.html", for_terminal=False, lists_problems=True),
)
"""Formats of `jyplan diff` for two folders; html is a folder of pages."""

CHECK_REPORTS: ReportTable[CheckReport] = ReportTable(
    ReportFormat("text", "jyplan.reports.check.text"),
    ReportFormat("json", "jyplan.reports.check.json", (".json",), lists_problems=True, schema="check"),
    ReportFormat("md", "jyplan.reports.check.markdown", (".md",), lists_problems=True),
    ReportFormat("sarif", "jyplan.reports.check.sarif", (".sarif",), lists_problems=True),
    ReportFormat("junit", "jyplan.reports.check.junit", (".xml",), lists_problems=True),
    ReportFormat("github", "jyplan.reports.check.github", lists_problems=True),
    ReportFormat("gitlab", "jyplan.reports.check.gitlab", lists_problems=True),
    ReportFormat("html", "jyplan.reports.check.html", _PAGE, for_terminal=False, lists_problems=True),
    ReportFormat("xlsx", "jyplan.reports.check.xlsx", (".xlsx",), for_terminal=False, lists_problems=True),
    ReportFormat("docx", "jyplan.reports.check.docx", (".docx",), for_terminal=False, is_copy=True),
    ReportFormat("scores", "jyplan.reports.check.scores.forms", for_terminal=False),
)
"""Formats of `jyplan check`."""

DUPES_REPORTS: ReportTable[DupesReport] = ReportTable(
    ReportFormat("text", "jyplan.reports.dupes.text"),
    ReportFormat("json", "jyplan.reports.dupes.json", (".json",), schema="dupes"),
    ReportFormat("html", "jyplan.reports.dupes.html", _PAGE, for_terminal=False),
    ReportFormat("csv", "jyplan.reports.dupes.csv", (".csv",)),
    ReportFormat("xlsx", "jyplan.reports.dupes.xlsx", (".xlsx",), for_terminal=False),
)
"""Formats of `jyplan dupes` and `jyplan archive query`."""

ARCHIVE_REPORTS: ReportTable[ArchiveReport] = ReportTable(
    ReportFormat("text", "jyplan.reports.archive.text"),
    ReportFormat("json", "jyplan.reports.archive.json", (".json",), schema="archive"),
)
"""Formats of `jyplan archive list`."""

REVIEW_FILES: ReportTable[ReviewReport] = ReportTable(
    ReportFormat("html", "jyplan.reports.review.html", _PAGE),
    ReportFormat("xlsx", "jyplan.reports.review.xlsx", (".xlsx",)),
    ReportFormat("feedback", "jyplan.reports.review.feedback"),
    ReportFormat("comments", "jyplan.reports.review.comments", is_copy=True),
    ReportFormat("briefing", "jyplan.reports.review.briefing"),
    ReportFormat("json", "jyplan.reports.review.json", (".json",), schema="review"),
)
"""The parts of the result folder of `jyplan review`, in the order of writing; a part may have several files."""

REPORT_TABLES: Mapping[str, ReportTable[Any]] = {
    "parse": PARSE_REPORTS,
    "diff": DIFF_REPORTS,
    "check": CHECK_REPORTS,
    "dupes": DUPES_REPORTS,
    "archive query": DUPES_REPORTS,
    "archive list": ARCHIVE_REPORTS,
}
"""The formats of every command with reports that one option chooses."""

if not TYPE_CHECKING:
    __getattr__ = lazy_names(__name__, {"jyplan.reports.protocol": " ".join(__all__)})
