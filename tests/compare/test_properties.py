"""What holds of any two plans: identity, mirror images, edits that give the right text back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jyplan.compare.diff.comparison import compare_plans
from jyplan.compare.diff.mirror import mirrored
from jyplan.compare.passages.find import find_passages
from jyplan.compare.passages.views import view_text
from jyplan.model import Passage, Plan, Span
from tests.compare.applied_edits import apply_edits
from tests.compare.plan_builder import plan

CLAUSES = (
    "每周三下午共读一本教学实录",
    "听课不少于60节",
    "听课不少于80节",
    "作业减去三分之一",
    "评完把误差超过两分的题全部重写",
    "全面贯彻党的教育方针",
    "Wi-Fi全覆盖",
    "経費１.5万元",
    "",
)
sentences = st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=4).flatmap(
    lambda clauses: st.sampled_from(["，", "；", ", ", "。\n", ""]).map(lambda pause: pause.join(clauses))
)
sections = st.tuples(
    st.sampled_from(["", "  "]), st.sampled_from("一二三"), st.sampled_from(["目标", "听课", "措施"]), sentences
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    chosen = draw(st.lists(sections, max_size=7))
    lines = [
        f"{depth}{number}、 {title}：{text}".replace(", ", "，").replace("\n", "")
        for depth, number, title, text in chosen
    ]
    return plan("\n".join(["计划", *lines]))


@given(plans())
def test_plan_is_the_same_as_itself(same: Plan) -> None:
    comparison = compare_plans(same, same)

    assert (comparison.edits, comparison.moves) == ((), ())
    assert {str(match.status) for match in comparison.sections} <= {"same"}
    assert comparison.similarity.ratio == 1.0


@given(plans(), plans())
def test_comparison_the_other_way_round_is_the_mirror_image(left: Plan, right: Plan) -> None:
    assert compare_plans(right, left) == mirrored(compare_plans(left, right))


@given(plans(), plans())
def test_mirror_image_of_the_mirror_image_is_the_comparison(left: Plan, right: Plan) -> None:
    comparison = compare_plans(left, right)

    assert mirrored(mirrored(comparison)) == comparison


@given(plans(), plans())
def test_edits_turn_the_left_text_into_the_right_one(left: Plan, right: Plan) -> None:
    comparison = compare_plans(left, right)

    assert apply_edits(left.text, comparison.edits) == right.text
    for move in comparison.moves:
        before = left.text[move.left.start : move.left.end]
        assert apply_edits(before, move.edits, move.left.start) == right.text[move.right.start : move.right.end]


@given(plans(), plans())
def test_edits_stand_in_order_and_quote_their_texts(left: Plan, right: Plan) -> None:
    comparison = compare_plans(left, right)
    at = (0, 0)
    for edit in comparison.edits:
        assert (edit.left_text, edit.right_text) == (
            left.text[edit.left.start : edit.left.end],
            right.text[edit.right.start : edit.right.end],
        )
        assert edit.left_text != edit.right_text
        assert at[0] <= edit.left.start <= edit.left.end
        assert at[1] <= edit.right.start <= edit.right.end
        at = (edit.left.end, edit.right.end)


@given(plans(), plans())
def test_every_section_has_exactly_one_match(left: Plan, right: Plan) -> None:
    matches = compare_plans(left, right).sections

    assert sorted(m.left for m in matches if m.left and not m.split_from) == sorted(node.id for node in left.walk())
    assert sorted(m.right for m in matches if m.right and not m.merged_into) == sorted(node.id for node in right.walk())


@given(plans(), plans())
def test_passages_lie_in_both_texts_and_exact_ones_say_the_same(left: Plan, right: Plan) -> None:
    for passage in find_passages(left.text, right.text, min_run=6):
        left_text = left.text[passage.left.start : passage.left.end]
        right_text = right.text[passage.right.start : passage.right.end]
        assert 0 < passage.chars <= min(len(left_text), len(right_text))
        assert passage.edited or view_text(left_text).plain == view_text(right_text).plain


@given(st.text(alphabet="教研计划，a1。\n", max_size=60), st.text(alphabet="教研计划，a1。\n", max_size=60))
def test_passages_the_other_way_round_are_the_same_passages(one: str, other: str) -> None:
    def sides(passages: tuple[Passage, ...]) -> set[tuple[Span, Span, int, bool]]:
        return {(p.left, p.right, p.chars, p.edited) for p in passages}

    there, back = find_passages(one, other, min_run=4), find_passages(other, one, min_run=4)

    assert sides(there) == {(right, left, chars, edited) for left, right, chars, edited in sides(back)}


@given(st.text(max_size=80))
def test_view_leads_back_to_the_text(text: str) -> None:
    view = view_text(text)

    assert len(view.places) == len(view.plain) + 1
    assert view.within(Span(0, len(text))) == (0, len(view.plain))
    for at in range(len(view.plain)):
        assert view_text(text[view.places[at]]).plain == view.plain[at] or view.plain[at] in ".:-"
