"""Sheets as blocks: tables, lines around them, merged cells, what is hidden."""

from __future__ import annotations

import pytest

from jyplan.model import BlockKind, Cell, Place, ProblemKind
from jyplan.readers import choose
from jyplan.readers import read as read_any
from tests.readers.xlsx.builder import MAIN, build, cell, read, relationships, row, sheet, texts

CALENDAR = sheet(
    row(1, "青禾小学2025学年第一学期行事历"),
    row(2, "周次", "工作内容", "负责人"),
    row(3, "第一周", "开学典礼", "德育处"),
    row(4, None, "教研组会议", "教务处"),
    row(6, "注：如有变动，另行通知。"),
    merged=("A1:C1", "A3:A4", "A6:C6"),
)


def problems(document: object) -> list[str]:
    return [str(problem.message) for problem in document.problems]  # type: ignore[attr-defined]


def test_a_sheet_is_a_table_with_the_lines_above_and_below_as_paragraphs() -> None:
    blocks = read({"Sheet1": CALENDAR}).blocks
    assert [(block.kind, block.text) for block in blocks] == [
        (BlockKind.PARAGRAPH, "青禾小学2025学年第一学期行事历"),
        (BlockKind.ROW, "周次\t工作内容\t负责人"),
        (BlockKind.ROW, "第一周\t开学典礼\t德育处"),
        (BlockKind.ROW, "第一周\t教研组会议\t教务处"),
        (BlockKind.PARAGRAPH, "注：如有变动，另行通知。"),
    ]


def test_a_merged_cell_is_repeated_in_the_rows_below_and_known_as_continued() -> None:
    assert read({"Sheet1": CALENDAR}).blocks[3].cells[:2] == (Cell("第一周", merged=True), Cell("教研组会议"))


def test_a_row_has_the_number_that_the_sheet_shows() -> None:
    assert [block.place for block in read({"Sheet1": CALENDAR}).blocks[-2:]] == [
        Place(paragraph=4, table=1, row=4),
        Place(paragraph=5, row=6),
    ]


def test_empty_columns_in_a_row_are_one_cell_and_columns_without_text_are_none() -> None:
    document = read({"Sheet1": sheet(row(1, "甲", "乙", "丙", None, "戊"), row(2, "一", None, None, None, "五"))})
    assert document.blocks[1].cells == (Cell("一"), Cell("", span=2), Cell("五"))


def test_what_a_merged_range_covers_is_not_shown() -> None:
    document = read({"Sheet1": sheet(row(1, "周次", "内容", "旧"), row(2, "一", "会议"), merged=("B1:C1",))})
    assert texts(document) == ["周次|内容", "一|会议"]


def test_ranges_that_overlap_are_read_as_if_the_first_were_alone() -> None:
    document = read({"Sheet1": sheet(row(1, "甲", "乙"), row(2, None, "丁"), merged=("A1:A2", "A2:B2"))})
    assert texts(document) == ["甲|乙", "甲|丁"]


def test_lines_broken_by_hand_stay_in_their_cell() -> None:
    document = read({"Sheet1": sheet(row(1, "周次", "内容"), row(2, "一", "1.开学\n2.听课"))})
    assert [line.text for line in document.blocks[1].cells[1].paragraphs] == ["1.开学", "2.听课"]


def test_a_sheet_of_one_column_is_a_text() -> None:
    document = read({"计划": sheet(row(1, "德育计划"), row(2, "一、目标"), row(4, "养成习惯。\n人人过关。"))})
    assert [block.kind for block in document.blocks] == [BlockKind.PARAGRAPH] * 4
    assert texts(document) == ["德育计划", "一、目标", "养成习惯。", "人人过关。"]


def test_a_line_below_empty_rows_begins_a_table_of_its_own() -> None:
    pair = [
        row(1, "周次", "内容"),
        row(2, "一", "会议"),
        row(4, "分工表"),
        row(5, "部门", "职责"),
        row(6, "教务处", "排课"),
    ]
    blocks = read({"Sheet1": sheet(*pair)}).blocks
    assert [block.place.table for block in blocks] == [1, 1, None, 2, 2]


def test_a_week_without_work_stays_a_row() -> None:
    blocks = read({"Sheet1": sheet(row(1, "周次", "内容"), row(2, "一"), row(3, "二", "会议"))}).blocks
    assert [block.kind for block in blocks] == [BlockKind.ROW] * 3


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        pytest.param(["Sheet1"], ["甲|乙"], id="a name by the program"),
        pytest.param(["行事历"], ["行事历", "甲|乙"], id="the only name of the table"),
        pytest.param(["九月", "十月"], ["九月", "甲|乙", "十月", "甲|乙"], id="several sheets"),
    ],
)
def test_the_name_of_a_sheet_is_a_heading(names: list[str], shown: list[str]) -> None:
    assert texts(read(dict.fromkeys(names, sheet(row(1, "甲", "乙"))))) == shown


def test_hidden_sheets_rows_and_columns_are_left_out_and_named() -> None:
    columns = '<cols><col min="2" max="2" hidden="1"/></cols>'
    shown = sheet(
        row(1, "周次", "备注", "内容"),
        row(2, "一", "旧", "会议"),
        row(3, "二", None, "听课", hidden=True),
        before=columns,
    )
    document = read({"行事历": shown, "旧表": sheet(row(1, "旧"))}, hidden=("旧表",))
    assert texts(document) == ["行事历", "周次|内容", "一|会议"]
    assert problems(document) == [
        "the hidden sheet “旧表” was left out",
        "1 hidden rows of the sheet “行事历” were left out",
        "1 hidden columns of the sheet “行事历” were left out",
    ]


def test_hidden_rows_are_no_empty_rows() -> None:
    rows = [row(1, "周次", "内容"), row(2, "一", "会议", hidden=True), row(3, "二"), row(4, "三", "听课")]
    assert [block.place.table for block in read({"Sheet1": sheet(*rows)}).blocks] == [1, 1, 1]


def test_shapes_are_read_and_pictures_and_charts_are_problems() -> None:
    main = "http://schemas.openxmlformats.org/drawingml/2006/main"
    spreadsheet = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    drawing = f'<d:wsDr xmlns:d="{spreadsheet}" xmlns:a="{main}">' + "".join(
        f"<d:oneCellAnchor><d:from><d:col>0</d:col><d:row>{at}</d:row></d:from>{shape}</d:oneCellAnchor>"
        for at, shape in (
            (8, "<d:pic/>"),
            (
                4,
                "<d:sp><d:txBody><a:p><a:r><a:t>请各处室</a:t></a:r><a:r><a:t>按时完成</a:t></a:r></a:p></d:txBody></d:sp>",
            ),
            (9, "<d:graphicFrame/>"),
        )
    )
    extra = {
        "xl/worksheets/_rels/sheet1.xml.rels": relationships({"d": ("drawing", "../drawings/drawing1.xml")}),
        "xl/drawings/drawing1.xml": f"{drawing}</d:wsDr>",
    }
    document = read({"Sheet1": sheet(row(1, "甲", "乙"))}, extra=extra)
    assert [(block.text, block.place.row) for block in document.blocks[1:]] == [("请各处室按时完成", 5)]
    assert [(str(problem.message), problem.kind, problem.place.row) for problem in document.problems] == [
        ("a picture in the sheet “Sheet1” was not read", ProblemKind.UNREAD, 9),
        ("a chart in the sheet “Sheet1” was not read", ProblemKind.UNREAD, 10),
    ]


def test_comments_and_running_heads_are_notes() -> None:
    extra = {
        "xl/worksheets/_rels/sheet1.xml.rels": relationships({"c": ("comments", "../comments1.xml")}),
        "xl/comments1.xml": '<comments><commentList><comment ref="B2"><text><r><t>改到</t></r><r><t>周五</t></r></text></comment></commentList></comments>',
    }
    heads = "<headerFooter><oddHeader>&amp;L&amp;12青禾小学&amp;R内部</oddHeader><oddFooter>&amp;C第 &amp;P 页</oddFooter></headerFooter>"
    document = read({"Sheet1": sheet(row(1, "甲", "乙"), after=heads)}, extra=extra)
    assert [(note.kind, note.text, note.place.row) for note in document.notes] == [
        (BlockKind.HEADER, "青禾小学", None),
        (BlockKind.HEADER, "内部", None),
        (BlockKind.FOOTER, "第  页", None),
        (BlockKind.COMMENT, "改到周五", 2),
    ]


def test_a_workbook_is_known_by_its_parts_and_not_by_those_of_an_embedded_one() -> None:
    from tests.readers.docx.builder import build as build_word
    from tests.readers.docx.builder import p

    assert choose(build({"Sheet1": CALENDAR})).NAME == "xlsx"
    assert (
        read_any(build_word(p("一、目标"), extra={"e.xlsx": ("package", build({"S": CALENDAR}))}), "a").format == "docx"
    )


def test_a_calendar_becomes_a_schedule_with_dates_and_owners() -> None:
    from jyplan.outline import read_plans

    rows = [row(1, "2025学年第一学期行事历"), row(2, "周次", "日期", "工作内容", "负责人")]
    rows += [
        row(3, 1, cell("B3", 45901, 1), "开学典礼", "德育处"),
        row(4, 2, cell("B4", 45908, 1), "教研组会议", "教务处"),
    ]
    [plan] = read_plans(read({"Sheet1": sheet(*rows, merged=("A1:D1",))}, formats=('m"月"d"日"',)))
    assert plan.title == "2025学年第一学期行事历"
    assert [(node.title or node.text[0], str(node.role)) for node in plan.nodes] == [
        ("开学典礼", "schedule"),
        ("教研组会议", "schedule"),
    ]
    assert [fact.text for fact in plan.nodes[1].facts if fact.text.endswith("日")] == ["9月8日"]


LOOKS = (
    f'<styleSheet xmlns="{MAIN}"><fonts><font/><font><color rgb="FFFFFFFF"/></font></fonts>'
    '<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"/></fill></fills>'
    '<cellXfs><xf fontId="0" fillId="0"/><xf fontId="1" fillId="0"/><xf fontId="1" fillId="1"/></cellXfs></styleSheet>'
)


@pytest.mark.parametrize(
    ("look", "after", "rows"),
    [
        pytest.param(1, "", [2], id="on paper"),
        pytest.param(2, "", [], id="on a background"),
        pytest.param(1, "<conditionalFormatting/>", [], id="a rule may colour the cell"),
    ],
)
def test_white_text_is_read_and_said(look: int, after: str, rows: list[int]) -> None:
    page = sheet(row(1, "周次", "内容"), row(2, "第一周", cell("B2", "凑数的字", look)), after=after)
    document = read({"Sheet1": page}, extra={"xl/styles.xml": LOOKS})
    assert texts(document)[1] == "第一周|凑数的字"
    assert [(problem.kind, problem.place.row) for problem in document.problems] == [
        (ProblemKind.TAMPERING, number) for number in rows
    ]
