"""Headers, footers, footnotes, endnotes and comments stand apart from the body."""

from __future__ import annotations

import pytest

from jyplan.model import BlockKind, Place
from tests.readers.docx.builder import abstract, lvl, num, p, part, read


def reference(kind: str, key: str, which: str = "default") -> str:
    return f'<w:{kind}Reference w:type="{which}" r:id="{key}"/>'


def section(*references: str, extra: str = "") -> str:
    return f"<w:sectPr>{''.join(references)}{extra}</w:sectPr>"


def test_headers_and_footers_are_kinds_of_their_own_and_read_once() -> None:
    header, footer = part("hdr", p("某某中学")), part("ftr", p("第1页"))
    extra = {"h.xml": ("header", header), "f.xml": ("footer", footer)}
    body = p("一", section(reference("header", "h.xml"))) + p("二")
    body += section(reference("header", "h.xml"), reference("footer", "f.xml"))
    document = read(body, extra=extra)
    assert [block.text for block in document.blocks] == ["一", "二"]
    assert [(note.text, note.kind, note.place) for note in document.notes] == [
        ("某某中学", BlockKind.HEADER, Place()),
        ("第1页", BlockKind.FOOTER, Place()),
    ]


@pytest.mark.parametrize(
    ("which", "extra", "settings", "shown"),
    [
        ("first", "<w:titlePg/>", "", True),
        ("first", "", "", False),
        ("even", "", "<w:evenAndOddHeaders/>", True),
        ("even", "", "", False),
    ],
)
def test_a_header_that_is_switched_off_is_not_displayed(which: str, extra: str, settings: str, shown: bool) -> None:
    body = p("一") + section(reference("header", "h.xml", which), extra=extra)
    parts = {"h.xml": ("header", part("hdr", p("页眉")))}
    document = read(body, extra=parts, settings=settings)
    assert [note.text for note in document.notes] == (["页眉"] if shown else [])


@pytest.mark.parametrize("kind", ["footnote", "endnote", "comment"])
def test_notes_are_read_without_their_separators(kind: str) -> None:
    notes = f'<w:{kind} w:type="separator" w:id="-1">{p("——")}</w:{kind}>' if kind != "comment" else ""
    notes += f'<w:{kind} w:id="1">{p("一注")}</w:{kind}><w:{kind} w:id="2">{p("二注")}</w:{kind}>'
    document = read(p("文"), extra={"n.xml": (f"{kind}s", part(f"{kind}s", notes))})
    assert [note.text for note in document.notes] == ["一注", "二注"]
    assert [block.text for block in document.blocks] == ["文"]


def test_lists_of_a_note_do_not_count_in_the_body() -> None:
    footnotes = part("footnotes", f'<w:footnote w:id="1">{p("注", num=1)}</w:footnote>')
    document = read(
        p("一", num=1) + p("二", num=1),
        numbering=abstract(0, lvl(0, "%1.")) + num(1, 0),
        extra={"n.xml": ("footnotes", footnotes)},
    )
    assert [block.text for block in document.blocks] == ["1. 一", "2. 二"]
    assert [note.text for note in document.notes] == ["1. 注"]


def test_a_note_has_the_place_of_its_mark() -> None:
    marks = [f'<w:r><w:{kind}Reference w:id="1"/></w:r>' for kind in ("footnote", "endnote", "comment")]
    parts = {
        f"{kind}.xml": (f"{kind}s", part(f"{kind}s", f'<w:{kind} w:id="1">{p("注")}</w:{kind}>'))
        for kind in ("footnote", "endnote", "comment")
    }
    body = p("一") + "".join(map(p, marks))
    notes = read(body, extra=parts).notes
    assert [(note.kind.value, note.place.paragraph) for note in notes] == [
        ("footnote", 2),
        ("endnote", 3),
        ("comment", 4),
    ]
