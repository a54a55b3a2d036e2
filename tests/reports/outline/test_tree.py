from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan.model import Role
from jyplan.reports.media.columns import width
from jyplan.reports.media.visible import UNSAFE
from jyplan.reports.outline.tree import render
from tests.reports.build import indicator, item, outline, owner, plan
from tests.reports.languages import CHINESE, ENGLISH
from tests.reports.samples import options, primary_school
from tests.reports.strategies import outlines

if TYPE_CHECKING:
    from jyplan.language import Language
    from jyplan.model import Outline
    from tests.reports.build import Item


def nested(depth: int) -> Item:
    node = item("task", "1、", "最深处", facts=[])
    for _ in range(depth):
        node = item("task", "1、", "上一层").holding(node)
    return node


def lines(*items: Item, **details: object) -> list[str]:
    """Return the lines of the nodes alone."""
    return render([outline(plan("计划", *items))], options(CHINESE, **details)).splitlines()[4:]


@given(outlines(), st.integers(40, 120), st.booleans(), st.sampled_from([CHINESE, ENGLISH]))
def test_no_line_is_wider_than_the_screen(document: Outline, columns: int, unicode: bool, language: Language) -> None:
    tree = render([document], options(language, width=columns, unicode=unicode))
    assert max(map(width, tree.splitlines())) <= columns


@given(outlines())
def test_no_control_characters_of_a_document_reach_the_terminal(document: Outline) -> None:
    assert not UNSAFE.search(render([document], options()))


@given(outlines())
def test_colours_change_no_word(document: Outline) -> None:
    plain = render([document], options())
    coloured = render([document], options(colour=True))
    for code in ("1", "2", "33", *(f"{weight}{code}" for weight in ("", "1;") for code in range(32, 98))):
        coloured = coloured.replace(f"\x1b[{code}m", "")
    assert coloured.replace("\x1b[0m", "") == plain


def test_a_console_without_unicode_gets_ascii_lines() -> None:
    assert not set("├└│─…·") & set(render([primary_school()], options(unicode=False)))


def test_a_node_without_a_title_shows_the_beginning_of_its_text() -> None:
    text = "组织教师每周三下午集体备课，" * 9
    assert lines(item("measure", "1.", None, text)) == [
        "措施  1. 组织教师每周三下午集体备课，组织教师每周三下午集体备课，组织教师每周…"
    ]


def test_a_very_long_paragraph_takes_a_single_line() -> None:
    assert len(lines(item("measure", "1.", None, "教" * 5_000_000))) == 1


def test_facts_are_shown_below_their_node_indicators_first() -> None:
    node = item("task", "1、", "听课", "教务处听课20节。", facts=[owner("教务处"), indicator("20节", 20, "节")])
    assert lines(node) == ["任务  1、听课", "         指标 20节 · 责任 教务处"]


def test_facts_that_do_not_fit_are_counted() -> None:
    counts = [indicator(f"每学期不少于{number}节", number, "节") for number in range(20, 29)]
    node = item("task", "1、", "听课", "，".join(each.text for each in counts), facts=counts)
    assert lines(node)[1] == "         指标 每学期不少于20节，每学期不少于21节，每学期不少于22节 +6"


def test_a_fact_in_the_title_is_not_repeated() -> None:
    assert lines(item("task", "1、", "听课20节", facts=[indicator("20节", 20, "节")])) == ["任务  1、听课20节"]


def test_deep_levels_stay_readable() -> None:
    assert "最深处" in lines(nested(60))[-1]


def test_rich_markup_and_html_are_printed_as_they_are() -> None:
    assert lines(item("goal", "一、", "[bold red]目标[/] <b>")) == ["目标  一、[bold red]目标[/] <b>"]


def test_nodes_of_a_chosen_role_keep_their_ancestors() -> None:
    tree = item("task", "一、", "工作").holding(
        item("task", "（一）", "教研").holding(item("measure", "1、", "听课")),
        item("task", "（二）", "科研"),
    )
    assert lines(tree, roles=frozenset({Role.MEASURE})) == [
        "任务  一、工作",
        "任务  └─ （一）教研",
        "措施     └─ 1、听课",
    ]


def test_ancestors_of_a_chosen_role_are_faint() -> None:
    tree = item("task", "一、", "工作").holding(item("measure", "1、", "听课"))
    assert lines(tree, roles=frozenset({Role.MEASURE}), colour=True) == [
        "\x1b[94m任务\x1b[0m  \x1b[2m一、工作\x1b[0m",
        "\x1b[36m措施\x1b[0m  └─ \x1b[36m1、听课\x1b[0m",
    ]


def test_a_title_longer_than_the_screen_is_wrapped() -> None:
    tree = render([outline(plan("春田小学教研工作计划" * 5))], options())
    assert tree.splitlines()[2:4] == [
        "#1 春田小学教研工作计划春田小学教研工作计划春田小学教研工作计划春田小学教研工作",
        "   计划春田小学教研工作计划",
    ]


@pytest.mark.parametrize(("count", "words"), [(0, "no plan found"), (1, "1 plan"), (2, "2 plans")])
def test_the_first_line_counts_the_plans(count: int, words: str) -> None:
    document = outline(*(plan("计划", number=number) for number in range(1, count + 1)))
    assert render([document], options()).splitlines()[0] == f"计划.txt  txt · utf-8 · {words}"
