"""Sentences are items with spans, words and offsets of words."""

from jyplan.compare.rewrites.items import LONGEST_ITEM, MOST_ITEMS, itemize
from jyplan.text.words import load_words


def cut(text: str) -> list[str]:
    return list(text)


def test_sentences_are_items_with_their_spans_and_headings_are_none() -> None:
    text = "一、目标\n　　全组教师一起备课。\n每周三下午集中研讨；"
    spans = [item.span for item in itemize(text, cut).items]
    assert [text[span.start : span.end] for span in spans] == ["全组教师一起备课", "每周三下午集中研讨"]


def test_words_say_where_they_stand_among_the_chinese_characters() -> None:
    itemized = itemize("2024年春季，全组教师集体备课。", load_words())
    [item] = itemized.items
    assert "".join(item.words) == itemized.hanzi == "年春季全组教师集体备课"
    assert [itemized.hanzi[place] for place in item.places] == [word[0] for word in item.words]


def test_an_endless_text_has_a_bounded_number_of_items() -> None:
    itemized = itemize("教" * (LONGEST_ITEM * (MOST_ITEMS + 5)), cut)
    assert len(itemized.items) == MOST_ITEMS


def test_traditional_characters_are_the_same_words() -> None:
    left, right = itemize("實驗報告抽查合格", load_words()), itemize("实验报告抽查合格", load_words())
    assert left.items[0].words == right.items[0].words
