import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan.text.words import WordCutter, load_jieba, load_words
from tests.places import SAMPLES

ODD = "2024年：“小小发明家”15人，Ａ班。\n𠀀"
WORDS = ["每周三", "教研组", "听课", "的", "，", "2024年", "3.5%", "STEAM", "Ａ班", "①", "\n", "\u3000", "\u200b", "𠀀"]


@pytest.mark.parametrize("load", [load_words, load_jieba])
def test_cut_words_joined_are_the_text(load: Callable[[], WordCutter]) -> None:
    assert "".join(load()(ODD)) == ODD


@given(st.lists(st.sampled_from(WORDS) | st.characters(exclude_categories=["Cs"])).map("".join))
def test_both_engines_cut_any_text_alike(text: str) -> None:
    assert load_words()(text) == load_jieba()(text)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.name)
def test_both_engines_cut_plans_alike(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "replace")
    assert load_words()(text) == load_jieba()(text)


def test_half_a_character_is_a_piece_like_any_other() -> None:
    assert load_words()("听课\ud800记录") == ["听课", "\ud800", "记录"]


def test_without_the_fast_engine_words_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = load_words()(ODD)
    monkeypatch.setitem(sys.modules, "rjieba", None)
    assert load_words()(ODD) == fast


def test_dictionary_is_kept_in_the_given_folder_and_cuts_the_same(tmp_path: Path) -> None:
    words = load_jieba(tmp_path)("校园植物观察手册")
    assert [path.name for path in tmp_path.iterdir()] == ["jieba.cache"]
    assert words == load_jieba()("校园植物观察手册")
