"""Edits between two texts: minimal, with readable borders."""

from __future__ import annotations

import pytest
from rapidfuzz.distance import Levenshtein

from jyplan.compare.diff.edits.script import edit_script
from jyplan.compare.diff.offsets import OffsetPair, RegionPair
from jyplan.compare.passages.views import view_text
from jyplan.model import EditKind
from tests.compare.applied_edits import apply_edits

TEXT, FORMAT, MOVE = EditKind.TEXT, EditKind.FORMAT, EditKind.MOVE

CASES = [
    pytest.param("每学期听课60节", "每学期听课80节", [(TEXT, "60", "80")], id="a number is whole"),
    pytest.param("完成率95%以上", "完成率达到98.5%以上", [(TEXT, "95%", "达到98.5%")], id="a percentage is whole"),
    pytest.param("听课二十节", "听课三十五节", [(TEXT, "二十", "三十五")], id="a Chinese numeral is whole"),
    pytest.param("用WPS写", "用WPA写", [(TEXT, "WPS", "WPA")], id="a Latin word is whole"),
    pytest.param("共3\n1、听课", "共3\n11、听课", [(TEXT, "1", "11")], id="a number ends with its line"),
    pytest.param(
        "写计划，评优秀。", "写计划，交心得，评优秀。", [(TEXT, "", "交心得，")], id="a clause is inserted whole"
    ),
    pytest.param(
        "写计划，评优秀。",
        "写计划，评先进，评优秀。",
        [(TEXT, "", "评先进，")],
        id="an insertion slides to the borders of a clause",
    ),
    pytest.param(
        "写作业教案设计表",
        "读课外教材选编书",
        [(TEXT, "写作业教案设计表", "读课外教材选编书")],
        id="a chance character between two long edits is swallowed",
    ),
    pytest.param("写计划。\n", "写计划。\n评优秀。\n", [(TEXT, "", "评优秀。\n")], id="a line is inserted whole"),
    pytest.param(
        "加强领导，落实责任，确保安全。",
        "召开家长会，听取意见，改进食堂。",
        [(TEXT, "加强领导，落实责任，确保安全", "召开家长会，听取意见，改进食堂")],
        id="a rewritten sentence is no confetti",
    ),
    pytest.param("听课，评课", "听课、评课", [(FORMAT, "，", "、")], id="another pause is format"),
    pytest.param(
        "“双减”", "「双減」", [(FORMAT, "“", "「"), (FORMAT, "减”", "減」")], id="width and script are format"
    ),
    pytest.param("听 课", "听课", [(FORMAT, " ", "")], id="a space is format"),
    pytest.param("听课。评课", "听课。\n评课", [(FORMAT, "", "\n")], id="a line break is format"),
    pytest.param("听课评课", "听课，评课", [(FORMAT, "", "，")], id="a new pause is format"),
    pytest.param("1.5万元", "15万元", [(TEXT, "1.5", "15")], id="a decimal point is text"),
    pytest.param("", "听课", [(TEXT, "", "听课")], id="from nothing"),
    pytest.param(" ", "\n", [(FORMAT, " ", "\n")], id="nothing but spaces"),
]


@pytest.mark.parametrize(("left", "right", "expected"), CASES)
def test_edits_have_readable_borders(left: str, right: str, expected: list[tuple[EditKind, str, str]]) -> None:
    edits = edit_script(view_text(left), view_text(right))

    assert [(edit.kind, edit.left_text, edit.right_text) for edit in edits] == expected
    assert apply_edits(left, edits) == right


@pytest.mark.parametrize(("left", "right"), [case.values[:2] for case in CASES])
def test_edits_of_swapped_texts_give_the_left_text_back(left: str, right: str) -> None:
    edits = edit_script(view_text(right), view_text(left))

    assert apply_edits(right, edits) == left


def test_move_is_a_deletion_and_an_insertion() -> None:
    left, right = view_text("听课，写反思。评课。\n总结"), view_text("评课。\n总结\n听课，写反思。")

    edits = edit_script(left, right, [RegionPair(0, 7, 5, 12)])

    assert [(edit.kind, edit.left_text, edit.right_text, edit.move) for edit in edits] == [
        (MOVE, "听课，写反思。", "", 0),
        (MOVE, "", "\n听课，写反思。", 0),
    ]
    assert apply_edits(left.text, edits) == right.text


def test_cut_keeps_the_number_of_a_section_beside_its_text() -> None:
    left, right = view_text("一、听课"), view_text("一、备课\n二、听课")

    plain, cut = edit_script(left, right), edit_script(left, right, cuts=[OffsetPair(0, 4)])

    assert [edit.right_text for edit in plain] == ["备课\n二、"]
    assert [(edit.left_text, edit.right_text) for edit in cut] == [("", "一、备课\n"), ("一", "二")]


def test_long_texts_are_aligned_between_anchors_and_stay_minimal() -> None:
    left = "".join(chr(0x4E00 + index * 7 % 5000) for index in range(9000))
    right = left[:1500] + "新" + left[1500:4000] + left[4020:7000] + "换" + left[7001:]

    edits = edit_script(view_text(left), view_text(right))

    assert apply_edits(left, edits) == right
    assert sum(edit.chars for edit in edits) == Levenshtein.distance(left, right) == 22


def test_reserved_character_in_a_text_is_not_taken_for_a_moved_stretch() -> None:
    left, right = view_text("听课，写反思。评课。"), view_text("\U0010fffe评课。听课，写反思。")
    edits = edit_script(left, right, [RegionPair(0, 7, 4, 11)])

    assert [(edit.kind, edit.left_text, edit.right_text) for edit in edits] == [
        (MOVE, "听课，写反思。", ""),
        (TEXT, "", "\U0010fffe"),
        (MOVE, "", "听课，写反思。"),
    ]
