import pytest

from jyplan.model import SchoolYear
from jyplan.outline.facts import find_school_year

TITLES = [
    ("青山小学2024—2025学年第一学期教研工作计划", (2024, 2025, 1)),
    ("青山小学2024-2025学年度下学期德育计划", (2024, 2025, 2)),
    ("2024～2025学年工作计划", (2024, 2025, None)),
    ("2024-25学年第二学期数学组计划", (2024, 2025, 2)),
    ("2024学年第二学期工作计划", (2024, 2025, 2)),
    ("2024学年度工作计划", (2024, 2025, None)),
    ("二○二四—二○二五学年度第一学期计划", (2024, 2025, 1)),
    ("二〇二四年工作要点", (2024, 2024, None)),
    ("２０２４年工作要点", (2024, 2024, None)),
    ("2024年度安全工作计划", (2024, 2024, None)),
    ("2024年春季学期保教计划", (2023, 2024, 2)),
    ("2024年秋季教研计划", (2024, 2025, 1)),
    ("2024年春季開學工作計劃", (2023, 2024, 2)),
    ("2025届高三备考计划", (2024, 2025, None)),
    ("2022年版课标学习计划", None),
    ("三年行动计划（2020-2022）", (2020, 2022, None)),
    ("青山中学2021—2025年发展规划", (2021, 2025, None)),
    ("课题研究计划（2010年3月～2015年2月）", (2010, 2015, None)),
    ("教研计划（2023年9月—2024年1月）", (2023, 2024, 1)),
    ("教研计划（2024年2月至2024年7月）", (2023, 2024, 2)),
    ("教研计划（2023.9—2024.7）", (2023, 2024, None)),
    ("2011-2012学校工作计划第二学期", (2011, 2012, 2)),
    ("1956届校友返校日活动方案", None),
    ("2024届毕业典礼活动方案", (2023, 2024, None)),
    ("教研组工作计划", None),
    ("", None),
]


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_a_title_names_the_period_of_a_plan(title: str, expected: tuple[int, int, int | None] | None) -> None:
    assert find_school_year(title, "") == (expected and SchoolYear(*expected))


def test_the_title_wins_over_the_text() -> None:
    assert find_school_year("2024年工作要点", "2022-2023学年第一学期\n2023年9月1日") == SchoolYear(2024, 2024)


def test_the_first_paragraph_is_asked_where_the_title_is_silent() -> None:
    text = "根据县局部署，制定2024—2025学年第二学期工作计划如下。"
    assert find_school_year("教研计划", text) == SchoolYear(2024, 2025, 2)


@pytest.mark.parametrize(
    ("signature", "expected"),
    [
        ("2024年9月2日", (2024, 2025, 1)),
        ("二〇二四年二月", (2023, 2024, 2)),
        ("2024.8.30", (2024, 2025, 1)),
        ("2024年11月5日", None),
    ],
)
def test_a_signature_date_is_the_last_witness(signature: str, expected: tuple[int, int, int] | None) -> None:
    text = f"本学期要抓好常规。\n\n青山小学语文组\n　　{signature}"
    assert find_school_year("语文组工作计划", text) == (expected and SchoolYear(*expected))


def test_a_plan_signed_in_winter_without_a_term_is_for_the_calendar_year() -> None:
    assert find_school_year("党支部工作计划", "全年抓好三件事。\n2024年1月15日") == SchoolYear(2024, 2024)


def test_a_date_inside_a_sentence_is_no_signature() -> None:
    assert find_school_year("工作计划", "2023年9月1日起执行新课标，本学期继续。") is None


def test_the_lines_beside_the_title_are_asked_where_the_title_is_silent() -> None:
    assert find_school_year("德育工作计划", "略", "青山小学2024—2025学年度第一学期") == SchoolYear(2024, 2025, 1)
    assert find_school_year("2025年德育工作计划", "略", "青山小学2024学年") == SchoolYear(2025, 2025)


def test_a_signature_above_an_annex_is_a_signature() -> None:
    assert find_school_year("语文组工作计划", "本学期" + "略" * 900, signed="2013年9月") == SchoolYear(2013, 2014, 1)


def test_the_months_of_a_plan_decide_which_term_a_single_year_means() -> None:
    assert find_school_year("2024年上学期教研计划", "3月10日听课，四月份评课，5月底总结。") == SchoolYear(2023, 2024, 2)
    assert find_school_year("2024年下学期教研计划", "9月1日开学，10月听课。") == SchoolYear(2024, 2025, 1)


def test_the_signature_decides_which_term_a_single_year_means() -> None:
    assert find_school_year("2024年上学期教研计划", "略\n2024年2月20日") == SchoolYear(2023, 2024, 2)
    assert find_school_year("2024年下学期教研计划", "略\n2024年9月1日") == SchoolYear(2024, 2025, 1)
