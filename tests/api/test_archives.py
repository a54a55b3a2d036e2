"""Archives from Python: `jyplan archive` without a command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import jyplan
from jyplan import api
from jyplan.errors import ArchiveError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

GOALS = "一、工作目标\n每人每学期听课不少于15节，教研组每月集体备课两次，期末检测优秀率达到百分之三十。\n"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    folder = tmp_path / "交来"
    folder.mkdir()
    for name in ("语文", "数学"):
        (folder / f"{name}.txt").write_text(f"{name}教研组工作计划\n{GOALS}{name}组长每周检查教案一次。\n", "utf-8")
    return [str(folder)]


@pytest.fixture
def archive(tmp_path: Path, files: list[str]) -> str:
    folder = str(tmp_path / "存档")
    added = jyplan.add_to_archive(folder, jyplan.read_submissions(jyplan.find_sources(files)), label="2024")
    assert [filed.is_new for filed in added.filed] == [True, True]
    return folder


def test_list_holds_titles_and_obeys_the_selection(archive: str) -> None:
    assert [plan.listing.title for plan in jyplan.list_archive(archive)] == ["数学教研组工作计划", "语文教研组工作计划"]
    assert jyplan.list_archive(archive, jyplan.select_archived(label="2023")) == []


def test_unreadable_file_is_listed_and_the_others_are_added(archive: str, files: list[str]) -> None:
    sources = jyplan.find_sources([*files, "nothing.txt"])
    added = jyplan.add_to_archive(archive, jyplan.read_submissions(sources))
    assert [file.path for file in added.unread] == ["nothing.txt"]
    assert [filed.is_new for filed in added.filed] == [False, False]


def test_dry_run_removes_nothing(archive: str) -> None:
    selection = jyplan.select_archived(ids=[1])
    assert len(jyplan.remove_from_archive(archive, selection, dry_run=True)) == 1
    assert len(jyplan.remove_from_archive(archive, selection)) == 1
    assert [plan.id for plan in jyplan.list_archive(archive)] == [2]


def test_empty_selection_removes_nothing(archive: str) -> None:
    with pytest.raises(UsageError, match="say which plans"):
        jyplan.remove_from_archive(archive, jyplan.select_archived())


def test_sound_archive_has_no_damage(archive: str) -> None:
    jyplan.compact_archive(archive)
    inspection = jyplan.verify_archive(archive)
    assert (inspection.plans, inspection.damage) == (2, ())


def test_missing_archive_is_an_archive_error(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError):
        api.require_archive(tmp_path / "nowhere")


def test_date_that_is_no_year_is_refused() -> None:
    with pytest.raises(UsageError, match="is not a year or date"):
        jyplan.select_archived(date="二〇二三")
