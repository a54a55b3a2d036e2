from __future__ import annotations

import pytest

from jyplan.compare.passages.boilerplate import Boilerplate, declare
from jyplan.compare.passages.find import find_passages
from jyplan.compare.passages.views import view_text

COPIED = "五年级组先试出一套口语测评题，由外校教师盲评，评完把误差超过两分的题全部重写。"
EDITED = "五年级组先试出两套口语题，由外校教师盲评，评完把误差超过三分的题目全部重写。"
OWN = ("走廊黑板上写一条优点。", "打印和购书分开记账，", "家长开放日改在春天。")


def copied(left: str, right: str, **options: object) -> list[tuple[str, str, bool, bool]]:
    return [
        (left[p.left.start : p.left.end], right[p.right.start : p.right.end], p.edited, p.moved)
        for p in find_passages(left, right, **options)  # type: ignore[arg-type]
    ]


def test_copied_text_is_a_passage_with_exact_offsets() -> None:
    assert copied(OWN[0] + COPIED, COPIED + OWN[1]) == [(COPIED, COPIED, False, False)]


def test_edited_text_is_one_passage_from_end_to_edited_end() -> None:
    assert copied(OWN[0] + COPIED, OWN[1] + EDITED) == [(COPIED, EDITED, True, False)]


def test_passage_with_other_format_only_is_not_edited() -> None:
    other = COPIED.replace("，", ", ").replace("口语", "口\n语")

    assert copied(COPIED, other) == [(COPIED, other, False, False)]


def test_passage_in_another_order_is_moved() -> None:
    short = "轮到谁领读谁就准备三个不好回答的问题。"

    assert copied(short + COPIED, COPIED + OWN[2] + short) == [
        (short, short, False, True),
        (COPIED, COPIED, False, False),
    ]


def test_text_copied_twice_is_two_passages() -> None:
    assert copied(COPIED, COPIED + OWN[0] + COPIED) == [(COPIED, COPIED, False, False), (COPIED, COPIED, False, True)]


@pytest.mark.parametrize(
    ("shared", "passages"),
    [
        pytest.param("外校教师盲评口语题重写一遍", 1, id="13 characters are copied"),
        pytest.param("外校教师盲评口语题重写两", 0, id="12 characters are not"),
        pytest.param("外校教师，盲评口语，题重写两", 0, id="punctuation does not count"),
    ],
)
def test_passage_needs_thirteen_characters(shared: str, passages: int) -> None:
    assert len(find_passages(f"甲{shared}乙", f"丙{shared}丁")) == passages


def test_shorter_runs_make_passages_on_request() -> None:
    assert copied("甲外校教师盲评乙", "丙外校教师盲评丁", min_run=6) == [("外校教师盲评", "外校教师盲评", False, False)]


def test_slogan_is_a_passage_only_without_boilerplate() -> None:
    slogan = "全面贯彻党的教育方针，落实立德树人根本任务"

    assert copied(OWN[0] + slogan, slogan + OWN[1]) == []
    assert copied(OWN[0] + slogan, slogan + OWN[1], boilerplate=Boilerplate()) == [(slogan, slogan, False, False)]


def test_passage_goes_on_through_a_slogan() -> None:
    text = f"{COPIED}落实立德树人根本任务，{COPIED[::-1]}"

    assert copied(text, OWN[0] + text) == [(text, text, False, False)]


@pytest.mark.parametrize("quoted", [pytest.param(COPIED, id="whole"), pytest.param(COPIED[5:30], id="in parts")])
def test_quotation_of_a_declared_text_is_no_passage(quoted: str) -> None:
    assert copied(OWN[0] + quoted, quoted + OWN[1], boilerplate=declare([f"通知：\n{COPIED}"])) == []


def test_unrelated_texts_have_no_passages() -> None:
    assert [find_passages(*pair) for pair in (("", ""), ("", COPIED), (COPIED, OWN[0]))] == [(), (), ()]


SENTENCES = (
    "晨读由语文老师轮流值守，不少于二十分钟。",
    "错题每周清一次，谁错谁来讲给同桌听。",
    "口语对练两人一组，录音存进班级的文件夹。",
    "跳绳计数公示在操场边，每月换一次榜。",
)


@pytest.mark.parametrize(
    ("order", "around", "moved"),
    [
        pytest.param((3, 1, 2, 0), "", [False], id="shuffled sentences are one passage"),
        pytest.param((2, 3, 0, 1), "", [False, True], id="two stretches that changed places are two"),
        pytest.param((2, 3, 0, 1), "己", [False], id="unless nothing around them is shared"),
    ],
)
def test_sentences_in_another_order(order: tuple[int, ...], around: str, moved: list[bool]) -> None:
    left = around * 90 + "".join(SENTENCES)
    right = "".join(SENTENCES[index] for index in order) + around.replace("己", "庚") * 90

    assert [passage.moved for passage in find_passages(left, right)] == moved


def test_built_in_slogans_are_distinct_and_at_least_four_characters_long() -> None:
    slogans = declare().phrases

    assert len(slogans) == len(set(slogans)) > 250
    assert min(map(len, slogans)) >= 4


def test_view_keeps_content_and_drops_format() -> None:
    assert view_text("１．　加強（重點）；「雙減」\r\n1.5%").plain == '1,加强(重点),"双减"1.5%'
