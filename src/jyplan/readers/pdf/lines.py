"""From glyphs to lines: glyphs at the same height, left to right, with spaces at visible gaps."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.readers.shared_problems import TINY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import Cell
    from jyplan.readers.pdf.glyphs import Glyph

WORD_GAP = 0.2
"""In font sizes, like all gaps: a wider gap between letters or digits is a space."""
MIXED_GAP = 0.45
"""The same between a Hanzi and a letter; Word and WPS add a gap of a quarter there automatically."""
HANZI_GAP = 0.7
"""The same between Hanzi; justified lines spread Hanzi a little."""
TALLER = 1.2
"""A glyph at least this many times as high as the tallest before (a raised glyph) sets the height of the line anew."""
CELL_GAP = 2.0
"""A wider gap separates columns and becomes a tab."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a page; positions in points from the left and the bottom."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool
    font: str
    page: int
    cells: tuple[Cell, ...] = ()
    """The cells, if the line is a table row."""
    table: int | None = None
    row: int | None = None
    in_column: bool = False
    """Whether the line stands in one of two columns."""
    white: int = 0
    """Characters that nobody sees on the page, in white or without colour."""
    tiny: int = 0
    """Characters of at most `TINY` points."""


def read_lines(glyphs: Sequence[Glyph], page: int) -> list[TextLine]:
    """Return the non-blank lines of a page, top to bottom."""
    lines = (_line(sorted(row, key=lambda g: g.left), page) for row in group_rows(glyphs))
    return [line for line in lines if line]


def group_rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Return the glyphs at the same heights, top to bottom."""
    rows: list[list[Glyph]] = []
    lowest = tallest = 0.0
    for glyph in sorted(glyphs, key=lambda g: (-(g.bottom + g.top) / 2, g.left)):
        middle = (glyph.bottom + glyph.top) / 2
        height = glyph.top - glyph.bottom
        if rows and lowest < middle:
            rows[-1].append(glyph)
            if height <= tallest * TALLER:
                continue  # a raised glyph may have been the first
            lowest, tallest = min(lowest, middle - height / 2), height
            continue
        rows.append([glyph])
        # half the height of the first glyph, so that raised and lowered glyphs stay on the line
        lowest, tallest = middle - height / 2, height
    return rows


def _line(row: Sequence[Glyph], page: int) -> TextLine | None:
    shown = [glyph for glyph in row if not glyph.text.isspace()]
    if not shown:
        return None
    look = Counter(glyph.look for glyph in shown).most_common(1)[0][0]
    return TextLine(
        _text(row),
        shown[0].left,
        max(glyph.right for glyph in shown),
        min(glyph.bottom for glyph in shown),
        max(glyph.top for glyph in shown),
        look.size or shown[0].top - shown[0].bottom,
        all(glyph.look.bold for glyph in shown),
        look.font,
        page,
        white=sum(glyph.look.white for glyph in shown),
        tiny=sum(glyph.look.size <= TINY for glyph in shown),
    )


def _text(row: Sequence[Glyph]) -> str:
    text = ""
    before: Glyph | None = None
    for glyph in row:
        if glyph.text.isspace():
            text += " "
            continue
        if before is not None:
            gap = (glyph.left - before.right) / (glyph.look.size or 1)
            latin = before.text.isascii() + glyph.text.isascii()
            if gap > CELL_GAP:
                text = f"{text.rstrip()}\t"
            elif gap > (HANZI_GAP, MIXED_GAP, WORD_GAP)[latin]:
                text += " "
            elif gap < -0.5 and glyph.text == before.text:
                continue  # the same glyph drawn twice with a small shift, as imitated bold
        text += glyph.text
        before = glyph
    parts = (
        " ".join(part.split())
        for part in text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").split("\t")
    )
    return "\t".join(part for part in parts if part)
