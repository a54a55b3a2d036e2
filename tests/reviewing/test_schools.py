"""Schools of plans, rosters, who has not handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

import jyplan
from jyplan.api.review_reading import load_roster
from jyplan.model import AsideKind, ReasonKind, ReviewVerdict, RosterSchool
from jyplan.reviewing.schools.names import SchoolNames
from jyplan.reviewing.schools.roster import read_roster
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


def test_missing_and_late_schools_are_listed(tmp_path: Path) -> None:
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


def test_partner_named_in_the_text_is_not_taken_for_the_author(tmp_path: Path) -> None:
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
    ("head", "written", "day"),
    [
        ("交稿日期", "2025/9/8", "2025-09-08"),
        ("上交时间（月日）", "9月8日", "2025-09-08"),
        ("计划提交时间", "9.8", "2025-09-08"),
        ("收件 日期", "09-08 16:30", "2025-09-08"),
        ("上报日期", "20250908", "2025-09-08"),
        ("日期", "45908", "2025-09-08"),
        ("交稿日期", "已交", None),
        ("交稿日期", "2月30日", None),
    ],
)
def test_day_of_handing_in_is_read_as_offices_write_it(head: str, written: str, day: str | None) -> None:
    [school] = read_roster([["序号", "填报单位", head], ["1", "东风小学", written]], "2025-09-10")
    assert (school.name, school.submitted) == ("东风小学", day)


def test_title_of_a_roster_is_no_head() -> None:
    rows = [["2025年秋季学期工作计划上报情况各单位"], ["学校", "计划名称"], ["东风小学", "工作计划"]]
    assert read_roster(rows) == (RosterSchool("东风小学"),)


def test_heads_of_a_roster_may_take_two_rows() -> None:
    rows = [
        ["序号", "单位", "", "学区", "上报情况", ""],
        ["序号", "学校名称", "简称", "学区", "上交日期", "备注"],
        ["1", "师范附属小学", "附小", "城区", "2026-09-06", ""],
    ]
    assert read_roster(rows) == (RosterSchool("师范附属小学", ("附小",), "城区", "2026-09-06"),)


def test_number_of_schools_beside_a_total_is_no_school() -> None:
    assert len(read_roster([["序号", "学校"], ["1", "东风小学"], ["合计", "28所"]])) == 1


def test_merged_cells_of_a_roster_keep_its_columns_apart(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.create_sheet(index=0)
    for row in (
        ["学区", "单位", None, "上报情况", None],
        [None, "学校名称", "简称", "联系人", "上交日期"],
        ["城东", "东风小学", "东小", "李", "2026-09-06"],
        [None, "向阳小学", "阳小", "王", "2026-09-07"],
    ):
        sheet.append(row)
    for area in ("A1:A2", "B1:C1", "D1:E1", "A3:A4"):
        sheet.merge_cells(area)
    workbook.save(tmp_path / "名单.xlsx")
    assert load_roster(str(tmp_path / "名单.xlsx"), None) == (
        RosterSchool("东风小学", ("东小",), "城东", "2026-09-06"),
        RosterSchool("向阳小学", ("阳小",), "城东", "2026-09-07"),
    )


def test_second_sheet_of_a_roster_has_heads_of_its_own() -> None:
    rows = [["学校", "学区"], ["东风小学", "城东"], ["学校", "学区"], ["向阳小学", "城西"]]
    assert [school.name for school in read_roster(rows)] == ["东风小学", "向阳小学"]


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


@pytest.mark.parametrize(
    ("listed", "written", "known"),
    [
        ("文昌路小学", "星河区文昌路小学", True),
        ("实验小学", "云城市星河区实验小学", True),
        ("实验小学", "青山镇实验小学", False),
        ("明德小学", "青山镇明德小学", True),
        ("城南二小", "星河区城南第二小学", True),
        ("双溪镇中心小学", "双溪中心小学", True),
        ("新华中学", "新华初级中学", True),
        ("胜利路小学（东校区）", "胜利路小学东校区", True),
        ("东方红学校", "东方红小学", False),
    ],
)
def test_roster_knows_names_with_district_or_in_full(listed: str, written: str, *, known: bool) -> None:
    names = SchoolNames((RosterSchool(listed),), (written,))
    assert (names.canonical(written) == listed) is known


def test_name_that_two_districts_have_is_neither() -> None:
    names = SchoolNames((), ("甲县实验小学", "乙县实验小学", "实验小学"))
    assert names.canonical("实验小学") == "实验小学"


def test_longer_name_in_the_title_is_the_school_of_the_file(tmp_path: Path) -> None:
    write_batch(tmp_path, {f"{name}.txt": plan_of(f"甲县{name}") for name in ("实验小学", "第一小学")})
    write_batch(tmp_path, {"外县.txt": plan_of("乙县实验小学", GOALS)})
    plans = {plan.school.name: plan for plan in review(tmp_path).plans}
    assert plans["甲县实验小学"].school.contradicting == ()
    assert all(plan.verdict is not ReviewVerdict.RETURN for plan in plans.values())


def test_short_name_in_the_signature_is_the_same_school(tmp_path: Path) -> None:
    text = f"学校：丹枫县第三中学\n{plan_of('')}丹枫三中党支部\n2025年3月1日\n"
    [plan] = review(write_batch(tmp_path, {"计划.txt": text})).plans
    assert (plan.school.name, plan.school.contradicting) == ("丹枫县第三中学", ())


def test_kind_of_office_alone_names_no_office(tmp_path: Path) -> None:
    [plan] = review(write_batch(tmp_path, {"教师发展中心计划.txt": plan_of("滨江区教师发展学院")})).plans
    assert (plan.school.name, plan.school.contradicting) == ("滨江区教师发展学院", ())


def test_school_named_after_a_quality_is_a_school(tmp_path: Path) -> None:
    write_batch(
        tmp_path, {"平安小学.txt": plan_of("平安小学"), "方案.txt": "创建平安小学活动方案\n一、目标\n人人知晓。\n"}
    )
    assert [plan.school.name for plan in review(tmp_path).plans] == ["平安小学", None]


def test_notice_of_the_office_is_no_submission(tmp_path: Path) -> None:
    notice = "关于报送工作计划的通知\n各学校：\n请于9月10日前报送工作计划。\n一、报送时间\n9月10日前。\n星河区教研室\n2025年8月25日\n"
    result = review(write_batch(tmp_path, {"通知.txt": notice, "东风小学.txt": plan_of("东风小学")}))
    assert [file.aside for file in result.files] == [None, AsideKind.NOTICE]
    assert [school.name for school in result.schools] == ["东风小学"]


FORM = "{title}\n一、预期目标\n二、主要工作\n购置材料。\n填表人：\n年 月 日\n"


@pytest.mark.parametrize("name", ["附件2：名师工作室经费申请表(1).txt", "东风小学报名表（盖章）.txt"])
def test_form_is_a_register_however_it_is_laid_out(tmp_path: Path, name: str) -> None:
    form = FORM.format(title=f"东风小学{name.removesuffix('.txt')}")
    result = review(write_batch(tmp_path, {name: form, "东风小学.txt": plan_of("东风小学")}))
    assert sorted(str(file.aside) for file in result.files) == ["None", "register"]


def test_plan_in_a_form_that_is_named_a_plan_is_a_submission(tmp_path: Path) -> None:
    [file] = review(write_batch(tmp_path, {"东风小学工作计划申报表.txt": plan_of("东风小学")})).files
    assert file.aside is None


def test_paper_beside_a_plan_of_the_same_school_need_not_be_handed_in_again(tmp_path: Path) -> None:
    pledge = "东风小学安全承诺\n我们郑重承诺：\n守护学生平安，人人有责。\n"
    files = {"东风小学/计划.txt": plan_of("东风小学"), "东风小学/承诺.txt": pledge, "红旗小学/承诺.txt": pledge}
    result = review(write_batch(tmp_path, files))
    by_name = {file.path.rpartition("/in/")[2].rpartition(str(tmp_path) + "/")[2]: file.aside for file in result.files}
    assert by_name == {"东风小学/计划.txt": None, "东风小学/承诺.txt": AsideKind.OTHER, "红旗小学/承诺.txt": None}


TEMPLATE = (
    "××学校工作计划（模板）\n一、指导思想\n（不超过三百字，写明总体思路）\n二、工作目标\n（逐条填写，应有具体的数字）\n"
)


def test_template_under_the_name_of_a_school_was_handed_in_by_it(tmp_path: Path) -> None:
    filled = TEMPLATE.replace("××学校", "红旗小学")
    files = {"附件：模板.txt": TEMPLATE, "柳林小学.txt": TEMPLATE, "红旗小学.txt": filled}
    write_batch(tmp_path, {f"in/{name}": text for name, text in files.items()})
    write_batch(tmp_path, {"r.csv": "学校\n柳林小学\n红旗小学\n"})
    result = review(tmp_path / "in", schools=tmp_path / "r.csv")
    verdicts = {
        file.path.rpartition("/")[2]: (file.aside, [reason.kind for reason in file.reasons]) for file in result.files
    }
    assert verdicts == {
        "附件：模板.txt": (AsideKind.TEMPLATE, []),
        "柳林小学.txt": (None, [ReasonKind.EMPTY_TEMPLATE]),
        "红旗小学.txt": (None, [ReasonKind.EMPTY_TEMPLATE]),
    }
    assert (result.missing, result.groups) == ((), ())


@pytest.mark.parametrize(
    ("earlier", "later"), [("初稿", "定稿"), ("", "修改稿"), ("（草稿）", ""), ("第一稿", "第二稿")]
)
def test_earlier_draft_is_set_aside(tmp_path: Path, earlier: str, later: str) -> None:
    whole = plan_of("东风小学")
    result = review(
        write_batch(tmp_path, {f"东风小学{earlier}.txt": whole.replace(SCHEDULE, ""), f"东风小学{later}.txt": whole})
    )
    by_name = {file.path.rpartition("/")[2]: file.aside for file in result.files}
    assert by_name == {f"东风小学{earlier}.txt": AsideKind.DRAFT, f"东风小学{later}.txt": None}
    assert [school.verdict for school in result.schools] == [ReviewVerdict.PASS]


def test_two_different_plans_of_a_school_are_both_looked_at(tmp_path: Path) -> None:
    files = {
        "东风小学教学（定稿）.txt": plan_of("东风小学"),
        "东风小学安全.txt": plan_of("东风小学", OTHER_GOALS, OTHER_TASKS),
    }
    assert {file.aside for file in review(write_batch(tmp_path, files)).files} == {None}


def test_school_whose_plan_another_one_handed_in_need_not_explain(tmp_path: Path) -> None:
    tasks = f"三、主要工作\n卫星路小学教导处每月检查。卫星路小学家委会参加。\n{SHARED}"
    text = plan_of("东方红小学", GUIDING, GOALS, tasks, SAFEGUARDS, SCHEDULE)
    write_batch(tmp_path, {"东方红小学.txt": text, "卫星路小学.txt": text.replace("东方红", "卫星路")})
    taken, origin = review(tmp_path).plans
    assert (taken.verdict, origin.verdict) == (ReviewVerdict.RETURN, ReviewVerdict.PASS)
    assert [(reason.kind, reason.school) for reason in origin.reasons] == [(ReasonKind.ORIGIN, "东方红小学")]


def test_text_that_a_school_handed_in_twice_counts_once(tmp_path: Path) -> None:
    whole = plan_of("东风小学")
    result = review(write_batch(tmp_path, {"东风小学(1).txt": whole, "东风小学.txt": whole}))
    by_name = {file.path.rpartition("/")[2]: file.aside for file in result.files}
    assert by_name == {"东风小学(1).txt": AsideKind.REPEATED, "东风小学.txt": None}
    assert len(result.submitted) == 1


def test_text_that_a_school_handed_in_as_web_page_too_counts_once(tmp_path: Path) -> None:
    whole = plan_of("东风小学", GUIDING, GOALS, OTHER_TASKS, SHARED, SAFEGUARDS, SCHEDULE)
    page = f"<html><body>{''.join(f'<p>{line[:30]}<br>{line[30:]}</p>' for line in whole.splitlines())}</body></html>"
    result = review(write_batch(tmp_path, {"东风小学.txt": whole, "东风小学（网页）.html": page}))
    assert [file.aside for file in result.files] == [None, AsideKind.REPEATED]


def test_same_text_of_two_drafts_leaves_the_later_one(tmp_path: Path) -> None:
    whole = plan_of("东风小学")
    result = review(write_batch(tmp_path, {"东风小学初稿.txt": whole, "东风小学定稿.txt": whole}))
    assert [file.aside for file in result.files] == [AsideKind.DRAFT, None]


@pytest.mark.parametrize(
    ("name", "aside"),
    [
        ("各校联系人.xls", AsideKind.REGISTER),
        ("通讯录（东风小学）.xls", AsideKind.REGISTER),
        ("东风小学工作计划.xls", None),
        ("东风小学.xls", None),
        ("校园宣传片.mp4", AsideKind.OTHER),
        ("工作计划讲解.mp4", None),
        ("IMG_2031.jpg", AsideKind.PHOTOGRAPH),
        ("东风小学计划.jpg", None),
        ("东风小学.rar", None),
    ],
)
def test_file_that_is_no_paper_is_known_by_its_name(tmp_path: Path, name: str, aside: AsideKind | None) -> None:
    contents = {"xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "mp4": b"\0\0\0\x18ftypmp42", "jpg": b"\xff\xd8\xff"}
    content = contents.get(name.rpartition(".")[2], b"Rar!\x1a\x07\x01\0") + b"\0" * 600
    [file] = review(write_batch(tmp_path, {name: content})).files
    assert (file.aside, file.verdict is ReviewVerdict.RETURN) == (aside, aside is None)
