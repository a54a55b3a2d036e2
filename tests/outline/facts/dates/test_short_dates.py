"""Dates in short forms, and days whose month stands above."""

import pytest

from jyplan.outline.facts import is_undecided
from tests.outline.cases import parse
from tests.outline.facts.dates.test_dates import periods

SHORT = [
    ("7月10-15日集中学习", ("7月10-15日", "2025-07-10", "2025-07-15")),
    ("1月22、23日考试", ("1月22、23日", "2025-01-22", "2025-01-23")),
    ("3月4日、11日、18日下午", ("3月4日、11日、18日下午", "2025-03-04", "2025-03-18")),
    ("6月20日起至7月5日止", ("6月20日起至7月5日止", "2025-06-20", "2025-07-05")),
    ("9/15前完成", ("9/15前", None, "2024-09-15")),
    ("9.10前后慰问", ("9.10前后", "2024-09-10", "2024-09-10")),
    ("2.17（周一）开学", ("2.17（周一）", "2025-02-17", "2025-02-17")),
    ("9.1—9.15 常规月", ("9.1—9.15", "2024-09-01", "2024-09-15")),
    ("2024.10.8-10.12", ("2024.10.8-10.12", "2024-10-08", "2024-10-12")),
    ("12.2全国交通安全日", ("12.2", "2024-12-02", "2024-12-02")),
    ("2月16日（正月十九）报到", ("2月16日（正月十九）", "2025-02-16", "2025-02-16")),
    ("4月上、中旬", ("4月上、中旬", "2025-04-01", "2025-04-20")),
    ("10月（中下旬）", ("10月（中下旬）", "2024-10-11", "2024-10-31")),
    ("十一月份第二周", ("十一月份第二周", "2024-11", "2024-11")),
    ("25年9月启动", ("25年9月", "2025-09", "2025-09")),
    ("五一假期后考试", ("五一假期后", "2025-05-01", None)),
    ("本学期内完成", ("本学期内", None, None)),
    ("暑假组织培训", ("暑假", None, None)),
    ("期中考试后一周", ("期中考试后一周", None, None)),
    ("1-2周 制定计划", ("1-2周", None, None)),
]


@pytest.mark.parametrize(("text", "expected"), SHORT)
def test_a_short_date_is_read(text: str, expected: tuple[str, str | None, str | None]) -> None:
    assert periods(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "3.8开铅画纸",
        "2.3节的习题",
        "3.5课时",
        "1.2-1.5米",
        "占1/3，得分2/3以上",
        "3-5日内答复",
        "3号、4号楼",
        "2.1前期准备",
        "暑假作业，寒假生活",
        "时间待定",
        "创办于1956年",
        "教育部2022年印发的课程标准",
    ],
)
def test_numbers_and_holidays_that_say_no_time_are_no_dates(text: str) -> None:
    assert periods(text) == []


def test_days_without_a_month_are_those_of_the_month_named_before() -> None:
    assert periods("六月：复习（14-16日）")[1:] == [("14-16日", "2025-06-14", "2025-06-16")]
    assert periods("复习（14-16日）") == [("14-16日", None, None)]


def test_days_without_a_month_are_those_of_the_month_above() -> None:
    plan = parse("2024学年第一学期德育工作计划\n一、每月安排\n九月份：\n1、开学典礼（1日）。\n2、慰问（9-10日）。\n")[0]
    months = plan.nodes[0].children[0].children
    assert [(fact.text, getattr(fact, "first", None)) for node in months for fact in node.facts] == [
        ("1日", "2024-09-01"),
        ("9-10日", "2024-09-09"),
    ]


@pytest.mark.parametrize(("cell", "undecided"), [("待定", True), ("（另行通知）", True), ("—", True), ("全年", False)])
def test_an_undecided_cell_is_no_date(cell: str, undecided: bool) -> None:
    assert is_undecided(cell) is undecided


DAYS = [
    ("注：24日早上统计人数", "24日早上"),
    ("25日（周五）下午5点前报名单", "25日（周五）下午5点前"),
    ("3. 28日（周一）下午先集中", "28日（周一）下午"),
    ("6.21--26日 期末复习", "6.21--26日"),
    ("联合教研（12.11-13）", "12.11-13"),
    ("10月8日17:00前上交", "10月8日17:00前"),
    ("4月6日（周一）中午12：00前报送", "4月6日（周一）中午12：00前"),
    ("每学年第一学期评选", "每学年第一学期"),
    ("每学期结束后总结", "每学期结束后"),
    ("每学年开始前制定规划", "每学年开始前"),
]


@pytest.mark.parametrize(("text", "date"), DAYS)
def test_a_day_without_its_month_and_a_clock_time_before_it_are_dates(text: str, date: str) -> None:
    assert [period for period, *_ in periods(text)] == [date]


@pytest.mark.parametrize("text", ["等待3-5日后答复", "满7日后复查", "（3.5-4）米"])
def test_a_number_of_days_is_no_date(text: str) -> None:
    assert periods(text) == []


RANGES = [
    ("本周六（4月11日）上午到校", ["本周六", "4月11日"]),
    ("9月30日（周一）— 10月5日（周六）放假", ["9月30日（周一）— 10月5日（周六）"]),
    ("1.2023年9月2日开始报到", ["2023年9月2日开始"]),
    ("住校生5日傍晚返校", ["5日傍晚"]),
    ("每学期开始时上交", ["每学期开始时"]),
    ("5月6日周三上午开会", ["5月6日周三上午"]),
    ("2日周四傍晚前寄出", ["2日周四傍晚前"]),
    ("每学期中旬召开家长会", ["每学期中旬"]),
    ("每个班一季度一评", []),
]


@pytest.mark.parametrize(("text", "dates"), RANGES)
def test_weekdays_markers_and_days_do_not_cut_a_date(text: str, dates: list[str]) -> None:
    assert [period for period, *_ in periods(text)] == dates
