from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan.reports.media.columns import fit, fit_end, width, wrap


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        pytest.param("abc", 3, id="ascii"),
        pytest.param("教研", 4, id="chinese"),
        pytest.param("（１）", 6, id="full-width"),
        pytest.param("ｱ", 1, id="half-width"),
        pytest.param("e\u0301", 1, id="combining accent"),
        pytest.param("“①…”", 8, id="ambiguous counts as wide"),
        pytest.param("☺\ufe0f", 2, id="picture of a symbol"),
        pytest.param("", 0, id="empty"),
    ],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("加强建设", 8, "加强建设"),
        ("加强建设", 7, "加强…"),
        ("加强建设", 2, "…"),
        ("加强建设", 1, ""),
        ("加 强建设", 6, "加…"),
        ("", 0, ""),
    ],
)
def test_text_wider_than_the_limit_is_cut(text: str, limit: int, shown: str) -> None:
    assert fit(text, limit) == shown


def test_a_path_keeps_its_end() -> None:
    assert fit_end("来稿/二〇二四/计划.txt", 12, "...") == ".../计划.txt"


@given(st.text(), st.integers(0, 30))
def test_cut_text_is_never_wider_than_the_limit(text: str, limit: int) -> None:
    assert width(fit(text, limit)) <= limit
    assert width(fit_end(text, limit)) <= limit


@given(st.text(), st.integers(2, 30))
def test_wrapping_drops_only_spaces(text: str, limit: int) -> None:
    lines = list(wrap(text, limit))
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= limit for line in lines)


@pytest.mark.parametrize("limit", range(6, 30))  # the last sign and its two marks take six
def test_no_line_begins_with_a_mark_that_closes(limit: int) -> None:
    lines = list(
        wrap("总复制比是逐字对得上的字所占的比例；改动是句子其余相同、只换了词的字，不计入（见说明）。", limit)
    )
    assert not any(line[0] in "；、，）。" for line in lines)
