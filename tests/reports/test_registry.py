from __future__ import annotations

import os
import subprocess
import sys

import pytest

from jyplan.reports import (
    CHECK_REPORTS,
    DIFF_REPORTS,
    DUPES_REPORTS,
    FOLDER_REPORTS,
    PARSE_REPORTS,
    REPORT_TABLES,
    REVIEW_FILES,
    CopyingReport,
)
from jyplan.reports.schemas import SCHEMAS

LATE = {"rich", "yaml", "xlsxwriter", "csv"}
TABLES = {command: table for command, table in REPORT_TABLES.items() if command != "archive query"}
"""Without the command that writes the reports of `dupes`."""
EVERY_FORMAT = [(command, name) for command, table in TABLES.items() for name in table]


@pytest.mark.parametrize(("command", "name"), EVERY_FORMAT)
def test_every_format_has_a_report_that_says_what_it_is(command: str, name: str) -> None:
    report = TABLES[command].load(name)
    assert callable(report.render)
    assert f"`jyplan {command} --format {name}`" in (report.__doc__ or "")


@pytest.mark.parametrize(("command", "name"), EVERY_FORMAT)
def test_report_that_writes_a_copy_of_each_document_says_so_in_its_row(command: str, name: str) -> None:
    assert isinstance(TABLES[command].load(name), CopyingReport) is TABLES[command][name].is_copy


def test_every_json_report_has_a_schema_with_its_name() -> None:
    names = {table["json"].schema for table in (*TABLES.values(), FOLDER_REPORTS, REVIEW_FILES)}
    assert {str(schema["$id"]).partition("@")[0] for schema in SCHEMAS.values()} == {
        f"urn:jyplan:{name}" for name in names
    }
    assert SCHEMAS.keys() == names


@pytest.mark.parametrize("command", TABLES)
def test_no_two_formats_have_a_suffix(command: str) -> None:
    suffixes = [suffix for name in TABLES[command] for suffix in TABLES[command][name].suffixes]
    assert len(suffixes) == len(set(suffixes))


def test_an_unknown_format_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        PARSE_REPORTS.load("pdf")


@pytest.mark.parametrize(
    "module",
    [
        "jyplan.reports",
        *(PARSE_REPORTS[name].location for name in ("tree", "json", "md", "text")),
        *(DIFF_REPORTS[name].location for name in DIFF_REPORTS),
        *(DUPES_REPORTS[name].location for name in ("text", "json", "html")),
        *(CHECK_REPORTS[name].location for name in CHECK_REPORTS),
    ],
)
def test_reports_import_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    here = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8", env=here)
    assert not LATE & set(run.stdout.split())
