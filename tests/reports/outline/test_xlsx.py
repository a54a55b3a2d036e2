from __future__ import annotations

import sys
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook
from openpyxl.worksheet.properties import PageSetupProperties

from jyplan.errors import MissingExtra, OutputError
from jyplan.reports.media import workbook
from jyplan.reports.outline.ledger import ledger_rows
from jyplan.reports.outline.xlsx import render
from tests.reports.build import item, outline, plan
from tests.reports.languages import CHINESE
from tests.reports.samples import options, primary_school
from tests.reports.strategies import outlines

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from jyplan.model import Outline


def sheet_of(workbook: bytes) -> Worksheet:
    sheet = load_workbook(BytesIO(workbook)).worksheets[0]
    assert sheet is not None
    return sheet


def test_the_sheet_is_the_ledger() -> None:
    sheet = sheet_of(render([primary_school()], options(CHINESE)))
    assert sheet.title == "任务分解表"
    head, *body = sheet.iter_rows(values_only=True)
    assert head == ("计划", "任务", "措施", "指标", "责任人", "时间", "成果", "位置")
    expected = [row.cells() for row in ledger_rows([primary_school()], options(CHINESE))]
    assert [tuple(cell or "" for cell in row) for row in body] == expected


def test_the_sheet_has_widths_wrapping_and_print_settings() -> None:
    sheet = sheet_of(render([primary_school()], options(CHINESE)))
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:H6"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr == PageSetupProperties(fitToPage=True)
    assert sheet.page_setup.fitToHeight == 0
    assert sheet["C2"].alignment.wrap_text
    assert sheet.column_dimensions["C"].width > sheet.column_dimensions["A"].width


@settings(max_examples=30)
@given(outlines())
def test_every_cell_is_text_and_readable_xml(document: Outline) -> None:
    cells = [cell for row in sheet_of(render([document], options())).iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s"}
    assert not [cell for cell in cells if cell.hyperlink]


@pytest.mark.parametrize("title", ['=HYPERLINK("http://a.example")', "http://a.example", "2024", "_x0041_", "-1"])
def test_text_stays_as_it_is(title: str) -> None:
    sheet = sheet_of(render([outline(plan("计划", item("task", None, title)))], options()))
    assert sheet["B2"].value in {title, title.replace("_x", "_x005F_x")}
    assert sheet["B2"].data_type == "s"


def test_a_cell_longer_than_excel_takes_is_cut() -> None:
    sheet = sheet_of(render([outline(plan("计划", item("task", None, "教" * 40_000)))], options()))
    assert sheet["B2"].value == "教" * 32_766 + "…"


def test_the_same_ledger_gives_the_same_file() -> None:
    first, second = (ZipFile(BytesIO(render([primary_school()], options()))) for _ in range(2))
    assert [first.read(name) for name in first.namelist()] == [second.read(name) for name in second.namelist()]


def test_a_missing_package_is_an_error_that_says_how_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtra) as caught:
        render([primary_school()], options())
    assert str(caught.value) == "xlsx needs the package XlsxWriter; run: pip install 'jyplan[xlsx]'"


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS", 5)
    with pytest.raises(OutputError, match="5 rows are more than an Excel sheet can hold; choose --format csv"):
        render([primary_school()], options())
