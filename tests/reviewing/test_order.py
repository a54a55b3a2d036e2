"""Schools of a review, the gravest first, in every report."""

from __future__ import annotations

import json
from io import BytesIO
from itertools import permutations
from typing import TYPE_CHECKING

import openpyxl
import pytest

import jyplan
from jyplan.language import Language
from jyplan.model import RoleState
from jyplan.reports import REVIEW_FILES, ReviewOptions
from jyplan.reports.review.rows import rows_by_school
from tests.reviewing.batch import (
    GOALS,
    GUIDING,
    OTHER_GOALS,
    OTHER_TASKS,
    SAFEGUARDS,
    SCHEDULE,
    SHARED,
    TASKS,
    plan_of,
    write_batch,
)

if TYPE_CHECKING:
    from pathlib import Path

    from jyplan.model import Review

_ROSTER = ("北坡小学", "东风小学", "红旗小学", "龙泉小学", "南山小学", "南塘小学", "西河小学", "向阳小学")
_TEXT = f"三、主要工作\n{SHARED}5、每月最后一个周五开放各教研组的集体备课，邀请片区教师到场评议，评议意见汇编成册后发到每位教师手中。\n"
_FILES: dict[str, str] = {
    "交/北坡小学.txt": plan_of("北坡小学", OTHER_GOALS, OTHER_TASKS, SAFEGUARDS),
    "交/东风小学.txt": plan_of("东风小学", OTHER_GOALS, OTHER_TASKS),
    "交/红旗小学.txt": plan_of("红旗小学", _TEXT, GUIDING, OTHER_TASKS, OTHER_GOALS, SAFEGUARDS, SCHEDULE),
    "交/龙泉小学.txt": plan_of("龙泉小学", GOALS, _TEXT, SAFEGUARDS, SCHEDULE),
}
_TEMPLATE = "××学校2025年工作计划\n一、工作目标\n（逐条填写）\n二、主要工作\n（逐条填写）\n三、保障措施\n（逐条填写）\n"


def review(folder: Path, *names: str, **options: object) -> Review:
    paths = [folder / name for name in names]
    return jyplan.review(paths, settings=jyplan.Settings(), date="2025-09-12", **options)  # type: ignore[arg-type]


def names_of(review: Review) -> list[str]:
    return [school.name for school in review.schools]


def sheet(review: Review, name: str) -> list[tuple[object, ...]]:
    [(_, data)] = REVIEW_FILES.load("xlsx").files(review, ReviewOptions(Language("zh")))
    return [*openpyxl.load_workbook(BytesIO(data))[name].iter_rows(values_only=True, min_row=2)]


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    return write_batch(tmp_path, _FILES | {"名单.csv": "\n".join(("学校", *_ROSTER))})


def test_more_missing_parts_are_graver(batch: Path) -> None:
    assert names_of(review(batch, "交/北坡小学.txt", "交/东风小学.txt")) == ["东风小学", "北坡小学"]


def test_more_copied_text_is_graver(batch: Path) -> None:
    result = review(batch, "交/红旗小学.txt", "交/龙泉小学.txt")
    copied = {plan.school.name: plan.copied for plan in result.plans}
    assert len({plan.verdict for plan in result.plans}) == 1
    assert copied["龙泉小学"] > copied["红旗小学"]
    assert names_of(result) == ["龙泉小学", "红旗小学"]


def test_equally_grave_schools_stand_in_the_order_of_the_roster(batch: Path) -> None:
    missing = ["红旗小学", "龙泉小学", "南山小学", "南塘小学", "西河小学", "向阳小学"]
    result = review(batch, "交/北坡小学.txt", "交/东风小学.txt", schools=batch / "名单.csv")
    assert names_of(result) == ["东风小学", "北坡小学", *missing]


def test_order_of_the_files_changes_nothing(batch: Path) -> None:
    assert {tuple(names_of(review(batch, *order))) for order in permutations(_FILES)} == {
        ("红旗小学", "龙泉小学", "东风小学", "北坡小学")
    }


def test_files_of_one_name_and_no_school_stand_by_their_paths(tmp_path: Path) -> None:
    text = f"2025年工作计划\n{GUIDING}{GOALS}{TASKS}"
    folder = write_batch(tmp_path, {"b/计划.txt": text + SAFEGUARDS, "a/计划.txt": text + SCHEDULE})
    orders = (("a/计划.txt", "b/计划.txt"), ("b/计划.txt", "a/计划.txt"))
    found = [
        [result.files[school.files[0]].path for school in result.schools]
        for result in (review(folder, *order) for order in orders)
    ]
    assert found[0] == found[1]


def test_gravest_plan_of_a_school_stands_first(tmp_path: Path) -> None:
    files = {
        "甲/文昌路小学工作计划.txt": plan_of("文昌路小学"),
        "乙/文昌路小学安全计划.txt": plan_of("文昌路小学", OTHER_GOALS, OTHER_TASKS),
    }
    folder = write_batch(tmp_path, files)
    for order in permutations(files):
        result = review(folder, *order)
        [school] = result.schools
        paths = [result.plans[number].document.path for number in school.plans]
        assert [path.rpartition("/")[2] for path in paths] == ["文昌路小学安全计划.txt", "文昌路小学工作计划.txt"]
        assert [result.files[number].path for number in school.files] == paths


def test_page_workbook_and_json_have_the_order_of_the_review(batch: Path) -> None:
    result = review(batch, "交", schools=batch / "名单.csv")
    options = ReviewOptions(Language("zh"))
    [(_, data)] = REVIEW_FILES.load("json").files(result, options)
    [(_, page)] = REVIEW_FILES.load("html").files(result, options)
    names = names_of(result)
    assert [row[0] for row in sheet(result, "总表")] == names
    assert [school["name"] for school in json.loads(data)["schools"]] == names
    headings = [page.decode().index(f'-name">{name} ') for name in names]
    assert headings == sorted(headings)
    assert [*dict.fromkeys(row[0] for row in sheet(result, "退回原因"))] == names[:4]
    assert [row[0] for row in sheet(result, "未交")] == names[4:]


def test_unfilled_template_has_no_parts_and_no_points(tmp_path: Path) -> None:
    files = {"交/东风小学.txt": _TEMPLATE.replace("××学校", "东风小学"), "模板.txt": _TEMPLATE}
    folder = write_batch(tmp_path, files)
    result = review(folder, "交", rules="score-school-plan", templates=[folder / "模板.txt"])
    [plan] = result.plans
    assert plan.is_wrong_paper
    assert ({standing.state for standing in plan.roles}, plan.shares.items) == ({RoleState.OPEN}, 0)
    assert plan.score is None
    [[row]] = rows_by_school(result, ReviewOptions(Language("zh")))
    assert set(row.roles) == {""}
    assert (set(row.shares), row.copied, row.source, row.last_year, row.points) == ({None}, None, "", None, "")


def test_unfilled_template_has_no_points_in_any_report(tmp_path: Path) -> None:
    files = {"交/东风小学.txt": _TEMPLATE.replace("××学校", "东风小学"), "模板.txt": _TEMPLATE}
    folder = write_batch(tmp_path, files | {"交/向阳小学.txt": plan_of("向阳小学")})
    result = review(folder, "交", rules="score-school-plan", templates=[folder / "模板.txt"])
    assert {row[0] for row in sheet(result, "评分")} == {"向阳小学"}
    [[_, *cells], _] = sheet(result, "总表")
    assert not [cell for cell in cells if isinstance(cell, str) and cell.startswith(("✓", "–"))]
    [(_, data)] = REVIEW_FILES.load("json").files(result, ReviewOptions(Language("zh")))
    assert [entry["score"] is None for entry in json.loads(data)["submissions"]] == [True, False]
