"""A PDF is read alike on every machine, whichever fonts are installed there; CI runs these tests without any as well."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2
import pytest
from pypdfium2 import raw

from jyplan.readers import pdf
from jyplan.readers.pdf.pdfium import PdfFile
from tests.readers.pdf_builder import PdfPage, chinese_font, latin_font, pdf_of

if TYPE_CHECKING:
    from collections.abc import Iterator

LINES = (
    "　　为全面提高教育教学质量,促进教师专业发展,根据上级有关文",
    "件要求和我校实际情况,特制定本计划,请各教研组认真贯彻并落实到",
    "每一位教师。",
    "　　一、指导思想",
)
PARAGRAPHS = [
    "为全面提高教育教学质量,促进教师专业发展,根据上级有关文件要求和我校实际情况,特制定本计划,请各教研组认真贯彻并落实到每一位教师。",
    "一、指导思想",
]
ENCODINGS = {b"UniGB-UCS2-H": "utf-16-be", b"UniGB-UTF16-H": "utf-16-be", b"GBK-EUC-H": "gbk"}


def turned_column(page: PdfPage, turns: int) -> PdfPage:
    """Write the lines below each other, a number of quarter turns counter-clockwise."""
    for number, line in enumerate(LINES):
        bare = line.lstrip("　")
        along, across = 72 + 12 * (len(line) - len(bare)), 18 * number
        left, bottom, matrix = (
            (along, 760 - across, "1 0 0 1"),
            (100 + across, along, "0 1 -1 0"),
            (500 - along, 100 + across, "-1 0 0 -1"),
            (500 - across, 700 - along, "0 -1 1 0"),
        )[turns]
        page.text(left, bottom, bare, matrix=matrix)
    return page


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("metrics", [b"/Flags 6", None], ids=["no metrics", "metrics"])
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", [b"STSong-Light", b"SimHei", b"MicrosoftYaHei,Bold"])
def test_text_in_a_font_that_is_not_embedded_is_read_in_every_direction(
    name: bytes, encoding: bytes, metrics: bytes | None, turns: int
) -> None:
    font = chinese_font(name, encoding) if metrics is None else chinese_font(name, encoding, metrics=metrics)
    page = turned_column(PdfPage(codec=ENCODINGS[encoding]), turns)
    document = pdf.read(pdf_of(page, font=font), "计划.pdf")
    assert [block.text for block in document.blocks] == PARAGRAPHS


class Box(NamedTuple):
    """A character and its edges in points."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def boxes(data: bytes) -> list[Box]:
    with PdfFile(data, "计划.pdf") as file:
        return [
            Box(g.text, round(g.left, 2), round(g.bottom, 2), round(g.right, 2), round(g.top, 2))
            for g in file.read_page(0).glyphs
        ]


def test_boxes_are_those_of_the_pdf() -> None:
    page = PdfPage().text(72, 700, "计A,W")
    assert boxes(pdf_of(page)) == [
        Box("计", 72.0, 698.56, 84.0, 710.56),
        Box("A", 84.0, 698.56, 90.0, 710.56),
        Box(",", 90.0, 698.56, 96.0, 710.56),
        Box("W", 96.0, 698.56, 102.0, 710.56),
    ]
    wide = chinese_font(widths=b"")
    assert [box.right - box.left for box in boxes(pdf_of(page, font=wide))] == [12.0] * 4


def test_a_standard_font_has_its_standard_widths() -> None:
    page = PdfPage(codec="ascii").text(72, 700, "AW", size=10)
    # 667 and 944 thousandths: Adobe Core 35 AFM, Helvetica
    assert [box[:2] for box in boxes(pdf_of(page, font=latin_font(b"Helvetica")))] == [
        ("A", 72.0),
        ("W", 78.67),
    ]


def tight_boxes(data: bytes) -> Iterator[tuple[float, ...]]:
    """Yield the boxes that pdfium reports when it draws with the fonts of this machine."""
    document: Any = pypdfium2.PdfDocument(data)
    text = document[0].get_textpage()
    for i in range(raw.FPDFText_CountChars(text.raw)):
        edges = [ctypes.c_double() for _ in range(4)]
        raw.FPDFText_GetCharBox(text.raw, i, *edges)
        yield tuple(edge.value for edge in edges)
    text.close()
    document.close()


def test_programs_that_draw_pages_have_the_fonts_of_the_machine_back() -> None:
    data = pdf_of(PdfPage().text(72, 700, "计划"))
    before = list(tight_boxes(data))
    pdf.read(data, "计划.pdf")
    assert list(tight_boxes(data)) == before
