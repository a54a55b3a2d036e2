"""Two plans compared from Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import jyplan
from jyplan.errors import InputError, UsageError
from jyplan.model import EditKind
from tests.places import SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

PAGE = SAMPLES / "page-six-plans.txt"
SHARED = "教研组长每学期听课不少于60节，听后当天在走廊黑板上写下一条优点和一个问题。"


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), "utf-8")
    return path


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    left = write(tmp_path / "a.txt", "甲校工作计划", "一、工作目标", SHARED)
    return left, write(tmp_path / "b.txt", "乙校工作计划", "一、主要工作", SHARED, "二、保障措施", "校长负责。")


def test_copied_pair_of_the_samples_differs_in_one_word_and_one_schedule() -> None:
    comparison = jyplan.diff(f"{PAGE}#1", f"{PAGE}#5")
    edits = [edit for edit in comparison.edits if edit.kind is not EditKind.FORMAT]
    assert [(edit.left_text, edit.right_text.strip()[:28]) for edit in edits] == [
        ("柳堤", "清荷"),
        ("", "2025-2026学年第一学期教研活动安排\n一、探究课堂"),
    ]
    assert comparison.moves == ()
    assert 0.99 < comparison.similarity.left_copied < 1
    added = [match.right for match in comparison.sections if match.left is None]
    assert {node.split(".")[0] for node in added if node} == {"4"}


def test_pasted_section_of_the_samples_is_one_passage() -> None:
    comparison = jyplan.diff(SAMPLES / "safety-fengqiao-primary.txt", SAMPLES / "safety-xinhe-primary.txt")
    [passage] = comparison.passages
    right = comparison.right.text[passage.right.start : passage.right.end]
    assert (right[:7], right[-9:], passage.edited) == ("2、管好校车。", "直到能够独立完成。", True)


def test_declared_text_is_no_passage(pair: tuple[Path, Path], tmp_path: Path) -> None:
    assert jyplan.diff(*pair).passages
    notice = write(tmp_path / "notice.txt", "关于听课的通知", "一、要求", SHARED)
    comparison = jyplan.diff(*pair, boilerplate=[notice])
    assert (comparison.passages, comparison.similarity.left_copied) == ((), 0.0)
    assert comparison.similarity.left_copied_all > 0.5


def test_declared_text_is_found_in_folders(pair: tuple[Path, Path], tmp_path: Path) -> None:
    folder = tmp_path / "sent"
    folder.mkdir()
    write(folder / "notice.txt", "通知", SHARED)
    assert jyplan.diff(*pair, boilerplate=[folder]).passages == ()


def test_declared_text_that_cannot_be_read_is_an_error(pair: tuple[Path, Path]) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        jyplan.diff(*pair, boilerplate=["missing.docx"])


def test_min_run_is_obeyed(pair: tuple[Path, Path]) -> None:
    assert jyplan.diff(*pair, min_run=60).passages == ()


def test_same_plan_under_two_names_is_refused(pair: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(pair[0])
    with pytest.raises(UsageError, match="both sides are the same plan"):
        jyplan.diff(pair[0], tmp_path / "link.txt")


def test_two_files_of_one_archive_are_two_plans() -> None:
    archive = SAMPLES / "submissions.zip"
    comparison = jyplan.diff(f"{archive}/上交材料/东岭小学食堂计划.txt", f"{archive}/上交材料/南塘幼儿园家长工作.txt")
    assert comparison.left.title != comparison.right.title
