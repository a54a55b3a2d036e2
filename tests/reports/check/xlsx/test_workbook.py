from __future__ import annotations

import sys
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.properties import PageSetupProperties

from jyplan.errors import MissingExtra, OutputError
from jyplan.model import Checked, Finding, Level, Place, Wording
from jyplan.reports.check.xlsx import render
from jyplan.reports.media import workbook
from tests.reports.check.checked import PLAN, checked, hostile, options, results, with_problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook

    from jyplan.reports import CheckResult


def book(check_results: Sequence[CheckResult], code: str = "en", **changes: Any) -> Workbook:
    return load_workbook(BytesIO(render(check_results, options(code, **changes))), rich_text=True)


def table(check_results: Sequence[CheckResult], sheet: str, code: str = "en", **changes: Any) -> list[tuple[Any, ...]]:
    rows = book(check_results, code, **changes)[sheet].iter_rows(values_only=True)
    return [tuple(str(cell) if isinstance(cell, CellRichText) else cell for cell in row) for row in rows]


def with_findings(*findings: Finding) -> list[CheckResult]:
    return [replace(checked(PLAN, "交.txt"), findings=findings)]


def finding(message: str, start: int = 0, end: int = 4) -> Finding:
    return Finding("own", Level.INFO, Wording(message), None, "交.txt", 1, None, Place(line=1), start, end)


def test_the_workbook_has_four_sheets_in_both_languages() -> None:
    assert book(results()).sheetnames == ["Findings", "Plans by rule", "Rules", "This run"]
    assert book(results(), "zh").sheetnames == ["问题", "计划×规则", "规则", "本次检查"]


def test_every_finding_is_a_row() -> None:
    head, *rows = table(results(), "问题", "zh")
    assert head == (
        *("编号", "文件", "篇", "标题", "所在章节", "位置", "级别", "规则", "问题", "原文", "怎样改", "依据"),
    )
    result = results()[0]
    assert isinstance(result, Checked)
    assert [row[7] for row in rows] == [each.rule for each in result.findings]
    assert rows[3] == (
        4, "交, 计划.txt", 1, "2025—2026学年第一学期教研工作计划", "一、工作目标 / 2、把xx学校的“教研<组>办好, 100%", "第5行",
        "错误", "placeholder", "这里还有没填的“xx学校”", "2、把xx学校的“教研<组>办好, 100%::满意。", "换成真实的名称、日期或数字", "usage",
    )  # fmt: skip


def test_the_words_are_marked_in_their_line() -> None:
    cell = book(results())["Findings"]["J5"].value
    assert isinstance(cell, CellRichText)
    assert [part.text for part in cell if isinstance(part, TextBlock) and part.font.b] == ["xx学校"]


def test_the_worst_plan_comes_first_in_plans_by_rule() -> None:
    check_results = [*results(), checked(PLAN + "xx班\n", "重.txt")]
    _, head, *rows = table(check_results, "Plans by rule")
    rules = ("placeholder", "empty-section", "year-mismatch", "missing-section", "unbalanced-brackets")
    title = "2025—2026学年第一学期教研工作计划"
    assert head == ("File", "Plan no.", "Title", "error", "warning", "info", "Total", *rules)
    assert rows == [
        ("重.txt", 1, title, 2, 2, 4, 8, 2, 1, 1, 2, 2),
        ("交, 计划.txt", 1, title, 1, 2, 4, 7, 1, 1, 1, 2, 2),
        ("好.txt", 1, title, 0, 0, 0, 0, None, None, None, None, None),
    ]


def test_totals_follow_the_filter_and_have_a_stored_value() -> None:
    data = render([*results(), *results()], options("en"))
    formulas = next(load_workbook(BytesIO(data))["Plans by rule"].iter_rows(max_row=1, values_only=True))
    values = next(load_workbook(BytesIO(data), data_only=True)["Plans by rule"].iter_rows(max_row=1, values_only=True))
    assert formulas[:5] == ("Total", None, None, "=SUBTOTAL(109,D3:D6)", "=SUBTOTAL(109,E3:E6)")
    assert values == ("Total", None, None, 2, 4, 8, 14, 2, 2, 2, 4, 4)


def test_the_sheet_of_rules_names_sources() -> None:
    rows = table(results(), "Rules")
    assert rows[1] == ("error", "placeholder", 1, 1, "“…” was never filled in", "fill it in", "usage")


def test_the_sheet_of_the_run_lists_problems_and_known_findings() -> None:
    check_results = [*results(), with_problem()]
    _, *rows = table(check_results, "This run", known=3, stale=("=a.txt: placeholder: 目标",))
    assert rows == [
        ("Checked", None, None, "plans checked: 3; errors 1, warnings 2, notes 4; files that could not be read: 1"),
        ("Checked with", None, None, "rule set work-plan · jyplan 1.0"),
        ("Known and not shown", None, None, 3),
        ("In the baseline, but no longer found", None, None, "=a.txt: placeholder: 目标"),
        ("Not or only partly read", "没有.txt", None, "there is no such file or folder"),
        ("Not or only partly read", "慢.txt", None, "the rule “慢” takes too long here; its expression is a<b"),
    ]


def test_the_tab_of_the_run_is_coloured_if_there_are_problems() -> None:
    tabs = [book(check_results)["This run"].sheet_properties.tabColor for check_results in (results(), results()[:1])]
    assert [tab is not None for tab in tabs] == [True, False]


def test_sheets_have_filters_and_print_settings() -> None:
    sheets = book(results())
    findings, matrix = sheets["Findings"], sheets["Plans by rule"]
    assert (findings.freeze_panes, findings.auto_filter.ref, findings.print_title_rows) == ("E2", "A1:L8", "$1:$1")
    assert (matrix.freeze_panes, matrix.auto_filter.ref, matrix.print_title_rows) == ("D3", "A2:L4", "$2:$2")
    for sheet in sheets.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr == PageSetupProperties(fitToPage=True)
    assert (
        findings.column_dimensions["J"].width
        > findings.column_dimensions["B"].width
        > findings.column_dimensions["A"].width
    )
    assert findings["J5"].alignment.wrap_text


def test_a_row_is_as_high_as_its_text() -> None:
    result = checked(f"2025年工作计划\n一、目标\n1、xx学校{'听课' * 60}。\n", "长.txt")
    sheet = book([result])["Findings"]
    heights = {sheet.cell(row, 8).value: sheet.row_dimensions[row].height for row in range(2, sheet.max_row + 1)}
    assert heights["placeholder"] == 7 * 17.25  # 245 columns in lines of 41, of 23 pixels each
    assert heights["missing-section"] < heights["placeholder"]


def test_document_text_is_never_a_formula_a_link_or_a_number() -> None:
    cells = [cell for sheet in book(hostile()) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell for cell in cells if cell.hyperlink] == []
    assert {cell.coordinate for cell in cells if cell.data_type == "f"} == {
        cell.coordinate for cell in book(hostile())["Plans by rule"][1][3:]
    }
    texts = [str(cell.value) for cell in cells if cell.data_type != "f"]
    for start in ("=HYPERLINK(", "<b>=1+1</b>", "=cmd|", "@SUM(1)<i>"):
        assert any(each.startswith(start) for each in texts)


def test_invisible_characters_are_made_visible() -> None:
    data = ZipFile(BytesIO(render(hostile(), options("en"))))
    whole = "".join(data.read(name).decode("utf-8") for name in data.namelist())
    assert "\\ufffe了" in whole
    assert {"\u202e", "\ufffe"} & set(whole) == set()


@pytest.mark.parametrize("letter", ["教", "𠮷"], ids=["one unit", "two units"])
def test_a_cell_longer_than_excel_takes_is_cut_and_says_so(letter: str) -> None:
    cell = table(with_findings(finding(letter * 40_000)), "Findings")[1][8]
    ending = "… (cut: longer than an Excel cell can be)"
    assert cell.endswith(letter + ending)
    assert 32_766 <= len(cell.encode("utf-16-le")) / 2 <= 32_767


def test_a_long_paragraph_is_quoted_around_the_words() -> None:
    result = checked(f"2025年工作计划\n一、目标\n1、{'听课' * 5000}xx学校{'评课' * 5000}。\n", "长.txt")
    texts = {row[7]: row[9] for row in table([result], "Findings")}
    assert texts["placeholder"] == f"…{'听课' * 100}xx学校{'评课' * 100}…"


@pytest.mark.parametrize("span", [(0, 0), (3, 3), (0, 5000)], ids=["at the start", "inside", "beyond the line"])
def test_findings_without_words_quote_the_line(span: tuple[int, int]) -> None:
    assert table(with_findings(finding("说", *span)), "Findings")[1][9] == "2025—2026学年第一学期教研工作计划"


def test_more_findings_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS", 7)
    with pytest.raises(OutputError, match="7 rows are more than an Excel sheet can hold; choose --format json"):
        render(results(), options("en"))


@pytest.mark.parametrize(
    "check_results", [[], results()[1:2], results()[2:]], ids=["no files", "unreadable", "nothing"]
)
def test_without_findings_the_workbook_has_its_sheets(check_results: Sequence[CheckResult]) -> None:
    assert table(check_results, "Findings")[1:] == []
    assert table(check_results, "This run")[1][3].split("; ")[1] == "nothing found"


def test_the_same_findings_give_the_same_file() -> None:
    first, second = (ZipFile(BytesIO(render(results(), options("zh")))) for _ in range(2))
    assert [first.read(name) for name in first.namelist()] == [second.read(name) for name in second.namelist()]


def test_a_missing_package_is_an_error_that_says_how_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtra) as caught:
        render(results(), options("en"))
    assert str(caught.value) == "xlsx needs the package XlsxWriter; run: pip install 'jyplan[xlsx]'"
