"""From lines to paragraphs, by margins, indents, gaps and looks: a PDF keeps no paragraph ends."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from jyplan.model import Block, BlockKind, Place, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.readers.pdf.lines import TextLine

# All in sizes of the line's characters.
SLACK = 1.2
"""A line is full if what the next begins with would not have fitted, so much more room granted."""
LONG = 0.7
"""In line widths."""
SHORTEST_FULL = 14
"""The narrowest column has so many characters a line; what is shorter ends where it ends."""
INDENT = 1.2
"""A line that begins so far right of the margin is indented; two characters are the rule."""
GAP = 1.45
"""A distance to the line above that exceeds the usual one so much parts paragraphs."""
CENTERED = 1.0
"""How much the space on the left of a centered line may differ from that on its right."""
MARGIN = 3.0
"""The least such space: a full line with the usual indent has two on its left, and often two on its right…"""
TITLE_MARGIN = 0.8
"""…but not in a line of larger characters."""
AT_MARGIN = 0.75
"""So many of the wide lines end before the right margin or at it; a full stop may hang over it."""
SAME_SIZE = 0.12
WIDE = 0.6
"""Lines of at least this share of the widest show where the left margin is."""

MARKER = re.compile(
    r"(?:第?[一二三四五六七八九十百]{1,4}[、.．章节]|[(（][一二三四五六七八九十\d]{1,4}[)）]|\d{1,2}(?:[、.．](?!\d)|[)）]|\.\d)|[①-⑳]|[•●■◆○-]\s|附[:：件])"
)
UNBROKEN = re.compile(r"[“‘（《〈「【(\[]*(?:[A-Za-z0-9.,:%+/'-]+|.)[，。、；：！？”’）》〉」】…—)\],.;:!?%℃]*")
"""What may not be broken over two lines (避头尾): a word, number or Hanzi with its punctuation."""
WIDTHS = {"%": 0.9, "W": 0.9, "M": 0.9, "+": 0.7, ".": 0.3, ",": 0.3}
"""In sizes, where not about half."""
SENTENCE_END = tuple("。！？；：!?;:”）")


@dataclass(frozen=True, slots=True)
class Measure:
    """Where the text of a document stands."""

    left: float
    right: float
    pitch: float
    """The usual distance from a line to the next, as a multiple of the size."""
    size: float
    """That most characters have."""


def measure(lines: Sequence[TextLine]) -> Measure:
    """Return the margins and the line pitch that most lines keep to."""
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
    # indented first lines are fewer than the others, or the leftmost of those often enough is the margin
    left = min((value for value, count in lefts.items() if count * 3 >= most), default=0)
    return Measure(
        left,
        rights[int(AT_MARGIN * (len(rights) - 1))] if rights else 0.0,
        median(steps) if steps else 1.5,
        max(sizes, key=lambda size: sizes[size], default=0.0),
    )


def join_lines(lines: Sequence[TextLine], page: Measure) -> list[list[TextLine]]:
    """Return the lines of each paragraph."""
    paragraphs: list[list[TextLine]] = []
    for line in lines:
        if paragraphs and _continues(paragraphs[-1], line, page):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _continues(paragraph: Sequence[TextLine], line: TextLine, page: Measure) -> bool:
    above = paragraph[-1]
    size = line.size
    if above.cells or line.cells:
        return False
    if abs(above.size - size) > SAME_SIZE * max(size, above.size) or "\t" in above.text + line.text:
        return False
    full = _is_full(above, line, page) or _is_within(paragraph, line, page)
    if not full or alignment(above, page) == "center":
        return False
    if above.page == line.page and (above.bottom - line.bottom) / size > GAP * page.pitch:
        return False
    marked = MARKER.match(line.text) is not None
    if line.left - page.left >= INDENT * size:
        # a hanging indent: the number stands left of the text
        hangs = line.left - paragraph[0].left > 0.5 * size and MARKER.match(paragraph[0].text) is not None
        level = len(paragraph) > 1 and abs(line.left - above.left) < 0.5 * size
        return (hangs or level) and not marked
    if paragraph[0].left - page.left >= INDENT * size:
        return True
    return not (marked and above.text.endswith(SENTENCE_END))


def _is_full(above: TextLine, line: TextLine, page: Measure) -> bool:
    """Return whether a line ends where it does because the beginning of the next had no room in it."""
    first = UNBROKEN.match(line.text)
    moved = sum(WIDTHS.get(c, 0.55) if c.isascii() else 1.0 for c in first[0]) if first else 1.0
    room = (page.right - above.right) / line.size
    return room <= moved + SLACK and above.right - page.left >= SHORTEST_FULL * line.size


def _is_within(paragraph: Sequence[TextLine], line: TextLine, page: Measure) -> bool:
    """Return whether a paragraph that began with an indent goes on in a line without one.

    The line above may be short by a long word that did not fit, but not by half, and ends no sentence.
    """
    above = paragraph[-1]
    indented = paragraph[0].left - page.left >= INDENT * line.size and line.left - page.left < INDENT * line.size
    long = above.right - page.left >= LONG * (page.right - page.left)
    return indented and long and not above.text.endswith(SENTENCE_END)


def alignment(line: TextLine, page: Measure) -> str | None:
    """Return how a line stands between the margins: center, right, or None for from the left."""
    before, behind = line.left - page.left, page.right - line.right
    least = TITLE_MARGIN if line.size > (1 + SAME_SIZE) * page.size else MARGIN
    if min(before, behind) >= least * line.size and abs(before - behind) <= CENTERED * line.size:
        return "center"
    if behind < MARGIN * line.size and before > (page.right - page.left) / 2:
        return "right"
    return None


def to_block(lines: Sequence[TextLine], page: Measure, paragraph: int) -> Block:
    """Return a paragraph's block."""
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
