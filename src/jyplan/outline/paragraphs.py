"""Join the lines of a document to paragraphs.

A block of a text file is a line of the file. Hard-wrapped lines are joined to paragraphs; a text without
its line breaks is cut into paragraphs.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Block, BlockKind, Place
from jyplan.outline.facts.owners.persons import is_person
from jyplan.outline.plans.numbered import is_plan_title
from jyplan.outline.readings.heading_words import shape_of_line
from jyplan.outline.readings.lost_breaks import part_beginning, part_of_block, restore_breaks
from jyplan.outline.readings.markers import (
    initial_readings,
    lost_readings,
    names_itself,
    opens_with_marker,
)
from jyplan.outline.sections import named_role
from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable

_PARAGRAPH = BlockKind.PARAGRAPH
"""Looked up once: up to Python 3.11 a member of an enumeration takes longer than a test of a short line."""
_TERMINAL = frozenset("。!?;:…”’)】》]—.")
_CANNOT_BEGIN = frozenset(",。;:、)】》”’!?%")
_CANNOT_END = frozenset(",、(《“‘【[的和与及以或并且而把让")
_WHOLE_WORD = lazy_pattern(
    "目的|参与|给予|赋予|授予|普及|涉及|惠及|推及|谦和|温和|亲和|祥和|调和|饱和|总和|合并|谦让|礼让|转让|忍让"
)
"""Words whose last character is a conjunction elsewhere: a heading may end with 人人参与."""
_INDENT = lazy_pattern(r"[\s　]")
_COUNTS_ON = frozenset("高初第、,和及至到—-~一二三四五六七八九十百0123456789")
"""Behind these characters a number at the beginning of the next line continues the paragraph: 高|二、高三."""
_LONE_NUMBER = lazy_pattern("[一二三四五六七八九十]{1,2}|[1-9]|1[0-9]")
"""A number on a line of its own, as public accounts set it above a heading."""
_LONE_PADDED = lazy_pattern("0[1-9]")
_LONGEST_NAME = 3
"""Characters of a person's name below a number on a line of its own; longer lines may be headings."""
_FEWEST_NAMED = 2
_MOSTLY = 0.6
"""The share of names below numbers of two figures that makes all of them a list of persons."""
_LONE_MARKER = 10
"""Characters of a marker on a line of its own: PART THREE."""
_LAST_SENTENCE = lazy_pattern(r"(?<=[。;!?])[^。;!?]+$")
_SHORTEST_SENTENCE = 8
"""Characters: a longer line that ends with a comma or a conjunction goes on in the next line."""
_LONGEST_HEADING = 40
"""Characters: a longer line is no heading, and goes on in the next line where it ends inside a sentence."""
_SOME_END = 0.04
"""Least share of lines that end with a full stop in a hard-wrapped text."""
_FEWEST_FULL = 3
"""Lines of nearly the greatest width in a hard-wrapped text."""
_LEAST_FULL = 0.15
"""Least share of lines of nearly the greatest width in a hard-wrapped text."""
_INSIDE = 0.4
"""Least share of lines that end inside a sentence, among the lines of nearly the greatest width."""
_BESIDE_TEXT = frozenset({BlockKind.FURNITURE, BlockKind.HEADER, BlockKind.FOOTER})
"""Blocks that may stand between two halves of a paragraph."""
_WIDEST = 100
"""Characters: no program wraps a line later than here."""


class _Line(NamedTuple):
    block: Block
    text: str
    folded: str
    full: bool
    """The line reaches the margin."""


class _Margin(NamedTuple):
    """Where the lines of a hard-wrapped file are cut."""

    measure: Callable[[str], int]
    edge: int
    """A line of at least this width is full: up to three characters may have moved to the next line (避头尾)."""


def join_paragraphs(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks as paragraphs: broken lines joined, indents dropped.

    Rows, declared headings and furniture pass unchanged; furniture between two halves of a
    paragraph stands after it.
    """
    margin = _wrap_margin(blocks)
    over_names = _numbers_over_names(blocks)
    paragraphs: list[Block] = []
    waiting: list[Block] = []  # furniture inside a paragraph that may go on below
    current: list[_Line] = []

    def close() -> None:
        if current:
            paragraphs.extend(restore_breaks(_joined(current)))
            current.clear()
        paragraphs.extend(waiting)
        waiting.clear()

    for block in blocks:
        if block.kind is not _PARAGRAPH:
            if block.kind in _BESIDE_TEXT and current:
                waiting.append(block)
            else:
                close()
                paragraphs.append(block)
            continue
        text = block.text.strip()
        line = _Line(block, text, fold(text), margin is not None and margin.measure(block.text.rstrip()) >= margin.edge)
        listed = bool(current) and id(current[-1].block) in over_names
        if current and (
            listed or not _continues(current[-1], line, wrapped=margin is not None, through_furniture=bool(waiting))
        ):
            close()
        if text:
            current.append(line)
    close()
    return tuple(part_beginning(paragraphs))


def _numbers_over_names(blocks: tuple[Block, ...]) -> frozenset[int]:
    """Return the identities of the lines with a two-figure number alone, where mostly names of persons stand below: winners."""
    over = [
        (above, fold(below.text).strip())
        for above, below in pairwise(blocks)
        if above.kind is _PARAGRAPH
        and len(above.text) <= _LONE_MARKER
        and _LONE_PADDED.fullmatch(fold(above.text).strip())
    ]
    named = sum(len(line) <= _LONGEST_NAME and is_person(line) and named_role(line) is None for _, line in over)
    return (
        frozenset(id(above) for above, _ in over) if named >= max(_FEWEST_NAMED, len(over) * _MOSTLY) else frozenset()
    )


def _continues(before: _Line, line: _Line, *, wrapped: bool, through_furniture: bool) -> bool:
    """Whether `line` continues the paragraph with the last line `before`."""
    if not line.folded or is_bare_label(before.block) or is_bare_label(line.block):
        return False
    if _LONE_NUMBER.fullmatch(before.folded):
        return named_role(line.folded) is not None  # 一 above 指导思想
    if before.folded in {"(", "["} or (
        len(before.folded) <= _LONE_MARKER and opens_with_marker(before.folded, alone=True)
    ):
        # a marker, or half of one, on a line of its own; 第一阶段 over a list is a heading, and 2. above 4. is empty
        names_list = _is_item(line) and len(before.folded) > 2 and names_itself(before.folded)
        return not (names_list or _counts_on(before.folded, line.folded))
    if not (through_furniture or _adjacent(before.block.place, line.block.place)):
        return False
    if _INDENT.match(line.block.text):
        return False
    last, first = before.folded[-1], line.folded[0]
    if wrapped and before.full:
        return not begins_paragraph(line.folded) or (
            last not in _TERMINAL and (last in _COUNTS_ON or not _is_item(line))
        )
    if first in "、.(" and any(lost_readings(0, line.folded)):
        return False
    if (first in _CANNOT_BEGIN and len(line.folded) > 1) or line.folded.startswith(("是:", "为:")):
        return True
    if _is_item(line):
        return False
    if (
        last in _CANNOT_END
        and len(before.folded) > _SHORTEST_SENTENCE
        and not _WHOLE_WORD.fullmatch(before.folded[-2:])
    ):
        return True
    return not wrapped and last not in _TERMINAL and _is_long_sentence(before.folded)


def _counts_on(above: str, below: str) -> bool:
    """Whether a line is a marker alone, and the next line begins with a later number of the same kind: 2. above 4.…."""
    if above[-1] not in "、.)":
        return False
    upper, lower = (next(initial_readings(0, f"{line}事"), None) for line in (above, below))
    return (
        upper is not None
        and lower is not None
        and upper.shape.group == lower.shape.group
        and upper.ordinal < lower.ordinal
    )


def is_bare_label(block: Block) -> bool:
    """Return whether a paragraph is empty but for the number from the file."""
    return bool(block.label.strip()) and block.text.strip() == block.label.strip()


def _adjacent(before: Place, after: Place) -> bool:
    """Whether two lines are consecutive in a text file, or belong to the same paragraph of a Word file."""
    if before.line is None or after.line is None:
        return before.paragraph is not None and before.paragraph == after.paragraph
    return after.line - before.line == 1


def _is_item(line: _Line) -> bool:
    """Whether a line surely begins with a marker: not `2.5`, not `三、四年级`."""
    return any(reading.against < 2 for reading in initial_readings(0, line.folded))


def _is_long_sentence(folded: str) -> bool:
    """Whether a line is too long for a heading, and the last sentence is no item with a lost line break."""
    sentence = _LAST_SENTENCE.search(folded)
    return len(folded) > _LONGEST_HEADING and not opens_with_marker(sentence[0] if sentence else folded)


def begins_paragraph(folded: str) -> bool:
    """Return whether the words of a folded line begin a paragraph: an item, a heading, a plan's title."""
    return opens_with_marker(folded) or shape_of_line(folded) is not None or is_plan_title(folded)


def _joined(lines: list[_Line]) -> Block:
    first = lines[0].block
    if len(lines) == 1 and lines[0].text == first.text:
        return first
    text, parts = lines[0].text, [_bare(lines[0], 0)]
    for before, line in pairwise(lines):
        space = _LONE_NUMBER.fullmatch(before.folded) is not None or (
            before.text[-1].isascii()
            and before.text[-1].isalpha()
            and line.text[0].isascii()
            and line.text[0].isalpha()
        )
        text += " " if space else ""
        parts.append(_bare(line, len(text)))
        text += line.text
    return replace(
        first,
        text=text,
        origins=tuple(chain.from_iterable(part.origins for part in parts)),
        anchors=tuple(chain.from_iterable(part.anchors for part in parts)),
    )


def _bare(line: _Line, new_start: int) -> Block:
    """Return a line without indent, as a part of a paragraph from `new_start` on."""
    text = line.block.text
    indent = len(text) - len(text.lstrip())
    return part_of_block(line.block, indent, indent + len(line.text), new_start)


def _wrap_margin(blocks: tuple[Block, ...]) -> _Margin | None:
    """Return the width of a hard-wrapped file's lines, None where each line is a paragraph.

    A hard-wrapped file has many lines of nearly the greatest width, and these lines end inside a sentence.
    Programs wrap by columns or by characters, so both measures are tried.
    """
    lines = [
        line
        for block in blocks
        if block.kind is _PARAGRAPH and block.place.line is not None and (line := block.text.rstrip())
    ]
    if not lines or max(map(len, lines)) > _WIDEST:
        return None
    if sum(fold(line[-1]) in "。;" for line in lines) < _SOME_END * len(lines):
        return None  # a text without full stops shows no ends of sentences
    best, most = None, 0
    for measure, slack, least in _MEASURES:
        widths = [measure(line) for line in lines]
        edge = max(widths) - slack
        full = [line for line, width in zip(lines, widths, strict=True) if width >= edge]
        inside = sum(fold(line[-1]) not in _TERMINAL for line in full)
        if (
            edge + slack >= least
            and len(full) >= max(_FEWEST_FULL, _LEAST_FULL * len(lines), most + 1)
            and inside >= _INSIDE * len(full)
        ):
            best, most = _Margin(measure, edge), len(full)
    return best


def _columns(text: str) -> int:
    return sum(map(_width, text))


@lru_cache(maxsize=8192)  # more than the characters of everyday Chinese
def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


_MEASURES: tuple[tuple[Callable[[str], int], int, int], ...] = ((_columns, 6, 40), (len, 2, 20))
"""The widths of a line: measure, slack of a full line, width of the narrowest page; in columns and in characters."""
