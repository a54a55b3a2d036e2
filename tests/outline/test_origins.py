"""The place of every character of a plan holds the same character in the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan import outline, readers
from jyplan.model import Plan  # noqa: TC001
from tests.places import SAMPLES

JOINT = " "
"""Stands between two English words that a line end parted; it has no place of its own."""

LINES = st.lists(
    st.sampled_from([
        "2025年工作计划", "　　一、工作目标", "  1、听课不少于十节，", "评课不少于五节。", "\t月份\t工作 ", "九月\t 开学",
        "read every", "day and night", "", "12", "（一）", "落实听课制度，教研组长每月检查一次备课本，把结果记在教研日志",
        "里，并在月末的例会上通报", "上\f下", "目标 二、任务 三、措施 四、保障 五、日程" * 9,
    ]),
    max_size=12,
)  # fmt: skip


def plans_of(text: str) -> tuple[Plan, ...]:
    return outline.read_plans(readers.read(text.encode(), "p.txt"))


def misplaced(text: str) -> list[tuple[str, str]]:
    """Return every plan character that differs from the file at its place, as (plan, file)."""
    lines = text.split("\n")
    pairs = []
    for plan in plans_of(text):
        for offset, character in enumerate(plan.text):
            place = plan.place_at(offset)
            assert place.line is not None
            assert place.column is not None
            in_file = lines[place.line - 1][place.column - 1 : place.column]
            if character not in (in_file, "\n", "\t", JOINT):
                pairs.append((character, in_file))
    return pairs


@pytest.mark.parametrize(
    "name",
    sorted(path.name for path in SAMPLES.glob("*.txt") if "gb18030" not in path.name and "big5" not in path.name),
)
def test_samples(name: str) -> None:
    text = (SAMPLES / name).read_text("utf-8")
    assert plans_of(text)
    assert misplaced(text) == []


@given(LINES)
def test_any_lines(lines: list[str]) -> None:
    assert misplaced("\n".join(lines)) == []


def test_a_wrapped_paragraph_goes_on_in_the_next_line() -> None:
    wrapped = "　　落实听课评课制度，教研组长每月检查一次备课本，把每一次检查的结果如实记在教研组的日志\n里，每学期不少于十次。"
    [plan] = plans_of(f"2025年工作计划\n一、主要工作\n{wrapped}")
    places = [plan.place_at(plan.text.index(words)) for words in ("落实", "日志", "里，", "十次")]
    assert [(place.line, place.column) for place in places] == [(3, 3), (3, 43), (4, 1), (4, 9)]
    assert "日志里" in plan.text


def test_markdown_has_lines_without_columns() -> None:
    [plan] = plans_of("# 2025年工作计划\n\n## 一、工作目标\n\n听课**不少于**十节。\n")
    place = plan.place_at(plan.text.index("十节"))
    assert (place.line, place.column) == (5, None)
