from __future__ import annotations

import os
import subprocess
import sys

import pytest

from jyplan.reports import (
    CHECK_REPORTS,
    DIFF_REPORTS,
    DUPES_REPORTS,
    PARSE_REPORTS,
    load_check_report,
    load_diff_report,
    load_dupes_report,
    load_report,
)

LATE = {"rich", "yaml", "xlsxwriter", "csv"}


@pytest.mark.parametrize("name", PARSE_REPORTS)
def test_every_format_has_a_report_that_says_what_it_is(name: str) -> None:
    report = load_report(PARSE_REPORTS, name)
    assert callable(report.render)
    assert f"--format {name}`" in (report.__doc__ or "")


@pytest.mark.parametrize("name", DIFF_REPORTS)
def test_every_format_of_a_comparison_has_a_report_that_says_what_it_is(name: str) -> None:
    report = load_diff_report(name)
    assert callable(report.render)
    assert f"`jyplan diff --format {name}`" in (report.__doc__ or "")


@pytest.mark.parametrize("name", DUPES_REPORTS)
def test_every_format_of_copies_has_a_report_that_says_what_it_is(name: str) -> None:
    report = load_dupes_report(name)
    assert callable(report.render)
    assert f"`jyplan dupes --format {name}`" in (report.__doc__ or "")


@pytest.mark.parametrize("name", CHECK_REPORTS)
def test_every_format_of_findings_has_a_report_that_says_what_it_is(name: str) -> None:
    report = load_check_report(name)
    assert callable(report.render)
    assert f"`jyplan check --format {name}`" in (report.__doc__ or "")


def test_an_unknown_format_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        load_report(PARSE_REPORTS, "pdf")


@pytest.mark.parametrize(
    "module",
    [
        "jyplan.reports",
        *(PARSE_REPORTS[name] for name in ("tree", "json", "md", "text")),
        *DIFF_REPORTS.values(),
        *(DUPES_REPORTS[name] for name in ("text", "json", "html")),
        *CHECK_REPORTS.values(),
    ],
)
def test_reports_import_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    here = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8", env=here)
    assert not LATE & set(run.stdout.split())
