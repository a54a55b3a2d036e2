from __future__ import annotations

import pytest

from jyplan.errors import InputError
from jyplan.model import Fact, Role
from jyplan.reports.media.columns import width
from jyplan.reports.media.labels import FACT_WORDS, ROLE_WORDS, reason, with_marker
from tests.reports.languages import CHINESE, ENGLISH
from tests.reports.samples import Unreadable


def test_every_role_and_every_kind_of_fact_has_a_word() -> None:
    assert set(ROLE_WORDS) == set(Role)
    assert set(FACT_WORDS) == {kind("", 0, 0).kind for kind in Fact.__subclasses__()}


def test_roles_are_two_characters_in_chinese() -> None:
    assert {width(CHINESE.say(word)) for word in ROLE_WORDS.values()} == {4}


@pytest.mark.parametrize(
    ("marker", "text", "shown"),
    [
        ("一、", "目标", "一、目标"),
        ("(一)", "目标", "(一)目标"),
        ("1.", "目标", "1. 目标"),
        ("1:", "目标", "1: 目标"),
        ("1.2", "目标", "1.2 目标"),
        ("①", "目标", "①目标"),
        ("第一章", "总则", "第一章 总则"),
        ("第一，", "目标", "第一，目标"),
        ("其一", "目标", "其一目标"),
        (None, "目标", "目标"),
        ("1.", "", "1."),
    ],
)
def test_a_space_follows_a_marker_where_one_is_written(marker: str | None, text: str, shown: str) -> None:
    assert with_marker(marker, text) == shown


def test_the_reason_does_not_repeat_the_path() -> None:
    error = InputError("the file is empty", where="计划.txt")
    assert reason(Unreadable("计划.txt", error), ENGLISH) == "the file is empty"


def test_the_reason_names_a_place_inside_the_file() -> None:
    error = InputError("the file is empty", where="包.zip/计划.txt")
    assert reason(Unreadable("包.zip", error), ENGLISH) == "包.zip/计划.txt: the file is empty"
