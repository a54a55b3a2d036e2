"""Where a plan shows what was not read, nothing is called empty or missing."""

from __future__ import annotations

import pytest

from jyplan import api
from jyplan.checker.run import check_outline
from jyplan.outline import read_outline
from jyplan.readers import read
from tests.readers.docx.builder import build, p
from tests.readers.docx.test_drawings import PICTURE, drawing

IMAGE = p(drawing(PICTURE))
PLAN = [
    "柳溪小学2025年教研工作计划",
    "一、指导思想",
    "二、主要工作",
    "每周集体备课一次。",
    "三、教研安排",
    "每月一次研讨。",
]


def rules_broken(*paragraphs: str) -> set[str]:
    body = "".join(paragraph if paragraph.startswith("<") else p(paragraph) for paragraph in paragraphs)
    return {
        finding.rule
        for finding in check_outline(read_outline(read(build(body), "a.docx")), api.load_rules("work-plan")).findings
    }


@pytest.mark.parametrize("rule", ["missing-section", "empty-section"])
def test_a_rule_of_what_is_missing_speaks_where_all_was_read(rule: str) -> None:
    assert rule in rules_broken(*PLAN)


@pytest.mark.parametrize("rule", ["missing-section", "empty-section"])
def test_a_picture_above_the_title_hides_nothing(rule: str) -> None:
    assert rule in rules_broken(IMAGE, *PLAN)


def test_a_heading_over_a_picture_is_not_empty_and_no_section_missing() -> None:
    assert not {"missing-section", "empty-section"} & rules_broken(*PLAN[:2], IMAGE, *PLAN[2:])


def test_a_picture_elsewhere_does_not_fill_a_heading() -> None:
    broken = rules_broken(*PLAN, IMAGE)
    assert "empty-section" in broken
    assert "missing-section" not in broken


SECTIONS = [
    "柳溪小学2025年工作计划",
    "一、指导思想",
    "坚持育人为本。",
    "二、主要工作",
    "1、每周集体备课一次。",
    "2、每月检查一次路队。",
    "三、组织领导",
    "成立工作小组。",
]


def missing(*paragraphs: str) -> set[str]:
    body = "".join(paragraph if paragraph.startswith("<") else p(paragraph) for paragraph in paragraphs)
    findings = check_outline(read_outline(read(build(body), "a.docx")), api.load_rules("work-plan")).findings
    return {str(finding.message.params["section"]) for finding in findings if finding.rule == "missing-section"}


def test_without_a_picture_goals_and_schedule_are_missing() -> None:
    assert missing(*SECTIONS) == {"goals", "schedule"}


@pytest.mark.parametrize(
    ("index", "missed"),
    [
        pytest.param(5, {"goals"}, id="among the items of a section"),
        pytest.param(6, {"goals"}, id="at the end of a section, before the next number"),
        pytest.param(3, {"goals"}, id="under the text of the first section"),
        pytest.param(1, set(), id="under the title: an introduction"),
        pytest.param(2, {"goals"}, id="under a heading, before its text"),
        pytest.param(8, set(), id="at the end"),
    ],
)
def test_picture_silences_what_its_place_may_hold(index: int, missed: set[str]) -> None:
    assert missing(*SECTIONS[:index], IMAGE, *SECTIONS[index:]) == missed


def test_picture_in_a_gap_of_the_numbers_may_hold_the_missing_section() -> None:
    gap = [line.replace("三、", "四、") for line in SECTIONS]
    assert missing(*gap[:6], IMAGE, *gap[6:]) == set()
