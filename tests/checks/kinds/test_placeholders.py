"""Words and signs that stand for what was never filled in, and their likes that do not."""

from __future__ import annotations

import pytest

from jyplan import api
from jyplan.checker.run import check_outline

PLAN = "清溪小学2024—2025学年教研工作计划\n一、主要工作\n（一）{}\n（二）抓教研\n每周集体备课一次。\n"


def placeholders(words: str) -> list[str]:
    outline = api.parse_bytes(PLAN.format(words).encode(), "plan.txt")
    text = outline.plans[0].text
    found = check_outline(outline, api.load_rules("base")).findings
    return [text[finding.start : finding.end].strip() for finding in found if finding.rule == "placeholder"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("于【时间】召开动员会。", "【时间】"),
        ("在【地点】举行开学典礼。", "【地点】"),
        ("由[学校名称]承办本次活动。", "[学校名称]"),
        ("由（学校名称）负责组织。", "（学校名称）"),
        ("由[姓名]负责。", "[姓名]"),
        ("表彰〔人数〕名教师。", "〔人数〕"),
        ("于 年 月 日前上交材料。", "年 月 日"),
        ("于　　月　　日前完成。", "月　　日"),
        ("由A校负责承办。", "A校"),
        ("B中学承办现场会。", "B中学"),
        ("*月*日召开大会。", "*月*日"),
        ("N月N日召开大会。", "N月N日"),
        ("某年某月完成验收。", "某年某月"),
        ("○○小学承办现场会。", "○○小学"),
        ("请在此处填写具体措施。", "请在此处填写"),
        ("第×周召开家长会。", "第×周"),
        ("第xx届读书节如期举行。", "第xx届"),
        ("共（   ）人参加培训。", "（   ）"),
        ("成立小组\n组长：\n副组长：王力、李明", "组长："),
        ("成立小组\n组 长：\n成 员：各班班主任", "组 长："),
        ("成立小组\n组长：  副组长：王力、李明", "组长："),
        ("成立小组\n负责人：", "负责人："),
    ],
)
def test_place_that_was_never_filled_in_is_found_once(words: str, found: str) -> None:
    assert placeholders(words) == [found]


@pytest.mark.parametrize(
    "words",
    [
        "A组和B组轮流备课。",
        "A校区每周检查路队。",
        "分为A校、B校两组结对。",
        "组织A班学生参加C级考试。",
        "【重点】抓好课堂常规。",
        "开学典礼\n【时间】9月2日上午\n【地点】操场",
        "【德育处】每周检查路队。",
        "[教务处]每月检查一次。",
        "教基[2024]12号文件要求每周检查。",
        "年、月、周计划要衔接。",
        "每年6月、12月检查。",
        "阅读《某年某月》一书。",
        "学校名称统一用全称。",
        "成立小组\n组长：\n王力\n副组长：\n李明",
        "成立小组\n成员：\n1、王力\n2、李明",
        "教务处负责人：王力",
    ],
)
def test_words_that_look_like_a_gap_are_none(words: str) -> None:
    assert placeholders(words) == []
