"""Letters of an office: short Word files of lines in one size, a page long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.reports.media.word.content import Body
from jyplan.reports.media.word.names import element, run
from jyplan.reports.media.word.new_file import write_package

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Sizes in half-points, lines in twips: 小四 in lines of 20 points, so that a page of A4 holds 31.
_SIZE, _LINE = 24, 400
_TITLE_SIZE, _TITLE_LINE = 36, 640
_GAP = 120


class Letter:
    """The paragraphs of a letter, in order."""

    def __init__(self) -> None:
        self._blocks: list[Element] = []

    def title(self, text: str) -> None:
        """Add the title, centred."""
        self._blocks.append(
            _paragraph(text, size=_TITLE_SIZE, line=_TITLE_LINE, bold=True, alignment="center", after=_GAP)
        )

    def heading(self, text: str) -> None:
        """Add a heading."""
        self._blocks.append(_paragraph(text, font="黑体", bold=True))

    def line(self, text: str, *, bold: bool = False) -> None:
        """Add a paragraph."""
        self._blocks.append(_paragraph(text, bold=bold))

    def gap(self) -> None:
        """Add an empty line."""
        self._blocks.append(_paragraph(""))

    def package(self, title: str, author: str) -> bytes:
        """Return the Word file."""
        return write_package(Body(self._blocks, []), title, author)


def _paragraph(
    text: str,
    *,
    size: int = _SIZE,
    line: int = _LINE,
    bold: bool = False,
    alignment: str = "left",
    after: int = 0,
    font: str = "",
) -> Element:
    shape = element(
        "pPr",
        element("spacing", after=after, line=line, lineRule="exact"),
        element("ind", firstLineChars=0, firstLine=0),
        element("jc", val=alignment),
    )
    looks = [element("rFonts", eastAsia=font)] if font else []
    looks += [element("b")] if bold else []
    looks += [element("sz", val=size), element("szCs", val=size)]
    text_run = run(text)
    text_run.insert(0, element("rPr", *looks))
    return element("p", shape, text_run)
