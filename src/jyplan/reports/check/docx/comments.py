"""The part with the comments: what was in it stays, what is new comes behind (ECMA-376 part 1, 17.13.4.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from jyplan.reports.media.word.content import Remark
    from jyplan.reports.media.word.vocabulary import Vocabulary

AUTHOR, INITIALS = "jyplan", "jy"
_HALF_POINTS = 20
"""Word's own size of comments, 10 points; a plan's body is in 16 and indented, and its comments would be, too."""
_MOST = 2**31 - 1
"""ST_DecimalNumber, as Word reads it."""


def free_ids(vocabulary: Vocabulary, *roots: Element) -> Iterator[int]:
    """Yield numbers that no comment has, and no mark of a comment that is not there any more."""
    tag = vocabulary.tag
    names = [tag(name) for name in ("comment", "commentRangeStart", "commentRangeEnd", "commentReference")]
    taken = {each.get(tag("id"), "") for root in roots for each in root.iter(*names)}
    numbers = {int(text) for text in taken if text.isdecimal() and len(text) < 12}
    first = max((number for number in numbers if number < _MOST // 2), default=-1) + 1
    return (number for number in range(first, _MOST) if number not in numbers)


def comment(vocabulary: Vocabulary, number: int, remark: Remark) -> Element:
    """Return a comment of these paragraphs; it has no date, as a report says the same whenever it is made."""
    paragraphs = [_paragraph(vocabulary, line) for line in remark]
    paragraphs[0].insert(1, vocabulary.element("r", vocabulary.element("annotationRef")))
    return vocabulary.element("comment", *paragraphs, id=number, author=AUTHOR, initials=INITIALS)


def empty_part(vocabulary: Vocabulary) -> Element:
    """Return a part without comments."""
    return vocabulary.element("comments")


def _paragraph(vocabulary: Vocabulary, line: str) -> Element:
    new = vocabulary.element
    # said here and not by a style: the file's own style may be that of an official document
    shape = new(
        "pPr",
        new("spacing", before=0, after=0, line=240, lineRule="auto"),
        new("ind", left=0, firstLineChars=0, firstLine=0),
        new("jc", val="left"),
    )
    size = new("rPr", new("sz", val=_HALF_POINTS), new("szCs", val=_HALF_POINTS))
    return new("p", shape, new("r", size, vocabulary.text(line)))
