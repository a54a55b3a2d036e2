"""Kinds about a paper as a whole: other schools' names, signatures, attachments, tables, frequencies, rosters."""

from __future__ import annotations

import pytest

from tests.checks.kinds.trying import found

_OTHER = "{type: other_name, allow: [校友]}"
_PLAN = "双溪镇中心小学2025年工作计划\n一、主要工作\n1、{}\n2、每周检查一次教案。\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "努力把青禾路小学办成家长放心的乐园。",
        "青禾路小学全体教职工要统一思想。",
        "云台中心小学本学期的目标是争创先进。",
        "为了云台镇小学的明天而努力。",
        "全体云台实验学校的师生每天锻炼一小时。",
        "结合青禾路小学的实际，制订本计划。",
        "坚持立德树人，落实《义务教育课程方案》，让青禾路小学学生在劳动中成长。",
        "青禾路小学教师要和家长、社区一起，向四十五分钟要质量，与时俱进。",
        "各班级等部门要按照《青禾路小学安全应急预案》每月演练一次。",
        "在青禾路小学全体师生中开展读书活动。",
        "特制订《青禾路小学教研工作计划》。",
        "青禾路小学全体老师每周备课一次。",
    ],
)
def test_another_school_in_the_place_of_the_own_one_is_found(sentence: str) -> None:
    assert len(found(_OTHER, _PLAN.format(sentence))) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "双溪小学全体教师每周备课一次。",
        "双溪镇小学要抓好常规。",
        "联合青禾路小学开展教研。",
        "与青禾路小学结对。",
        "赴云台小学听课两节。",
        "邀请青禾路小学名师上课。",
        "落实县教育局和县教师进修学校的要求。",
        "做好幼小衔接，带大班参观小学。",
        "办好家长学校，建设平安学校、书香学校。",
        "七年级新生来自十一所小学。",
        "本校各班、各小学部按时放学。",
        "参加全县中小学运动会。",
        "请云台小学校友回校。",
        "青禾路小学、云台小学各派一人。",
        "10月在青禾路小学举行半日开放活动。",
        "请青禾路小学的王老师评课。",
        "专题讲座（青禾路小学李明校长）。",
        "组织教师读《青禾路小学的课堂》一书。",
        "学习了青禾路小学的做法。",
        "各班每周集中学习一次，让学生更好适应初中学习。",
        "组织市直学校、全镇小学的教师教研。",
        "抓好第四周学校的卫生检查。",
        "到县一中、青禾路小学等校听课。",
    ],
)
def test_own_names_and_relations_to_other_schools_are_right(sentence: str) -> None:
    assert found(_OTHER, _PLAN.format(sentence)) == []


def test_a_name_is_found_once_and_plans_of_offices_are_left_alone() -> None:
    text = _PLAN.format("青禾路小学要抓常规。\n3、青禾路小学要抓安全。")
    assert [words for words, _ in found(_OTHER, text)] == ["青禾路小学"]
    assert found(_OTHER, text.replace("双溪镇中心小学", "东岭县教育局")) == []
    assert found(_OTHER, text.replace("双溪镇中心小学", "")) == []


def test_the_name_of_the_file_names_the_school_where_the_text_does_not() -> None:
    text = _PLAN.replace("双溪镇中心小学", "").format("青禾路小学要抓常规。")
    assert len(found(_OTHER, text, "双溪小学计划.txt")) == 1


_SIGNED = "双溪小学2025年工作计划\n一、主要工作\n1、每周家访一次。\n2、每月检查一次。\n{}"
_SIGNATURE = "{type: signature, need: [name, date], name: same-as-title}"


@pytest.mark.parametrize(
    ("ending", "problems"),
    [
        ("双溪小学\n2025年9月1日", []),
        ("双溪小学德育处\n2025.9.1", []),
        ("双溪小学\n二〇二五年九月一日", []),
        ("双溪小学", ["has no date"]),
        ("2025年9月1日", ["has no name"]),
        ("", ["has no name", "has no date"]),
        ("青禾路小学\n2025年9月1日", ["names “青禾路小学”, the title “双溪小学”"]),
    ],
)
def test_signature(ending: str, problems: list[str]) -> None:
    said = [message.removeprefix("the signature ") for _, message in found(_SIGNATURE, _SIGNED.format(ending))]
    assert sorted(said) == sorted(problems)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("每周家访一次（见附件2）。", ["is named and is not there"]),
        ("每周家访一次，详见附件。", ["is named and is not there"]),
        ("每周家访一次，填写附表1。", ["is named and is not there"]),
        ("每周家访一次，详见附件。\n附件：\n1.家访安排表\n2.家访记录表", ["is named and is not there"] * 3),
        ("每周家访一次，见附件1。\n附件1\n家访安排表\n九月：一年级。", []),
        ("每周家访一次，见附件。\n附件1：家访安排表\n九月：一年级。", []),
        ("每周家访一次。\n附件1\n家访安排表\n九月：一年级。", ["is there and is nowhere named"]),
        ("每周家访一次。\n附：家访安排表\n九月：一年级。", []),
        ("把照片作为附件发来，下载通知附件。", []),
    ],
)
def test_attachments(text: str, problems: list[str]) -> None:
    plan = f"双溪小学2025年工作计划\n一、主要工作\n1、{text}\n"
    said = [message.partition(": ")[2] for _, message in found("{type: attachments}", plan)]
    assert said == problems


_TABLE = "2025年工作计划\n一、工作安排\n{}"
_COLUMNS = "{type: table, roles: [schedule], columns: [时间|周次, 内容, 负责人|执教人], filled: true}"


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        ("时间\t内容\t负责人\n9月\t开学\t德育处\n10月\t运动会\t体育组", []),
        ("周 次\t活动内容\t执教人\n第1周\t开学\t李老师\n第2周\t磨课\t王老师", []),
        ("时间\t内容\t备注\n9月\t开学\t无\n10月\t运动会\t无", ["the table has no column “负责人”"]),
        ("时间\t内容\t负责人\n9月\t开学\t\n10月\t运动会\t", ["the table leaves “负责人” empty in 2 rows"]),
        ("姓名\t电话\t班级\n甲\t1\t一班\n乙\t2\t二班", []),
    ],
)
def test_tables(rows: str, problems: list[str]) -> None:
    assert [message for _, message in found(_COLUMNS, _TABLE.format(rows))] == problems


_MEETINGS = "{type: frequency, subject: [安全例会], at_least: %s}"


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ("每季度一次", "每月召开一次安全例会。"),
        ("每季度一次", "安全例会每季度至少一次。"),
        ("每季度一次", "一学期召开安全例会四次。"),
        ("每月一次", "每周一召开安全例会。"),
        ("每月一次", "坚持双周安全例会。"),
        ("每月一次", "每两周召开一次安全例会。"),
        ("每月一次", "每周召开安全例会，做好记录。"),
        ("每月至少一次", "安全例会按月召开。"),
        ("每月2次", "安全例会每月不少于两次。"),
        ("每月2次", "每月召开2—3次安全例会。"),
        ("每学期不少于4次", "每学期召开安全例会5次。"),
        ("每学年两次", "安全例会每学期1次。"),
        ("每周一次", "每天放学后开安全例会。"),
    ],
)
def test_often_enough(wanted: str, sentence: str) -> None:
    assert found(_MEETINGS % wanted, _PLAN.format(sentence)) == []


@pytest.mark.parametrize(
    ("wanted", "sentence", "words"),
    [
        ("每季度一次", "每学期召开一次安全例会。", "每学期召开一次"),
        ("每月一次", "安全例会每季度一次。", "每季度一次"),
        ("每月两次", "每月召开一次安全例会。", "每月召开一次"),
        ("每周一次", "每两周召开一次安全例会。", "每两周召开一次"),
        ("每月一次", "每年召开安全例会两次，每周家访一次。", "每年召开安全例会两次"),
        ("每学期4次", "安全例会每学期不少于3次。", "每学期不少于3次"),
    ],
)
def test_too_seldom(wanted: str, sentence: str, words: str) -> None:
    assert [each for each, _ in found(_MEETINGS % wanted, _PLAN.format(sentence))] == [words]


def test_a_plan_that_does_not_say_how_often_is_found_unless_that_is_allowed() -> None:
    text = _PLAN.format("按时召开安全例会。")
    assert [message for _, message in found(_MEETINGS % "每月一次", text)] == [
        "安全例会: 每月一次 asked for, the plan does not say how often"
    ]
    assert found("{type: frequency, subject: [安全例会], at_least: 每月一次, required: false}", text) == []


def test_a_roster_is_read_from_a_file_and_a_late_date_is_found() -> None:
    rule = "{type: handed_in, list: schools.txt, by: 2025-09-10}"
    roster = "学校,联系人\n双溪小学,甲\n云台小学,乙\n".encode("gb18030")
    assert found(rule, _SIGNED.format("双溪小学\n2025年9月10日"), schools=roster) == []
    assert [message for _, message in found(rule, _SIGNED.format("双溪小学\n2025年9月11日"), schools=roster)] == [
        "dated 2025-09-11, after 2025-09-10"
    ]
    other = _SIGNED.replace("双溪", "青禾路").format("青禾路小学\n2025年9月1日")
    assert [message for _, message in found(rule, other, schools=roster)] == ["青禾路小学 is not in the list"]
