"""Pages in two columns are read column by column; tables and lists are not."""

from __future__ import annotations

from jyplan.outline import read_plans
from jyplan.readers import read
from tests.readers.pdf_builder import PdfPage, pdf_of

LEFT = (
    "一、指导思想",
    "　　以课堂教学为中心，落实课程标准，开",
    "展校本教研，提高教学质量，促进学生的全",
    "面发展和教师的专业成长。",
    "二、工作目标",
    "　　优秀课达到三成以上，每位教师每学期",
    "听课不少于十五节，家长满意率不低于九成",
    "五，全学期不发生任何安全责任事故，并把",
)
RIGHT = (
    "创建成果写入校史，供全体教师学习借鉴。",
    "三、主要工作",
    "　　每月第一周的周三下午开展集体备课，",
    "由备课组长主持，并且做好记录；期中前后",
    "各组织一次教学开放日活动，请家长进校。",
    "四、保障措施",
    "　　成立领导小组，校长任组长，分管副校",
    "长任副组长，教导处负责日常检查和考核。",
)
SECTIONS = ["指导思想", "工作目标", "主要工作", "保障措施"]


def two_columns(top: float = 780, size: float = 10) -> PdfPage:
    """Return a page with both columns."""
    return PdfPage().column(top, *LEFT, left=72, size=size).column(top, *RIGHT, left=310, size=size)


def texts(page: PdfPage) -> list[str]:
    """Return the texts of the blocks of a page."""
    return [block.text for block in read(pdf_of(page), "plan.pdf").blocks]


def test_the_left_column_is_read_before_the_right_one() -> None:
    """The sections come in their order, and a paragraph goes on in the next column."""
    blocks = texts(two_columns())
    assert [block[2:] for block in blocks if block[1] == "、"] == SECTIONS
    assert any("并把创建成果写入校史" in block for block in blocks)


def test_columns_below_a_title_over_the_whole_width() -> None:
    """The title stands first, then the columns."""
    page = two_columns(top=700).text(150, 760, "青禾路小学2025年秋季学期教育教学工作计划", 15)
    [plan] = read_plans(read(pdf_of(page), "plan.pdf"))
    assert plan.title == "青禾路小学2025年秋季学期教育教学工作计划"
    assert [node.title for node in plan.nodes] == SECTIONS


def test_text_over_the_whole_width_below_columns_comes_last() -> None:
    """What crosses the gutter below the columns is read after both."""
    page = two_columns().column(
        600, "附：本计划经教代会讨论通过，自公布之日起执行，由教导处负责解释，各教研组遵照办理并按时上报。", size=10
    )
    assert texts(page)[-1].startswith("附：本计划")


def test_a_table_without_borders_is_read_row_by_row() -> None:
    """Cells are not full, so that there are no columns of text."""
    weeks = ("第一周", "第二周", "第三周", "第四周", "第五周", "第六周", "第七周")
    work = ("开学典礼", "制定各科教学计划", "常规检查", "听课评课", "家长会", "校园读书节", "期中检测")
    page = PdfPage().column(780, *weeks).column(780, *work, left=310)
    assert texts(page) == [f"{week}\t{what}" for week, what in zip(weeks, work, strict=True)]


def test_a_narrow_page_of_numbered_lines_is_read_line_by_line() -> None:
    """Numbers left of their text are no column."""
    numbers = tuple(f"{number}、" for number in range(1, 9))
    page = PdfPage().column(780, *numbers).column(780, *LEFT, left=120)
    assert texts(page)[0].startswith("1、")


def test_a_line_that_stands_all_over_the_pages_is_no_running_head() -> None:
    """Eleven equal lines on three pages are eleven lines of the text."""
    line = "每周听课一次。"
    pages = [PdfPage().column(780, *[line] * count) for count in (4, 4, 3)]
    [plan] = read_plans(read(pdf_of(PdfPage().column(780, "青禾路小学工作计划", "一、工作目标"), *pages), "plan.pdf"))
    assert plan.text.count(line) == 11
