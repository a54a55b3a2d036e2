from __future__ import annotations

import pytest

from jyplan.model import Genre, SchoolYear
from jyplan.reports.outline.words import GENRE_WORDS, school_year_words
from tests.reports.languages import CHINESE, ENGLISH


def test_every_genre_has_a_word() -> None:
    assert set(GENRE_WORDS) == set(Genre)


@pytest.mark.parametrize(
    ("year", "english", "chinese"),
    [
        (SchoolYear(2024, 2025), "school year 2024-2025", "2024-2025学年"),
        (SchoolYear(2024, 2025, 1), "school year 2024-2025, autumn term", "2024-2025学年第一学期"),
        (SchoolYear(2024, 2025, 2), "school year 2024-2025, spring term", "2024-2025学年第二学期"),
        (SchoolYear(2024, 2024), "year 2024", "2024年"),
        (SchoolYear(2020, 2022), "years 2020-2022", "2020-2022年"),
    ],
)
def test_the_time_of_a_plan_in_words(year: SchoolYear, english: str, chinese: str) -> None:
    assert (school_year_words(year, ENGLISH), school_year_words(year, CHINESE)) == (english, chinese)
