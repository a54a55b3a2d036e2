from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jyplan.compare.diff.comparison import compare_plans
from jyplan.model import Comparison, Plan
from jyplan.reports.diff.markdown import render as render_markdown
from jyplan.reports.diff.text import render
from jyplan.reports.media.columns import width
from jyplan.reports.media.visible import UNSAFE
from tests.reports.diff.pairs import LAST_YEAR, compared, options, two_years
from tests.reports.languages import CHINESE
from tests.reports.strategies import outlines

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    """Draw two plans with hostile text, often shared."""
    plans = [plan for outline in (draw(outlines()), draw(outlines())) for plan in outline.plans]
    plans += [Plan(1, None, plan.genre, (), (), plan.blocks) for plan in plans] or [two_years().left]
    return compare_plans(draw(st.sampled_from(plans)), draw(st.sampled_from(plans)))


@settings(max_examples=40)
@given(comparisons(), st.integers(60, 160), st.booleans(), st.sampled_from(["roles", "sections", "passages", None]))
def test_no_line_is_wider_than_the_screen(
    comparison: Comparison, columns: int, unicode: bool, part: str | None
) -> None:
    shown = render(comparison, options(CHINESE, width=columns, unicode=unicode, only=part))
    assert max(map(width, shown.splitlines())) <= columns


@settings(max_examples=40)
@given(comparisons(), st.booleans())
def test_reports_have_no_unsafe_character(comparison: Comparison, ignore_format: bool) -> None:
    assert not UNSAFE.search(render(comparison, options(ignore_format=ignore_format)))
    assert not UNSAFE.search(render_markdown(comparison, options(ignore_format=ignore_format)))


def test_long_details_of_a_section_are_cut() -> None:
    plan = f"计划\n一、{'教研' * 9}\n每周听课一次，写好记录。\n"
    comparison = compared(plan, plan)
    match = replace(comparison.sections[0], split_from="1", merged_into="1")
    shown = render(replace(comparison, sections=(match,)), options(width=60, only="sections"))
    assert max(map(width, shown.splitlines())) <= 60
    assert "split off from 一、…" in shown


def test_colours_change_no_word() -> None:
    plain = render(two_years(), options(CHINESE))
    assert COLOUR.sub("", render(two_years(), options(CHINESE, colour=True))) == plain


def test_a_console_without_unicode_gets_no_symbols() -> None:
    assert not set("…›→·") & set(render(two_years(), options(unicode=False)))


def test_changed_figures_come_before_the_changes() -> None:
    shown = render(two_years(), options())
    assert shown.index("每学期听课不少于60节 → 每学期听课不少于80节") < shown.index("[-60-]{+80+}")


def test_the_words_around_a_changed_figure_cut_no_date() -> None:
    left = "科技节方案\n一、时间安排\n1、初赛9月20日，决赛10月15日下午2点。\n"
    shown = render(compared(left, left.replace("15日下午2点", "18日下午3点")), options(CHINESE, width=140))
    assert "10月15日下午2点。 → 10月18日下午3点。" in shown


def test_a_row_of_a_table_without_a_title_leaves_no_empty_name_in_a_path() -> None:
    left = (
        "教学行事历\n一、目标\n规范教学。\n二、安排\n时间\t内容\t负责人\n九月\t常规检查\t教导处\n十月\t公开课\t王老师\n"
    )
    shown = render(compared(left, left.replace("王老师", "李老师")), options(CHINESE, width=140))
    assert "王老师 → 李老师" in shown
    assert " › \n" not in shown


def test_equal_plans_are_reported_as_equal() -> None:
    shown = render(compared(LAST_YEAR, LAST_YEAR), options())
    assert shown.endswith("\nBoth plans say the same.\n")
    assert "[-" not in shown


def test_format_is_counted_or_shown() -> None:
    wide = compared(LAST_YEAR, LAST_YEAR.replace("校长任组长，", "校长任组长,"))
    assert "differences of format alone: 1" in render(wide, options())
    assert "校长任组长[-，-]{+,+}" in render(wide, options(ignore_format=False))


@pytest.mark.parametrize("columns", [80, 140])
def test_a_replaced_paragraph_is_not_merged_with_the_new_one(columns: int) -> None:
    right = LAST_YEAR.replace("1、定时间定地点定主备人", "1、九月起全员试行").replace(
        "，每周三下午由教研组长主持，形成“三备两议”的流程", "阅读课"
    )
    shown = render(compared(LAST_YEAR, right), options(width=columns))
    assert "[-" not in shown.partition("\nChanges\n")[2]
