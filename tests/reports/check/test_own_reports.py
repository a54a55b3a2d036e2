"""Every report of findings is known again by its mark, and no plan is taken for one."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from jyplan.inputs import own_reports
from jyplan.inputs.own_reports import is_own_report
from jyplan.reports import CHECK_REPORTS
from jyplan.reports.media import marks
from tests.places import SAMPLES
from tests.reports.check.checked import options, results

if TYPE_CHECKING:
    from pathlib import Path

WRITTEN = [name for name in CHECK_REPORTS if not CHECK_REPORTS[name].is_copy and name != "scores"]


def written(name: str, code: str) -> bytes:
    report = CHECK_REPORTS.load(name).render(results(), options(code))
    return report if isinstance(report, bytes) else report.encode()


@pytest.mark.parametrize("code", ["zh", "en"])
@pytest.mark.parametrize("name", WRITTEN)
def test_report_is_known_by_its_mark(name: str, code: str, tmp_path: Path) -> None:
    file = tmp_path / "report"
    file.write_bytes(written(name, code))
    assert is_own_report(str(file))


def test_marks_that_are_written_are_those_that_are_looked_for() -> None:
    assert (marks.ARCHIVE_MARK, marks.MARKDOWN_MARK) == (own_reports.ARCHIVE_MARK, own_reports.MARKDOWN_MARK)


@pytest.mark.parametrize("file", sorted(path.name for path in SAMPLES.iterdir() if path.name != "README.md"))
def test_sample_is_no_report(file: str) -> None:
    assert not is_own_report(str(SAMPLES / file))


def test_workbook_that_somebody_saved_is_no_report_any_more(tmp_path: Path) -> None:
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written("xlsx", "zh"))) as source, zipfile.ZipFile(saved, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    file = tmp_path / "saved.xlsx"
    file.write_bytes(saved.getvalue())
    assert not is_own_report(str(file))


def test_marked_archive_is_read_as_before() -> None:
    with zipfile.ZipFile(io.BytesIO(written("xlsx", "zh"))) as archive:
        assert archive.comment == marks.ARCHIVE_MARK
        assert archive.testzip() is None
