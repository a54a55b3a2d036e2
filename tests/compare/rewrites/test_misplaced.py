"""Characters in another order are seen, and honest texts are not accused."""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING

import pytest

from jyplan.compare.rewrites.misplaced import LEAST, find_misplaced
from tests.compare.copies.copied_plans import texts, unrelated

if TYPE_CHECKING:
    from collections.abc import Callable

PLANS = texts(unrelated(4))


def lines_backwards(text: str) -> str:
    return "\n".join(line[::-1] for line in text.split("\n"))


def clauses_backwards(text: str) -> str:
    return re.sub(r"[^，。；、\n]+", lambda clause: clause[0][::-1], text)


def exchanged(text: str) -> str:
    """Return a text with every two characters exchanged."""
    return re.sub(r"(\w)(\w)", r"\2\1", text)


def in_columns(text: str, columns: int = 12) -> str:
    """Return a text written from top to bottom, in blocks of ten lines."""
    bare = "".join(text.split())
    size = 10 * columns
    blocks = [bare[start : start + size].ljust(size) for start in range(0, len(bare), size)]
    return "\n".join(block[line::10] for block in blocks for line in range(10))


@pytest.mark.parametrize(
    ("disguise", "distance"),
    [
        (lines_backwards, -1),
        (lambda text: text[::-1], -1),
        (clauses_backwards, -1),
        (exchanged, -1),
        (in_columns, 12),
    ],
    ids=["lines backwards", "all backwards", "clauses backwards", "exchanged", "columns"],
)
def test_another_order_of_characters_is_seen(disguise: Callable[[str], str], distance: int) -> None:
    found = [find_misplaced(disguise(plan)) for plan in PLANS]

    assert all(each and each.fitting > 2 * each.neighbours for each in found)
    assert distance in {each and each.distance for each in found}


def test_plans_are_not_accused() -> None:
    assert [find_misplaced(plan) for plan in texts(unrelated(40, 3))] == [None] * 40


@pytest.mark.parametrize(
    "row",
    [
        "{name}",
        "{name}语文\n",
        "{name} 三年级一班 班主任\n",
        "第{count}周 {name}值日\n",
        "两个黄鹂鸣翠柳，一行白鹭上青天。\n",
    ],
)
def test_rosters_calendars_and_verses_are_not_accused(row: str) -> None:
    random = Random(row)
    names = ["".join(chr(random.randrange(0x4E00, 0x9FA5)) for _ in range(3)) for _ in range(600)]

    assert find_misplaced("".join(row.format(name=name, count=count) for count, name in enumerate(names))) is None


def test_a_text_of_less_than_a_page_is_left_alone() -> None:
    assert find_misplaced(lines_backwards(PLANS[0])[: LEAST // 2]) is None
