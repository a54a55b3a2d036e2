"""Anchors: the place in the file of every displayed character."""

from __future__ import annotations

import pickle
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from lxml import etree

from jyplan import api
from jyplan.model import Anchor, Block, Revisions
from jyplan.readers import docx
from tests.readers.docx.builder import abstract, build, lvl, num, p, r, table, tc, tr
from tests.readers.docx.test_fuzz import everything, make
from tests.readers.docx.test_text import MODERN

LIST = abstract(1, lvl(0, "%1、", "chineseCounting")) + num(1, 1)


def read(body: str) -> tuple[Block, ...]:
    return docx.read_anchored(build(body), "p.docx").blocks


def stored_texts(data: bytes, block: Block) -> list[tuple[str, str]]:
    """Return the displayed text of each anchor of a block, and the text in the file at the anchor."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {anchor.part: [*etree.fromstring(package.read(anchor.part)).iter("*")] for anchor in block.anchors}
    stretches = []
    for anchor in block.anchors:
        element = parts[anchor.part][anchor.element]
        length = anchor.end - anchor.start
        text = element.text or "" if anchor.offset is not None else etree.QName(element).localname
        stretches.append(
            (
                block.text[anchor.start : anchor.end],
                text[anchor.offset : anchor.offset + length] if anchor.offset is not None else text,
            )
        )
    return stretches


CASES = {
    "runs": (p(r("甲乙") + r("丙", "<w:b/>")), [("甲乙", "甲乙"), ("丙", "丙")]),
    "blank ends that do not count": (p("<w:r><w:t> 甲 乙\n</w:t></w:r>"), [("甲 乙", "甲 乙")]),
    "blanks at the end of a line": (p(r("甲 ") + r(" ")), [("甲", "甲")]),
    "signs without width": (p(r("甲\u200b乙\ufeff")), [("甲", "甲"), ("乙", "乙")]),
    "a line end in a text": (p("<w:r><w:t>甲\n乙</w:t></w:r>"), [("甲 乙", "甲\n乙")]),
    "signs that are elements": (p("<w:r><w:t>甲</w:t><w:tab/><w:noBreakHyphen/><w:t>乙</w:t></w:r>"),
                                [("甲", "甲"), ("\t", "tab"), ("-", "noBreakHyphen"), ("乙", "乙")]),
    "letters of a symbol font": (p(r("ü", '<w:rFonts w:ascii="Wingdings"/>')), [("✓", "ü")]),
    "a deleted text": (p("<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>" + r("新")), [("新", "新")]),
    "a row": (table(tr(tc("甲"), tc(p("乙") + p("丙")))), [("甲", "甲"), ("乙", "乙"), ("丙", "丙")]),
    "a text box": (p(f"<w:r>{MODERN.format(p('框'))}</w:r>"), [("框", "框")]),
    "a formula": (p("<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"),
                  [("1", "1"), ("/", "den"), ("2", "2")]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_anchor_points_to_the_text_in_the_file(name: str) -> None:
    body, pairs = CASES[name]
    data = build(body)
    [block] = docx.read_anchored(data, "p.docx").blocks
    assert stored_texts(data, block) == pairs


def test_automatic_number_comes_from_its_paragraph() -> None:
    data = build(p("目标", num=1), numbering=LIST)
    [block] = docx.read_anchored(data, "p.docx").blocks
    assert stored_texts(data, block) == [("一、 ", "p"), ("目标", "目标")]


def test_anchor_of_a_merged_cell_is_marked_as_repeated() -> None:
    body = table(tr(tc("甲", '<w:vMerge w:val="restart"/>'), tc("乙")), tr(tc("", "<w:vMerge/>"), tc("丙")))
    first, second = read(body)
    assert [anchor.repeated for anchor in first.anchors] == [False, False]
    assert second.anchors[0] == replace(first.anchors[0], offset=None, repeated=True)


def test_text_before_the_changes_has_anchors_too() -> None:
    data = build(p("<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>" + f"<w:ins>{r('新')}</w:ins>"))
    [block] = docx.read_anchored(data, "p.docx", Revisions.ORIGINAL).blocks
    assert stored_texts(data, block) == [("旧", "旧")]


def test_embedded_file_has_no_anchors() -> None:
    data = make(everything())
    blocks = docx.read_anchored(data, "p.docx").blocks
    assert [block.text for block in blocks if not block.anchors] == ["嵌入"]


def test_document_with_anchors_is_equal_apart_from_the_anchors() -> None:
    data = make(everything())
    document = docx.read_anchored(data, "p.docx")
    bare = tuple(
        replace(block, anchors=(), cells=tuple(replace(cell, anchors=()) for cell in block.cells))
        for block in document.blocks
    )
    assert replace(document, blocks=bare) == docx.read(data, "p.docx")


def test_document_has_no_anchors_unless_asked_for() -> None:
    blocks = api.parse_bytes(make(everything())).document.blocks
    assert {block.anchors for block in blocks} == {()}
    assert {cell.anchors for block in blocks for cell in block.cells} == {()}


def test_outline_keeps_anchors_of_lines_that_it_joins_and_strips() -> None:
    data = build(
        p("工作计划")
        + p("<w:r><w:t xml:space='preserve'>　一、</w:t><w:br/><w:t xml:space='preserve'>  工作目标 </w:t></w:r>")
    )
    block = api.parse_bytes(data, with_anchors=True).plans[0].blocks[1]
    assert (block.text, stored_texts(data, block)) == ("一、工作目标", [("一、", "一、"), ("工作目标", "工作目标")])


def test_outline_keeps_anchors_of_a_text_that_lost_its_line_breaks() -> None:
    items = [f"{number}、{'抓好课堂教学常规的落实，' * 4}组织好每周的集体备课。" for number in "一二三四五六"]
    text = " ".join(items)
    data = build(p("教研工作计划") + p(r(text[:70]) + r(text[70:])))
    blocks = api.parse_bytes(data, with_anchors=True).plans[0].blocks[1:]
    assert [block.text for block in blocks] == items
    for block in blocks:
        assert "".join(shown for shown, _ in stored_texts(data, block)) == block.text
        assert all(shown == stored for shown, stored in stored_texts(data, block))


def test_anchors_go_to_other_processes() -> None:
    block = read(p("甲"))[0]
    assert pickle.loads(pickle.dumps(block)).anchors == (
        Anchor(0, 1, "word/document.xml", block.anchors[0].element, 0),
    )
