"""Numbers of headings and items are format: a share does not count them."""

from __future__ import annotations

import numpy as np
import pytest

from jyplan.compare.copies.verdict import FrequentText, judge_pair, prepare_side
from jyplan.compare.passages.list_numbers import list_numbers
from jyplan.compare.passages.views import has_same_content, view_text

ITEMS = (
    "每周三集体备课一次，轮流主讲",
    "每月公开课两节，课后当场评议",
    "青年教师每学期上一节汇报课",
    "图书角由五年级学生轮流看管",
    "家长开放日放在期中考试以后",
    "教导处每月检查一次听课笔记",
)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("一、工作目标", "一、"),
        ("（二）听课评课", "（二）"),
        ("　　3．听课", "　　3．"),
        ("2.1 听课评课", "2.1"),
        ("2.1听课评课", "2.1"),
        ("２．１ 听课评课", "２．１"),
        ("３ 主要措施", "３"),
        ("1.2.3、听课", "1.2.3、"),
        ("4 主要措施", "4"),
        ("第三章 保障", "第三章"),
        ("⑤听课", "⑤"),
        ("A. 听课", "A."),
    ],
)
def test_the_number_of_a_line_is_found(line: str, number: str) -> None:
    starts, ends = list_numbers(line)
    assert [line[start:end] for start, end in zip(starts, ends, strict=True)] == [number]


@pytest.mark.parametrize(
    "line",
    [
        "2.5万元用于图书",
        "3 月召开家长会",
        "20名教师参赛",
        "8:30集合",
        "2025年计划",
        "三个方面",
        "10、11月开展",
        "第一学期读书",
        "1个",
        "听课1、评课2、",
    ],
)
def test_quantities_and_dates_are_no_numbers_of_lines(line: str) -> None:
    assert list_numbers(line)[0].size == 0


def test_the_form_of_a_number_makes_no_text_another_one() -> None:
    assert has_same_content(view_text("2.1 听课\n3 评课"), view_text("２．１听课\n３评课"))


def test_shares_do_not_count_the_numbers_of_lines() -> None:
    view = view_text("一、听课20节\n2.1 评课")
    counted = "".join(np.array(list(view.plain))[view.content])
    assert counted == "听课20节评课"


@pytest.mark.parametrize(
    "form",
    ["1.{}", "（{}）", "{}、", "第{}条 "],
)
def test_a_copy_with_other_numbers_is_wholly_copied(form: str) -> None:
    left = "\n".join(f"{number}、{item}。" for number, item in zip("一二三四五六", ITEMS, strict=True))
    right = "\n".join(f"{form.format(number)}{item}。" for number, item in enumerate(ITEMS, 1))
    nothing = FrequentText(np.zeros(0, dtype=np.int64))
    verdict = judge_pair(prepare_side(left, nothing), prepare_side(right, nothing))
    assert verdict is not None
    assert (verdict.left.copied, verdict.right.copied) == (1.0, 1.0)
