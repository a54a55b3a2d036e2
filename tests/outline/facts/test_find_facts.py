import sys
from collections.abc import Callable
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan.model import Comparator, Deliverable, Indicator, Owner, Period, SchoolYear
from jyplan.outline.facts import find_facts

YEAR = SchoolYear(2024, 2025, 1)


def test_facts_come_in_reading_order_with_their_values() -> None:
    text = "教务处9月底前制定听课方案，每人每周听课不少于2节。"
    assert find_facts(text, 100, YEAR) == (
        Owner("教务处", 100, 103, ("教务处",)),
        Period("9月底前", 103, 107, None, "2024-09"),
        Deliverable("听课方案", 109, 113),
        Indicator("每人每周听课不少于2节", 114, 125, 2.0, None, "节", Comparator.AT_LEAST, ("人", "周")),
    )


def test_an_empty_text_has_no_facts() -> None:
    assert find_facts("", 0, None) == ()


def test_traditional_text_keeps_its_spelling_and_gives_the_same_values() -> None:
    (fact,) = find_facts("每學期聽課不少於三節", 0, None)
    assert isinstance(fact, Indicator)
    assert (fact.text, fact.unit, fact.per, fact.value) == ("每學期聽課不少於三節", "节", ("学期",), 3.0)


def test_full_width_and_half_width_text_give_the_same_facts() -> None:
    wide = find_facts("合格率达到９５％以上，９月１５日前完成（责任部门：教务处）", 0, YEAR)
    narrow = find_facts("合格率达到95%以上,9月15日前完成(责任部门:教务处)", 0, YEAR)
    assert [(type(fact), fact.start, fact.end) for fact in wide] == [
        (type(fact), fact.start, fact.end) for fact in narrow
    ]


@given(
    st.text(
        alphabet="每人年月日周学期第一二两三十百0129.%％,，。、—-~至到不少于达以上前内由处室组负责：（）《》“”制定方案总结年\n 　xA",
        max_size=60,
    ),
    st.integers(0, 1000),
    st.sampled_from([None, YEAR, SchoolYear(2024, 2024)]),
)
def test_every_fact_quotes_the_text_it_points_at(text: str, start: int, year: SchoolYear | None) -> None:
    facts = find_facts(text, start, year)
    assert [fact.text for fact in facts] == [text[fact.start - start : fact.end - start] for fact in facts]
    assert all(fact.start < fact.end for fact in facts)
    assert [fact.start for fact in facts] == sorted(fact.start for fact in facts)


HOSTILE = [
    "9",
    "一",
    "每",
    "每年",
    "每人1次",
    "由",
    "由教务处、",
    "教务处",
    "《",
    "“",
    "制定",
    "制定《",
    "方案",
    "至少",
    "第三周、",
    "周一、",
    "9月1日至",
    "三、",
    "百分之",
    "2024.",
    "责任人：",
    "，",
    "（",
    "1次2个",
    "每位教师",
]


def _steps(call: Callable[[], object]) -> int:
    """Return the number of Python lines run by a call: equal in every run, unlike the time."""
    count = 0

    def trace(_frame: Any, event: str, _arg: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("unit", HOSTILE)
def test_the_work_on_a_long_line_grows_in_proportion(unit: str) -> None:
    short, long = unit * 500, unit * 2000
    find_facts(short, 0, YEAR)
    assert _steps(lambda: find_facts(long, 0, YEAR)) <= 4.4 * _steps(lambda: find_facts(short, 0, YEAR)) + 500


@pytest.mark.gate
@pytest.mark.parametrize("unit", HOSTILE)
def test_the_time_of_a_long_line_grows_in_proportion(unit: str) -> None:
    # Expressions work unseen by line counts: 16 times the text may take 16 times the time, and eight for noise on a
    # busy machine; where it grew with the square it would take 256 times.
    def seconds(text: str) -> float:
        begin = process_time()
        find_facts(text, 0, YEAR)
        return process_time() - begin

    short = min(seconds(unit * 2_000) for _ in range(3))
    assert min(seconds(unit * 32_000) for _ in range(2)) <= 16 * 8 * short + 0.5
