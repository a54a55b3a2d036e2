"""`jyplan diff` for two folders."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from jyplan.reports.schemas import SCHEMAS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Jyplan

PLAN = (
    "{school}{year}年德育工作计划\n一、工作目标\n1、全年开展主题班会{meetings}次，评选文明班级8个，家长会每学期两次。\n"
    "二、工作措施\n把德育与各学科教学结合起来，让学生在课堂上学会倾听、学会合作；发挥少先队小干部的作用，放手让学生自己管理自己的班级；"
    "通过国旗下讲话、红领巾广播站和校园橱窗宣传身边的好人好事，使好的行为习惯在潜移默化中形成。\n"
)


@pytest.fixture
def years(tmp_path: Path) -> tuple[str, str]:
    for year, meetings in (("2024", 20), ("2025", 24)):
        for school in ("阳光小学", "红星小学"):
            folder = tmp_path / year / school
            folder.mkdir(parents=True)
            text = PLAN.format(school=school, year=year, meetings=meetings)
            (folder / f"{year}德育.txt").write_text(text, "utf-8")
    (tmp_path / "2025" / "新.txt").write_text(PLAN.format(school="育才小学", year=2025, meetings=5), "utf-8")
    return str(tmp_path / "2024"), str(tmp_path / "2025")


def test_every_plan_is_compared_with_that_of_last_year(jyplan: Jyplan, years: tuple[str, str]) -> None:
    result = jyplan("diff", *years, "--format", "json")

    data = json.loads(result.out)
    jsonschema.validate(data, SCHEMAS["folders"])
    pairs = [
        (pair["left"]["school"], pair["right"]["school"], pair["paired_by"], pair["facts"]) for pair in data["pairs"]
    ]
    assert (result.code, pairs) == (
        0,
        [("红星小学", "红星小学", "school", 2), ("阳光小学", "阳光小学", "school", 2)],
    )
    assert [plan["school"] for plan in data["right_alone"]] == ["育才小学"]


def test_the_summary_has_a_line_a_pair(jyplan: Jyplan, years: tuple[str, str]) -> None:
    result = jyplan("diff", *years, "--lang", "en")

    assert "红星小学/2025德育.txt" in result.out.decode()
    assert "plans in A: 2, in B: 3, pairs: 2" in result.out.decode()


def test_a_folder_of_pages_has_an_index(jyplan: Jyplan, years: tuple[str, str], tmp_path: Path) -> None:
    target = tmp_path / "result"
    result = jyplan("diff", *years, "-o", str(target))

    assert result.code == 0
    assert sorted(file.name for file in target.iterdir()) == ["0001.html", "0002.html", "index.html", "summary.json"]
    assert 'href="0001.html"' in (target / "index.html").read_text("utf-8")


def test_a_folder_and_a_file_are_told_what_to_do(jyplan: Jyplan, years: tuple[str, str]) -> None:
    result = jyplan("diff", years[0], f"{years[1]}/新.txt", "--lang", "en")

    assert (result.code, "name a file in it" in result.err) == (2, True)


@pytest.mark.parametrize("option", ["--exit-code", "--max-similarity=0.5", "--only=edits"])
def test_options_for_two_plans_are_refused(jyplan: Jyplan, years: tuple[str, str], option: str) -> None:
    assert jyplan("diff", *years, option).code == 2
