from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan.reports.media.visible import UNSAFE, one_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("\x1b[2J", r"\x1b[2J", id="escape sequence"),
        pytest.param("\x9b2J", r"\x9b2J", id="its eight-bit form"),
        pytest.param("\u202eabc", r"\u202eabc", id="right-to-left override"),
        pytest.param("\ud800", r"\ud800", id="lone surrogate"),
        pytest.param("a\rb", r"a\x0db", id="carriage return"),
        pytest.param("甲\t乙\n", "甲\t乙\n", id="tab and line feed stay"),
        pytest.param("[bold]粗[/bold] <b>", "[bold]粗[/bold] <b>", id="markup is text"),
    ],
)
def test_terminal_control_characters_are_spelled_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(st.characters()))
def test_visible_text_has_no_unsafe_character(text: str) -> None:
    assert not UNSAFE.search(visible(text))


@given(st.text())
def test_one_line_has_no_line_end(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
