"""Damaged and malicious files: read or refused, never anything else. Seeds are fixed."""

from __future__ import annotations

import random
from functools import cache
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from jyplan.errors import UnreadableDocument
from jyplan.readers import docx
from tests.readers.docx.builder import abstract, build, lvl, num, p, part, r, restart, style, table, tc, tr
from tests.readers.docx.test_fields import char, code, field
from tests.readers.docx.test_text import MODERN, VML

if TYPE_CHECKING:
    from jyplan.model import Document


@cache
def everything() -> dict[str, str]:
    """The pieces of a document that has a bit of everything."""
    boxes = f'<mc:AlternateContent><mc:Choice Requires="wps">{MODERN}</mc:Choice><mc:Fallback>{VML}</mc:Fallback></mc:AlternateContent>'
    body = [
        p(char("begin") + code(' TOC \\o "1-3" ') + char("separate") + field(" PAGEREF x ", r("一、思想\t1"))) + p(char("end")),
        p("指导思想", style="H", num=1),
        p(r("粗", "<w:b/>") + f"<w:ins>{r('新')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", num=2, ilvl=1),
        p("并", "<w:rPr><w:del/></w:rPr>") + p("入", "<w:rPr><w:vanish/></w:rPr>"),
        p(f"<w:r>{boxes}</w:r>".format(p("框一"), p("框二")) + r("文")),
        p('<w:r><w:br/><w:tab/><w:sym w:font="Wingdings" w:char="F0FE"/><w:lastRenderedPageBreak/></w:r>'),
        "<w:sdt><w:sdtContent>" + p("控件") + "</w:sdtContent></w:sdt>",
        table(
            tr(tc("月份", '<w:vMerge w:val="restart"/>'), tc("内容", '<w:gridSpan w:val="2"/>')),
            tr(tc("", "<w:vMerge/>"), tc(p("甲", num=1)), tc(table(tr(tc("里"), tc("面")))), properties='<w:gridBefore w:val="1"/>'),
        ),
        '<w:altChunk r:id="c.html"/>',
        '<w:sectPr><w:headerReference w:type="default" r:id="h.xml"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1" w:bottom="2" w:left="3" w:right="4"/></w:sectPr>',
    ]  # fmt: skip
    return {
        "body": "".join(body),
        "styles": "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='21'/></w:rPr></w:rPrDefault></w:docDefaults>"
        + style("H", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>', based_on="B") + style("B", "Body", based_on="H"),
        "numbering": abstract(0, lvl(0, "%1、", "chineseCounting"), lvl(1, "%1.%2", extra="<w:isLgl/>"))
        + num(1, 0) + num(2, 0, restart(0, 3)),
    }  # fmt: skip


def make(pieces: dict[str, str]) -> bytes:
    return build(
        **pieces,
        extra={"h.xml": ("header", part("hdr", p("页眉"))), "c.html": ("aFChunk", "<p>嵌入</p>")},
    )


def read_or_refuse(data: bytes) -> Document | None:
    try:
        return docx.read(data, "plan.docx")
    except UnreadableDocument:
        return None


def test_the_undamaged_file_is_read() -> None:
    document = read_or_refuse(make(everything()))
    assert document is not None
    assert len(document.blocks) == 10
    assert document.problems == ()


def test_a_file_cut_off_at_any_byte_is_refused() -> None:
    data = make(everything())
    assert all(read_or_refuse(data[:end]) is None for end in range(len(data) - 22))


@pytest.mark.parametrize("seed", range(20))
def test_changed_bytes_never_crash_the_reader(seed: int) -> None:
    chance = random.Random(seed)
    whole = make(everything())
    for _ in range(20):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        read_or_refuse(bytes(data))


VALUES = (
    "",
    "0",
    "-1",
    "1",
    "9",
    "99999999999",
    "x",
    "restart",
    "begin",
    "end",
    "separate",
    "none",
    "bullet",
    "%1%9",
    "H",
    "B",
)


def scramble(content: str, name: str, chance: random.Random) -> str:
    """Move, copy, rename and delete elements, and put wrong values into attributes."""
    root = etree.fromstring(part(name, content))
    elements = list(root.iter())[1:]
    for _ in range(chance.randint(1, 12)):
        element, target = chance.choice(elements), chance.choice(elements)
        match chance.randrange(5):
            case 0 if target not in element.iter():
                target.append(element)
            case 1:
                element.tag = target.tag
            case 2:
                for key in element.attrib:
                    element.set(key, chance.choice(VALUES))
            case 3 if (parent := element.getparent()) is not None:
                parent.remove(element)
            case _:
                element.text = chance.choice(["字", "\t", "\uf0fc", "&"])
    return "".join(etree.tostring(child, encoding="unicode") for child in root)


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("piece", ["body", "styles", "numbering"])
def test_scrambled_markup_never_crashes_the_reader(piece: str, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(10):
        pieces = {**everything(), piece: scramble(everything()[piece], piece, chance)}
        document = read_or_refuse(make(pieces))
        assert document is not None
        for block in document.blocks:
            assert block.text.startswith(block.label)
            assert block.cells or "\n" not in block.text
