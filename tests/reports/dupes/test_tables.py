"""The reports of copies for spreadsheet programs: CSV and Excel."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook

from jyplan.errors import OutputError
from jyplan.reports.dupes import csv as dupes_csv
from jyplan.reports.dupes import xlsx as dupes_xlsx
from jyplan.reports.media import workbook
from tests.reports.dupes.copied import UNREAD, Case, by_hand, hostile, suspected
from tests.reports.languages import CHINESE


def rows_of(case: Case) -> list[dict[str, str]]:
    table = dupes_csv.render(case.copies, case.options()).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(table, newline="")))


def sheets_of(case: Case, **details: object) -> Any:
    return load_workbook(BytesIO(dupes_xlsx.render(case.copies, case.options(CHINESE, **details))))


def test_the_csv_has_a_byte_order_mark() -> None:
    assert dupes_csv.render(by_hand().copies, by_hand().options()).startswith(b"\xef\xbb\xbfno.,relation,A in B")


def test_the_csv_has_a_row_per_pair() -> None:
    rows = rows_of(by_hand())
    assert len(rows) == 9
    first = rows[0]
    assert (first["relation"], first["A in B"], first["group"]) == ("identical", "1.0", "1")
    assert (first["plan A"], first["school A"], first["plan B"]) == ("一小/计划.docx", "第一小学", "一小/计划(1).docx")
    assert (rows[3]["plan B"], rows[3]["group"]) == ("范文.txt [2023范文]", "")


def test_no_cell_of_the_csv_is_a_formula() -> None:
    case = hostile()
    cells = [cell for row in rows_of(case) for cell in row.values()]
    assert not [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}]


def test_the_workbook_has_a_sheet_per_table() -> None:
    case = by_hand()
    assert sheets_of(case).sheetnames == ["计划", "雷同", "相同段落", "成组的计划", "模板", "未能比对"]
    nothing_left_out = replace(case, copies=replace(case.copies, left_out=()))
    assert sheets_of(nothing_left_out).sheetnames == ["计划", "雷同", "相同段落", "成组的计划", "模板"]


def test_figures_of_pairs_are_numbers() -> None:
    head, first, *_ = sheets_of(by_hand())["雷同"].iter_rows(values_only=True)
    assert dict(zip(head, first, strict=True)) == {
        "序号": 1,
        "关系": "完全相同",
        "A见于B": 1,
        "B见于A": 1,
        "相同字数": 148,
        "相同段落": 1,
        "最长段落": 148,
        "组": 1,
        "计划A": "一小/计划.docx",
        "标题A": "第一小学教研工作计划",
        "学校A": "第一小学",
        "时间A": "2024-09",
        "计划B": "一小/计划(1).docx",
        "标题B": "第一小学教研工作计划",
        "学校B": "第一小学",
        "时间B": None,
        "A的总复制比": None,
        "A的来源": None,
        "B的总复制比": None,
        "B的来源": None,
        "意思相同的句数": None,
        "两边都有": None,
    }


def test_shares_are_shown_as_percent() -> None:
    assert sheets_of(by_hand())["雷同"]["C2"].number_format == "0.0%"


def test_clusters_have_a_row_per_member() -> None:
    _, *rows = sheets_of(by_hand())["成组的计划"].iter_rows(values_only=True)
    assert [(row[3], row[6], row[7], row[8]) for row in rows] == [
        ("一小/计划.docx", None, "一小/计划(1).docx", 1),
        ("一小/计划(1).docx", None, "一小/计划.docx", 1),
        ("二小/计划.docx", "是", "一小/计划.docx", 0.9798),
    ]


def test_templates_with_text_and_members_come_before_widespread_stretches() -> None:
    _, template, common = sheets_of(by_hand())["模板"].iter_rows(values_only=True)
    assert template[:4] == (1, "模板", 4, 52)
    assert template[5].split("\n") == ["一小/计划.docx", "一小/计划(1).docx", "二小/计划.docx", "三小/德育.txt"]
    assert common[:5] == (None, "通用语句", 3, 9, "各组确立一个小课题")


def test_a_plan_names_the_plan_with_its_largest_copied_share() -> None:
    _, *rows = sheets_of(by_hand())["计划"].iter_rows(values_only=True)
    assert len(rows) == 5
    assert rows[3][8:] == (3, None, None, None, 0.5777, "一小/计划.docx", None, None, "1")


def test_rows_are_as_high_as_their_text() -> None:
    sheet = sheets_of(by_hand())["模板"]
    assert sheet.row_dimensions[2].height > 4 * 15  # points of a line in Excel
    assert sheet.row_dimensions[3].height < 2 * 15


def test_every_sheet_can_be_filtered_and_keeps_its_head() -> None:
    for sheet in sheets_of(by_hand(), unread=(UNREAD,)).worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref is not None
        assert sheet.print_title_rows == "$1:$1"


def test_every_cell_of_the_workbook_is_text_or_a_number() -> None:
    case = hostile()
    cells = [cell for sheet in sheets_of(case).worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}
    assert not [cell for cell in cells if cell.hyperlink]


def test_the_same_copies_give_the_same_workbook() -> None:
    first, second = (dupes_xlsx.render(by_hand().copies, by_hand().options()) for _ in range(2))
    assert first == second


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS", 9)
    with pytest.raises(OutputError, match="9 rows are more than an Excel sheet can hold; choose --format csv"):
        dupes_xlsx.render(by_hand().copies, by_hand().options())


def test_passages_have_paragraph_and_words() -> None:
    head, *rows = sheets_of(by_hand())["相同段落"].iter_rows(values_only=True)
    assert head == (
        "序号",
        "计划A",
        "A中第几段",
        "A中的文字",
        "计划B",
        "B中第几段",
        "B中的文字",
        "相同字数",
        "有修改",
        "移动",
    )
    case = by_hand()
    passages = [(number, pair, each) for number, pair in enumerate(case.copies.pairs, 1) for each in pair.passages]
    assert [row[0] for row in rows] == [number for number, _, _ in passages]
    for row, (_, pair, passage) in zip(rows, passages, strict=True):
        text = case.options(CHINESE).text_of(pair.a)
        if text is None:
            assert row[2:4] == (None, None)
        else:
            assert row[2] == text[: passage.left.start].count("\n") + 1
            assert row[3].rstrip("…")[:6] in " ".join(text.split())


def test_suspected_pairs_are_rows_with_their_evidence() -> None:
    case = suspected()
    _, *rows = sheets_of(case)["雷同"].iter_rows(values_only=True)
    assert (rows[-1][1], rows[-1][-2:]) == ("疑似改写", (1, "实验箱"))
    _, item = sheets_of(case)["疑似改写"].iter_rows(values_only=True)
    assert (item[0], item[5]) == (len(rows), "实验箱")


def test_both_plans_of_a_pair_have_their_union_and_its_sources() -> None:
    head, first, *_ = sheets_of(suspected())["雷同"].iter_rows(values_only=True)
    row = dict(zip(head, first, strict=True))
    assert row["A的总复制比"] == 0.9
    assert row["A的来源"].endswith("+30.0%")


def test_every_section_of_a_copied_plan_is_a_row() -> None:
    case = suspected()
    _, *rows = sheets_of(case)["各部分"].iter_rows(values_only=True)
    assert [row[1:] for row in rows] == [
        ("开头", 8, 0, 0, 0, None),
        ("二、<工作>措施", 60, 0.96, 0.5, 0.6, "一小/计划(1).docx"),
    ]
