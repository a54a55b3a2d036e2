"""Times that the plan sets and that do not fit are reported, once each; times it looks back at are not."""

from __future__ import annotations

import pytest

from jyplan import api
from jyplan.checker.run import check_outline

PLAN = """清溪小学2024—2025学年教研工作计划
一、指导思想
全面贯彻党的教育方针，以课堂为中心。
二、工作目标
1、及格率达到95%。
2、每人每学期听课15节。
三、主要工作
（一）抓常规
1、{task}
2、每周检查一次路队，记录在案。
（二）{heading}
教师每周集体备课一次。
四、保障措施
成立工作小组，每月例会一次。
五、行事历
2024年9月：常规训练（德育处）。
{entry}
2025年1月：评比（教务处）。
清溪小学
{signed}
"""
SOUND = {
    "task": "教务处每月抽查备课一次。",
    "heading": "抓教研",
    "entry": "2024年10月：家长学校（教务处）。",
    "signed": "2024年8月28日",
}


def findings(**parts: str) -> list[tuple[str, str]]:
    outline = api.parse_bytes(PLAN.format(**SOUND | parts).encode(), "plan.txt")
    text = outline.plans[0].text
    checked = check_outline(outline, api.load_rules())
    return [(finding.rule, text[finding.start : finding.end]) for finding in checked.findings]


@pytest.mark.parametrize(
    ("part", "words", "found"),
    [
        ("task", "2022年1月10日前上交方案。", "2022年1月10日"),
        ("task", "2022年10月前完成改造任务。", "2022年10月"),
        ("task", "2022.10.10前完成改造任务。", "2022.10.10"),
        ("task", "于2023-03-05前报送名单。", "2023-03-05"),
        ("task", "2022/11/20前上报名单。", "2022/11/20"),
        ("task", "2022年底前完成改造任务。", "2022年底"),
        ("task", "2022年秋季学期开展公开课。", "2022年秋季学期"),
        ("task", "2023年春季学期末上交总结。", "2023年春季学期"),
        ("task", "2022年暑假前完成维修。", "2022年暑假"),
        ("task", "2022年寒假组织家访。", "2022年寒假"),
        ("task", "2023年上半年开展培训。", "2023年上半年"),
        ("task", "二〇二二年十月前完成。", "二〇二二年十月"),
        ("task", "完成2021—2022学年课题结题任务。", "2021—2022学年"),
        ("task", "到2022年，教师参训率达到95%。", "2022年"),
        ("task", "2023年内完成维修。", "2023年"),
        ("task", "2022年度完成三项课题。", "2022年度"),
        ("heading", "2021—2022学年教研重点", "2021—2022学年"),
        ("heading", "2022学年集体备课", "2022学年"),
        ("heading", "2022年教研工作重点", "2022年"),
        ("entry", "2023年10月：家长学校（教务处）。", "2023年10月"),
        ("entry", "2022年11月5日前交教案（教务处）。", "2022年11月5日"),
        ("entry", "2025年12月：家长学校（教务处）。", "2025年12月"),
        ("task", "9月31日前完成维修。", "9月31日"),
        ("task", "2022年9月31日前完成维修。", "2022年9月31日"),
        ("task", "2月29日召开大会。", "2月29日"),
        ("entry", "10月32日：运动会（体育组）。", "10月32日"),
        ("task", "2024年9月2日（星期三）开学典礼。", "2024年9月2日（星期三）"),
        ("task", "10月8日星期五开家长会。", "10月8日星期五"),
        ("task", "星期五（10月8日）开家长会。", "星期五（10月8日）"),
        ("signed", "2023年8月28日", "2023年8月28日"),
        ("signed", "2023.9.1", "2023.9.1"),
        ("signed", "二〇二三年八月", "二〇二三年八月"),
    ],
)
def test_time_that_does_not_fit_is_reported_once_by_its_rule_alone(part: str, words: str, found: str) -> None:
    assert findings(**{part: words}) == [("year-mismatch", found)]


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("task", "2022年以来，我校开展了课题研究，本学期继续推进。"),
        ("task", "落实《义务教育课程方案（2022年版）》。"),
        ("task", "根据教基〔2022〕10号文件开展工作。"),
        ("task", "在2022年省级课题基础上继续研究。"),
        ("task", "上学年（2023—2024学年）听课不足，本学期补上。"),
        ("task", "2023年我校获得省级奖项，今年要再接再厉。"),
        ("task", "自2023年9月起实施的制度继续执行。"),
        ("task", "用好2022年10月购置的设备。"),
        ("task", "2023级学生开展军训。"),
        ("task", "回顾2023年的工作，查找不足。"),
        ("task", "学习2022年版课程标准，每周一次。"),
        ("task", "对2023年秋季学期期末考试成绩进行分析。"),
        ("task", "对2024年6月毕业的学生进行回访。"),
        ("task", "总结2023年工作经验，形成案例。"),
        ("task", "2023年12月印发的《办法》继续执行。"),
        ("task", "按照2021—2025年规划推进。"),
        ("task", "2021年9月入职的教师参加考核。"),
        ("task", "到2035年建成教育强县，本学期先完成三项课题。"),
        ("task", "2025年9月前完成下学年准备。"),
        ("task", "9月2日至6日（周一至周五）开展常规训练。"),
        ("task", "每月10日前上交月报，9月30日前完成普查。"),
        ("task", "2023年12月，我校通过市级验收，今年要巩固成果。"),
        ("task", "2022年11月，学校承办了片区运动会，本学期加强训练。"),
        ("task", "落实《关于加强作业管理的通知》（2021年4月），控制作业总量。"),
        ("heading", "2023—2024学年工作回顾"),
        ("signed", "2024年6月30日"),
        ("signed", "2025年2月20日"),
    ],
)
def test_time_that_fits_or_is_looked_back_at_is_not_reported(part: str, words: str) -> None:
    assert findings(**{part: words}) == []


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("清溪小学2024—2024第一学期工作计划", ["2024—2024第一学期"]),
        ("清溪小学2024-2024学年度第二学期工作计划", ["2024-2024学年度第二学期"]),
        ("清溪小学2024—2024学年工作计划", ["2024—2024学年"]),
        ("清溪小学三年规划（2024—2024年）", ["2024—2024年"]),
        ("清溪小学2024—2025学年工作计划", []),
        ("清溪小学工作计划（2024—2026年）", []),
        ("清溪小学工作计划（2024年—2024年12月）", []),
    ],
)
def test_a_span_of_one_year_is_a_second_year_that_was_not_changed(title: str, found: list[str]) -> None:
    outline = api.parse_bytes(f"{title}\n一、主要工作\n1、每周检查路队。\n2、每月家访五户。\n".encode(), "plan.txt")
    text = outline.plans[0].text
    checked = check_outline(outline, api.load_rules())
    assert [text[each.start : each.end] for each in checked.findings if each.rule == "year-mismatch"] == found
