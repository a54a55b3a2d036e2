"""Points in the reports: the screen, JSON, the workbook, a score sheet for each plan."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from openpyxl import load_workbook

from jyplan import api
from jyplan.checker.run import check_outline
from jyplan.checker.scoring import add_scores
from jyplan.errors import UsageError
from jyplan.reports import CHECK_REPORTS
from tests.reports.check.checked import PLAN, options

if TYPE_CHECKING:
    from jyplan.model import Checked
    from tests.conftest import Golden

RULES = api.load_rules("score-teaching-group")


def scored(path: str = "计划.txt") -> Checked:
    return add_scores(check_outline(api.parse_bytes(PLAN.encode(), path), RULES), RULES)


@pytest.mark.parametrize("code", ["zh", "en"])
def test_the_screen_shows_criteria_with_reasons_and_the_sum(code: str, golden: Golden) -> None:
    golden(f"scores-text-{code}.txt", _points(CHECK_REPORTS.load("text").render([scored()], options(code))))


def test_many_plans_are_a_line_each(golden: Golden) -> None:
    results = [scored(f"{number}.txt") for number in range(4)]
    golden("scores-many-zh.txt", _points(CHECK_REPORTS.load("text").render(results, options("zh"))))


def _points(text: str | bytes) -> str:
    assert isinstance(text, str)
    return text[max(text.find("得分"), text.find("Points")) :]


def test_json_counts_findings_over_all_documents() -> None:
    data = json.loads(CHECK_REPORTS.load("json").render([scored(), scored("b.txt")], options("zh")))
    for score in data["scores"]:
        for criterion in score["criteria"]:
            lost = sum(loss["points"] for loss in criterion["lost"])
            assert criterion["points"] is None or round(criterion["points"] + lost, 2) == criterion["of"]
            for loss in criterion["lost"]:
                if loss["finding"] is not None:
                    finding = data["findings"][loss["finding"]]
                    assert (finding["path"], finding["message"]) == (score["path"], loss["reason"])
    assert [score["path"] for score in data["scores"]] == ["计划.txt", "b.txt"]


def test_the_workbook_has_a_score_sheet_and_a_sheet_for_each_criterion() -> None:
    data = CHECK_REPORTS.load("xlsx").render([scored(), scored("b.txt")], options("zh"))
    book = load_workbook(BytesIO(data if isinstance(data, bytes) else b""))
    sheet = book["评分表"]
    assert [cell.value for cell in sheet[1]][:8] == ["文件", "篇", "标题", "学校", "得分", "分值", "待评", "等级"]
    assert sheet.max_row == 3
    assert [name for name in book.sheetnames if name[0].isdigit()][:2] == ["1 指导思想明确", "2 目标具体、可检查"]
    words = book["8 文字规范"].cell(2, 8).value
    assert "−2 这里还有没填的“xx学校”" in str(words)


def test_each_plan_has_a_page_in_the_usual_form() -> None:
    data = CHECK_REPORTS.load("scores").render([scored(), scored("b.txt")], options("zh"))
    document = Document(BytesIO(data if isinstance(data, bytes) else b""))
    assert len(document.tables) == 2
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0] == ["项目", "分值", "自评分", "考评分", "扣分原因"]
    assert rows[1][:4] == ["指导思想明确", "8", "", "0"]
    assert rows[-1][:2] == ["合计", "100"]
    assert all(_owns_a_page(paragraph) for paragraph in document.paragraphs if paragraph.text == "评分表")


def _owns_a_page(paragraph: Any) -> bool:
    return bool(paragraph.style.name == "Title")


def test_without_points_there_is_no_score_sheet() -> None:
    with pytest.raises(UsageError, match="no plan has points"):
        CHECK_REPORTS.load("scores").render([replace(scored(), scores=())], options("zh"))
