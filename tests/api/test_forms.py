"""Plans written as forms, held against the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jyplan
from tests.outline.test_forms import page, word

if TYPE_CHECKING:
    from pathlib import Path

FORM = """\
松林小学2024—2025学年第一学期体育组工作计划
| 学校 | 松林小学 | 学科 | 体育 |
| 指/导/思/想 | 以课程标准为依据，面向全体学生，提高课堂教学质量。 | < | < |
| 工作目标 | 1．每人每学期听课不少于15节。/2．达标率达到95%以上。 | < | < |
| 主要工作/及措施 | （一）抓实教学常规/1.备课提前一周，由备课组长检查。/2.体育组长每月检查一次教案。 | < | < |
| 保障措施 | 建立考核制度，教导处每月检查一次。 | < | < |
| 行事历 | 周次 | 工作内容 | 负责人 |
| ^ | 第1周 | 制定教研计划 | 张老师 |
| ^ | 第6周 | 秋季运动会 | 李老师 |
"""
UNCLEAR = """\
松林小学2024—2025学年第一学期体育组工作计划
| 健康第一，面向全体学生。 | 指导思想 |
| 达标率达到95%以上。 | 工作目标 |
| 每天一节体育课，由体育组长检查。 | 主要工作 |
"""


def findings(path: Path, data: bytes) -> list[str]:
    path.write_bytes(data)
    return [finding.rule for finding in jyplan.check(path).findings]


def test_nothing_is_missing_in_a_complete_form(tmp_path: Path) -> None:
    assert findings(tmp_path / "plan.docx", word(FORM)) == []
    assert findings(tmp_path / "plan.html", page(FORM)) == []


def test_a_section_that_a_form_lacks_is_missing(tmp_path: Path) -> None:
    lines = [line for line in FORM.splitlines() if "工作目标" not in line]
    assert findings(tmp_path / "plan.docx", word("\n".join(lines))) == ["missing-section"]


def test_a_form_that_cannot_be_told_apart_is_a_problem_and_nothing_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    assert not {"missing-section", "empty-section"} & set(findings(path, word(UNCLEAR)))
    problem = jyplan.parse(path).document.problems[0]
    assert (problem.kind.value, problem.place.table, problem.place.row) == ("unclear", 1, 1)
