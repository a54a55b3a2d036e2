"""Schools of plans, rosters, who has not handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import jyplan
from jyplan.model import ReasonKind, ReviewVerdict, RosterSchool
from jyplan.reviewing.roster import read_roster
from tests.reviewing.batch import GOALS, SAFEGUARDS, SCHEDULE, TASKS, plan_of, write_batch

if TYPE_CHECKING:
    from pathlib import Path

    from jyplan.model import Review


def review(folder: Path, **options: object) -> Review:
    return jyplan.review([folder], settings=jyplan.Settings(), date="2025-09-12", **options)  # type: ignore[arg-type]


def test_school_is_named_as_the_roster_names_it(tmp_path: Path) -> None:
    write_batch(
        tmp_path, {"in/城南二小.txt": plan_of("城南二小"), "r.csv": "学校,简称\n城南第二小学,\n星河区文昌路小学,文小\n"}
    )
    write_batch(tmp_path, {"in/文小计划.txt": plan_of("文昌路小学")})
    result = review(tmp_path / "in", schools=tmp_path / "r.csv")
    assert sorted(plan.school.name or "" for plan in result.plans) == ["城南第二小学", "星河区文昌路小学"]
    assert result.missing == ()


def test_missing_and_late_schools_are_told(tmp_path: Path) -> None:
    roster = "单位名称,交稿日期\n东风小学,2025-09-12\n向阳小学,2025年9月8日\n红旗小学,\n"
    write_batch(
        tmp_path, {"in/东风小学.txt": plan_of("东风小学"), "in/向阳小学.txt": plan_of("向阳小学"), "r.csv": roster}
    )
    result = review(tmp_path / "in", schools=tmp_path / "r.csv", due="2025-09-10")
    assert [school.name for school in result.missing] == ["红旗小学"]
    assert [school.name for school in result.schools if school.is_late] == ["东风小学"]
    assert [school.name for school in result.schools if school.verdict is ReviewVerdict.MISSING] == ["红旗小学"]


def test_plan_of_another_school_under_the_own_title_goes_back(tmp_path: Path) -> None:
    body = "三、主要工作\n1、卫星路小学教导处九月底前组织备课检查。\n2、卫星路小学每位教师听课不少于15节。\n"
    text = plan_of("东方红小学", GOALS, body, SAFEGUARDS, SCHEDULE)
    write_batch(tmp_path, {"东方红小学.txt": text, "卫星路小学.txt": plan_of("卫星路小学")})
    plan = review(tmp_path).plans[0]
    assert plan.school.name == "东方红小学"
    assert [(reason.kind, reason.school) for reason in plan.reasons][:1] == [(ReasonKind.OTHERS_PLAN, "卫星路小学")]


def test_partner_named_in_the_text_is_no_other_author(tmp_path: Path) -> None:
    body = f"{TASKS}3、与卫星路小学结对，赴卫星路小学听课两次。\n"
    text = plan_of("东方红小学", GOALS, body, SAFEGUARDS, SCHEDULE)
    write_batch(tmp_path, {"东方红小学.txt": text, "卫星路小学.txt": plan_of("卫星路小学")})
    plan = review(tmp_path).plans[0]
    assert ReasonKind.OTHERS_PLAN not in {reason.kind for reason in plan.reasons}
    assert plan.school.contradicting == ()


def test_register_is_no_submission(tmp_path: Path) -> None:
    result = review(
        write_batch(
            tmp_path, {"上报登记表.txt": "上报登记表\n序号\t学校\n1\t东风小学\n", "东风小学.txt": plan_of("东风小学")}
        )
    )
    assert [file.verdict for file in result.files] == [ReviewVerdict.SET_ASIDE, ReviewVerdict.PASS]


def test_skipped_files_are_named(tmp_path: Path) -> None:
    write_batch(tmp_path, {"东风小学.txt": plan_of("东风小学"), "草稿.txt": "草稿"})
    result = review(tmp_path, skip=["草稿*"])
    assert (len(result.files), len(result.batch.skipped)) == (1, 1)


def test_roster_without_heads_is_a_list_of_names() -> None:
    assert read_roster([["东风小学"], ["向阳小学"], ["合计"]]) == (RosterSchool("东风小学"), RosterSchool("向阳小学"))


def test_roster_below_a_title_line() -> None:
    rows = [["2025年上报名单"], ["序号", "学校名称", "简称", "片区"], ["1", "东风小学", "东小、东风", "城东"]]
    assert read_roster(rows) == (RosterSchool("东风小学", ("东小", "东风"), "城东"),)


@pytest.mark.parametrize(
    "sentences",
    [
        "1、与卫星路小学结对，卫星路小学派两人来听课。\n2、十月请卫星路小学骨干教师上课。",
        "1、帮扶对象为卫星路小学，每月送课一次。\n2、卫星路小学教师跟岗学习两周。",
        "1、参加卫星路小学承办的片区教研。\n2、卫星路小学王老师讲座。",
        "1、卫星路小学为集团总校。\n2、卫星路小学每月派人检查备课。",
        "1、十月赴卫星路小学参观。\n2、卫星路小学的经验在例会上介绍。",
    ],
)
def test_partner_that_a_plan_names_does_not_send_it_back(tmp_path: Path, sentences: str) -> None:
    text = plan_of("东方红小学", GOALS, f"三、主要工作\n{sentences}\n", SAFEGUARDS, SCHEDULE)
    write_batch(tmp_path, {"东方红小学.txt": text, "r.csv": "学校\n东方红小学\n卫星路小学\n"})
    [plan] = review(tmp_path, schools=tmp_path / "r.csv").plans
    assert ReasonKind.OTHERS_PLAN not in {reason.kind for reason in plan.reasons}
