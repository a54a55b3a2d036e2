from pathlib import Path

from jyplan.text.words import load_words


def test_cut_words_joined_are_the_text() -> None:
    text = "2024年：“小小发明家”15人，Ａ班。\n𠀀"
    assert "".join(load_words()(text)) == text


def test_dictionary_is_kept_in_the_given_folder_and_cuts_the_same(tmp_path: Path) -> None:
    words = load_words(tmp_path)("校园植物观察手册")
    assert [path.name for path in tmp_path.iterdir()] == ["jieba.cache"]
    assert words == load_words()("校园植物观察手册")
