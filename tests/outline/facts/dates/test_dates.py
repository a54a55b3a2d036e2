import pytest

from jyplan.model import Period, SchoolYear
from jyplan.outline.facts import find_facts

SCHOOL_YEAR = SchoolYear(2024, 2025, 1)


def periods(text: str, year: SchoolYear | None = SCHOOL_YEAR) -> list[tuple[str, str | None, str | None]]:
    return [(fact.text, fact.first, fact.last) for fact in find_facts(text, 0, year) if isinstance(fact, Period)]


RESOLVED = [
    ("9月份开展教研活动", ("9月份", "2024-09", "2024-09")),
    ("10月上旬举行", ("10月上旬", "2024-10-01", "2024-10-10")),
    ("2月下旬开学", ("2月下旬", "2025-02-21", "2025-02-28")),
    ("2024年9月15日前完成", ("2024年9月15日前", None, "2024-09-15")),
    ("10月底前上报", ("10月底前", None, "2024-10")),
    ("9月1日—15日", ("9月1日—15日", "2024-09-01", "2024-09-15")),
    ("8月—10月：力学", ("8月—10月", "2024-08", "2024-10")),
    ("12月至次年1月", ("12月至次年1月", "2024-12", "2025-01")),
    ("三、四月份播种", ("三、四月份", "2025-03", "2025-04")),
    ("十二、一月份复习", ("十二、一月份", "2024-12", "2025-01")),
    ("元月考试安排", ("元月", "2025-01", "2025-01")),
    ("2024.9.1开学", ("2024.9.1", "2024-09-01", "2024-09-01")),
    ("2024-09-01 开学", ("2024-09-01", "2024-09-01", "2024-09-01")),
    ("从3月起实行", ("3月起", "2025-03", None)),
    ("9月3日（星期二）召开", ("9月3日（星期二）", "2024-09-03", "2024-09-03")),
    ("2024—2025学年第一学期", ("2024—2025学年第一学期", "2024", "2025")),
    ("2025年上半年", ("2025年上半年", "2025-01", "2025-06")),
    ("国庆节前举行", ("国庆节前", None, "2024-10-01")),
]


@pytest.mark.parametrize(("text", "expected"), RESOLVED)
def test_a_date_is_resolved_by_the_school_year(text: str, expected: tuple[str, str | None, str | None]) -> None:
    assert periods(text) == [expected]


UNRESOLVED = [
    "第三周",
    "第3—5周",
    "第一周至第三周",
    "每周三",
    "每周三下午",
    "每周二、周四",
    "每月25日前",
    "学期末",
    "期末前",
    "寒假期间",
    "中旬",
]


@pytest.mark.parametrize("text", UNRESOLVED)
def test_a_date_outside_the_calendar_has_no_days(text: str) -> None:
    assert periods(f"{text}进行检查") == [(text, None, None)]


def test_an_unknown_year_is_left_out() -> None:
    assert periods("9月15日前完成", None) == [("9月15日前", None, "--09-15")]


@pytest.mark.parametrize("text", ["2月30日", "2024年11月31日", "2023年2月29日", "9月40日"])
def test_a_day_that_does_not_exist_has_no_iso_date(text: str) -> None:
    assert all((first, last) == (None, None) for _, first, last in periods(text))


NO_DATES = [
    "一、二年级开展识字活动",
    "三四年级和高一",
    "教基〔2024〕7号",
    "本学期全年近三年",
    "期末考试和期中检测",
    "暑期培训，寒假作业",
    "每周一次，每周三节，每周五天",
    "每日一清扫、每周一检查",
    "《义务教育课程标准（2022年版）》",
    "2024届毕业生",
    "13月、0月、4×100米",
    "做到一月一主题",
    "第一周期检查",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_a_look_alike_is_no_date(text: str) -> None:
    assert periods(text) == []


def test_a_marker_before_a_month_is_no_month() -> None:
    assert periods("1、2月份开展安全教育") == [("2月份", "2025-02", "2025-02")]
