"""Matched and moved sections: the worked examples of the modules, and their neighbours."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from jyplan.compare.diff.comparison import compare_plans
from jyplan.compare.diff.sections.matching import match_sections
from jyplan.compare.diff.sections.tree import build_section_tree
from jyplan.compare.passages.views import view_text
from tests.compare.plan_builder import plan

LISTENING = "听课：教研组长每学期听课不少于60节。"
REVIEW = "评课：评课时先说证据，再说改进的办法，最后由授课人回应，全程不超过四十分钟。"
READING = "读书：每月写一篇札记。"
SENTENCE = "周三下午在图书角共读一本教学实录。"


def matched(left: str, right: str) -> list[tuple[str | None, str | None]]:
    """Return left and right id of every section, in the order of the right plan."""
    return [(match.left, match.right) for match in compare_plans(plan(left), plan(right)).sections]


def test_sections_are_matched_by_text_then_by_title_whatever_their_number() -> None:
    left = f"计划\n一、 目标：把一节常态课录下来，对照量规逐条回看。\n二、 措施：购书分开记账。\n三、 {LISTENING}"
    right = (
        "计划\n一、 思想：办一所安静的学校。\n二、 目标：把两节常态课录下来，对照量规逐条回看。\n"
        f"三、 措施：校长每周进一次食堂。\n四、 {LISTENING}"
    )

    assert matched(left, right) == [(None, "1"), ("1", "2"), ("2", "3"), ("3", "4")]


def test_leftover_sections_under_matched_parents_are_matched_by_likeness() -> None:
    left = "计划\n一、 工作\n  1、 写听课笔记\n  2、 晒书"
    right = "计划\n一、 工作\n  1、 写备课笔记\n  2、 种花"

    assert matched(left, right) == [("1", "1"), ("1.1", "1.1"), ("1.2", None), (None, "1.2")]


@pytest.mark.parametrize("count", [3, 12])
def test_equal_sections_are_matched_in_order_however_many(count: int) -> None:
    text = "\n".join(["计划", *(["一、 听课：每周一次。"] * count)])

    assert matched(text, text) == [(str(number), str(number)) for number in range(1, count + 1)]


def test_smaller_of_two_swapped_sections_moved() -> None:
    comparison = compare_plans(
        plan(f"计划\n一、 {LISTENING}\n二、 {REVIEW}"), plan(f"计划\n一、 {REVIEW}\n二、 {LISTENING}")
    )

    assert [(str(m.status), m.left, m.right) for m in comparison.sections] == [("same", "2", "1"), ("moved", "1", "2")]
    assert [(move.left_section, move.right_section) for move in comparison.moves] == [("1", "2")]


def test_sentence_with_a_new_section_moved_alone() -> None:
    comparison = compare_plans(
        plan(f"计划\n一、 {READING}{SENTENCE}\n二、 {REVIEW}"), plan(f"计划\n一、 {READING}\n二、 {REVIEW}{SENTENCE}")
    )

    assert [(str(m.status), m.left, m.right) for m in comparison.sections] == [
        ("edited", "1", "1"),
        ("edited", "2", "2"),
    ]
    (move,) = comparison.moves
    assert (move.left_section, comparison.left.text[move.left.start : move.left.end]) == (None, SENTENCE)


def test_new_heading_above_a_section_does_not_move_the_section() -> None:
    comparison = compare_plans(
        plan(f"计划\n一、 {LISTENING}\n二、 {REVIEW}"), plan(f"计划\n一、 措施\n  1、 {LISTENING}\n  2、 {REVIEW}")
    )

    assert [(str(m.status), m.left, m.right) for m in comparison.sections] == [
        ("added", None, "1"),
        ("same", "1", "1.1"),
        ("same", "2", "1.2"),
    ]


def test_rewritten_sections_are_matched_under_each_of_two_long_parents() -> None:
    left_text, right_text = _rewritten_children(parents=2, children=120)
    left, right = (build_section_tree(built, view_text(built.text)) for built in (plan(left_text), plan(right_text)))
    without_shared_text = np.full(len(left.view.plain), -1, dtype=np.int64)

    pairs = match_sections(left, right, without_shared_text).pairs
    assert pairs == {index: index for index in range(2 + 2 * 120)}


def _rewritten_children(*, parents: int, children: int) -> tuple[str, str]:
    """Return two plans whose second-level sections are alike in the first eight of twelve characters."""
    random = Random(3)
    lines = [["计划"], ["计划"]]
    for parent in "一二三"[:parents]:
        for side in lines:
            side.append(f"{parent}、 第{parent}部分")
        for number in range(1, children + 1):
            stem = "".join(chr(random.randrange(0x4E00, 0x9F00)) for _ in range(8))
            for side in lines:
                side.append(f"  {number}、 {stem}" + "".join(chr(random.randrange(0x4E00, 0x9F00)) for _ in range(4)))
    return "\n".join(lines[0]), "\n".join(lines[1])
