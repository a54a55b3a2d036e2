from __future__ import annotations

import pytest

from jyplan.text.school_names import find_school, labelled_names

LINES = [
    ("青禾路小学2024—2025学年第一学期语文教研组工作计划", "青禾路小学"),
    ("少先队云台小学大队2023—2024学年度第二学期工作计划", "云台小学"),
    ("中共丹枫县第三中学支部委员会2025年度党建工作计划", "丹枫县第三中学"),
    ("临江区教育体育局2025年工作要点", "临江区教育体育局"),
    ("在长堤中学第七届教职工代表大会上的工作报告", "长堤中学"),
    ("2024年石桥镇中心小学德育工作计划", "石桥镇中心小学"),
    ("关于印发云岭县教育局2025年工作要点的通知", "云岭县教育局"),
    ("城南二小2025年工作安排", "城南二小"),
    ("实验三小2025年春学期教学工作计划", "实验三小"),
    ("沙河九年一贯制学校图书馆工作计划", "沙河九年一贯制学校"),
    ("江北师范大学附属小学教学计划", "江北师范大学附属小学"),
    ("新河小学东校区安全工作计划", "新河小学东校区"),
    ("和平小学工作计划", "和平小学"),
    ("日新中学2024学年计划", "日新中学"),
    ("德馨學校教研工作計劃", "德馨學校"),
    ("２０２４年晨光幼儿园保教计划", "晨光幼儿园"),
    ("新学期学校工作计划", None),
    ("全县中小学教研工作计划", None),
    ("小学学校安全工作计划 篇一", None),
    ("初中英语教师工作计划", None),
    ("小学生安全教育计划", None),
    ("我校2024年工作计划", None),
    ("农村小学教研工作计划", None),
    ("七年级（4）班班主任工作计划", None),
    ("五年级下册科学教学计划", None),
    ("幼儿园大班工作计划", None),
    ("一年级小班化教学计划", None),
]


@pytest.mark.parametrize(("line", "school"), LINES)
def test_a_line_names_a_school_or_none(line: str, school: str | None) -> None:
    assert find_school([line]) == school


def test_the_first_line_that_names_a_school_is_believed() -> None:
    assert find_school(["德育工作计划", "绿水小学", "青山小学 2024年9月"]) == "绿水小学"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("单位：云岭县第三小学", ["云岭县第三小学"]),
        ("填报学校:青禾路小学  填表人:教导主任", ["青禾路小学  填表人:教导主任"]),
        ("学　校\t南塘小学\t学科\t数学", ["南塘小学"]),
        ("学 校\t南塘小学\t学科\t数学", ["南塘小学"]),
        ("本学校：要抓好常规", []),
        ("各学校要抓好常规：", []),
    ],
)
def test_a_label_names_the_school(line: str, names: list[str]) -> None:
    assert list(labelled_names([line])) == names
