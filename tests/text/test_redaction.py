"""Numbers of persons are masked, figures are not, and the length stays."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan.text.redaction import redact


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("13812345678", "138****5678"),
        ("138 1234 5678", "138 **** 5678"),
        ("138-1234-5678", "138-****-5678"),
        ("1381 234 5678", "138* *** 5678"),
        ("138.1234.5678", "138.****.5678"),
        ("1 3 8 1 2 3 4 5 6 7 8", "1 3 8 * * * * 5 6 7 8"),
        ("+86 13812345678", "+86 138****5678"),
        ("+8613812345678", "+86138****5678"),
        ("（86）１３８１２３４５６７８", "（86）１３８****５６７８"),
        ("138\u200b1234\u200b5678", "138\u200b****\u200b5678"),
        ("13812\n345678", "138**\n**5678"),
        ("共20\n13812345678", "共20\n138****5678"),
        ("13812345678、13912345678", "138****5678、139****5678"),
        ("2024 13812345678", "2024 138****5678"),
        ("0571-88886666", "057*-******66"),
        ("(010)66668888", "(010)******88"),
        ("+86-571-88886666", "+86-5**-******66"),
        ("400-123-4567", "400-***-****"),
        ("电话：88886666、88887777", "电话：88******、******77"),
        ("手机：1381234567", "手机：13******67"),
        ("11010519491231002X", "110*************2X"),
        ("110105 19491231 002x", "110*** ******** **2x"),
        ("2024 11010519491231002X", "2024 110*************2X"),
        ("G11010519491231002X", "G110*************2X"),
        ("身份证号：110105194912310021", "身份证号：110*************21"),
        ("320106491231002", "320**********02"),
        ("zhang.san@mail.example.com", "z****.***@mail.example.com"),
        ("１２３＠qq.com", "１**＠qq.com"),
        ("微信号：zhang_san88", "微信号：z****_*****"),
        ("微信：zhangsan", "微信：z*******"),
        ("微信zhangsan88", "微信z*********"),
        ("QQ群 123456789", "QQ群 1********"),
        ("qq:12345", "qq:1****"),
        ("微信同号：13812345678", "微信同号：138****5678"),
    ],
)
def test_number_is_masked(text: str, masked: str) -> None:
    assert redact(f"联系：{text}。") == f"联系：{masked}。"


@pytest.mark.parametrize(
    "text",
    [
        "2024年9月1日至2025年1月15日，及格率不少于95%，15 20 25 30 35 40 45 50",
        "2025-2026学年第一学期，20240901",
        "经费1381234567890元，12.13812345678",
        "110105194912310021",  # the check digit is wrong
        "微信公众号推送20篇，QQ群3个，电话会议2024-09-01",
        "138\t1234\t5678",  # figures in the cells of a table
        "一、工作目标",
    ],
)
def test_figure_is_not_masked(text: str) -> None:
    assert redact(text) == text


@given(st.text(st.sampled_from("138 0-9Xx+@.\n\t电话微信QQ：身份证（）\u200b１３８a_"), max_size=60))
def test_length_stays_and_only_letters_and_digits_change(text: str) -> None:
    masked = redact(text)
    assert len(masked) == len(text)
    assert all(new == old or (new == "*" and old.isalnum()) for new, old in zip(masked, text, strict=True))


@pytest.mark.parametrize(
    "unit",
    ["1", "13", "138 ", "a.", "a@", "0", "0571-", "微信", "微信:", "电话88886666、", "1 3 8 ", "身份证", "(0", "+86", "1-", "400 ", "1\n"],
)  # fmt: skip
def test_time_is_linear(unit: str) -> None:
    def seconds(length: int) -> float:
        begin = time.process_time()
        redact(unit * (length // len(unit)))
        return time.process_time() - begin

    redact(unit)
    short = min(seconds(10_000) for _ in range(3))
    assert seconds(80_000) < 24 * short + 0.05  # 8 times as long; quadratic would take 64 times
