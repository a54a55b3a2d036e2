"""Footnotes of a page are listed apart; other lines below a drawn line are text."""

from __future__ import annotations

from jyplan.model import BlockKind
from jyplan.readers import read
from tests.readers.pdf_builder import PdfPage, pdf_of

TEXT = "以课堂教学为中心，落实课程标准，开展校本教研，提高教学质量，促进学生的全面发展。"


def page(mark: str = "1", size: float = 6) -> PdfPage:
    """Return a page with a number in its text, and a line below the text."""
    drawn = PdfPage().column(780, TEXT, "党员就在哪里").text(146, 766, mark, size).text(150, 762, "。")
    return drawn.line(72, 120, 180, 120)


def test_a_note_below_a_line_is_listed_apart() -> None:
    document = read(pdf_of(page().text(72, 100, "1 语出校长的讲话。").text(200, 80, "青禾路小学印")), "plan.pdf")
    assert [(note.kind, note.text) for note in document.notes] == [(BlockKind.FOOTNOTE, "1 语出校长的讲话。")]
    assert [block.text for block in document.blocks] == [f"{TEXT}党员就在哪里。", "青禾路小学印"]


def test_a_note_goes_on_in_the_next_line_where_its_line_is_full() -> None:
    document = read(pdf_of(page().text(72, 100, f"1{TEXT[:39]}").text(72, 80, "发展，是学校的目标。")), "plan.pdf")
    assert [note.text for note in document.notes] == [f"1{TEXT[:39]}发展，是学校的目标。"]


def test_an_item_below_a_line_is_no_note_without_its_number_in_the_text() -> None:
    for drawn in (page(mark="2"), page(size=12)):
        document = read(pdf_of(drawn.text(72, 100, "1 听课每人不少于十节。")), "plan.pdf")
        assert not document.notes
        assert "听课" in document.blocks[-1].text
