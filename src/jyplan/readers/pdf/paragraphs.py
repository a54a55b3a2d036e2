"""From lines to paragraphs by margins, indents, gaps and looks: a PDF stores no paragraph ends.

A line continues a paragraph if the line above is full, that is, the first word of the line had no room
there. Short lines, new indents, other sizes and wide gaps end a paragraph. With margins at 92 and 508
points, characters of 16 points and an indent of 32:

    left   right   line                                            decision
    228    372     教研工作计划 (22 points)                        centered: a paragraph of its own
    124    524     本学期以课堂为中心，落实课程标准，开展          new paragraph: larger type above
    92     284     校本教研，提高教学质量。                        continues: the line above is full
    124    300     一、听课每人不少于十节                          new: the line above is short
    124    508     二、每月评课一次，由备课组长主持，并记录在册，  new: the line above is short
    92     220     学期末交教务处。                                continues
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from jyplan.model import Block, BlockKind, Place, Style
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jyplan.readers.pdf.lines import TextLine

# Unless stated otherwise, in font sizes of the line.
SLACK = 1.2
"""Tolerance: a line is full if the first word of the next line, with this much less width, had no room."""
LONG = 0.7
"""In line widths: shortest line above that an indented paragraph may continue after."""
SHORTEST_FULL = 14
"""Least width of a full line; narrower columns do not occur."""
INDENT = 1.2
"""Least distance from the left margin of an indented line; the usual indent is two."""
DEEP = 2.5
"""Least distance from the left margin of a paragraph indented as a whole."""
GAP = 1.45
"""In usual line distances: a larger distance to the line above ends a paragraph."""
CENTERED = 1.0
"""Largest difference between the spaces left and right of a centered line."""
MARGIN = 3.0
"""Least space on both sides of a centered line: a full indented line has two left, and often two right."""
TITLE_MARGIN = 0.8
"""The same for a line of larger characters than the text."""
AT_MARGIN = 0.75
"""The right margin is this quantile of the right ends of wide lines; a full stop may hang over the margin."""
SAME_SIZE = 0.12
"""Largest relative difference between equal font sizes."""
WIDE = 0.6
"""Least share of the widest line's width of a line that counts for the right margin."""

NARROWEST = 0.5
"""In page widths: least width of the text. A page of short lines alone does not show its right margin."""

MARKER = lazy_pattern(
    r"(?:第?[一二三四五六七八九十百]{1,4}[、.．章节]|[(（][一二三四五六七八九十\d]{1,4}[)）]|\d{1,2}(?:[、.．](?!\d)|[)）]|\.\d)|[①-⑳]|[•●■◆○-]\s|附[:：件])"
)
APART = lazy_pattern(r"——|--|[（(][^（()）]{2,60}[)）]$")
"""A subtitle after a dash (a dash never begins a line inside a sentence: 避头尾), or a whole line in brackets."""
UNBROKEN = lazy_pattern(r"[“‘（《〈「【(\[]*(?:[A-Za-z0-9.,:%+/'-]+|.)[，。、；：！？”’）》〉」】…—)\],.;:!?%℃]*")
"""A unit without a line break inside (避头尾): a word, number or Hanzi with its punctuation."""
WIDTHS = {"%": 0.9, "W": 0.9, "M": 0.9, "+": 0.7, ".": 0.3, ",": 0.3}
"""Widths of ASCII characters; 0.55 for all further characters."""
SENTENCE_END = tuple("。！？；：!?;:”）")


@dataclass(frozen=True, slots=True)
class Measure:
    """Margins, line distance and font size of the text of a document, in points."""

    left: float
    right: float
    pitch: float
    """The usual distance between neighbouring lines, as a multiple of the size."""
    size: float
    """The font size of most characters."""
    middle: float | None = None
    """The middle of the page, to find centered titles on a page of short lines, without a visible right margin."""


def measure(lines: Sequence[TextLine], width: float | None = None) -> Measure:
    """Return the margins, line distance and font size of most lines; `width` is the width of the page, None for a column."""
    narrowest = NARROWEST * (width or 0.0)
    lines = [line for line in lines if not line.cells]
    widest = max((line.right - line.left for line in lines), default=0.0)
    wide = [line for line in lines if line.right - line.left >= WIDE * widest] or list(lines)
    lefts = Counter(round(line.left) for line in lines)
    most = max(lefts.values(), default=1)
    rights = sorted(line.right for line in wide)
    steps = [
        (above.bottom - line.bottom) / line.size
        for above, line in pairwise(lines)
        if above.page == line.page and 0 < above.bottom - line.bottom < 4 * line.size
    ]
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    # the leftmost of the frequent left ends: indented first lines may be as frequent as continuation lines
    left = min((value for value, count in lefts.items() if count * 3 >= most), default=0)
    return Measure(
        left,
        max(rights[int(AT_MARGIN * (len(rights) - 1))], left + narrowest) if rights else 0.0,
        median(steps) if steps else 1.5,
        max(sizes, key=lambda size: sizes[size], default=0.0),
        width / 2 if width else None,
    )


def join_lines(lines: Sequence[TextLine], margins: Mapping[bool, Measure]) -> list[list[TextLine]]:
    """Return the lines grouped into paragraphs; `margins` are the measures by `TextLine.in_column`."""
    paragraphs: list[list[TextLine]] = []
    for line in lines:
        if (
            paragraphs
            and paragraphs[-1][-1].in_column == line.in_column
            and _continues(paragraphs[-1], line, margins[line.in_column])
        ):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _continues(paragraph: Sequence[TextLine], line: TextLine, page: Measure) -> bool:
    above = paragraph[-1]
    size = line.size
    if above.cells or line.cells:
        return False
    if APART.match(line.text):
        return False
    if abs(above.size - size) > SAME_SIZE * max(size, above.size) or "\t" in above.text + line.text:
        return False
    full = _is_full(above, line, page) or _is_within(paragraph, line, page)
    if not full or alignment(above, page) == "center" or (len(paragraph) == 1 and alignment(above, page) == "right"):
        return False
    if above.page == line.page and (above.bottom - line.bottom) / size > GAP * page.pitch:
        return False
    marked = MARKER.match(line.text) is not None
    if line.left - page.left >= INDENT * size:
        if size > (1 + SAME_SIZE) * page.size and alignment(line, page) == "center":
            return True  # the last line of a title
        # a hanging indent: the number is left of the text
        hangs = line.left - paragraph[0].left > 0.5 * size and MARKER.match(paragraph[0].text) is not None
        whole = line.left - page.left >= DEEP * size or MARKER.match(paragraph[0].text) is not None
        indented = whole and not above.text.endswith(SENTENCE_END)  # as a whole, and not in the first line only
        level = (len(paragraph) > 1 or indented) and abs(line.left - above.left) < 0.5 * size
        return (hangs or level) and not marked
    return not (marked and above.text.endswith(SENTENCE_END))


def _is_full(above: TextLine, line: TextLine, page: Measure) -> bool:
    """Return whether the line `above` is full: the first word of `line` had no room left."""
    first = UNBROKEN.match(line.text)
    moved = sum(WIDTHS.get(c, 0.55) if c.isascii() else 1.0 for c in first[0]) if first else 1.0
    room = (page.right - above.right) / line.size
    return room <= moved + SLACK and above.right - page.left >= SHORTEST_FULL * line.size


def _is_within(paragraph: Sequence[TextLine], line: TextLine, page: Measure) -> bool:
    """Return whether a line without an indent continues a paragraph with an indented first line.

    The line above must fill at least `LONG` of the line width, and must not end a sentence.
    """
    above = paragraph[-1]
    indented = paragraph[0].left - page.left >= INDENT * line.size and line.left - page.left < INDENT * line.size
    long = above.right - page.left >= LONG * (page.right - page.left)
    return indented and long and not above.text.endswith(SENTENCE_END)


def alignment(line: TextLine, page: Measure) -> str | None:
    """Return the alignment of a line: center, right, or None for left-aligned."""
    before, behind = line.left - page.left, page.right - line.right
    least = TITLE_MARGIN if line.size > (1 + SAME_SIZE) * page.size else MARGIN
    if min(before, behind) >= least * line.size and abs(before - behind) <= CENTERED * line.size:
        return "center"
    if page.middle and before >= MARGIN * line.size and abs(line.left + line.right - 2 * page.middle) <= line.size / 2:
        return "center"
    if behind < MARGIN * line.size and before > (page.right - page.left) / 2:
        return "right"
    return None


def to_block(lines: Sequence[TextLine], page: Measure, paragraph: int) -> Block:
    """Return the block of a paragraph, or of a table row."""
    first = lines[0]
    if first.cells:
        place = Place(paragraph=paragraph, page=first.page, table=first.table, row=first.row)
        return Block(
            first.text, BlockKind.ROW, place, style=Style(font=first.font or None, size=first.size), cells=first.cells
        )
    aligned = alignment(first, page) if len(lines) == 1 else None
    style = Style(
        font=first.font or None,
        size=first.size,
        bold=all(line.bold for line in lines),
        alignment=aligned,
        first_line_indent=round(first.left - (lines[1].left if len(lines) > 1 else page.left), 1)
        if not aligned
        else None,
    )
    return Block(_join(lines), place=Place(paragraph=paragraph, page=first.page), style=style)


def _join(lines: Sequence[TextLine]) -> str:
    text = lines[0].text
    for line in lines[1:]:
        last, first = text[-1], line.text[0]
        if last == "-" and text[-2:-1].isascii() and text[-2:-1].isalpha() and first.islower():
            text = text[:-1] + line.text
        else:
            text += (" " if _is_latin(last) and _is_latin(first) else "") + line.text
    return text


def _is_latin(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in ",.;:!?)")
