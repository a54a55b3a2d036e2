"""Numbers written as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan.text.numerals import parse_chinese, parse_ordinal
from jyplan.text.ordinals import CIRCLED, UnitNumerals, alphabetic, chinese, repeated_letter, roman


@given(st.integers(0, 99_999))
def test_a_number_written_in_chinese_reads_as_the_same_number(number: int) -> None:
    assert parse_chinese(chinese(number)) == number


@pytest.mark.parametrize("number", range(1, 51))
def test_a_circled_number_reads_as_the_same_number(number: int) -> None:
    assert parse_ordinal(CIRCLED[number - 1]) == number


@pytest.mark.parametrize(
    ("digit_one", "texts"),
    [
        ("all", ["一十一", "一百一十一", "一千一百一十一", "一万〇一百一十"]),
        ("but ten", ["十一", "一百一十一", "一千一百一十一", "一万〇一百一十"]),
        ("myriad", ["十一", "百十一", "千百十一", "一万〇百十"]),
        ("none", ["十一", "百十一", "千百十一", "万〇百十"]),
    ],
)
def test_units_keep_or_drop_a_digit_one_before_them(digit_one: str, texts: list[str]) -> None:
    write = UnitNumerals("零一二三四五六七八九", "十百千万", "〇", digit_one)
    assert [write(number) for number in (11, 111, 1111, 10_110)] == texts


def test_the_table_in_the_module_is_true() -> None:
    assert [
        (chinese(n), roman(n), alphabetic(n), repeated_letter(n, "abcdefghijklmnopqrstuvwxyz"))
        for n in (4, 27, 29, 101)
    ] == [
        ("四", "IV", "d", "d"),
        ("二十七", "XXVII", "aa", "aa"),
        ("二十九", "XXIX", "ac", "cc"),
        ("一百零一", "CI", "cw", "wwww"),
    ]
