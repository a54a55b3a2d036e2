"""Sides of a comparison: the single plan of a file, and the errors for files without a single plan."""

from __future__ import annotations

import pytest

from jyplan.api.sides import forbid_same, length_note, only_plan
from jyplan.errors import InputError, UsageError
from jyplan.language import Language
from jyplan.model import Genre
from tests.reports.build import item, outline, plan

GOAL = item("goal", "一、", "工作目标", "每人听课不少于15节。")
SEVERAL = outline(
    plan("计划 篇1", GOAL),
    plan(None, GOAL, number=2),
    plan("给家长的\u202e话" + "长" * 80, GOAL, number=3, genre=Genre.OTHER),
    path="page.txt",
)


def message_of(error: InputError | UsageError, code: str = "en") -> str:
    return Language(code).explain(error)


def refused(*arguments: object) -> str:
    with pytest.raises(InputError) as caught:
        only_plan(*arguments)  # type: ignore[arg-type]
    return message_of(caught.value)


def test_only_plan_of_a_file_is_chosen() -> None:
    assert only_plan(outline(plan("计划", GOAL)), None).title == "计划"


def test_several_plans_are_listed_to_choose_from() -> None:
    assert refused(SEVERAL, None) == (
        "page.txt: this file holds 3 plans; name one of them, as page.txt#1:\n"
        "  #1  计划 篇1\n"
        "  #2  untitled\n"
        f"  #3  给家长的\u202e话{'长' * 54}… (no work plan)"
    )


def test_long_list_is_cut_after_twenty_plans() -> None:
    many = outline(*(plan(f"计划{number}", GOAL, number=number) for number in range(1, 31)))
    lines = refused(many, None).split("\n")
    assert (len(lines), lines[-1]) == (22, "  … and 10 more")


def test_file_without_a_plan_is_refused() -> None:
    assert (
        refused(outline(path="a.docx"), None)
        == "a.docx: no plan was found in this file; “jyplan parse” shows what was read"
    )


def test_text_that_is_no_work_plan_needs_its_number() -> None:
    news = outline(plan("新闻", GOAL, genre=Genre.OTHER), path="news.txt")
    assert refused(news, None) == (
        "news.txt: the text in this file is not a work plan; to compare it all the same, name it as news.txt#1"
    )
    assert only_plan(news, 1).title == "新闻"


@pytest.mark.parametrize("title", ["计划", None])
def test_empty_plan_is_refused(title: str | None) -> None:
    assert refused(outline(plan(title)), None) == (
        "计划.txt: the plan in this file is empty: nothing stands under its title"
    )


def test_plan_compared_with_itself_is_refused() -> None:
    with pytest.raises(UsageError, match="both sides are the same plan of the same file"):
        forbid_same(plan("计划", GOAL), plan("计划", GOAL), "a.txt")
    forbid_same(plan("计划", GOAL), plan("计划", GOAL, number=2), "a.txt")


def test_note_on_plans_of_very_different_length() -> None:
    short, long = plan("计划", GOAL), plan("计划", *[GOAL] * 20)
    assert length_note(short, short) is None
    assert str(length_note(short, long)).startswith("B is 18 times as long as A (342 and 19 characters)")
    assert str(length_note(long, short)).startswith("A is 18 times as long as B")
