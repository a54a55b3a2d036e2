"""Which files a check reads, which make it fail, and the summary of a job."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Jyplan


@pytest.fixture
def submissions(folder: Path) -> Path:
    """A folder with a sound file and a scan that cannot be read."""
    handed_in = folder / "in"
    handed_in.mkdir()
    (handed_in / "a.txt").write_text((folder / "plan.txt").read_text("utf-8"), "utf-8")
    (handed_in / "scan.pdf").write_bytes(b"%PDF-1.4 broken")
    return handed_in


@pytest.mark.parametrize(
    "name", ["report.txt", "report.md", "report.json", "report.sarif", "report.html", "report.xlsx"]
)
def test_report_among_the_submissions_is_not_checked_and_may_be_written_again(
    jyplan: Jyplan, submissions: Path, name: str
) -> None:
    arguments = ("check", "in", "--unreadable", "warn", "--fail-on", "never", "-o", f"in/{name}")
    assert jyplan(*arguments).code == 0
    first = (submissions / name).read_bytes()
    run = jyplan(*arguments)
    assert (run.code, (submissions / name).read_bytes()) == (0, first)
    assert f"reports of jyplan, not read: 1 (in/{name})" in run.err


@pytest.mark.parametrize(("option", "code"), [("fail", 2), ("warn", 0)])
def test_unreadable_file_fails_the_run_unless_it_is_to_be_tolerated(
    jyplan: Jyplan, submissions: Path, option: str, code: int
) -> None:
    run = jyplan("check", "in", "--unreadable", option, "--fail-on", "never")
    assert run.code == code
    assert "scan.pdf" in run.err


def test_missing_file_fails_the_run_though_unreadable_ones_are_tolerated(jyplan: Jyplan, folder: Path) -> None:
    assert jyplan("check", "nowhere.txt", "--unreadable", "warn", "--fail-on", "never").code == 2


@pytest.mark.parametrize("format_", ["sarif", "junit", "github", "gitlab"])
def test_tolerated_file_is_no_error_in_machine_reports(jyplan: Jyplan, submissions: Path, format_: str) -> None:
    out = jyplan("check", "in/scan.pdf", "--unreadable", "warn", "-f", format_).out.decode()
    wrong = {"sarif": '"executionSuccessful": false', "junit": "<error", "github": "::error", "gitlab": "blocker"}
    assert "scan.pdf" in out
    assert wrong[format_] not in out


@pytest.mark.parametrize("pattern", ["*.pdf", "scan.pdf", "sc*"])
def test_excluded_file_is_not_read(jyplan: Jyplan, submissions: Path, pattern: str) -> None:
    run = jyplan("check", "in", "--exclude", pattern, "--fail-on", "never")
    assert (run.code, "scan" in run.err) == (0, False)


def test_excluded_folder_is_not_read(jyplan: Jyplan, submissions: Path) -> None:
    (submissions / "旧稿").mkdir()
    (submissions / "scan.pdf").rename(submissions / "旧稿" / "scan.pdf")
    assert jyplan("check", "in", "--exclude", "旧稿", "--fail-on", "never").code == 0


def test_findings_are_added_to_the_summary_of_a_job(jyplan: Jyplan, submissions: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("# before\n", "utf-8")
    jyplan("check", "in", "-f", "github", GITHUB_STEP_SUMMARY=str(summary))
    text = summary.read_text("utf-8")
    assert text.startswith("# before\n")
    assert "# Findings in work plans" in text
    assert "scan.pdf" in text


def test_settings_leave_out_files_and_tolerate_what_cannot_be_read(
    jyplan: Jyplan, folder: Path, submissions: Path
) -> None:
    (submissions / "模板.txt").write_text("20xx年工作计划\n一、主要工作\n负责人：____。", "utf-8")
    settings = 'exclude = ["模板*"]\nunreadable = "warn"\nfail-on = "error"\n'
    (folder / "jyplan.toml").write_text(settings, "utf-8")
    run = jyplan("check", "in", "--settings", "jyplan.toml")
    assert (run.code, "模板" in run.out.decode()) == (0, False)
    assert jyplan("check", "in", "--settings", "jyplan.toml", "--unreadable", "fail").code == 2
