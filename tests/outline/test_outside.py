"""What a document shows is in a plan or listed as outside, character by character."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan.model import Block, BlockKind, Cell, Document, OutsideKind, Place
from jyplan.outline import read_outline
from jyplan.readers import read

if TYPE_CHECKING:
    from jyplan.model import Outline


def characters(texts: object) -> Counter[str]:
    return Counter("".join("".join(texts).split()))  # type: ignore[arg-type]


def shown(document: Document) -> Counter[str]:
    return characters(block.text for block in (*document.blocks, *document.notes))


def given_back(outline: Outline) -> Counter[str]:
    return characters([*(plan.text for plan in outline.plans), *(outside.text for outside in outline.outside)])


def kinds(text: str) -> list[tuple[str, str]]:
    outline = read_outline(read(text.encode(), "page.txt"))
    return [(outside.kind.value, outside.text) for outside in outline.outside]


PLAN = "青禾路小学2024年教研工作计划\n一、工作目标\n全员参加教研。\n二、主要工作\n1、备课。每周一次。\n2、听课。每月两次。\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"首页 > 范文 > 计划\n{PLAN}", [("site", "首页 > 范文 > 计划")], id="navigation above"),
        pytest.param(f"关于印发计划的说明文字\n{PLAN}", [("before", "关于印发计划的说明文字")], id="text above"),
        pytest.param(
            f"{PLAN}相关文章：\n别的计划\n", [("after", "相关文章："), ("after", "别的计划")], id="links below"
        ),
        pytest.param(f"{PLAN}- 1 -\n", [("footer", "- 1 -")], id="page number"),
    ],
)
def test_what_stands_in_no_plan_is_listed(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_notes_follow_the_body() -> None:
    notes = tuple(Block("注", kind) for kind in (BlockKind.HEADER, BlockKind.FOOTNOTE, BlockKind.COMMENT))
    outline = read_outline(Document("a.docx", "docx", "", (Block("首页 > 范文"), Block("工作计划")), notes=notes))
    assert [outside.kind for outside in outline.outside] == [
        OutsideKind.SITE,
        OutsideKind.HEADER,
        OutsideKind.FOOTNOTE,
        OutsideKind.COMMENT,
    ]


LINES = st.one_of(
    st.sampled_from(
        """\
青禾路小学2024年教研工作计划
第一篇：教学计划
工作计划 篇2
一、工作目标
二、主要工作
（一）备课
1、备课。每周一次，全员参加。
时间：2025年8月23日上午8:00
来源：教育网 作者：王
编辑：办公室
首页 > 范文
上一篇：总结
相关文章：
目录
一、工作目标........1
- 2 -
3
青禾路小学
2024年9月1日""".splitlines()
    ),
    st.text("一二三、（）1. \t计划工作。：篇", max_size=12),
)
KINDS = st.sampled_from([BlockKind.PARAGRAPH] * 8 + list(BlockKind))


@given(st.lists(st.tuples(LINES, KINDS), max_size=25), st.booleans())
def test_plans_and_outside_hold_every_character_of_the_blocks(
    lines: list[tuple[str, BlockKind]], numbered: bool
) -> None:
    blocks = tuple(
        Block(
            text,
            kind,
            Place(line=number if numbered else None, paragraph=number),
            cells=tuple(map(Cell, text.split("\t"))) if kind is BlockKind.ROW else (),
        )
        for number, (text, kind) in enumerate(lines, 1)
    )
    document = Document("blocks", "docx", "", blocks, notes=(Block("注一", BlockKind.FOOTNOTE),))
    assert given_back(read_outline(document)) == shown(document)
