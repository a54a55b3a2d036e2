"""Two plans compared: edits, moves, statuses of sections, changed facts, copied shares, the mirror image."""

from __future__ import annotations

import pytest

from jyplan.compare.diff.comparison import ComparisonOptions, compare_plans
from jyplan.compare.passages.boilerplate import declare
from jyplan.model import Change, Comparison, EditKind, EditMark, Indicator, Plan, SectionStatus
from tests.compare.applied_edits import apply_edits
from tests.compare.plan_builder import plan

LAST_YEAR = """
河口小学教研工作计划 篇1
一、 工作目标
  1、 课堂目标：每位教师把一节常态课录下来，对照量规逐条回看，学期末交一份改进清单。
  2、 作业目标：语文和数学的书面作业各减去三分之一，腾出的时间用来做实验记录和整本书阅读。
二、 主要工作
  1、 听课：教研组长每学期听课不少于60节，听后当天在走廊黑板上写下一条优点和一个问题。
  2、 命题：五年级组先试出一套口语测评题，由外校教师盲评，评完把误差超过两分的题全部重写。
  3、 读书：周三下午在图书角共读一本教学实录，轮到谁领读谁就准备三个不好回答的问题。
三、 具体措施
  1、 经费：打印、外请专家和购书分开记账，每月最后一天贴在办公室门口。
"""


def changed(*replacements: tuple[str, str]) -> Plan:
    text = LAST_YEAR
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return plan(text)


def compare(right: Plan) -> Comparison:
    comparison = compare_plans(plan(LAST_YEAR), right)
    assert apply_edits(comparison.left.text, comparison.edits) == comparison.right.text
    return comparison


def shown(comparison: Comparison) -> list[tuple[str, str]]:
    """Return left and right text of every edit, format edits left out."""
    return [(edit.left_text, edit.right_text) for edit in comparison.edits if edit.kind is not EditKind.FORMAT]


def statuses(comparison: Comparison) -> dict[str, str]:
    """Return the status of every changed section, by title."""
    titles = {("left", n.id): n.title or "" for n in comparison.left.walk()}
    titles |= {("right", n.id): n.title or "" for n in comparison.right.walk()}
    return {
        titles["right", match.right] if match.right else titles["left", match.left or ""]: str(match.status)
        for match in comparison.sections
        if match.status is not SectionStatus.SAME
    }


def test_plan_compared_with_itself_has_no_edits() -> None:
    same = compare(plan(LAST_YEAR))

    assert (same.edits, same.moves, statuses(same)) == ((), (), {})
    assert (same.similarity.ratio, same.similarity.left_copied, same.similarity.right_copied) == (1.0, 1.0, 1.0)


def test_replaced_word_and_appended_section_are_the_only_edits() -> None:
    comparison = compare(
        plan(
            LAST_YEAR.replace("篇1", "篇5").replace("五年级组", "四年级组")
            + "四、 活动安排\n  1、 九月：开学第一课观摩。\n"
        )
    )

    assert shown(comparison) == [("五", "四"), ("", "\n四、活动安排\n1、九月：开学第一课观摩。")]
    assert statuses(comparison) == {"命题": "edited", "活动安排": "added", "九月": "added"}
    assert comparison.count(EditKind.FORMAT) == 1, "the 篇 number is the plan's address on its page"


def test_width_punctuation_and_spaces_are_counted_and_change_no_section() -> None:
    comparison = compare(
        changed(("教研组长每学期听课不少于60节，", "教研组长每学期听课不少于６０节;"), ("分开记账，", "分开记账。"))
    )

    assert (shown(comparison), statuses(comparison)) == ([], {})
    assert comparison.count(EditKind.FORMAT) == 3
    assert comparison.similarity.ratio == 1.0


def test_lost_decimal_point_is_an_edit_of_text() -> None:
    left, right = plan("计划\n一、 奖励：发给1.5万元。"), plan("计划\n一、 奖励：发给15万元。")

    assert [(e.left_text, e.right_text, e.kind) for e in compare_plans(left, right).edits] == [
        ("1.5", "15", EditKind.TEXT)
    ]


def test_changed_figure_is_shown_whole_and_marked() -> None:
    comparison = compare(changed(("60节", "80节")))

    assert [(e.left_text, e.right_text, e.marks) for e in comparison.edits] == [("60", "80", (EditMark.NUMBER,))]


def test_changed_indicator_marks_its_edit_and_is_one_changed_fact() -> None:
    before, after = (
        "计划\n一、 主要工作\n  1、 听课：每人听课不少于60节。",
        "计划\n一、 主要工作\n  1、 听课：每人听课不少于80节。",
    )
    old = Indicator("不少于60节", 18, 24, 60.0, unit="节")
    new = Indicator("不少于80节", 18, 24, 80.0, unit="节")

    comparison = compare_plans(plan(before, old), plan(after, new))

    assert [edit.marks for edit in comparison.edits] == [(EditMark.INDICATOR,)]
    assert [(c.change, c.left, c.right) for c in comparison.facts] == [(Change.CHANGED, old, new)]
    assert [(s.role, s.kept, s.changed) for s in comparison.roles] == [
        ("task", ("1",), ("1.1",)),
        ("indicator", (), ("1.1",)),
    ]


def test_moved_section_is_moved_with_all_below_it() -> None:
    body = LAST_YEAR[LAST_YEAR.index("二、 主") : LAST_YEAR.index("三、 具")]
    goals = LAST_YEAR[LAST_YEAR.index("一、 工") : LAST_YEAR.index("二、 主")]
    text = LAST_YEAR.replace(body, "").replace(goals, body.replace("二、", "一、") + goals.replace("一、", "二、"))

    comparison = compare(plan(text))

    assert statuses(comparison) == {"工作目标": "moved"}
    assert [(m.left_section, m.right_section) for m in comparison.moves] == [("1", "2")]
    assert [e.kind for e in comparison.edits] == [EditKind.MOVE, EditKind.NUMBERING, EditKind.MOVE]
    assert [comparison.left.text[p.left.start :][:6] for p in comparison.passages if p.moved] == ["工作目标\n1"]


def test_edits_inside_a_moved_section_turn_its_left_text_into_its_right_text() -> None:
    books = "3、 读书：周三下午在图书角共读一本教学实录，轮到谁领读谁就准备三个不好回答的问题。"
    moved = books.replace("3、", "1、").replace("周三下午", "周五清晨")
    text = (
        LAST_YEAR.replace(f"  {books}\n", "")
        .replace("  1、 听课", f"  {moved}\n  2、 听课")
        .replace("2、 命题", "3、 命题")
    )

    comparison = compare(plan(text))

    (move,) = comparison.moves
    left, right = (side.text for side in (comparison.left, comparison.right))
    before, after = left[move.left.start : move.left.end], right[move.right.start : move.right.end]
    assert apply_edits(before, move.edits, move.left.start) == after
    assert [(e.left_text, e.right_text) for e in move.edits if e.kind is EditKind.TEXT] == [("三下午", "五清晨")]
    assert statuses(comparison) == {"读书": "moved-edited"}


def test_renumbered_section_is_matched_and_not_edited() -> None:
    comparison = compare(
        changed(
            ("三、 具体", "四、 具体"),
            ("二、 主要", "三、 主要"),
            ("一、 工作目标", "一、 指导思想：办一所安静的学校。\n二、 工作目标"),
        )
    )

    assert statuses(comparison) == {"指导思想": "added"}
    assert sorted(match.right or "" for match in comparison.sections if match.renumbered) == ["2", "3", "4"]
    assert [e.kind for e in comparison.edits].count(EditKind.NUMBERING) == 3


def test_section_under_another_parent_is_matched() -> None:
    comparison = compare(changed(("三、 具体措施\n  1、 经费", "  4、 经费")))

    assert statuses(comparison) == {"具体措施": "removed"}
    assert {m.left: m.right for m in comparison.sections}["3.1"] == "2.4"


def test_split_and_merged_sections_name_their_origin() -> None:
    both = "评完把误差超过两分的题全部重写。"
    comparison = compare(changed((both, f"\n  3、 重写：{both}"), ("3、 读书", "4、 读书")))
    back = compare_plans(comparison.right, comparison.left)

    assert [(m.status, m.right, m.split_from) for m in comparison.sections if m.split_from] == [
        ("edited", "2.3", "2.2")
    ]
    assert [(m.status, m.left, m.merged_into) for m in back.sections if m.merged_into] == [("edited", "2.3", "2.2")]
    assert not {change for summary in comparison.roles for change in (*summary.new, *summary.dropped)}


def test_sections_are_summed_up_by_role() -> None:
    comparison = compare(
        changed(
            ("三分之一", "一半"),
            ("  3、 读书：周三下午在图书角共读一本教学实录，轮到谁领读谁就准备三个不好回答的问题。\n", ""),
        )
    )

    assert [(s.role, s.kept, s.changed, s.new, s.dropped) for s in comparison.roles] == [
        ("goal", ("1", "1.1"), ("1.2",), (), ()),
        ("task", ("2", "2.1", "2.2"), (), (), ("2.3",)),
        ("measure", ("3", "3.1"), (), (), ()),
    ]


def test_declared_boilerplate_is_not_copied() -> None:
    quoted = "腾出的时间用来做实验记录和整本书阅读"
    left, right = plan(f"甲\n一、 工作：{quoted}。"), plan(f"乙乙\n一、 目标：{quoted}，人人参加。")

    free = compare_plans(left, right, ComparisonOptions(boilerplate=declare([f"通知\n{quoted}。"]))).similarity
    counted = compare_plans(left, right).similarity

    assert (free.left_copied, free.longest) == (0.0, 0)
    assert counted.left_copied > 0.7
    assert free.left_copied_all > 0.7


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param("", "", id="both empty"),
        pytest.param("", "计划\n一、 工作：听课。", id="one empty"),
        pytest.param("计划", "计划\n一、 工作：听课。", id="title only"),
        pytest.param("计划\n一、 工作：听课。", "计划\n一、 工作：听课。" * 3, id="repeated"),
    ],
)
def test_odd_plans_are_compared(left: str, right: str) -> None:
    left_plan, right_plan = plan(left), plan(right)
    comparison = compare_plans(left_plan, right_plan)

    assert apply_edits(left_plan.text, comparison.edits) == right_plan.text
    assert compare_plans(right_plan, left_plan).edits == tuple(
        type(e)(e.right, e.left, e.right_text, e.left_text, e.kind, e.marks, e.move) for e in comparison.edits
    )
