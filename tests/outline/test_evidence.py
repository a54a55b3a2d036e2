"""Evidence beyond plain text: styles, declared headings, automatic numbers, merged cells, paragraph numbers."""

from __future__ import annotations

from jyplan.model import Block, BlockKind, Cell, Document, Place, Style
from jyplan.outline import read_plans
from tests.outline.cases import show
from tests.outline.regions import faults


def outline(*blocks: Block) -> str:
    plans = read_plans(Document("计划.docx", "docx", "", blocks))
    assert [fault for plan in plans for fault in faults(plan)] == []
    return show(plans)


_ORDER = iter(range(1, 10_000))


def place() -> Place:
    return Place(paragraph=next(_ORDER))


def p(text: str, label: str = "", **style: object) -> Block:
    return Block(label + text, place=place(), label=label, style=Style(**style) if style else None)  # type: ignore[arg-type]


def h(level: int, text: str, label: str = "") -> Block:
    return Block(label + text, BlockKind.HEADING, place(), label, Style(outline_level=level))


def row(*cells: str | Cell, table: int = 1) -> Block:
    filled = tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in cells)
    number = next(_ORDER)
    return Block(
        "\t".join(cell.text for cell in filled),
        BlockKind.ROW,
        Place(paragraph=number, table=table, row=number),
        cells=filled,
    )


TITLE = p("澄湖小学2026年教研工作计划")


def test_declared_headings_without_numbers_make_the_levels() -> None:
    shown = outline(
        TITLE,
        h(0, "工作目标"),
        p("每人听课二十节。"),
        h(0, "主要工作"),
        h(1, "集体备课"),
        p("每周一次。"),
        h(1, "推门听课"),
        p("每周两节。"),
    )
    assert shown.split("\n")[1:] == [
        "- 工作目标 goal",
        "- 主要工作 task",
        "  - 集体备课 task",
        "  - 推门听课 task",
    ]


def test_a_long_punctuated_line_is_a_heading_where_declared() -> None:
    long = "以课程标准为依据，以提高课堂教学效率为中心，以教师专业发展为根本，扎实开展校本教研活动"
    assert (
        outline(TITLE, h(0, long), p("每周一次。"), h(0, "保障措施"), p("经费到位。")).split("\n")[1]
        == f"- {long} task"
    )


def test_automatic_numbers_are_markers() -> None:
    shown = outline(
        TITLE,
        h(0, "工作目标", "一、"),
        p("听课二十节。", "（一）"),
        p("开课四节。", "（二）"),
        h(0, "主要工作", "二、"),
        p("集体备课", "（一）"),
        p("推门听课", "（二）"),
    )
    assert shown.split("\n")[1:] == [
        "一 工作目标 goal",
        "  一 ~听课二十节。 goal",
        "  二 ~开课四节。 goal",
        "二 主要工作 task",
        "  一 集体备课 task",
        "  二 推门听课 task",
    ]


def test_an_automatic_number_before_a_grade_is_a_marker() -> None:
    shown = outline(TITLE, p("一年级识字", "1、"), p("二、三年级阅读", "2、"), p("四年级习作", "3、"))
    assert [line.split(" ")[0] for line in shown.split("\n")[1:]] == ["1", "2", "3"]


def test_the_level_of_a_heading_outweighs_its_number() -> None:
    shown = outline(
        TITLE,
        h(0, "1. 工作目标"),
        h(1, "1. 教师"),
        p("听课。"),
        h(1, "2. 学生"),
        p("读书。"),
        h(0, "2. 主要工作"),
        p("备课。"),
    )
    assert shown.split("\n")[1:] == ["1 工作目标 goal", "  1 教师 goal", "  2 学生 goal", "2 主要工作 task"]


def test_a_centred_line_is_the_title_before_another_of_equal_words() -> None:
    plans = read_plans(
        Document(
            "计划.docx",
            "docx",
            "",
            (
                p("依据全县工作要点"),
                p("教研工作计划", alignment="center", size=22.0),
                p("一、工作目标"),
                p("听课二十节。"),
            ),
        )
    )
    assert [plan.title for plan in plans] == ["教研工作计划"]


def test_a_merged_cell_of_a_task_table_stands_once() -> None:
    shown = outline(
        TITLE,
        p("一、重点工作"),
        row("重点任务", "具体措施", "责任部门"),
        row("抓备课", "集体备课每周一次", "教务处"),
        row(Cell("抓备课", merged=True), "检查教案每月一次", "教导处"),
        row("抓听课", "推门听课", "教务处"),
    )
    assert shown.split("\n")[1:] == [
        "一 重点工作 task",
        "  - ~抓备课 task",
        "    - ~集体备课每周一次 measure",
        "    - ~检查教案每月一次 measure",
        "  - ~抓听课 task",
        "    - ~推门听课 measure",
    ]


def test_a_merged_date_belongs_to_each_row_it_covers() -> None:
    plans = read_plans(
        Document(
            "计划.docx",
            "docx",
            "",
            (
                TITLE,
                p("一、活动安排"),
                row("月份", "工作内容"),
                row("9月", "制定计划"),
                row(Cell("9月", merged=True), "召开组会"),
                row("10月", "推门听课"),
            ),
        )
    )
    rows = plans[0].nodes[0].children
    assert [(node.text, [fact.text for fact in node.facts if fact.kind == "date"]) for node in rows] == [
        (("制定计划",), ["9月"]),
        (("召开组会",), ["9月"]),
        (("推门听课",), ["10月"]),
    ]


def test_a_wide_cell_moves_the_columns_behind_it() -> None:
    shown = outline(
        TITLE,
        p("一、活动安排"),
        row("时间", Cell("工作内容", span=2), "责任人"),
        row("九月", Cell("制定计划", span=2), "王老师"),
        row("十月", "推门听课", "评课", "李老师"),
    )
    assert shown.split("\n")[2:] == ["  - ~制定计划 schedule", "  - ~推门听课评课 schedule"]


def test_owner_and_date_of_a_row_are_its_facts() -> None:
    plans = read_plans(
        Document(
            "计划.docx",
            "docx",
            "",
            (TITLE, p("一、活动安排"), row("时间", "工作内容", "责任人"), row("9月上旬", "召开组会", "王老师、李老师")),
        )
    )
    (node,) = plans[0].nodes[0].children
    assert [(fact.kind, fact.text) for fact in node.facts] == [("date", "9月上旬"), ("owner", "王老师、李老师")]


def test_furniture_and_contents_that_a_reader_marked_are_part_of_no_plan() -> None:
    shown = outline(
        Block("一、工作目标\t1", BlockKind.CONTENTS, place()),
        Block("澄湖小学", BlockKind.FURNITURE, place()),
        TITLE,
        p("一、工作目标"),
        Block("第2页", BlockKind.FURNITURE, place()),
        p("听课二十节。"),
        p("二、主要工作"),
    )
    assert shown.split("\n")[1:] == ["一 工作目标 goal", "二 主要工作 task"]


def test_paragraphs_of_a_word_file_are_never_joined() -> None:
    plans = read_plans(
        Document("计划.docx", "docx", "", (TITLE, p("一、主要工作"), p("抓备课，"), p("抓听课"), p("，抓评课。")))
    )
    assert plans[0].nodes[0].text == ("抓备课，", "抓听课", "，抓评课。")


def test_lines_of_one_paragraph_are_joined_by_their_sense() -> None:
    lines = ("抓备课，每周二下午集中两节课时间，先说课后讨论，形成共案，上传到学校资源库并", "按时归档。")
    place = Place(paragraph=next(_ORDER))
    plans = read_plans(
        Document("计划.docx", "docx", "", (TITLE, p("一、主要工作"), *(Block(line, place=place) for line in lines)))
    )
    assert "".join(plans[0].nodes[0].text) == "".join(lines)
