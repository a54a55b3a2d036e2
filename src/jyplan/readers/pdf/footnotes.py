"""Footnotes: numbered lines below a short ruling at the end of a page; the numbers stand raised in the text above.

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

    from jyplan.readers.pdf.drawings import Ruling
    from jyplan.readers.pdf.glyphs import Glyph
    from jyplan.readers.pdf.lines import TextLine

LONGEST_RULE = 0.5
"""Longest ruling above footnotes, as a share of the width of the text."""
RAISED = 0.75
"""Largest font size of a note's number in the text, as a share of the usual size."""
FULL = 3.0
"""In font sizes: a line of a note with less room at its end continues in the next line."""
_NOTE = lazy_pattern(r"[\[(〔]?(?P<mark>\d{1,2}|[①-⑳])[\])〕]?\s*(?=\S)")


class Footnotes(NamedTuple):
    """The footnotes of a page, separate from the text."""

    notes: tuple[str, ...]
    """Each with its number."""
    glyphs: Sequence[Glyph]
    """All glyphs but those of notes and the raised numbers in the text."""


def separate_footnotes(glyphs: Sequence[Glyph], rulings: Sequence[Ruling], page: int) -> Footnotes:
    """Return the footnotes of a page and the glyphs of the text; no notes without a raised number in the text."""
    no_notes = Footnotes((), glyphs)
    shown = [glyph for glyph in glyphs if not glyph.text.isspace()]
    rule = _rule_above_notes(shown, rulings)
    if rule is None:
        return no_notes
    size = median(glyph.look.size for glyph in shown)
    below = [glyph for glyph in glyphs if glyph.top + glyph.bottom < 2 * rule.position]
    lines = _note_lines(below, page, full_from=max(glyph.right for glyph in shown) - FULL * size)
    marks = {match["mark"] for line in lines if (match := _NOTE.match(line.text))}
    raised = [g for g in shown if g.look.size <= RAISED * size and 2 * rule.position < g.top + g.bottom]
    if not marks & {glyph.text for glyph in raised}:
        return no_notes
    lowest = lines[-1].bottom
    digits = set("".join(marks))
    removed = {id(glyph) for glyph in raised if glyph.text in digits}
    removed |= {id(glyph) for glyph in below if glyph.top + glyph.bottom > 2 * lowest}
    return Footnotes(tuple(_joined(lines)), [glyph for glyph in glyphs if id(glyph) not in removed])


def _rule_above_notes(shown: Sequence[Glyph], rulings: Sequence[Ruling]) -> Ruling | None:
    """Return the lowest horizontal ruling if it is short and begins at the left margin, else None."""
    level = [ruling for ruling in rulings if ruling.horizontal]
    if not shown or not level:
        return None
    left, right = min(glyph.left for glyph in shown), max(glyph.right for glyph in shown)
    rule = min(level, key=lambda ruling: ruling.position)
    is_short = rule.end - rule.start <= LONGEST_RULE * (right - left)
    return rule if is_short and rule.start - left <= median(glyph.look.size for glyph in shown) else None


def _note_lines(below: Sequence[Glyph], page: int, full_from: float) -> list[TextLine]:
    """Return the lines of the notes below the rule, up to a running foot.

    A line without a number continues the note if the line above ends right of `full_from`.
    """
    lines: list[TextLine] = []
    for line in read_lines(below, page):
        is_note = _NOTE.match(line.text) is not None and not PAGE_NUMBER.fullmatch(line.text)
        if not is_note and not (lines and lines[-1].right > full_from):
            break
        lines.append(line)
    return lines


def _joined(lines: Sequence[TextLine]) -> list[str]:
    notes: list[str] = []
    for line in lines:
        if _NOTE.match(line.text) or not notes:
            notes.append(line.text)
        else:
            notes[-1] += line.text
    return notes
