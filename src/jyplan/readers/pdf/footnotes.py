"""Footnotes: the lines below a short drawn line at the end of a page, whose numbers stand raised in the text above.

党员就在哪里¹。
─────────
1 语出校长在2024年教代会上的讲话。
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from jyplan.readers.pdf.furniture import PAGE_NUMBER
from jyplan.readers.pdf.lines import read_lines
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.readers.pdf.glyphs import Glyph
    from jyplan.readers.pdf.lines import TextLine
    from jyplan.readers.pdf.rulings import Ruling

LONGEST_RULE = 0.5
"""Most of the width of the text that the line above footnotes takes."""
RAISED = 0.75
"""Most of the usual font size that the number of a note has in the text."""
FULL = 3.0
"""In font sizes: a line of a note that ends with less room goes on in the next line."""
_NOTE = lazy_pattern(r"[\[(〔]?(?P<mark>\d{1,2}|[①-⑳])[\])〕]?\s*(?=\S)")


class Footnotes(NamedTuple):
    """The footnotes of a page, and what else stands on it."""

    notes: tuple[str, ...]
    """Each with its number."""
    glyphs: Sequence[Glyph]
    """All glyphs but those of notes and the raised numbers in the text."""


def part_footnotes(glyphs: Sequence[Glyph], rulings: Sequence[Ruling], page: int) -> Footnotes:
    """Return the footnotes of a page apart from its text; a page without a raised number has none."""
    nothing = Footnotes((), glyphs)
    shown = [glyph for glyph in glyphs if not glyph.text.isspace()]
    level = [ruling for ruling in rulings if ruling.horizontal]
    if not shown or not level:
        return nothing
    usual = median(glyph.look.size for glyph in shown)
    left, right = min(glyph.left for glyph in shown), max(glyph.right for glyph in shown)
    rule = min(level, key=lambda ruling: ruling.position)
    if rule.end - rule.start > LONGEST_RULE * (right - left) or rule.start - left > usual:
        return nothing
    below = [glyph for glyph in glyphs if glyph.top + glyph.bottom < 2 * rule.position]
    lines: list[TextLine] = []
    for line in read_lines(below, page):
        is_note = _NOTE.match(line.text) is not None and not PAGE_NUMBER.fullmatch(line.text)
        goes_on = bool(lines) and right - lines[-1].right < FULL * usual
        if not is_note and not goes_on:
            break  # a running foot
        lines.append(line)
    marks = {match["mark"] for line in lines if (match := _NOTE.match(line.text))}
    raised = [g for g in shown if g.look.size <= RAISED * usual and 2 * rule.position < g.top + g.bottom]
    if not marks & {glyph.text for glyph in raised}:
        return nothing
    notes: list[str] = []
    for line in lines:
        if _NOTE.match(line.text) or not notes:
            notes.append(line.text)
        else:
            notes[-1] += line.text
    lowest = lines[-1].bottom
    digits = set("".join(marks))
    numbers = {id(glyph) for glyph in raised if glyph.text in digits}
    own = {id(glyph) for glyph in below if glyph.top + glyph.bottom > 2 * lowest}
    return Footnotes(tuple(notes), [glyph for glyph in glyphs if id(glyph) not in own | numbers])
