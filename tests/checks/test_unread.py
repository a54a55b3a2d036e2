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
