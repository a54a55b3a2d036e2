"""Visible content of the Word file: headings, moves, comments, summary, language."""

from __future__ import annotations

import pytest

from jyplan import parse_bytes
from jyplan.compare.diff.comparison import compare_plans
from jyplan.language import Language
from jyplan.model import BlockKind, Plan
from jyplan.readers import docx
from jyplan.reports import DIFF_REPORTS, DiffOptions
from tests.reports.diff.docx.word_file import W, body, comments, local

LEFT = """\
枫桥小学2026年学校安全工作计划
一、工作目标
1、隐患在五个工作日内整改完毕的比例不低于98%。
2、学生安全知识抽测合格率达到96%以上。
二、重点工作
（一）食品安全
食堂管理员每天索取票证、查验留样，校领导轮流陪餐并写下意见，供货商每学期评一次分。
（二）消防安全
四月底前更换过期灭火器48具，疏散指示灯全部接入备用电源，每次演练更换一种情境。
三、保障措施
校长每月主持一次安全例会，分管副校长负责督办，安全办公室负责记录，缺席的补课。
"""
RIGHT = """\
枫桥小学2026年学校安全工作计划
一、工作目标
1、隐患在五个工作日内整改完毕的比例不低于99%。
2、学生安全知识抽测合格率达到96%以上。
二、重点工作
（一）消防安全
四月底前更换过期灭火器60具，疏散指示灯全部接入备用电源，每次演练更换一种情境。
（二）食品安全
食堂管理员每天索取票证、查验留样，校领导轮流陪餐并写下意见，供货商每学期评一次分。
三、保障措施
校长每月主持一次安全例会，分管副校长负责督办，安全办公室负责记录，缺席的补课。
"""


def plan_of(text: str) -> Plan:
    return parse_bytes(text.encode()).plans[0]


def report(left: str, right: str, language: str = "zh") -> bytes:
    options = DiffOptions(Language(language), left_path="去年.txt", right_path="今年.txt")
    data = DIFF_REPORTS.load("docx").render(compare_plans(plan_of(left), plan_of(right)), options)
    assert isinstance(data, bytes)
    return data


def runs(data: bytes, change: str) -> list[str]:
    """Return the texts inside the elements of a kind of change."""
    changes = body(data).iter(f"{W}{change}")
    texts = ("".join(text.text or "" for text in element.iter(f"{W}t", f"{W}delText")) for element in changes)
    return [text for text in texts if text]


def test_headings_have_styles_of_their_depth() -> None:
    blocks = docx.read(report(LEFT, RIGHT), "diff.docx").blocks
    headings = [
        (block.text, block.style.outline_level) for block in blocks if block.kind is BlockKind.HEADING and block.style
    ]
    assert headings == [
        ("一、工作目标", 0),
        ("二、重点工作", 0),
        ("（一）消防安全", 1),
        ("（二）食品安全", 1),
        ("三、保障措施", 0),
    ]


def test_moved_section_is_a_move_with_its_edits_inside() -> None:
    data = report(LEFT, RIGHT)
    moved_away, moved_here = "".join(runs(data, "moveFrom")), "".join(runs(data, "moveTo"))
    assert "食堂管理员" in moved_away + moved_here or "四月底前" in moved_away + moved_here
    assert moved_away == moved_here
    assert {"98%", "48"} <= set(runs(data, "del"))
    assert {"99%", "60"} <= set(runs(data, "ins"))


@pytest.mark.parametrize(
    ("language", "remarks"),
    [
        (
            "zh",
            [
                "指标有变：不低于98% → 不低于99%",
                "移来此处，原在“（一）食品安全”之后",
                "指标有变：48具 → 60具",
                "移入“二、重点工作”",
            ],
        ),
        (
            "en",
            [
                "Indicator changed: 不低于98% → 不低于99%",
                "Moved here from behind “（一）食品安全”",
                "Indicator changed: 48具 → 60具",
                "Moved to “二、重点工作”",
            ],
        ),
    ],
)
def test_comments_name_changed_figures_and_places_of_moved_text(language: str, remarks: list[str]) -> None:
    assert comments(report(LEFT, RIGHT, language))[1:] == [[remark] for remark in remarks]


def test_the_first_comment_is_the_summary() -> None:
    assert comments(report(LEFT, RIGHT))[0][:6] == [
        "去年.txt → 今年.txt",
        "总复制比：左篇的 98.3% 见于右篇，右篇的 98.3% 见于左篇",
        "另有句子其余相同、只改了词的文字：左边占1.6%，右边占1.6%",
        "总复制比是与对方逐字对得上的字所占的比例；改动是句子其余相同、只换了词的字，不计入总复制比；段落覆盖是相同段落圈住的全部文字，连同夹在其间的自写文字",
        "相似度：96.7%；最长雷同段落：211 字",
        "文字改动 2 处，移动 1 处，编号改动 2 处，仅格式不同 0 处",
    ]


def test_one_plan_with_itself_has_no_changes() -> None:
    data = report(LEFT, LEFT)
    assert {local(element) for element in body(data).iter()} == {
        "body", "p", "pPr", "pStyle", "r", "rPr", "rStyle", "t", "commentRangeStart", "commentRangeEnd",
        "commentReference", "sectPr", "footerReference", "pgSz", "pgMar",
    }  # fmt: skip
    assert len(comments(data)) == 1


def test_changes_of_format_and_numbers_have_a_separate_author() -> None:
    data = report(LEFT, LEFT.replace("完毕的比例", "完毕的比例　").replace("三、保障", "四、保障"), "en")
    authors = {element.get(f"{W}author") for element in body(data).iter(f"{W}ins", f"{W}del")}
    assert authors == {"jyplan (format and numbers)"}


def test_a_table_row_is_a_line_with_tabs() -> None:
    data = report("2026年工作计划\n一、安排\n九月\t开学\n", "2026年工作计划\n一、安排\n九月\t开学，军训\n")
    assert [block.text for block in docx.read(data, "diff.docx").blocks][-1] == "九月\t开学，军训"


def test_characters_that_xml_cannot_hold_are_spelled_out() -> None:
    options = DiffOptions(Language("en"), left_path="a\x00.txt", right_path="b\ud800.txt")
    left, right = plan_of(LEFT), plan_of(RIGHT)
    data = DIFF_REPORTS.load("docx").render(compare_plans(left, right), options)
    assert isinstance(data, bytes)
    assert comments(data)[0][0] == r"a\x00.txt → b\ud800.txt"
