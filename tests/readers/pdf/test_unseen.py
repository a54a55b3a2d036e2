"""Text of a PDF that is invisible on paper is a problem at its place."""

from __future__ import annotations

import pytest

from jyplan.model import ProblemKind
from jyplan.readers import read
from tests.readers.pdf_builder import PdfPage, pdf_of

LINES = ("青禾路小学工作计划", "一、工作目标", "每周听课一次，做好记录。")


def page_with(*content: bytes, size: float = 12) -> PdfPage:
    """Return a page of three lines, and a fourth drawn after some operators."""
    page = PdfPage().column(780, *LINES)
    page.content += content
    page.text(72, 700, "抄来的话语", size)
    page.content.append(b"0 g 0 Tr")
    return page


def tampering(page: PdfPage) -> list[tuple[str, int | None]]:
    """Return the problems of text that nobody sees, each with its paragraph."""
    problems = read(pdf_of(page), "plan.pdf").problems
    return [
        (str(problem.message), problem.place.paragraph) for problem in problems if problem.kind is ProblemKind.TAMPERING
    ]


@pytest.mark.parametrize(
    "operators", [b"1 g", b"1 1 1 rg", b"3 Tr"], ids=["white", "white of three colours", "invisible"]
)
def test_white_text_is_a_problem(operators: bytes) -> None:
    """The number of characters is named, and the paragraph that they stand in."""
    assert tampering(page_with(operators)) == [("5 characters in white, which nobody sees on paper", 4)]


def test_tiny_text_is_a_problem() -> None:
    """At most two points."""
    message = "5 characters of at most 2 points, which nobody can read on paper"
    assert tampering(page_with(size=2)) == [(message, 4)]


@pytest.mark.parametrize(
    "page",
    [
        page_with(),
        page_with(size=5),
        page_with(b"0.2 0.3 0.6 rg 60 690 300 30 re f 1 g"),
        page_with(b"0.9 g"),
    ],
    ids=["black", "small", "white on blue", "grey"],
)
def test_visible_text_is_no_problem(page: PdfPage) -> None:
    """Small print, grey text, and white text on a coloured background."""
    assert tampering(page) == []


def test_white_text_over_a_picture_is_no_problem() -> None:
    """As the recognised text of a scan."""
    page = PdfPage().picture()
    page.content.append(b"3 Tr")
    page.column(780, *LINES, *("每月评课一次，由备课组长主持。",) * 3)
    assert tampering(page) == []
