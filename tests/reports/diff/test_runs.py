from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan.reports.diff.runs import wrapped
from jyplan.reports.media.columns import width

runs = st.lists(
    st.tuples(st.text("听课，。“”（）abc12 [-]{+}", max_size=30), st.sampled_from([(), ("1",)])), max_size=5
)


@given(runs, st.integers(4, 60))
def test_lines_fit_the_limit_and_drop_only_spaces(words: list[tuple[str, tuple[str, ...]]], limit: int) -> None:
    lines = list(wrapped(words, limit))
    assert all(sum(width(text) for text, _ in line) <= limit for line in lines)
    together = "".join(text for line in lines for text, _ in line)
    assert together.replace(" ", "") == "".join(text for text, _ in words).replace(" ", "")


@pytest.mark.parametrize(
    ("text", "limit", "lines"),
    [
        ("开展听课、评课。", 10, ["开展听课、", "评课。"]),
        ("开展听课、评课。", 8, ["开展听", "课、评", "课。"]),
        ("阅读（每周）一次", 6, ["阅读", "（每", "周）一", "次"]),
        ("见表 table5", 8, ["见表", "table5"]),
    ],
)
def test_lines_break_neither_words_nor_punctuation_from_its_word(text: str, limit: int, lines: list[str]) -> None:
    assert ["".join(part for part, _ in line).strip() for line in wrapped([(text, ())], limit)] == lines
