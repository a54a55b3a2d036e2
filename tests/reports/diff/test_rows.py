from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings

from jyplan.reports.diff.rows import text_rows
from jyplan.reports.diff.shown_items import shown_items
from tests.reports.diff.pairs import compared, two_years
from tests.reports.diff.test_text import comparisons

if TYPE_CHECKING:
    from jyplan.model import Comparison

PLAN = "听课计划\n一、工作目标\n每人听课不少于60节，公开课不少于12节。\n二、工作措施\n教务处每周检查一次，并把结果公布在走廊里。\n"


def shown(left: str, right: str) -> list[str]:
    """Return the changed rows, each edit as `[left|right]`."""
    return [
        "".join(f"[{piece.left}|{piece.right}]" if piece.changed else piece.right for piece in row.pieces)
        for row in text_rows(compared(left, right), ignore_format=True)
        if row.changed
    ]


@settings(max_examples=60)
@given(comparisons())
def test_rows_hold_exactly_both_texts(comparison: Comparison) -> None:
    rows = text_rows(comparison, ignore_format=True)
    left = "".join(row.left for row in rows if row.arrives is None)
    right = "".join(row.right for row in rows if row.departs is None)
    assert "".join(left.split()) == "".join(comparison.left.text.split())
    assert "".join(right.split()) == "".join(comparison.right.text.split())


def test_signs_at_the_edge_of_a_moved_stretch_move_along() -> None:
    title, script = "]0;title" * 3, "<script>alert(1)</script>"
    rows = text_rows(compared(title + script, script + title), ignore_format=True)
    assert "".join(row.right for row in rows if row.departs is None) == script + title


@settings(max_examples=60)
@given(comparisons())
def test_rows_have_the_offsets_of_their_texts(comparison: Comparison) -> None:
    for row in text_rows(comparison, ignore_format=True):
        if row.right.strip():
            assert comparison.right.text.startswith(row.right, row.right_start)
        if row.left.strip():
            assert comparison.left.text.startswith(row.left, row.left_start)


def test_an_edit_stays_inside_its_paragraph() -> None:
    assert shown(PLAN, PLAN.replace("60节", "80节")) == ["每人听课不少于[60|80]节，公开课不少于12节。"]


def test_a_new_paragraph_is_a_row_of_its_own() -> None:
    right = PLAN.replace("二、工作措施\n", "二、工作措施\n九月制定读书表。\n")
    assert shown(PLAN, right) == ["[|九月制定读书表。]"]


def test_a_dropped_paragraph_is_a_row_of_its_own() -> None:
    assert shown(PLAN.replace("二、工作措施\n", "二、工作措施\n九月制定读书表。\n"), PLAN) == ["[九月制定读书表。|]"]


def test_a_moved_section_has_rows_at_both_places() -> None:
    rows = text_rows(two_years(), ignore_format=True)
    assert {row.left.partition("）")[2][:5] for row in rows if row.departs == 0} >= {"落实听评课"}
    arrived = [row for row in rows if row.arrives == 0]
    assert [row.changed for row in arrived] == [False, True]


def test_a_renumbered_section_is_unchanged() -> None:
    right = PLAN.replace("一、工作目标", "一、指导思想\n立德树人为本，办人民满意的教育。\n二、工作目标").replace(
        "二、工作措施", "三、工作措施"
    )
    assert shown(PLAN, right) == ["[|一、指导思想]", "[|立德树人为本，办人民满意的教育。]"]


def test_rows_of_the_worked_example() -> None:
    left = "一、工作目标\n每人听课60节。\n每月交流一次。"
    rows = text_rows(compared(left, left.replace("60", "80") + "\n结果公布。"), ignore_format=True)
    assert [(row.left_start, row.right_start, row.left, row.right, row.changed) for row in rows] == [
        (0, 0, "一、工作目标", "一、工作目标", False),
        (7, 7, "每人听课60节。", "每人听课80节。", True),
        (16, 16, "每月交流一次。", "每月交流一次。", False),
        (23, 24, "", "结果公布。", True),
    ]


def test_shown_items_of_the_worked_example() -> None:
    left = "听课计划\n一、工作目标\n每人听课60节。\n每月交流一次。\n二、工作措施\n教务处每周检查。\n"
    comparison = compared(left, left.replace("60", "80") + "结果公布在走廊里。\n")
    items = [
        (type(item).__name__, [row.right for row in item.rows] if hasattr(item, "rows") else [item.nodes[-1].title])  # type: ignore[union-attr]
        for item in shown_items(comparison, ignore_format=True)
    ]
    assert items == [
        ("UnchangedRows", ["听课计划", "一、工作目标"]),
        ("SectionHeading", ["工作目标"]),
        ("ChangedRows", ["每人听课80节。"]),
        ("UnchangedRows", ["每月交流一次。", "二、工作措施", "教务处每周检查。"]),
        ("SectionHeading", ["工作措施"]),
        ("ChangedRows", ["结果公布在走廊里。"]),
    ]
