"""Pairs of plans: sections shuffled, edited, put in and taken out, and texts as hostile as text can be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tests.reports.build import item, plan
from tests.reports.strategies import texts

if TYPE_CHECKING:
    from jyplan.model import Plan

SYMBOL_POSITIONS = re.compile("[\uf000-\uf0ff]")
"""In a Word file these are positions in a font (ECMA-376 part 1, 17.3.3.30) and shown as what the font has there."""

HEADINGS = ("指导思想", "工作目标", "课堂教学", "校本教研", "队伍建设", "安全管理", "工作安排")
SENTENCES = (
    "任课教师在单元起始课前用五道小题摸清学生原有的想法，结果写在教学设计首页。",
    "四人一组，材料员、操作员、记录员、汇报员每月轮换一次，确因器材损坏的两周之内补做。",
    "全区分为东、南、西三个片区，每个片区每学期承办2次现场研讨。",
    "食堂管理员每天索取票证、查验留样，校领导轮流陪餐并写下意见。",
    "每天发车前由照管员清点人数、检查安全带和灭火器，到站后逐排查看。",
    "三至六年级学生人手一册，每周至少记录一次，教师批阅时看证据够不够。",
    "显微镜、传感器等贵重器材登记以后可以互借，每学期互派教师上课不少于3节。",
)


@st.composite
def edited(draw: st.DrawFn, text: str) -> str:
    """The text with some of it replaced, taken out or put in, paragraphs broken and joined."""
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(0, len(text)))
        end = min(start + draw(st.integers(0, 6)), len(text))
        text = text[:start] + draw(st.sampled_from(["", "12", "\n", "新增一句。", "\t", "；"])) + text[end:]
    return text


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Plan, Plan]:
    """A plan and what has become of it: most often something has moved."""
    chosen = draw(st.permutations(range(len(HEADINGS))))[: draw(st.integers(2, len(HEADINGS)))]
    bodies = {number: draw(st.permutations(SENTENCES))[: draw(st.integers(1, 3))] for number in chosen}
    before = _plan([(HEADINGS[number], list(bodies[number])) for number in chosen])
    after = [
        (HEADINGS[number], [draw(edited(text)) for text in bodies[number]])
        for number in draw(st.permutations(chosen))[draw(st.integers(0, 1)) :]
    ]
    return before, _plan(after)


@st.composite
def hostile_pairs(draw: st.DrawFn) -> tuple[Plan, Plan]:
    """Two plans with controls, lone surrogates and empty paragraphs, that share some of their text."""
    kept_texts = texts.map(lambda text: SYMBOL_POSITIONS.sub("", text))
    shared = draw(st.lists(kept_texts, min_size=1, max_size=4))
    lines = st.lists(st.sampled_from(shared) | kept_texts, max_size=5)
    return _plan([("甲", draw(lines))]), _plan([("甲", draw(lines)), ("乙", draw(lines))])


def _plan(sections: list[tuple[str, list[str]]]) -> Plan:
    numbers = "一二三四五六七"
    nodes = [item("task", f"{numbers[index]}、", title, *body) for index, (title, body) in enumerate(sections)]
    return plan("2026年工作计划", *nodes)
