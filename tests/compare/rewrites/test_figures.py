"""Figures have the same spelling in all wordings."""

import pytest

from jyplan.compare.rewrites.figures import find_figures


@pytest.mark.parametrize(
    ("left", "right", "figure"),
    [
        ("二十六名教师", "26位老师", "26人"),
        ("听课不少于十五节", "听够15堂", "15节"),
        ("占三成以上", "不低于30%", "30%"),
        ("百分之九十五", "95%", "95%"),
        ("每周三下午", "星期三下午", "周3"),
        ("十月底前", "10月结束以前", "10月"),
        ("经费18万元", "180000元", "180000元"),
        ("每学期八次", "8回", "8次"),
        ("编成《植物观察手册》一本", "《植物观察手册》编好", "《植物观察手册》"),
    ],
)
def test_a_figure_is_the_same_in_every_spelling(left: str, right: str, figure: str) -> None:
    assert figure in find_figures(left)
    assert figure in find_figures(right)


@pytest.mark.parametrize(
    "text", ["两次", "《义务教育法》", "一位", "第三节", "3", "一、工作目标", "2025—2026学年", "2026年"]
)
def test_numbers_of_every_plan_are_no_figures(text: str) -> None:
    assert find_figures(text) == []
