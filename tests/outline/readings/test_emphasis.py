"""Headings shown by the look of their lines only."""

from __future__ import annotations

import pytest

from jyplan.model import Block, Document, Style
from jyplan.outline import read_plans

BODY = Style(font="仿宋", size=16.0, bold=False)
BOLD = Style(font="仿宋", size=16.0, bold=True)
LARGE = Style(font="仿宋", size=18.0, bold=False)
HEI = Style(font="黑体", size=16.0, bold=False)
KAI = Style(font="楷体_GB2312", size=16.0, bold=False)
SMALL = Style(font="黑体", size=12.0, bold=True)
TEXT = "各年级组每两周召开一次班主任例会，交流班级管理经验，解决实际问题，并做好记录。"

Line = tuple[str, Style]


def titles(*lines: Line) -> list[tuple[str, str | None]]:
    """Return id and title of each node of a plan with the given lines."""
    blocks = (Block("青禾小学教学工作计划", style=LARGE), *(Block(text, style=style) for text, style in lines))
    (plan,) = read_plans(Document("plan.docx", "docx", "", blocks))
    return [(node.id, node.title) for node in plan.walk()]


@pytest.mark.parametrize("style", [BOLD, LARGE, HEI, KAI])
def test_short_lines_of_the_same_look_are_headings(style: Style) -> None:
    nodes = titles(("队伍建设", style), (TEXT, BODY), (TEXT, BODY), ("课堂改革", style), (TEXT, BODY), (TEXT, BODY))
    assert nodes == [("1", "队伍建设"), ("2", "课堂改革")]


def test_numbered_items_stand_below_emphasised_headings() -> None:
    nodes = titles(
        ("队伍建设", BOLD), ("1、结对。" + TEXT, BODY), ("2、研修。" + TEXT, BODY), ("课堂改革", BOLD), (TEXT, BODY)
    )
    assert nodes == [("1", "队伍建设"), ("1.1", "结对"), ("1.2", "研修"), ("2", "课堂改革")]


def test_emphasised_headings_stand_below_numbered_sections() -> None:
    nodes = titles(
        ("一、主要工作", BOLD),
        ("队伍建设", BOLD),
        (TEXT, BODY),
        ("课堂改革", BOLD),
        (TEXT, BODY),
        ("二、其他", BOLD),
        (TEXT, BODY),
    )
    assert nodes == [("1", "主要工作"), ("1.1", "队伍建设"), ("1.2", "课堂改革"), ("2", "其他")]


def test_two_looks_are_two_levels() -> None:
    nodes = titles(
        ("主要工作", HEI),
        ("队伍建设", KAI),
        (TEXT, BODY),
        ("课堂改革", KAI),
        (TEXT, BODY),
        ("保障措施", HEI),
        (TEXT, BODY),
    )
    assert nodes == [("1", "主要工作"), ("1.1", "队伍建设"), ("1.2", "课堂改革"), ("2", "保障措施")]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([("队伍建设", BOLD), (TEXT, BODY), (TEXT, BODY)], id="one alone"),
        pytest.param(
            [("队伍建设", SMALL), (TEXT, BODY), ("课堂改革", SMALL), (TEXT, BODY), (TEXT, BODY)], id="small print"
        ),
        pytest.param(
            [("队伍建设。", BOLD), (TEXT, BODY), (TEXT, BODY), ("请假须知：见附页", BOLD), (TEXT, BODY), (TEXT, BODY)],
            id="sentences",
        ),
        pytest.param(
            [("队伍建设", BOLD), (TEXT, BOLD), (TEXT, BODY), (TEXT, BOLD), ("课堂改革", BOLD), (TEXT * 3, BODY)],
            id="whole paragraphs of the same look",
        ),
    ],
)
def test_emphasised_text_is_no_heading(lines: list[Line]) -> None:
    assert titles(*lines) == []
