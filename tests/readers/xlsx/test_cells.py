"""Cells as they show their values: formats, formulas, shared texts."""

from __future__ import annotations

import pytest

from jyplan.readers.xlsx.number_formats import BUILT_IN, shown_number
from tests.readers.xlsx.builder import build, read, row, sheet, texts


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (45901, BUILT_IN[14], "2025/9/1"),
        (45901, BUILT_IN[57], "2025年9月"),
        (45901, BUILT_IN[58], "9月1日"),
        (45901, "yyyy-mm-dd", "2025-09-01"),
        (45901, "[$-804]yyyy年m月d日;@", "2025年9月1日"),
        (45901, "[DBNum1][$-804]yyyy年m月d日", "二〇二五年九月一日"),
        (45901, 'm"月"d"日"(aaa)', "9月1日(一)"),
        (45901, "[$-804]aaaa", "星期一"),
        (45901, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "Monday, September 01, 2025"),
        (45901.34375, "yyyy/m/d h:mm", "2025/9/1 8:15"),
        (0.34375, "h:mm AM/PM", "8:15 AM"),
        (0.59375, '上午/下午h"时"mm"分"', "下午2时15分"),
        (1.5, "[h]:mm", "36:00"),
        (0.0104166667, "mm:ss", "15:00"),
        (60, "yyyy/m/d", "1900/2/28"),
        (0.8534, "0%", "85%"),
        (0.8534, "0.0%", "85.3%"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (0.5, "#.##", ".5"),
        (12, "0.##", "12."),
        (2.5, "0", "3"),
        (3, '"第"0"周"', "第3周"),
        (3, '0"人"', "3人"),
        (7, "000", "007"),
        (-5, "0;(0)", "(5)"),
        (-5, "0", "-5"),
        (0, '0;-0;"无"', "无"),
        (5, ";;;", ""),
        (1500, '0.0,"千"', "1.5千"),
        (12, "[DBNum1]General", "十二"),
        (12, "[DBNum1]General周", "十二周"),
        (20, "General", "20"),
        (0.1 + 0.2, "", "0.3"),
        (1e15, "", "1E+15"),
        (13800000000, "000-0000-0000", "138-0000-0000"),
        (float("inf"), "0", ""),
        (3e6, "yyyy", "3000000"),
        (1.25, "# ?/?", "1.25"),
    ],
)
def test_numbers_are_shown_in_their_formats(value: float, code: str, shown: str) -> None:
    assert shown_number(value, code) == shown


def test_dates_of_a_workbook_from_an_old_mac_count_from_1904() -> None:
    shown = sheet(row(1, '<c r="A1" s="1"><v>44439</v></c>', "开学"))
    document = read({"Sheet1": shown}, formats=("yyyy-m-d",), properties='<workbookPr date1904="1"/>')
    assert texts(document) == ["2025-9-1|开学"]


def test_a_formula_is_the_value_last_computed_and_never_computed_again() -> None:
    cells = [
        '<c r="A1"><f>1+1</f><v>3</v></c>',
        '<c r="B1" t="str"><f>HYPERLINK("http://example.org")</f><v>公开课</v></c>',
        '<c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        '<c r="D1" t="b"><v>1</v></c>',
        "<c r='E1'><f>NOW()</f></c>",
    ]
    document = read({"Sheet1": sheet(row(1, *cells))})
    assert texts(document) == ["3|公开课|#DIV/0!|TRUE"]
    assert [str(problem.message) for problem in document.problems] == [
        "1 formulas of the sheet “Sheet1” have no stored value and show nothing"
    ]


def test_shared_texts_have_all_their_runs_and_no_pinyin() -> None:
    shared = "<si><r><t>备课</t></r><r><t>组</t></r><rPh><t>bèi</t></rPh></si><si><t>会议_x000D_&#10;室</t></si>"
    cells = ['<c r="A1" t="s"><v>0</v></c>', '<c r="B1" t="s"><v>1</v></c>', '<c r="C1" t="s"><v>9</v></c>']
    assert texts(read({"Sheet1": sheet(row(1, *cells))}, shared=shared)) == ["备课组|会议\n室"]


def test_cells_without_references_follow_each_other() -> None:
    bare = "<row><c t='str'><v>甲</v></c><c t='str'><v>乙</v></c></row><row><c t='str'><v>丙</v></c></row>"
    assert texts(read({"Sheet1": sheet(bare)})) == ["甲|乙", "丙"]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1"><v>1e999</v></c>',
        '<c r="A1"><v>nan</v></c>',
        '<c r="ZZZ9"><v>1</v></c>',
        '<c r="A1" s="99"><v/></c>',
        "<c/>",
    ],
)
def test_cells_that_no_program_writes_show_nothing(cell: str) -> None:
    assert texts(read({"Sheet1": sheet(row(2, cell, '<c r="B2"><v>2</v></c>'))})) == ["2"]


def test_strict_workbooks_are_read_alike() -> None:
    from jyplan.readers import xlsx

    whole = build({"Sheet1": sheet(row(1, "甲", "乙"))})
    assert texts(xlsx.read(_strict(whole), "a.xlsx")) == ["甲|乙"]


def _strict(data: bytes) -> bytes:
    import io
    import zipfile

    from tests.readers.xlsx.builder import zipped

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return zipped(
        {
            name: part.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            ).replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"
            )
            for name, part in parts.items()
        }
    )
