"""Word lists, the part of TOML that they use."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import jyplan
from jyplan.text.word_lists import load_word_lists, read_word_lists

DATA = Path(jyplan.__file__).parent / "data"
NAMES = ("facts", "genres", "outline", "plan_titles", "school_names", "schools")


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_list_is_read_as_toml_reads_it(name: str) -> None:
    """Every table, key and word, with comments between them."""
    assert load_word_lists(name) == tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    "source",
    [
        'a = ["甲", "乙"]\n[b]\nc = "丙"\n[b.d]\n">=" = []\n',
        'a = [ # 一\n  "甲#", "乙]" # 二\n, ]',
        'a = "\\\\d \\" [x]"\nb = ["\\\\\\\\", "\\\\\\""]',
    ],
    ids=["tables", "comments", "escapes"],
)
def test_each_form_is_read_as_toml_reads_it(source: str) -> None:
    """Nested tables, comments inside lists, escaped quotation marks and backslashes."""
    assert read_word_lists(source) == tomllib.loads(source)


@pytest.mark.parametrize("source", ["a = 1", "a = ['甲']", 'a = "\\t"', 'a = ["甲"', '[a"]'])
def test_a_line_in_no_known_form_is_refused(source: str) -> None:
    """Numbers, literal strings, other escapes and lists without end are no word lists."""
    with pytest.raises(ValueError, match="no word list begins at"):
        read_word_lists(source)
