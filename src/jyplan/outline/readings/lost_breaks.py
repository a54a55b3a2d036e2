"""Cut an unbroken text, a plan without its line breaks, into title, sections by name and paragraphs."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from jyplan.model import Block, BlockKind
from jyplan.outline.genres.titles import genre_of_title
from jyplan.outline.plans.headlines import SURE, title_strength
from jyplan.outline.readings.inline import counts_behind_blanks, has_lost_breaks
from jyplan.outline.readings.markers import opens_with_marker, reads_like_heading
from jyplan.outline.sections import named_beginning
from jyplan.outline.titles import begins_text
from jyplan.text import anchors, origins
from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PARAGRAPH = BlockKind.PARAGRAPH
_LOST_BREAK = lazy_pattern(
    r"[ 　](?<![A-Za-z0-9、丶.．].)(?:(?<![年月日午时時点點].)[ 　]*|(?<=[年月日午时時点點].)[ 　]*(?!\d))(?![A-Za-z])"
)
"""A blank in place of a line break; 2025 年 3 月 holds none."""
_TITLE_PARAGRAPHS = 5
"""Paragraphs at the beginning of a text, each a possible beginning of the title."""
_SITE_PARAGRAPHS = 12
"""Paragraphs at the beginning of a page, with the lines of a site above an unbroken text."""
_WITH_TITLE = 60
"""Least characters of a paragraph with a title and text behind."""
_WHOLE_TEXT = 200
"""Least characters of an unbroken text; the first words of such a text are a title more surely."""
_LONGEST_WITH_TITLE = 100
"""Characters at the beginning of a paragraph in which a title ends."""
_TEXT_BEGINS = lazy_pattern(
    r"一[、,.]|第一[,、部章]|\(一\)|(?<!\d)1[、.]|为(?!人|民|主)|根据|按照|依据|随着|新的?学期|本学[期年]|指导思想|(?P<opening>引言|前言|导言|序言)(?![的和与、])|(?<=[划点结案])[ ]?(?:以|在)"
    r"|(?<=的通知)[ ]?[各全市县区局尊高初中小幼一二三四五六七八九]"
)
"""Beginnings of texts: the first item, the first words of a preamble, the addressees of a notice."""
_FEWEST_NAMES = 2
"""Least names of sections, 指导思想 among them, in an unbroken text without numbers."""
_WITHOUT_NUMBERS = 120
"""Least characters of an unbroken text without numbers."""
_SENTENCE_BEGINS = lazy_pattern("[。!?](?=[^\\d\\s])")
_LONGEST_SECTION = 16
"""Characters of the first section's heading behind the title in one line."""
_SHORTEST_WRAPPED, _LONGEST_WRAPPED = 18, 60
"""Characters of a line that a program of pages has wrapped."""
_SHORTEST_SPACED = 200
"""Characters of a text with spaces for line breaks; a shorter text is a paragraph."""
_FEWEST_SPACES = 4
"""Spaces for line breaks in a text."""
_CHARACTERS_PER_SPACE = 300
"""Characters of a text per space for a line break, at most."""
_STOPS = frozenset("。!?;:")
_IN_BRACKETS = lazy_pattern("【([^【】]{4,40})】(?=[^【】。]{15})")
"""【班务工作计划】为了…: a title in brackets before the first sentence."""
_NOTICE = lazy_pattern("关于[^。;:]{4,60}的通知")


def part_beginning(paragraphs: Sequence[Block]) -> Iterator[Block]:
    """Yield the paragraphs, at the beginning cut behind a title and into the sections of an unbroken text."""
    opening = paragraphs[:_TITLE_PARAGRAPHS]
    above = ("", *(fold(block.text).strip() for block in opening))
    below = chain.from_iterable(
        _without_title(block, "") if _holds_sections(block) else [block]
        for block in paragraphs[_TITLE_PARAGRAPHS:_SITE_PARAGRAPHS]
    )
    beginning = chain(chain.from_iterable(map(_without_title, opening, above)), below)
    yield from chain.from_iterable(map(_parted_by_names, beginning))
    yield from paragraphs[_SITE_PARAGRAPHS:]


def _parted_by_names(block: Block) -> list[Block]:
    """Return headings and paragraphs of an unbroken text without numbers; an ordinary paragraph unchanged.

    指导思想本学期以……为依据。学情分析四年级有…… holds two sections by name.
    """
    names = _names_inside(block)
    if not names or names[0][0] > 0:
        return [block]
    edges = [edge for name in names for edge in name]
    return [part_of_block(block, start, end) for start, end in pairwise([*edges, len(block.text)])]


def _names_inside(block: Block) -> list[tuple[int, int]]:
    """Return the spans of the names of sections at the beginnings of sentences and behind the title; empty with less than two."""
    if block.kind is not _PARAGRAPH or len(block.text) < _WITHOUT_NUMBERS:
        return []
    folded = fold(block.text)
    first = folded.find("指导思想", 0, _LONGEST_WITH_TITLE)
    starts = [first, *(match.end() for match in _SENTENCE_BEGINS.finditer(folded))] if first >= 0 else []
    names = [
        (start, start + length)
        for start in starts
        if (length := named_beginning(folded[start : start + _LONGEST_SECTION]))
        and begins_text(folded[start + length :])
    ]
    different = {folded[start:end] for start, end in names}
    return names if len(different) == len(names) >= _FEWEST_NAMES and not has_lost_breaks(folded) else []


def _holds_sections(block: Block) -> bool:
    """Whether a paragraph is an unbroken text, or a title with the first section behind."""
    folded = fold(block.text)
    lost = len(folded) >= _WHOLE_TEXT and has_lost_breaks(folded)
    return lost or _title_before_section(folded) > 0 or bool(_names_inside(block))


def _without_title(block: Block, above: str) -> list[Block]:
    """Return title and text of a paragraph with both, an ordinary paragraph unchanged.

    `above` is the paragraph above, folded: the title may begin a short paragraph once more.
    """
    if block.kind is not _PARAGRAPH:
        return [block]
    folded = fold(block.text[:_LONGEST_WITH_TITLE])
    if (match := _IN_BRACKETS.match(folded)) and genre_of_title(match[1]) is not None:
        return [part_of_block(block, 0, match.end()), part_of_block(block, match.end(), len(block.text))]
    if length := _title_before_section(folded):
        return [part_of_block(block, 0, length), part_of_block(block, length, len(block.text))]
    if len(block.text) < _WITH_TITLE and not (above and folded.startswith(above)):
        return [block]
    is_text = len(block.text) >= _WHOLE_TEXT and (has_lost_breaks(fold(block.text)) or bool(_names_inside(block)))
    for match in _TEXT_BEGINS.finditer(folded):
        line = folded[: match.start()].strip()
        needed = SURE - 1 if is_text else SURE
        if (line.find("《") > 0 and line.endswith("》")) or (match[0] == "为" and "以" in line):
            continue  # …将继续以《…指导纲要》|为依据 and 本学期以课程标准|为依据 are sentences
        if match.start() and (title_strength(line) >= needed or _NOTICE.fullmatch(line)):
            title = part_of_block(block, 0, len(folded[: match.start()].rstrip()))
            start = match.end() if match["opening"] else match.start()
            opening = [part_of_block(block, match.start(), start)] if match["opening"] else []
            return [title, *opening, part_of_block(block, start + _blanks(folded, start), len(block.text))]
    return [block]


def _blanks(folded: str, start: int) -> int:
    """Return the number of blanks from an index on."""
    return len(folded[start:]) - len(folded[start:].lstrip())


def _title_before_section(folded: str) -> int:
    """Return the length of the title in a line with the first section, …工作计划一、背景分析; 0 without both."""
    start = folded.find("一、")
    heading = folded[start + 2 :].strip()
    is_line = start > 0 and 0 < len(heading) <= _LONGEST_SECTION and reads_like_heading(heading)
    return start if is_line and title_strength(folded[:start].strip()) >= SURE - 1 else 0


def restore_breaks(block: Block) -> list[Block]:
    """Return the paragraphs of a text with spaces for line breaks; an ordinary paragraph unchanged."""
    if (
        len(block.text) < _SHORTEST_SPACED
        or len(spaces := _LOST_BREAK.findall(block.text)) < _FEWEST_SPACES
        or len(block.text) / len(spaces) > _CHARACTERS_PER_SPACE
    ):
        return [block]
    folded = fold(block.text)
    if not (has_lost_breaks(folded) or counts_behind_blanks(folded)):
        return [block]
    blanks = _without_wraps(folded, [blank.span() for blank in _LOST_BREAK.finditer(block.text)])
    edges = [0, *chain.from_iterable(blanks), len(block.text)]
    return [part_of_block(block, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _without_wraps(folded: str, blanks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the blanks that were ends of paragraphs, if most were ends of lines inside sentences; else all blanks."""
    starts = [0, *(end for _, end in blanks)]
    wraps = {
        blank
        for start, blank in zip(starts, blanks, strict=False)
        if _SHORTEST_WRAPPED <= blank[0] - start <= _LONGEST_WRAPPED
        and folded[blank[0] - 1] not in _STOPS
        and not opens_with_marker(folded[blank[1] : blank[1] + _LONGEST_SECTION])
    }
    return [blank for blank in blanks if blank not in wraps] if 2 * len(wraps) >= len(blanks) else blanks


def part_of_block(block: Block, start: int, end: int, new_start: int = 0) -> Block:
    """Return the block from `start` to `end`, as a part of a text from `new_start` on."""
    return replace(
        block,
        text=block.text[start:end],
        origins=origins.cut(block.origins, start, end, new_start),
        anchors=anchors.cut(block.anchors, start, end, new_start),
    )
