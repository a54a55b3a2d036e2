"""Headings side by side: labels over lists, lines behind a shared sign, lines beginning alike or between paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from jyplan.model import BlockKind
from jyplan.outline.readings.families import MarkerShape
from jyplan.outline.readings.heading_shapes import HeadingShape
from jyplan.outline.readings.heading_words import DATED_SECTION, ORDINAL, PUNCTUATED, SHORT, announces, undecorated
from jyplan.outline.readings.markers import (
    SIGNS,
    initial_readings,
    offers_choices,
    opens_with_marker,
    reads_like_heading,
)
from jyplan.text.patterns import HANZI, lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import Block

_PARAGRAPH = BlockKind.PARAGRAPH
"""Looked up once: up to Python 3.11 a member of an enumeration takes longer than a test of a short line."""
_THEMED = lazy_pattern(rf"(?:(?P<month>{ORDINAL}月份?)|第{ORDINAL}周)\s?[:—·]{{1,2}}\s?[^。;:,!?\d]{{2,16}}")
"""九月:习惯养成月, over the work of the month."""
_ASPECT = lazy_pattern(rf"[◆◇■□●○★☆▲△►▶※•·➢]?\s?(?![^:]{{0,12}}(?:以下|如下|下列|几)){HANZI}{{1,6}}方面(?:工作)?:?")
"""教师方面: over a list it is a label, though the word may announce one."""
_TINY = lazy_pattern(rf"{HANZI}{{2,3}}")
_LABEL = lazy_pattern(rf"[◆◇■□●○★☆▲△►▶※•·➢]?\s?{HANZI}[^。;:,!?\d]{{1,15}}:?")
_LONG_LABEL = lazy_pattern(rf"{HANZI}[^。;:!?\d]{{5,24}}")
_DASHES = frozenset("-—*·•")
"""Signs of lists: the last line of such a list is no heading, whatever stands below."""
_FARTHEST = 3
"""Lines from a heading without a number to the next: two paragraphs of text between them."""
_SHORTEST_TEXT = 20
"""Characters of a paragraph below an unnumbered heading."""
SECTIONS_BY_NUMBER = frozenset({MarkerShape.PART, MarkerShape.CHAPTER, MarkerShape.CN, MarkerShape.CN_BRACKETS})
"""Markers of sections; other numbers count short items as well."""
_SHORT_SIGNED = 24
"""Characters: the longest heading behind a sign."""
_LONGEST_RECURRING = 10
"""Characters of a label that recurs in several sections."""
_LEAST_SIGNED = 2
_TWO_SIGNS = 2
_LEAST_LABELS = 2
_SHORTEST_LABEL = 8
"""Characters of a label without a colon over a paragraph, beside labels over lists."""
_MOSTLY_SIGNED = 0.75
"""Least share of headings among the lines behind a sign; below it the sign is a bullet."""
_FEWEST_ALIKE = 3
"""Lines over text with the same beginning."""
_LONGER_TEXT = 1.3
"""Characters of a text per character of the heading above, at least."""
_LEAD = 80
"""Characters: the longest of several lines with the same beginning; such a line may hold two sentences."""


def stands_below_bare_heading(folded: Sequence[str], index: int) -> bool:
    """Whether a line stands directly below the numbered heading of a section, not behind a list of short lines.

    三、保障机制 / 组织领导: / 1.; but （一）读书节 / （二）艺术节 / 工作要求 is a list before a section.
    """
    if index == 0 or len(folded[index - 1]) > _SHORT_SIGNED or PUNCTUATED.search(folded[index - 1]):
        return False
    above = next(initial_readings(0, folded[index - 1]), None)
    if (
        above is None
        or above.against > 0
        or above.shape not in SECTIONS_BY_NUMBER
        or above.end == len(folded[index - 1])
    ):
        return False
    before = next(initial_readings(0, folded[index - 2]), None) if index > 1 and above.ordinal > 1 else None
    return before is None or before.shape is not above.shape or before.ordinal != above.ordinal - 1


def signed_lines(blocks: Sequence[Block], folded: Sequence[str]) -> dict[int, HeadingShape]:
    """Return the short lines behind a sign mostly found before short lines over text; two at least."""
    signed = [
        i
        for i, block in enumerate(blocks)
        if block.kind is _PARAGRAPH and folded[i][:1] in SIGNS and folded[i] and not opens_with_marker(folded[i])
    ]
    with_sign = Counter(folded[i][0] for i in signed)
    over = [
        i
        for i in signed
        if i + 1 < len(blocks)
        and folded[i + 1][:1] != folded[i][0]
        and 1 < len(undecorated(folded[i])) <= _SHORT_SIGNED
        and not offers_choices(folded[i])
        and not PUNCTUATED.search(folded[i])
        and folded[i][-1] not in ",、"
    ]
    over_with_sign = Counter(folded[i][0] for i in over)
    return {
        i: HeadingShape.SIGNED
        for i in over
        if over_with_sign[folded[i][0]] >= max(_LEAST_SIGNED, _MOSTLY_SIGNED * with_sign[folded[i][0]])
    }


def levels_of_signs(folded: Sequence[str], signed: dict[int, HeadingShape]) -> dict[int, int]:
    """Return the levels of the headings behind signs, in a text with two signs: the first sign stands above."""
    signs = list(dict.fromkeys(folded[i][0] for i in sorted(signed)))
    return {i: signs.index(folded[i][0]) for i in signed} if len(signs) == _TWO_SIGNS else {}


def parallel_lines(blocks: Sequence[Block], folded: Sequence[str]) -> dict[int, HeadingShape]:
    """Return short lines over long paragraphs, where several begin alike or alternate with paragraphs."""
    over = [i for i in range(len(blocks) - 1) if _stands_over_text(blocks, folded, i)]
    prefixes = Counter(prefix for i in over if (prefix := _prefix(folded[i])))
    shapes: dict[int, HeadingShape] = {}
    for i in over:
        if prefixes[_prefix(folded[i])] >= _FEWEST_ALIKE:
            shapes[i] = HeadingShape.LEAD
    shorts = {
        i
        for i in over
        if i not in shapes
        and len(folded[i]) <= SHORT
        and not PUNCTUATED.search(folded[i][:-1])
        and folded[i][-1] not in ",:;、!?"
    }
    for i in shorts:
        beside = i + 2 in shorts or i - 2 in shorts or i + 2 in shapes or i - 2 in shapes
        if beside and not _ends_dashed_list(folded, i):
            shapes[i] = HeadingShape.SHORT
    worded = [i for i in sorted(shorts) if reads_like_heading(folded[i])]
    for upper, lower in pairwise(worded):
        if upper + 2 < lower <= upper + _FARTHEST and all(
            is_whole_sentences(blocks[i], folded[i]) for i in range(upper + 1, lower)
        ):
            shapes |= dict.fromkeys((upper, lower), HeadingShape.SHORT)
    if shapes:  # 家访 over a paragraph, where 开设课程 stands over another
        tiny = [
            i for i in range(len(blocks) - 1) if _TINY.fullmatch(folded[i]) and _is_over_sentences(blocks, folded, i)
        ]
        pairs = {i for i in tiny if {i - 2, i + 2} & {*tiny, *shapes}}
        shapes |= dict.fromkeys(pairs, HeadingShape.SHORT)
    return shapes


def _ends_dashed_list(folded: Sequence[str], index: int) -> bool:
    """Whether a line stands behind the same dash as the line above."""
    return folded[index][0] in _DASHES and index > 0 and folded[index - 1][:1] == folded[index][0]


def recurring_labels(blocks: Sequence[Block], folded: Sequence[str]) -> dict[int, HeadingShape]:
    """Return the short lines repeated below numbered headings, two at least: 目标 over text, 策略 over text, 目标, 策略."""
    over = [
        i
        for i in range(1, len(blocks) - 1)
        if len(folded[i]) <= _LONGEST_RECURRING
        and blocks[i].kind is _PARAGRAPH
        and _LABEL.fullmatch(folded[i])
        and (_is_over_sentences(blocks, folded, i) or opens_with_marker(folded[i + 1]))
        and not opens_with_marker(folded[i])
        and not announces(folded[i])
    ]
    counted = Counter(folded[i] for i in over)
    recurring = [line for line, count in counted.items() if count > 1]
    below = {folded[i] for i in over if stands_below_bare_heading(folded, i)}
    if len(recurring) < _LEAST_LABELS or below.isdisjoint(recurring):
        return {}
    return {i: HeadingShape.LABEL for i in over if counted[folded[i]] > 1}


def themed_times(blocks: Sequence[Block], folded: Sequence[str]) -> dict[int, HeadingShape]:
    """Return the months and weeks with a theme, two at least, each over its work; none where they are entries of a list."""
    themed = {
        i: HeadingShape.MONTH if match["month"] else HeadingShape.WEEK
        for i, line in enumerate(folded[:-1])
        if len(line) <= DATED_SECTION and blocks[i].kind is _PARAGRAPH and (match := _THEMED.fullmatch(line))
    }
    over = {i: shape for i, shape in themed.items() if i + 1 not in themed}
    return over if len(over) == len(themed) >= _LEAST_LABELS else {}


def is_whole_sentences(block: Block, line: str) -> bool:
    """Whether a line is a paragraph of whole sentences."""
    whole = len(line) >= _SHORTEST_TEXT and line.endswith("。")
    return whole and block.kind is BlockKind.PARAGRAPH and not opens_with_marker(line)


def _is_over_sentences(blocks: Sequence[Block], folded: Sequence[str], index: int) -> bool:
    """Whether a line of two or three characters stands over a paragraph that ends a sentence."""
    return blocks[index].kind is BlockKind.PARAGRAPH and is_whole_sentences(blocks[index + 1], folded[index + 1])


def labels_over_lists(blocks: Sequence[Block], folded: Sequence[str]) -> dict[int, HeadingShape]:
    """Return labels over lists from 1 on; a single label only announces a list and is no heading."""
    over_lists = [
        i
        for i in range(1, len(blocks) - 1)
        if blocks[i].kind is _PARAGRAPH
        and (_LABEL.fullmatch(folded[i]) or _LONG_LABEL.fullmatch(folded[i]))
        and (not announces(folded[i]) or _ASPECT.fullmatch(folded[i]))
        and not opens_with_marker(folded[i])
        and any(reading.ordinal == 1 and reading.against < 1 for reading in initial_readings(i + 1, folded[i + 1]))
    ]
    between_lists = _between_lists(folded, over_lists)
    labels = [i for i in over_lists if i in between_lists or _LABEL.fullmatch(folded[i])]
    if len(labels) < _LEAST_LABELS:
        return {}
    if not any(folded[i].endswith(":") for i in labels):  # 开学时间 over a paragraph beside 健康监测 over a list
        labels += [
            i
            for i in range(1, labels[-1])
            if len(folded[i]) <= _SHORTEST_LABEL
            and _LABEL.fullmatch(folded[i])
            and _stands_over_text(blocks, folded, i)
        ]
    return dict.fromkeys(labels, HeadingShape.LABEL)


def _between_lists(folded: Sequence[str], over_lists: Sequence[int]) -> set[int]:
    """Return the longer lines, perhaps of two clauses, between lists that begin at 1, and the line over the first list.

    三、工作措施 / 更新观念，增强意识 / 1. 2. / 精打细算，严格管理 / 1. 2.
    """
    between: set[int] = set()
    first: set[int] = set()
    start, above = 0, None
    for index in over_lists:
        for line in folded[start:index]:
            above = next(initial_readings(0, line), above)
        start = index
        below = next(initial_readings(0, folded[index + 1]), None)
        if above and below and _LONG_LABEL.fullmatch(folded[index]):
            if above.shape is below.shape and above.ordinal > 1:
                between.add(index)
            elif opens_with_marker(folded[index - 1]):
                first.add(index)
    return between | first if between else set()


def _stands_over_text(blocks: Sequence[Block], folded: Sequence[str], index: int) -> bool:
    line, below = folded[index], folded[index + 1]
    return (
        blocks[index].kind is _PARAGRAPH
        and blocks[index + 1].kind is _PARAGRAPH
        and 3 < len(line) <= _LEAD
        and len(below) >= max(_SHORTEST_TEXT, _LONGER_TEXT * len(line))
        and not opens_with_marker(line)
        and not opens_with_marker(below)
        and not line.endswith(":")
        and not _is_smaller(blocks[index], blocks[index + 1])
    )


def _is_smaller(line: Block, below: Block) -> bool:
    """Whether a line is set in smaller type than the paragraph below: a caption or note, no heading."""
    if line.style is None or below.style is None:
        return False
    return (line.style.size or 0) < (below.style.size or 0)


def _prefix(line: str) -> str:
    """Return the text before the first comma, if short enough for a refrain, else an empty text."""
    head = re.match(r"[^,。;:]{2,8}(?=,)", line)
    return head[0] if head else ""
