"""The comments part of a Word file: new comments, appended to the existing ones (ECMA-376 part 1, 17.13.4.6)."""

from __future__ import annotations

from copy import copy
from functools import lru_cache
from typing import TYPE_CHECKING

from jyplan.reports.media.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from jyplan.reports.media.word.content import Remark
    from jyplan.reports.media.word.vocabulary import Vocabulary

INITIALS = "jy"
_HALF_POINTS = 20
"""Size of comment text: 10 points, as in Word. Without a size, comments would take the plan's own style, 16 points."""
_LARGEST_ID = 2**31 - 1
"""Largest ST_DecimalNumber that Word accepts."""


def free_ids(vocabulary: Vocabulary, *roots: Element) -> Iterator[int]:
    """Yield ascending ids unused by comments and by marks in these parts, marks of deleted comments included."""
    tag = vocabulary.tag
    names = [tag(name) for name in ("comment", "commentRangeStart", "commentRangeEnd", "commentReference")]
    taken = {element.get(tag("id"), "") for root in roots for element in root.iter(*names)}
    numbers = {int(text) for text in taken if text.isdecimal() and len(text) < 12}
    first = max((number for number in numbers if number < _LARGEST_ID // 2), default=-1) + 1
    return (number for number in range(first, _LARGEST_ID) if number not in numbers)


def comment(vocabulary: Vocabulary, number: int, remark: Remark, author: str) -> Element:
    """Return a comment with the paragraphs of `remark`; without a date, so that equal findings give equal bytes."""
    new = copy(_empty_comment(vocabulary, len(remark), one_line(author)))
    new.set(vocabulary.tag("id"), str(number))
    for paragraph, line in zip(new, remark, strict=True):
        paragraph[-1][-1].text = visible(line)
    return new


def empty_part(vocabulary: Vocabulary) -> Element:
    """Return the root element of a comments part without comments."""
    return vocabulary.element("comments")


@lru_cache(maxsize=16)
def _empty_comment(vocabulary: Vocabulary, lines: int, author: str) -> Element:
    """Return a comment without words, to be copied."""
    paragraphs = [_empty_paragraph(vocabulary) for _ in range(lines)]
    paragraphs[0].insert(1, vocabulary.element("r", vocabulary.element("annotationRef")))
    return vocabulary.element("comment", *paragraphs, id=0, author=author, initials=INITIALS)


def _empty_paragraph(vocabulary: Vocabulary) -> Element:
    new = vocabulary.element
    # direct formatting instead of a style: the file's own style may be meant for an official document
    shape = new(
        "pPr",
        new("spacing", before=0, after=0, line=240, lineRule="auto"),
        new("ind", left=0, firstLineChars=0, firstLine=0),
        new("jc", val="left"),
    )
    size = new("rPr", new("sz", val=_HALF_POINTS), new("szCs", val=_HALF_POINTS))
    return new("p", shape, new("r", size, vocabulary.text("")))
