"""Times named by an event of some days."""

import pytest

from tests.outline.facts.dates.test_dates import periods

EVENTS = [
    ("5·25心理健康月期间，开展团辅", "5·25心理健康月期间"),
    ("在读书节期间漂流图书", "读书节期间"),
    ("艺术节前后举办画展", "艺术节前后"),
    ("利用推普周期间张贴标语", "推普周期间"),
    ("“红领巾”科技节期间展出发明", "“红领巾”科技节期间"),
    ("民族团结宣传月期间举办讲座", "民族团结宣传月期间"),
    ("于世界读书日前后组织诵读", "世界读书日前后"),
    ("安全教育周期间演练疏散", "安全教育周期间"),
    ("学雷锋纪念日前夕出专栏", "学雷锋纪念日前夕"),
    ("趁校园开放日期间接待家长", "校园开放日期间"),
]


@pytest.mark.parametrize(("text", "date"), EVENTS)
def test_a_time_is_named_by_an_event(text: str, date: str) -> None:
    assert periods(text) == [(date, None, None)]


@pytest.mark.parametrize(
    "text",
    [
        "午睡期间巡视",
        "工作日期间开放",
        "季节前后变化大",
        "“十四五”期间",
        "会议期间关机",
        "细节前后照应",
        "各环节前后衔接",
    ],
)
def test_other_words_before_a_tail_name_no_event(text: str) -> None:
    assert periods(text) == []


WRITTEN = [
    ("10月23召开会议", ("10月23", "2024-10-23", "2024-10-23")),
    ("12月4宪法日宣传", ("12月4", "2024-12-04", "2024-12-04")),
    ("周一清晨升旗", ("周一清晨", None, None)),
    ("周五傍晚清扫", ("周五傍晚", None, None)),
    ("每学期第一周制订", ("每学期第一周", None, None)),
    ("每学期开学第一周内检查", ("每学期开学第一周内", None, None)),
    ("9月30名学生入队", ("9月", "2024-09", "2024-09")),
    ("5月8所学校迎检", ("5月", "2025-05", "2025-05")),
    ("3 月 8 日前布置", ("3 月 8 日前", None, "2025-03-08")),
    ("3 月 3 日至 11 日", ("3 月 3 日至 11 日", "2025-03-03", "2025-03-11")),
    ("2024 年 9 月", ("2024 年 9 月", "2024-09", "2024-09")),
    ("五 月重点工作", ("五 月", "2025-05", "2025-05")),
    ("三、4月底召开运动会", ("4月底", "2025-04", "2025-04")),
    ("1.9月8日下午开会", ("9月8日下午", "2024-09-08", "2024-09-08")),
    ("第15周周一至周五下午", ("第15周周一至周五下午", None, None)),
    ("9月2至3次", ("9月", "2024-09", "2024-09")),
]


@pytest.mark.parametrize(("text", "expected"), WRITTEN)
def test_a_date_is_read_as_written(text: str, expected: tuple[str, str | None, str | None]) -> None:
    assert periods(text) == [expected]


def test_a_share_at_the_end_of_a_year_is_no_date() -> None:
    assert periods("年终就业率稳定") == []


def test_a_term_in_which_something_is_done_is_no_date() -> None:
    assert periods("争取在本学期中改正") == []
