"""The stages of the outline, tested apart, so that a failure names the stage."""

from __future__ import annotations

import pytest

from jyplan.model import Block, BlockKind, Genre, Place, Role
from jyplan.outline.furniture import mark_furniture
from jyplan.outline.genres.genre import Paper, judge_genre
from jyplan.outline.items import find_items
from jyplan.outline.levels import DEEPEST, choose_levels
from jyplan.outline.paragraphs import join_paragraphs
from jyplan.outline.plans.drafts import split_plans
from jyplan.outline.plans.headlines import title_strength
from jyplan.outline.readings.families import MarkerReading, MarkerShape
from jyplan.outline.readings.heading_shapes import HeadingShape
from jyplan.outline.readings.heading_words import is_signature, shape_of_line
from jyplan.outline.readings.inline import inline_readings
from jyplan.outline.readings.markers import initial_readings, opens_with_marker
from jyplan.outline.sections import named_role, roles_in
from jyplan.outline.titles import first_sentence, split_title
from jyplan.text.fold import fold


def lines(*texts: str) -> tuple[Block, ...]:
    """Return a block for each line, as the text reader does; blank lines have no block."""
    return tuple(Block(text, place=Place(line=number)) for number, text in enumerate(texts, 1) if text)


# ------------------------------------------------------------------------------------- markers
MARKERS = [
    ("一、工作目标", MarkerShape.CN, 1),
    ("十二、附则", MarkerShape.CN, 12),
    ("二十一、附则", MarkerShape.CN, 21),
    ("一．目标", MarkerShape.CN, 1),
    ("（三）抓课堂", MarkerShape.CN_BRACKETS, 3),
    ("(一）抓课堂", MarkerShape.CN_BRACKETS, 1),
    ("（ 十 ）抓课堂", MarkerShape.CN_BRACKETS, 10),
    ("二）抓课堂", MarkerShape.CN_HALF, 2),
    ("三　目标", MarkerShape.CN_SPACE, 3),
    ("1、备课", MarkerShape.N, 1),
    ("１．备课", MarkerShape.N_DOT, 1),
    ("12.备课", MarkerShape.N_DOT, 12),
    ("3：备课", MarkerShape.N_COLON, 3),
    ("4 备课", MarkerShape.N_SPACE, 4),
    ("5导学案", MarkerShape.N_GLUED, 5),
    ("（6）备课", MarkerShape.N_BRACKETS, 6),
    ("7）备课", MarkerShape.N_HALF, 7),
    ("［8］备课", MarkerShape.N_SQUARE, 8),
    ("③备课", MarkerShape.CIRCLED, 3),
    ("⑫备课", MarkerShape.CIRCLED, 12),
    ("⑴备课", MarkerShape.N_BRACKETS, 1),
    ("⒈备课", MarkerShape.N_DOT, 1),
    ("㈠备课", MarkerShape.CN_BRACKETS, 1),
    ("第一章 总则", MarkerShape.CHAPTER, 1),
    ("第 2 章 目标", MarkerShape.CHAPTER, 2),
    ("第三部分 措施", MarkerShape.PART, 3),
    ("第四节 评价", MarkerShape.SECTION, 4),
    ("第五条 经费", MarkerShape.ARTICLE, 5),
    ("第一阶段：准备", MarkerShape.STAGE, 1),
    ("第二，备课", MarkerShape.FIRST, 2),
    ("一是备课", MarkerShape.YI_SHI, 1),
    ("二要备课", MarkerShape.YI_SHI, 2),
    ("其三，备课", MarkerShape.QI_YI, 3),
    ("首先，备课", MarkerShape.FIRSTLY, 1),
    ("其次，备课", MarkerShape.FIRSTLY, 2),
    ("2.1 备课", MarkerShape.DECIMAL_2, 1),
    ("2.1.3备课", MarkerShape.DECIMAL_3, 3),
    ("1.2.3.4 备课", MarkerShape.DECIMAL_4, 4),
    ("Ａ．备课", MarkerShape.UPPER, 1),
    ("b)备课", MarkerShape.LOWER, 2),
    ("iii. 备课", MarkerShape.ROMAN, 3),
    ("III. 备课", MarkerShape.ROMAN_CAPITAL, 3),
    ("IV、备课", MarkerShape.ROMAN_CAPITAL, 4),
    ("Ⅱ．备课", MarkerShape.ROMAN_CAPITAL, 2),
    ("I. 备课", MarkerShape.ROMAN_CAPITAL, 1),
    ("I. 备课", MarkerShape.UPPER, 9),
    ("三，备课", MarkerShape.CN_COMMA, 3),
    ("1。备课", MarkerShape.N_COLON, 1),
    ("1·备课", MarkerShape.N_COLON, 1),
    ("壹、备课", MarkerShape.FORMAL, 1),
    ("參、备课", MarkerShape.FORMAL, 3),
    ("§3.备课", MarkerShape.SIGNED, 3),
    ("§3 备课", MarkerShape.SIGNED, 3),
    ("1️⃣备课", MarkerShape.KEYCAP, 1),
    ("【重点任务3】备课", MarkerShape.KEYED, 3),
    ("重点工作二：备课", MarkerShape.KEYED, 2),
    ("第二步：备课", MarkerShape.STAGE, 2),
    ("★一、备课", MarkerShape.CN, 1),
    ("◆ 2、备课", MarkerShape.N, 2),
    ("3.8开铅画纸", MarkerShape.N_DOT, 3),
]


@pytest.mark.parametrize(
    ("text", "shape", "ordinal"), MARKERS, ids=[f"{text}-{shape.name}" for text, shape, _ in MARKERS]
)
def test_a_line_may_begin_with_a_marker(text: str, shape: MarkerShape, ordinal: int) -> None:
    readings = [reading for reading in initial_readings(0, fold(text)) if reading.shape is shape]
    assert [(reading.ordinal, reading.start) for reading in readings] == [(ordinal, 0)]


@pytest.mark.parametrize(
    "text",
    [
        "教研工作",
        "2024年9月",
        "1.5万元",
        "3月份：备课",
        "10月上旬开会",
        "24小时值班",
        "100%参加",
        "一课一研",
        "三位教师",
        "第一周",
        "第一学期",
        "第二课堂",
        "第3课时",
        "8:30开会",
        "1+N结对",
        "I级应急响应",
        "★备课",
        "★ 3 备课",
        "第一步要备课",
        "重点工作二组",
        "",
    ],
)
def test_a_line_that_begins_with_a_number_may_begin_with_no_marker(text: str) -> None:
    assert list(initial_readings(0, fold(text))) == []


@pytest.mark.parametrize(
    "text", ["一、二年级开展识字", "三、四月份开展竞赛", "十一、十二月总结", "3、4月份开展竞赛", "5、6年级开展竞赛"]
)
def test_two_neighbours_before_a_grade_or_month_speak_against_a_marker(text: str) -> None:
    (reading,) = initial_readings(0, fold(text))
    assert reading.against >= 4


@pytest.mark.parametrize("text", ["一、一年级识字", "二、一年级识字", "1、7月8日开会", "一、九月份", "3、三年级作文"])
def test_a_grade_or_month_that_is_no_neighbour_may_follow_a_marker(text: str) -> None:
    assert min(reading.against for reading in initial_readings(0, fold(text))) < 5


def test_a_marker_alone_is_a_marker() -> None:
    assert opens_with_marker("一、", alone=True)
    assert not opens_with_marker("一、目标", alone=True)


# -------------------------------------------------------------------------------------- inline
def inline(text: str) -> list[int]:
    return [reading.ordinal for reading in inline_readings(0, fold(text))]


def test_an_enumeration_inside_a_paragraph_gives_no_reading() -> None:
    assert inline("做到三点：1、备课要细；2、上课要实；3、批改要勤。") == []


def test_a_second_section_at_the_end_of_a_paragraph_is_a_reading() -> None:
    assert inline("每周一次，按时参加。三、保障措施") == [3]


def test_two_grades_inside_a_paragraph_are_no_reading() -> None:
    assert inline("各班参加。一、二年级朗诵，三、四年级演讲。") == []


# -------------------------------------------------------------------------------------- levels
def reading(block: int, shape: MarkerShape, ordinal: int, **fields: object) -> list[MarkerReading]:
    return [MarkerReading(block, 0, 2, shape, ordinal, **fields)]  # type: ignore[arg-type]


def depths(*places: list[MarkerReading]) -> list[tuple[int, int]]:
    return [(placed.item.block, placed.depth) for placed in choose_levels(places)]


def test_no_places_give_no_outline() -> None:
    assert choose_levels([]) == []


def test_a_sequence_continues_at_its_level() -> None:
    assert depths(*(reading(i, MarkerShape.CN, i + 1) for i in range(4))) == [(0, 0), (1, 0), (2, 0), (3, 0)]


def test_a_number_that_fits_no_sequence_is_running_text() -> None:
    assert depths(
        reading(0, MarkerShape.CN, 1),
        reading(1, MarkerShape.CN, 2),
        reading(2, MarkerShape.N_GLUED, 30),
        reading(3, MarkerShape.CN, 3),
    ) == [
        (0, 0),
        (1, 0),
        (3, 0),
    ]


def test_of_two_readings_the_continuing_reading_is_taken() -> None:
    both = [MarkerReading(2, 0, 2, MarkerShape.DECIMAL_2, 5, (3,)), MarkerReading(2, 0, 2, MarkerShape.N_DOT, 3)]
    placed = choose_levels([reading(0, MarkerShape.N_DOT, 1), reading(1, MarkerShape.N_DOT, 2), both])
    assert [(p.item.shape, p.depth) for p in placed] == [(MarkerShape.N_DOT, 0)] * 3


def test_an_automatic_number_is_taken_where_a_typed_number_is_text() -> None:
    first = reading(0, MarkerShape.CN, 1)
    assert depths(first, reading(1, MarkerShape.N_GLUED, 7)) == [(0, 0)]
    assert depths(first, reading(1, MarkerShape.N_GLUED, 7, certain=True)) == [(0, 0), (1, 1)]


def test_no_item_stands_deeper_than_any_plan_goes() -> None:
    shapes = [shape for shape in MarkerShape if not shape.name.startswith("DECIMAL")]
    assert max(depth for _, depth in depths(*(reading(i, shape, 1) for i, shape in enumerate(shapes * 3)))) <= DEEPEST


# -------------------------------------------------------------------------------------- titles
@pytest.mark.parametrize(
    ("text", "goes_on", "title"),
    [
        ("工作目标", True, "工作目标"),
        ("工作目标", False, "工作目标"),
        ("工作目标：", True, "工作目标"),
        ("完善设施。", True, "完善设施"),
        ("师徒结对仪式。", False, ""),
        ("成果展示；", True, ""),
        ("抓备课。每周一次。", False, "抓备课"),
        ("抓备课：每周一次。", False, "抓备课"),
        ("抓备课；每周一次。", False, "抓备课"),
        ("9月份：制定计划。", False, ""),
        ("第三周：制定计划。", False, ""),
        ("8:30开会。按时到。", False, "8:30开会"),
        ("准备阶段（2023年7月—8月）", True, "准备阶段（2023年7月—8月）"),
        ("怎样备课？大家讨论。", False, ""),
        ("抓课堂　每周一节阅读课，全班交流心得。", False, "抓课堂"),
        ("每位教师每学期听课不少于二十节，其中听本组教师的课不少于十节，听外组的课不少于五节。记录完整。", False, ""),
        ("", False, ""),
    ],
)
def test_a_title_ends_where_its_phrase_ends(text: str, goes_on: bool, title: str) -> None:
    assert text[: split_title(fold(text), goes_on=goes_on)] == title


def test_a_declared_heading_keeps_its_stop_away() -> None:
    text = "师徒结对仪式。"
    assert text[: split_title(fold(text), goes_on=False, heading=True)] == "师徒结对仪式"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("备课。上课。", "备课"),
        ("比例为1:3。好", "比例为1:3"),
        ("“先学。后教。”当堂练。好", "“先学。后教。”当堂练"),
        ("《教育：财富》共读。好", "《教育：财富》共读"),
        ("没有关上的（括号。好", "没有关上的（括号"),
        ("", ""),
    ],
)
def test_a_first_sentence_ends_outside_of_brackets(text: str, sentence: str) -> None:
    assert text[: first_sentence(fold(text))] == sentence


# --------------------------------------------------------------------------------------- roles
@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("指导思想", Role.GUIDING),
        ("本学期工作目标", Role.GOAL),
        ("具体工作及措施", Role.TASK),
        ("工作措施（一）", Role.MEASURE),
        ("【保障措施】", Role.SAFEGUARD),
        ("現況分析", Role.BACKGROUND),
        ("行事曆", Role.SCHEDULE),
        ("保障特殊群体受教育权利", None),
        ("加强教师培训", None),
        ("", None),
    ],
)
def test_a_section_name_alone_has_a_role(title: str, role: Role | None) -> None:
    assert named_role(title) is role


def test_the_longest_word_of_a_title_wins() -> None:
    assert roles_in("保障措施与经费") == (Role.SAFEGUARD,)


# --------------------------------------------------------------------------------------- items
@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("①备课；②上课；③批改。", ("①备课", "②上课", "③批改")),
        ("做到：一是早；二是准。", ("一是早", "二是准")),
        ("(1)备课,(2)上课。", ("(1)备课", "(2)上课")),
        ("1备课细；2上课实。", ("1备课细", "2上课实")),
        ("● 备课", ("备课",)),
        ("①只有一个。", ()),
        ("②从二开始，③到三。", ()),
        ("没有列举。", ()),
    ],
)
def test_an_enumeration_counts_from_one_without_a_gap(text: str, items: tuple[str, ...]) -> None:
    assert find_items(text, fold(text)) == items


# ----------------------------------------------------------------------- paragraphs, furniture
def test_two_bare_numbers_in_order_are_page_numbers() -> None:
    kinds = [block.kind for block in mark_furniture(lines("一、工作目标", "1", "听课二十节。", "2"))]
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.FOOTER, BlockKind.PARAGRAPH, BlockKind.FOOTER]


def test_one_bare_number_is_text() -> None:
    assert {block.kind for block in mark_furniture(lines("一、工作目标", "1", "听课。"))} == {BlockKind.PARAGRAPH}


def test_a_page_number_stands_behind_the_broken_paragraph() -> None:
    paragraphs = join_paragraphs(mark_furniture(lines("抓备课，做到定时间、定地点、", "- 3 -", "定内容、定主讲。")))
    assert [block.text for block in paragraphs] == ["抓备课，做到定时间、定地点、定内容、定主讲。", "- 3 -"]


def test_english_words_over_a_line_end_keep_a_space() -> None:
    paragraphs = join_paragraphs(
        lines(
            "推广分级阅读，用好教材配套的教师用书与练习册，读完一套绘本，每位学生每学期读完 Oxford Reading",
            "Tree 十本。",
        )
    )
    assert "".join(block.text for block in paragraphs).endswith("Reading Tree 十本。")


# ------------------------------------------------------------------------------ plans, headings
@pytest.mark.parametrize(
    ("line", "strong"),
    [
        ("青禾路小学2024-2025学年教研工作计划", True),
        ("2026年工作要点", True),
        ("青禾路小学德育工作计划（试行）", True),
        ("一、工作计划", False),
        ("各位老师：", False),
        ("制定工作计划。", False),
        ("", False),
    ],
)
def test_a_title_is_known_by_its_words(line: str, strong: bool) -> None:
    assert (title_strength(fold(line)) >= 3) is strong


def test_plans_hold_no_furniture() -> None:
    blocks = mark_furniture(
        lines("首页 > 计划", "青禾路小学教研工作计划", "一、工作目标", "听课。", "第 1 页", "下一篇：安全计划")
    )
    assert [[block.text for block in draft.blocks] for draft in split_plans(blocks)] == [
        ["青禾路小学教研工作计划", "一、工作目标", "听课。"]
    ]


@pytest.mark.parametrize(
    ("line", "shape"),
    [
        ("九月份：", HeadingShape.MONTH),
        ("三、四月份", HeadingShape.MONTH),
        ("2025年9月", HeadingShape.MONTH),
        ("第三周", HeadingShape.WEEK),
        ("一、二年级：", HeadingShape.GRADE),
        ("大班", HeadingShape.GRADE),
        ("附件1", HeadingShape.ANNEX),
        ("2025年秋季学期活动安排表", HeadingShape.ANNEX),
        ("指导思想", HeadingShape.SECTION),
        ("主要工作如下：", None),
        ("一、九月份", None),
        ("附近的社区", None),
        ("九月份召开会议。", None),
        ("教研活动", None),
    ],
)
def test_a_line_is_a_heading_by_its_words(line: str, shape: HeadingShape | None) -> None:
    assert shape_of_line(fold(line)) is shape


@pytest.mark.parametrize(
    ("line", "following", "signs"),
    [
        ("2025年8月30日", None, True),
        ("二〇二五年八月三十日", None, True),
        ("青禾路小学 2025年8月30日", None, True),
        ("青禾路小学", "2025年8月30日", True),
        ("青禾路小学", "一、工作目标", False),
        ("2025年8月30日召开会议。", None, False),
    ],
)
def test_a_signature_is_a_date_or_a_name_over_one(line: str, following: str | None, signs: bool) -> None:
    assert is_signature(fold(line), following) is signs


# --------------------------------------------------------------------------------------- kinds
def test_sections_and_words_outweigh_a_title() -> None:
    advice = "孩子回家后，您要多和孩子说话。爸爸妈妈陪宝宝读书，家长朋友不要着急。" * 5
    plan = "每学期组织教研培训，开展检查，落实工作目标。" * 5
    sections = ("工作目标", "主要工作", "保障措施")
    assert judge_genre(Paper("家长工作计划", (), (advice,), numbered=False)) is Genre.OTHER
    assert judge_genre(Paper("家长工作", sections, (plan,), numbered=True)) is Genre.PLAN
    assert judge_genre(Paper("", (), ("",), numbered=False)) is Genre.OTHER
