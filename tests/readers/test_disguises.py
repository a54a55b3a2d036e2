"""Characters strewn into a document are a problem, with the place of the first."""

from __future__ import annotations

import pytest

from jyplan import readers
from jyplan.model import Document, ProblemKind
from tests.text.test_strewn import PLAN, strew

BEGINNING = "一、指导思想\n" + PLAN + "\n二、工作措施\n"


def problems(document: Document) -> list[tuple[str, object, object]]:
    return [
        (problem.kind.value, problem.message.params.get("signs"), problem.place.line or problem.place.paragraph)
        for problem in document.problems
    ]


def page(text: str) -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in text.splitlines())
    return f"<html><body>{paragraphs}</body></html>".encode()


@pytest.mark.parametrize(
    ("sign", "name"),
    [
        ("\u200b", "U+200B"),
        ("\u034f", "U+034F"),
        ("\ufe0f", "U+FE0F"),
        ("\U000e0041", "U+E0041"),
        ("\U000e0101", "U+E0101"),
        ("\u115f", "U+115F"),
        ("\u3164", "U+3164"),
        ("\uffa0", "U+FFA0"),
        ("\u2800", "U+2800"),
        ("\u0307", "U+0307"),
        ("\u20dd", "U+20DD"),
        ("\u0336", "U+0336"),
        ("\u302a", "U+302A"),
        ("\ue001", "U+E001"),
        ("※", "※"),
        ("x", "x"),
        ("的", "的"),
    ],
)
def test_strewn_characters_are_tampering(sign: str, name: str) -> None:
    text = BEGINNING + strew("".join(reversed(PLAN)) * 2, sign, 3)
    expected = [(ProblemKind.TAMPERING.value, name, 4)]

    assert problems(readers.read(text.encode(), "计划.txt")) == expected
    assert problems(readers.read(page(text), "计划.html")) == expected


def test_a_few_invisible_characters_are_named_in_plain_text_alone() -> None:
    text = BEGINNING + "本学\u200b期\u00ad工作🏃\ufe0f\n" * 3
    page = "".join(f"<p>{line}</p>" for line in text.splitlines())

    assert problems(readers.read(page.encode(), "计划.html")) == []
    (problem,) = readers.read(text.encode(), "计划.txt").problems
    assert (problem.kind, str(problem.message)) == (
        ProblemKind.UNSEEN,
        "6 invisible characters (U+200B U+00AD) were left out",
    )


def test_selectors_of_a_sign_are_no_slip() -> None:
    text = BEGINNING + "本学期工作🏃\ufe0f，①\ufe0f\n" * 3

    assert problems(readers.read(text.encode(), "计划.txt")) == []


def test_bullets_of_a_menu_are_not_strewn_in() -> None:
    from jyplan.model import Block, BlockKind, Document
    from jyplan.readers.disguises import report_disguises

    names = [
        "首页",
        "新闻中心",
        "学校公告",
        "一中新闻",
        "工作安排",
        "校长专栏",
        "校务公开",
        "百年芳华",
        "建校史略",
        "昔日校园",
        "校友之家",
        "走进一中",
        "学校概览",
        "组织机构",
    ]
    menu = tuple(Block(f"• {name}", BlockKind.FURNITURE) for name in names)
    listed = tuple(Block(f"• {name}") for name in names)
    for blocks in (menu, listed):
        assert report_disguises(Document("a.html", "html", "", blocks)).problems == ()


def test_numbers_of_a_table_are_not_strewn_in() -> None:
    rooms = "".join(
        f"<tr><td>{room}</td><td>高二</td><td>{30 + room % 3}</td><td>{'王李张刘'[room % 4]}{'安宁明远'[room % 3]}</td><td></td></tr>"
        for room in range(1, 41)
    )
    text = f"<html><body><h1>竞赛工作安排</h1><p>现将考场与监考安排如下，请各位老师准时到岗。</p><table>{rooms}</table></body></html>"
    assert problems(readers.read(text.encode(), "plan.html")) == []
