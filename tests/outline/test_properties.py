"""Invariants: no text is lost or doubled, every offset is right, no spelling changes the outline."""

from __future__ import annotations

import unicodedata
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan.model import Block, BlockKind, Document, Place
from jyplan.outline import read_plans
from jyplan.readers import read
from jyplan.text.fold import spellings
from tests.outline.cases import load_cases, parse
from tests.outline.regions import faults, outline_of, outlined_text, squeezed
from tests.places import SAMPLES

TEXTS = {case.name: case.text for case in load_cases()}
PAGES = sorted(path.name for path in SAMPLES.glob("*.txt"))

# Lines of plans put together at random: marker, phrase, end. No page furniture and no signature,
# which are displayed but told by no node.
MARKERS = (
    *(
        "",
        "",
        "",
        "一、",
        "二、",
        "三、",
        "（一）",
        "（二）",
        "(一）",
        "(三)",
        "1、",
        "2、",
        "3.",
        "4．",
        "１．",
        "（1）",
        "(2)",
        "3）",
    ),
    *(
        "①",
        "②",
        "⑴",
        "⒈",
        "第一章 ",
        "第二节 ",
        "第三条 ",
        "一是",
        "二是",
        "其一，",
        "首先，",
        "其次，",
        "第一，",
        "A.",
        "b)",
        "i. ",
    ),
    *("1.1 ", "2.1 ", "1.1.1 ", "1 ", "2", "一 ", "附件1", "附：", "　　", "● ", "三、四年级", "3、4月份", "第一阶段"),
)
PHRASES = (
    *(
        "指导思想",
        "工作目标",
        "主要工作",
        "保障措施",
        "活动安排",
        "存在问题",
        "加强教师培训",
        "开展读书活动",
        "九月份",
        "第三周",
        "一、二年级",
    ),
    *(
        "每人每学期听课不少于20节",
        "推进课堂建设遵循课标精神，尊重差异",
        "由教务处负责，9月15日前完成",
        "上午8:30集中",
        "主要做了以下工作",
    ),
    *(
        "做到：①备课；②上课；③批改",
        "一是师徒结对；二是外出学习",
        "1、备课。2、上课。3、批改",
        "形成《研究报告》",
        "达到95%以上。三、保障措施",
        "",
    ),
)
ENDS = ("", "。", "：", "；", "，", "（2025年9月）", "。每周检查一次，记入档案。", "：各班自行安排，按月上报。")
LINES = st.builds("".join, st.tuples(st.sampled_from(MARKERS), st.sampled_from(PHRASES), st.sampled_from(ENDS)))
PLANS = st.lists(LINES, max_size=14).map(lambda lines: "\n".join(["青禾路小学2025年教研工作计划", *lines]))

# Lines that nobody would join to another: each has words and ends with its sentence.
PARAGRAPHS = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(MARKERS),
        st.sampled_from([phrase for phrase in PHRASES if phrase]),
        st.sampled_from([end for end in ENDS if end.endswith(("。", "："))]),
    ),
)
WHOLE_PARAGRAPHS = st.lists(PARAGRAPHS, max_size=14).map(lambda lines: ["青禾路小学2025年教研工作计划", *lines])

# Anything at all, made of the signs that mean something to a parser.
SIGNS = st.text(
    st.sampled_from(
        "一二三四五十百零〇123、.．：:；;，。（(）)①②⑴第章节篇附件年月日周是要 　\n\n-—“”《》工作计划目标\t"
    ),
    max_size=120,
)


@cache
def page(name: str) -> tuple[str, str]:
    """Return a sample's text and encoding."""
    document = read((SAMPLES / name).read_bytes(), name)
    return (SAMPLES / name).read_bytes().decode(document.encoding or "utf-8"), document.encoding or "utf-8"


@given(PLANS)
def test_every_word_stands_in_the_outline_once_and_in_order(text: str) -> None:
    for plan in parse(text):
        assert squeezed(outlined_text(plan)) == squeezed(plan.text)


@given(PLANS | SIGNS)
def test_ids_spans_and_facts_agree_with_the_text(text: str) -> None:
    for plan in parse(text):
        assert faults(plan) == []


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in TEXTS.items()])
def test_ids_spans_and_facts_of_a_case_agree_with_its_text(text: str) -> None:
    assert [fault for plan in parse(text) for fault in faults(plan)] == []


@pytest.mark.parametrize("name", PAGES)
def test_ids_spans_and_facts_of_a_sample_agree_with_its_text(name: str) -> None:
    plans = parse(page(name)[0])
    assert plans
    assert [fault for plan in plans for fault in faults(plan)] == []


@given(PLANS)
def test_a_place_is_where_the_node_begins(text: str) -> None:
    lines = text.split("\n")
    for plan in parse(text):
        for node in plan.walk():
            if plan.text[: node.span.start].endswith("\n") and node.marker:
                assert lines[(node.place.line or 0) - 1].strip().startswith(node.marker.split(" ")[0])


@given(PLANS)
def test_the_same_text_gives_the_same_plans(text: str) -> None:
    assert parse(text) == parse(text)


HALF = {ord(full): half for full, half in zip("，：；！？（）．％", ",:;!?().%", strict=True)} | {
    0xFF10 + i: str(i) for i in range(10)
}
FULL = {ord(half): chr(ord(half) + 0xFEE0) for half in ",:;!?()%.0123456789"}


# the width of signs decides whether a wrapped line is full
@pytest.mark.parametrize("name", [name for name in TEXTS if not name.startswith("paragraphs/")])
@pytest.mark.parametrize("width", [HALF, FULL], ids=["half", "full"])
def test_the_width_of_signs_changes_no_outline(name: str, width: dict[int, str]) -> None:
    text = TEXTS[name]
    assert list(map(outline_of, parse(text.translate(width)))) == list(map(outline_of, parse(text)))


@cache
def traditional() -> dict[int, int]:
    """Return a Traditional character for each Simplified character."""
    return {
        simplified: variant
        for variant, simplified in spellings().items()
        if unicodedata.name(chr(variant), "").startswith("CJK UNIFIED")
    }


@pytest.mark.parametrize("name", TEXTS)
def test_traditional_characters_change_no_outline(name: str) -> None:
    text = TEXTS[name]
    in_traditional = text.translate(traditional())
    assert list(map(outline_of, parse(in_traditional))) == list(map(outline_of, parse(text)))


@given(WHOLE_PARAGRAPHS)
def test_blank_lines_between_paragraphs_change_no_outline(lines: list[str]) -> None:
    close, apart = parse("\n".join(lines)), parse("\n\n".join(lines))
    assert list(map(outline_of, apart)) == list(map(outline_of, close))


@given(st.lists(st.text(), max_size=8))
def test_any_blocks_give_plans_without_faults(texts: list[str]) -> None:
    blocks = tuple(Block(text, BlockKind.PARAGRAPH, Place(line=i)) for i, text in enumerate(texts, 1))
    for plan in read_plans(Document("a.txt", "txt", "", blocks)):
        assert faults(plan) == []
