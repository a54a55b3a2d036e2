"""Invisible characters: one list for every reader and for comparing."""

from __future__ import annotations

import re

import pytest

from jyplan.outline import read_plans
from jyplan.readers import read
from jyplan.text.invisible import INVISIBLE, drop_invisible
from jyplan.text.normalise import normalise

SEEDED = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\u3164\ufe00\ufe0f\ufeff\uffa0\ufffc\U000e0001\U000e0100\x01\x1f\x7f\x9f"


@pytest.mark.parametrize("character", SEEDED, ids=[f"U+{ord(c):04X}" for c in SEEDED])
def test_a_number_is_read_with_an_invisible_character_before_and_in_it(character: str) -> None:
    text = f"清溪小学工作计划\n{character}一{character}、指导思想\n以课标为据。\n1{character}.备课\n"
    plans = read_plans(read(text.encode(), "plan.txt"))
    assert next((node.marker, node.title) for plan in plans for node in plan.walk()) == ("一、", "指导思想")


@pytest.mark.parametrize("character", SEEDED, ids=[f"U+{ord(c):04X}" for c in SEEDED])
def test_comparing_does_not_see_an_invisible_character(character: str) -> None:
    assert normalise(f"备{character}课").text == "备课"


SHOWN_BY_NUMBER = [c for c in SEEDED if ord(c) >= 0xA0 or ord(c) == 0x7F]
"""The numbers of other control characters name other characters in HTML."""


@pytest.mark.parametrize("character", SHOWN_BY_NUMBER, ids=[f"U+{ord(c):04X}" for c in SHOWN_BY_NUMBER])
def test_a_page_shows_no_invisible_character(character: str) -> None:
    page = f"<html><body><h1>清溪小学工作计划</h1><p>一、备&#{ord(character)};课</p></body></html>"
    assert [block.text for block in read(page.encode(), "plan.html").blocks][-1] == "一、备课"


@pytest.mark.parametrize(
    "text", ["ئۇ\u200cيغۇر", "བོད\u200dཡིག", "ᠮᠣᠩ\u180eᠭᠣᠯ\u180b"], ids=["Uyghur", "Tibetan", "Mongolian"]
)
def test_what_shapes_a_letter_stays(text: str) -> None:
    assert drop_invisible(text) == text


def test_line_ends_and_blanks_are_seen() -> None:
    assert re.findall(INVISIBLE, " \t\n\v\f\r\x85\u2028\u2029\u3000\xa0") == []
