"""Findings of one cause are one finding with its places."""

from __future__ import annotations

from jyplan import api
from jyplan.checker.run import check_outline
from jyplan.language import Language
from jyplan.model import Finding  # noqa: TC001
from jyplan.reports.media.rule_words import worded
from tests.readers.docx.builder import build, p


def placeholders(count: int) -> list[Finding]:
    lines = [f"{number}、由xx学校负责第{number}项。" for number in range(1, count + 1)]
    outline = api.parse_bytes("\n".join(["清溪小学2025年工作计划", "一、安排", *lines]).encode(), "plan.txt")
    return [found for found in check_outline(outline, api.load_rules("base")).findings if found.rule == "placeholder"]


def test_three_findings_are_three() -> None:
    assert len(placeholders(3)) == 3


def test_four_findings_of_one_cause_are_one_with_places() -> None:
    [found] = placeholders(4)
    assert len(found.also) == 3
    assert worded(found.message, Language("zh")) == "这里还有没填的“xx学校”（共 4 处：第 3、4、5、6 行）"
    assert worded(found.message, Language("en")) == "“xx学校” was never filled in (4 times: lines 3、4、5、6)"


def test_many_places_are_named_in_part() -> None:
    [found] = placeholders(30)
    assert worded(found.message, Language("zh")).endswith("（共 30 处：第 3、4、5、6、7、8、9、10… 行）")


def test_places_in_a_word_file_are_sections_as_word_shows_no_line_numbers() -> None:
    lines = ["清溪小学2025年工作计划", "一、安排", *["由xx学校负责。"] * 3, "二、保障措施", *["由xx学校检查。"] * 2]
    outline = api.parse_bytes(build("".join(map(p, lines))), "plan.docx")
    [found] = [
        entry for entry in check_outline(outline, api.load_rules("base")).findings if entry.rule == "placeholder"
    ]
    assert worded(found.message, Language("zh")).endswith("（共 5 处：在“一、安排”、“二、保障措施”里）")
