"""Tables whose borders are not drawn, or only between their rows."""

from __future__ import annotations

from jyplan.outline import read_plans
from jyplan.readers import read
from tests.readers.pdf_builder import PdfPage, pdf_of

TEXT = "全面贯彻党的教育方针，落实立德树人根本任务，以课堂为中心，"
REST = "扎实开展校本教研活动。"


def rows(page: PdfPage) -> list[tuple[str, ...]]:
    """Return the cells of the rows of a page."""
    return [tuple(cell.text for cell in block.cells) for block in read(pdf_of(page), "plan.pdf").blocks if block.cells]


def form() -> PdfPage:
    """Return a page with labels beside their texts."""
    page = PdfPage().text(200, 790, "青禾路小学体育组工作计划", 16)
    page.text(72, 750, "指导思想").text(160, 750, TEXT).text(160, 730, REST)
    page.text(72, 710, "工作目标").text(160, 710, "1．达标率95%。").text(160, 690, "2．每天锻炼一小时。")
    return page.text(72, 670, "工作措施").text(160, 670, "每周一次教研。")


def test_labels_beside_their_texts_are_rows() -> None:
    assert rows(form()) == [
        ("指导思想", TEXT + REST),
        ("工作目标", "1．达标率95%。\n2．每天锻炼一小时。"),
        ("工作措施", "每周一次教研。"),
    ]


def test_a_form_without_borders_has_its_sections() -> None:
    [plan] = read_plans(read(pdf_of(form()), "plan.pdf"))
    assert plan.title == "青禾路小学体育组工作计划"
    assert [node.title for node in plan.nodes] == ["指导思想", "工作目标", "工作措施"]


def test_the_parts_of_a_label_below_each_other_are_one_label() -> None:
    page = PdfPage().text(72, 750, "指导").text(160, 750, TEXT).text(72, 730, "思想").text(160, 730, REST)
    page.text(72, 710, "工作").text(160, 710, TEXT).text(72, 690, "目标").text(160, 690, REST)
    assert rows(page) == [("指导思想", TEXT + REST), ("工作目标", TEXT + REST)]


def test_lines_between_the_rows_part_them() -> None:
    """The label stands at the first line of its text, and the next part of it beside a short line."""
    page = PdfPage()
    for top, label, texts in (
        (750, "指导", ("全员参与体育活动，天天锻炼。", "健康第一。")),
        (710, "工作", ("听课。", "评课。")),
        (670, "保障", ("经费。", "时间。")),
    ):
        page.line(72, top + 15, 520, top + 15).text(72, top, label).text(72, top - 20, "内容")
        page.text(160, top, texts[0]).text(160, top - 20, texts[1])
    assert rows(page) == [
        ("指导内容", "全员参与体育活动，天天锻炼。健康第一。"),
        ("工作内容", "听课。\n评课。"),
        ("保障内容", "经费。\n时间。"),
    ]


def test_a_table_between_two_lines_is_a_schedule() -> None:
    page = PdfPage().text(72, 790, "青禾路小学体育组工作计划", 16).text(72, 770, "一、活动安排")
    for number, row in enumerate((("时间", "内容", "负责人"), ("9月", "制定计划", "秦川"), ("10月", "公开课", "楚天"))):
        for left, text in zip((72, 200, 400), row, strict=True):
            page.text(left, 740 - 20 * number, text)
    page.line(72, 755, 500, 755).line(72, 690, 500, 690).text(72, 670, "二、工作要求").text(72, 650, "按时参加。")
    [plan] = read_plans(read(pdf_of(page), "plan.pdf"))
    assert [(node.title, len(node.children)) for node in plan.nodes] == [("活动安排", 2), ("工作要求", 0)]


def test_a_signature_on_the_right_is_no_part_of_the_last_row() -> None:
    assert rows(form().text(400, 650, "青禾路小学"))[-1] == ("工作措施", "每周一次教研。")


def test_a_table_of_contents_and_a_list_behind_its_numbers_are_no_tables() -> None:
    contents, numbered = PdfPage(), PdfPage()
    for number, name in enumerate(("指导思想", "工作目标", "工作措施", "保障措施")):
        contents.text(72, 700 - 20 * number, name).text(480, 700 - 20 * number, str(number + 2))
        numbered.text(72, 700 - 20 * number, f"{number + 1}、").text(120, 700 - 20 * number, f"{name}要具体，可检查。")
    assert rows(contents) == rows(numbered) == []


def test_labels_in_the_middle_of_their_texts_are_rows() -> None:
    """A text reaches as far below its label as above."""
    page = PdfPage()
    for top, label in ((750, "指导思想"), (690, "工作目标"), (630, "工作措施")):
        page.text(160, top, TEXT).text(72, top - 20, label).text(160, top - 20, TEXT).text(160, top - 40, REST)
    assert rows(page) == [(label, TEXT + TEXT + REST) for label in ("指导思想", "工作目标", "工作措施")]


def test_labels_between_the_lines_of_their_texts_are_rows() -> None:
    page = PdfPage()
    for top, label in ((750, "指导思想"), (670, "工作目标"), (590, "工作措施")):
        page.text(160, top, TEXT).text(160, top - 20, TEXT).text(72, top - 30, label)
        page.text(160, top - 40, TEXT).text(160, top - 60, REST)
    assert rows(page) == [(label, TEXT * 3 + REST) for label in ("指导思想", "工作目标", "工作措施")]


def test_the_last_character_of_a_label_below_it_is_part_of_the_label() -> None:
    page = form().text(72, 650, "学校审核意").text(160, 650, "同意实施。").text(72, 630, "见")
    assert rows(page)[-1] == ("学校审核意见", "同意实施。")


def test_numbers_before_three_columns_belong_to_a_table() -> None:
    page = PdfPage()
    for number, row in enumerate(
        (("编号", "任务", "时限", "责任人"), ("1.1", "校训上墙", "3月", "毛华"), ("1.2", "垃圾分类", "4月", "庞龙"))
    ):
        for left, text in zip((72, 140, 300, 420), row, strict=True):
            page.text(left, 740 - 20 * number, text)
    assert rows(page)[1:] == [("1.1", "校训上墙", "3月", "毛华"), ("1.2", "垃圾分类", "4月", "庞龙")]
