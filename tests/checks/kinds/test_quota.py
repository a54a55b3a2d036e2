"""Whose figure a figure is, over what time, and whether it is a target at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from jyplan import api
from jyplan.checker.run import check_outline
from jyplan.language import Language
from jyplan.reports.media.rule_words import worded

if TYPE_CHECKING:
    from pathlib import Path

PLAN = "清溪小学2025—2026学年教研工作计划\n一、指导思想\n全面贯彻党的教育方针。\n二、主要工作\n1、{}\n2、每周检查一次路队。\n"
LISTENING = {"subject": "[听课, 听评课]", "unit": "节", "min": 15, "per": "[学期, 人]"}
EVERY = LISTENING | {"which": "every"}
MATHS = {"subject": "[数学]", "unit": '"%"', "min": 85}
PASSED = {"subject": "[及格率]", "unit": '"%"', "min": 85}
QUARTERLY = {"subject": "[例会]", "unit": "次", "min": 1, "per": "[季度]"}


def messages(folder: Path, options: dict[str, Any], sentence: str) -> list[tuple[str, str]]:
    file = folder / "rules.yaml"
    keys = "".join(f"    {key}: {value}\n" for key, value in options.items())
    file.write_text(f"schema: 1\nid: r\ntitle: r\nrules:\n  r:\n    type: quota\n    level: warning\n{keys}", "utf-8")
    outline = api.parse_bytes(PLAN.format(sentence).encode(), "plan.txt")
    text = outline.plans[0].text
    checked = check_outline(outline, api.load_rules(file))
    return [(text[found.start : found.end], worded(found.message, Language("zh"))) for found in checked.findings]


@pytest.mark.parametrize(
    ("options", "sentence", "low"),
    [
        (LISTENING, "听课8节/学期。", ["8节/学期"]),
        (LISTENING, "听课8节每学期。", ["8节每学期"]),
        (LISTENING, "每位教师听课8节/学期。", ["每位教师听课8节/学期"]),
        (LISTENING, "新教师听课40节，其他教师5节。", ["5节"]),
        (LISTENING, "听课：新教师40节，其他教师5节。", ["5节"]),
        (LISTENING, "新教师每学期听课40节，老教师10节，校长60节。", ["10节"]),
        (LISTENING, "组长听课不少于20节，教师不少于10节。", ["不少于10节"]),
        (LISTENING, "组长不少于10节的听课任务。", ["不少于10节"]),
        (LISTENING, "校长每月听课3节。", ["每月听课3节"]),
        (LISTENING, "校长每两周听课1节。", ["每两周听课1节"]),
        (LISTENING, "校长每学年听课20节。", ["每学年听课20节"]),
        (EVERY, "组长每学期听课20节，观摩听课5节。", ["5节"]),
        (MATHS, "语文及格率95%、数学及格率80%。", ["80%"]),
        (PASSED, "及格率：语文96%，数学80%。", ["80%"]),
        (QUARTERLY, "每学期召开一次例会。", ["每学期召开一次"]),
    ],
)
def test_target_below_the_quota_is_found(
    options: dict[str, Any], sentence: str, low: list[str], tmp_path: Path
) -> None:
    assert [words for words, _ in messages(tmp_path, options, sentence)] == low


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (LISTENING, "新教师每学期听课40节，老教师听课20节。"),
        (LISTENING, "上学期听课12节，本学期听课不少于20节。"),
        (LISTENING, "校长上学期听课12节，本学期不少于20节。"),
        (LISTENING, "去年组长听课8节，今年要达到18节。"),
        (LISTENING, "校长听课20节，上公开课2节。"),
        (LISTENING, "组长听课不少于20节，其中新课5节。"),
        (LISTENING, "校长每周听课1节。"),
        (LISTENING, "校长每月听课4节。"),
        (LISTENING, "校长每学年听课60节。"),
        (LISTENING, "每班每学期听课2节。"),
        (LISTENING, "组长每学期听课20节（每周1节）。"),
        (LISTENING, "组长听课、评课20节。"),
        (LISTENING, "组长听课10～16节。"),
        (MATHS, "语文95%，数学90%以上，英语70%。"),
        ({**MATHS, "subject": "[语文]"}, "语文95%，数学80%。"),
        (QUARTERLY, "每月召开一次例会。"),
        (QUARTERLY, "每周例会1次。"),
    ],
)
def test_target_that_meets_the_quota_is_not_reported(options: dict[str, Any], sentence: str, tmp_path: Path) -> None:
    assert messages(tmp_path, options, sentence) == []


def test_message_says_what_a_figure_comes_to_in_a_term(tmp_path: Path) -> None:
    [(_, message)] = messages(tmp_path, LISTENING, "校长每月听课3节。")
    assert message == "听课要求不少于15节，计划写的是“每月听课3节（一学期按 18 周算，合每学期13.5节）”"
