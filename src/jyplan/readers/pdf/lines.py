"""From glyphs to lines: what stands side by side, with the spaces that show between."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import Cell
    from jyplan.readers.pdf.glyphs import Glyph

WORD_GAP = 0.2
"""In sizes: a wider gap between letters or digits is a space…"""
MIXED_GAP = 0.45
"""…between a Hanzi and a letter one wider than the quarter that Word and WPS put there by themselves…"""
HANZI_GAP = 0.7
"""…and between Hanzi, which justified lines spread a little, one as wide as this."""
CELL_GAP = 2.0
"""In sizes: so wide a gap parts columns."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a page: points from the left and from the bottom."""

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
    """Where the line is a row of a table."""
    table: int | None = None
    row: int | None = None


def read_lines(glyphs: Sequence[Glyph], page: int) -> list[TextLine]:
    """Return a page's lines from top to bottom; blank ones are none."""
    rows: list[list[Glyph]] = []
    band = (0.0, 0.0)
    for glyph in sorted(glyphs, key=lambda g: (-(g.bottom + g.top) / 2, g.left)):
        middle = (glyph.bottom + glyph.top) / 2
        if rows and band[0] < middle:
            rows[-1].append(glyph)
            continue
        rows.append([glyph])
        # half the first glyph's height: what is raised or set lower a little is on the line too
        band = (middle - (glyph.top - glyph.bottom) / 2, glyph.top)
    lines = (_line(sorted(row, key=lambda g: g.left), page) for row in rows)
    return [line for line in lines if line]


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
                continue  # printed twice, a little aside: a way to make it bold
        text += glyph.text
        before = glyph
    parts = (
        " ".join(part.split())
        for part in text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").split("\t")
    )
    return "\t".join(part for part in parts if part)
