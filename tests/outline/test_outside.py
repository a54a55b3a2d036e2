"""What a document shows is in a plan or listed as outside, character by character."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jyplan.model import Block, BlockKind, Cell, Document, OutsideKind, Place
from jyplan.outline import read_outline
from jyplan.readers import read
from tests.places import ROOT, SAMPLES
from tests.readers.docx.builder import build, p, part, r, table, tc, tr
from tests.readers.pdf_builder import PdfPage, pdf_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jyplan.model import Outline


def characters(texts: object) -> Counter[str]:
    return Counter("".join("".join(texts).split()))  # type: ignore[arg-type]


def shown(document: Document) -> Counter[str]:
    """Return the characters that a reader gives; a merged cell is displayed once, whatever rows it covers."""
    return characters(
        "".join(cell.text for cell in block.cells if not cell.merged) if block.cells else block.text
        for block in (*document.blocks, *document.notes)
    )


def given_back(outline: Outline) -> Counter[str]:
    return characters([*(plan.text for plan in outline.plans), *(outside.text for outside in outline.outside)])


def sources() -> Iterator[object]:
    """Every document of the project that is read without LibreOffice."""
    folders = (SAMPLES, ROOT / "tests" / "cases" / "manner", ROOT / "tests" / "readers" / "html" / "cases")
    for file in sorted(file for folder in folders for file in folder.iterdir()):
        if file.suffix in {".txt", ".docx", ".html", ".md", ".pdf"}:
            yield pytest.param(file, id=file.name)


@pytest.mark.parametrize("file", [*sources()])
def test_plans_and_outside_hold_every_character_that_the_reader_gives(file: Path) -> None:
    document = read(file.read_bytes(), file.name)
    assert given_back(read_outline(document)) == shown(document)


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


TEXTS = """\
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
LINES = st.one_of(
    st.sampled_from(TEXTS),
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


def word_file(lines: list[str]) -> bytes:
    """A Word file that shows its lines in every place where Word shows text."""
    body, notes = "", dict.fromkeys(("footnote", "endnote", "comment"), "")
    margins = {"header": "", "footer": ""}
    for number, line in enumerate(lines):
        match number % 8:
            case 0 | 1:
                body += p(line)
            case 2:
                body += table(tr(tc(line), tc("乙")), tr(tc("丙"), tc("丁")))
            case 3:
                body += p(
                    f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p(line)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
                )
            case 4:
                kind = ("footnote", "endnote", "comment")[number // 8 % 3]
                body += p(f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>')
                notes[kind] += f'<w:{kind} w:id="{number}">{p(line)}</w:{kind}>'
            case 5:
                margins["header" if number // 8 % 2 else "footer"] += p(line)
            case 6:
                body += p(f"<w:ins>{r(line)}</w:ins>")
            case _:
                body += p(r(line, '<w:color w:val="FFFFFF"/>'))
    extra = {f"{kind}.xml": (f"{kind}s", part(f"{kind}s", text)) for kind, text in notes.items() if text}
    extra |= {f"{kind}.xml": (kind, part(kind[:1] + "dr", text)) for kind, text in margins.items() if text}
    references = "".join(f'<w:{kind}Reference r:id="{kind}.xml"/>' for kind, text in margins.items() if text)
    return build(f"{body}<w:sectPr>{references}</w:sectPr>", extra=extra)


def page(lines: list[str]) -> bytes:
    """A page that shows its lines in elements of every kind."""
    elements = (
        "<p>{}</p>", "<div class=share>{}</div>", "<h2 class=top>{}</h2>", "<p class=MsoFooter>{}</p>", "<ul><li>{}</ul>",
        "<table><tr><td>{}</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>", "<a href=#x>{}</a>",
        "<nav><a href=/>{}</a></nav>", "<textarea>{}</textarea>", "<div style='mso-element:comment-list'>{}</div>",
        "<div class=footer><p>{}</p></div>", "<span>{}<br></span>",
    )  # fmt: skip
    shown = (elements[number % len(elements)].format(escape(line)) for number, line in enumerate(lines))
    return f"<html><body>{''.join(shown)}</body></html>".encode()


def drawn(lines: list[str]) -> bytes:
    """A PDF file with its lines on pages of six, one of them on the margin of the first page."""
    pages = []
    for first in range(0, len(lines), 6):
        on_page = PdfPage()
        for number, line in enumerate(lines[first : first + 6]):
            on_page.text(*((20, 100, line, 12, "0 1 -1 0") if first + number == 4 else (72, 760 - 24 * number, line)))
        pages.append(on_page)
    return pdf_of(*pages)


def plain(lines: list[str]) -> bytes:
    return "\n".join(lines).encode()


FORMATS = {"docx": word_file, "html": page, "pdf": drawn, "txt": plain}
SENTENCES = st.sampled_from([*dict.fromkeys(line for line in TEXTS if "." not in line)])


@pytest.mark.parametrize("name", list(FORMATS))
@given(lines=st.lists(SENTENCES, min_size=1, max_size=24))
@settings(max_examples=60, deadline=None)
def test_whatever_a_file_shows_is_in_a_plan_or_listed(name: str, lines: list[str]) -> None:
    outline = read_outline(read(FORMATS[name](lines), "a"))
    assert not characters(lines) - given_back(outline)
