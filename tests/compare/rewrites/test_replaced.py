"""Characters replaced at a regular distance are seen, and honest texts are not accused."""

from __future__ import annotations

import re
from random import Random

import pytest

from jyplan.compare.rewrites.replaced import LEAST, find_replaced
from tests.compare.copies.copied_plans import texts, unrelated

PLANS = texts(unrelated(4))


def replaced(text: str, every: int, *, hanzi_alone: bool, seed: int = 1) -> str:
    """Return a text with every so many characters replaced by one of another place; or every so many Hanzi."""
    random = Random(seed)
    characters, count = list(text), 0
    for offset, character in enumerate(text):
        is_hanzi = "一" <= character <= "鿿"
        count += is_hanzi if hanzi_alone else 1
        if is_hanzi and count % every == 0:
            characters[offset] = chr(random.randrange(0x4E00, 0x9FA5))
    return "".join(characters)


@pytest.mark.parametrize("hanzi_alone", [True, False], ids=["Hanzi counted", "all characters counted"])
@pytest.mark.parametrize("every", [3, 4, 5, 6])
def test_characters_replaced_at_a_regular_distance_are_seen(every: int, hanzi_alone: bool) -> None:
    found = [find_replaced(replaced(plan, every, hanzi_alone=hanzi_alone)) for plan in PLANS]

    assert [each and each.every for each in found] == [every] * len(PLANS)
    assert all(each and each.fitting < each.elsewhere / 2 for each in found)


@pytest.mark.parametrize("every", [3, 4, 5, 6])
def test_words_strewn_in_at_a_regular_distance_are_seen(every: int) -> None:
    random = Random(every)
    words = re.findall(r"[一-鿿]{2}", "".join(PLANS))
    for plan in PLANS:
        strewn = re.sub(rf"(?:[^一-鿿]*[一-鿿]){{{every}}}", lambda part: part[0] + random.choice(words), plan)
        found = find_replaced(strewn)
        assert found
        assert (found.every, found.width) == (every + 2, 2)


def test_plans_are_not_accused() -> None:
    assert [find_replaced(plan) for plan in texts(unrelated(40, 3))] == [None] * 40


@pytest.mark.parametrize(
    "line",
    ["王小明语文", "周一李华值日", "两个黄鹂鸣翠柳", "第三周星期四教研组", "张大山、数学、三班"],
    ids=["roster", "duty", "verse", "calendar", "table"],
)
@pytest.mark.parametrize("end", ["", "\n", "。", "、 "])
def test_lines_of_one_length_are_not_accused(line: str, end: str) -> None:
    random = Random(line + end)
    names = [chr(random.randrange(0x4E00, 0x9FA5)) + chr(random.randrange(0x4E00, 0x9FA5)) for _ in range(400)]

    assert find_replaced("".join(line + end for _ in range(400))) is None
    assert find_replaced("".join(name + line[2:] + end for name in names)) is None


def test_a_text_of_less_than_a_page_is_left_alone() -> None:
    assert find_replaced(replaced(PLANS[0], 4, hanzi_alone=True)[:LEAST]) is None
