"""Rows of the page: paragraphs of both plans side by side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan.reports import DiffOptions
from jyplan.reports.diff.html.comparison_page import prepare_page
from tests.reports.diff.html.pairs import column, compare, page
from tests.reports.html_tree import Tree
from tests.reports.languages import ENGLISH

HEAD = "计划\n一、工作目标"
LISTENING = "1、全体教师每学期听课不少于二十节并且写好评课记录。"
READING = "2、图书馆每天中午开放四十分钟由值日教师轮流看护。"
WRITING = "3、期末每人交一篇教学反思由教研组评选并装订成册。"
SINGING = "4、合唱队每周五下午排练一次六月参加全县汇报演出。"


def beside(left: list[str], right: list[str]) -> list[tuple[str, str]]:
    """Return the first characters of the units of each row below the heading."""
    content = prepare_page(compare("\n".join([HEAD, *left]), "\n".join([HEAD, *right])), DiffOptions(ENGLISH))

    def beginnings(units: tuple[object, ...], text: str) -> str:
        return " ".join(text[unit.span.start : unit.span.end][:4] for unit in units)  # type: ignore[attr-defined]

    return [
        (beginnings(row.left, content.left.text), beginnings(row.right, content.right.text)) for row in content.rows
    ][2:]


@pytest.mark.parametrize(
    ("left", "right", "rows"),
    [
        pytest.param([LISTENING], [LISTENING], [("1、全体", "1、全体")], id="the same"),
        pytest.param(
            [LISTENING, WRITING],
            [LISTENING, READING, WRITING],
            [("1、全体", "1、全体"), ("", "2、图书"), ("3、期末", "3、期末")],
            id="one added",
        ),
        pytest.param(
            [LISTENING, READING, SINGING],
            [LISTENING, WRITING, SINGING],
            [("1、全体", "1、全体"), ("2、图书", "3、期末"), ("4、合唱", "4、合唱")],
            id="one for another",
        ),
        pytest.param(
            [LISTENING + READING[2:]],
            [LISTENING, READING[2:]],
            [("1、全体", "1、全体 图书馆每")],
            id="parted in two",
        ),
        pytest.param(
            [LISTENING, READING[2:], WRITING],
            [LISTENING + READING[2:], WRITING],
            [("1、全体 图书馆每", "1、全体"), ("3、期末", "3、期末")],
            id="joined to one",
        ),
    ],
)
def test_units_with_shared_text_stand_side_by_side(
    left: list[str], right: list[str], rows: list[tuple[str, str]]
) -> None:
    assert beside(left, right) == rows


SENTENCES = st.sampled_from([LISTENING, READING, WRITING, SINGING, "二、主要工作", "（一）常规", "每周一次。", " ", ""])


@given(left=st.lists(SENTENCES, max_size=8), right=st.lists(SENTENCES, max_size=8))
def test_each_column_shows_the_whole_text_of_its_plan(left: list[str], right: list[str]) -> None:
    comparison = compare("\n".join([HEAD, *left]), "\n".join([HEAD, *right]))
    root = Tree(page(comparison)).root
    for side, plan in (("l", comparison.left), ("r", comparison.right)):
        assert "".join(column(root, side)) == "".join(line for line in plan.text.split("\n") if line.strip())
