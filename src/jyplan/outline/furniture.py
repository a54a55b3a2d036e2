"""Displayed lines outside every plan: page numbers, running heads, tables of contents."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise, zip_longest

from jyplan.model import Block, BlockKind
from jyplan.outline.forms.rows import cut
from jyplan.outline.sections import named_role
from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern

_PARAGRAPH = BlockKind.PARAGRAPH
"""Looked up once: up to Python 3.11 a member of an enumeration takes longer than a test of a short line."""
_PAGE_NUMBER = lazy_pattern(
    r"(?:[-—~·]+\s*\d{1,4}\s*[-—~·]+|第\s*\d{1,4}\s*页.{0,10}|\d{1,4}\s*/\s*\d{1,4}|(?:[Pp]age|PAGE)\s*\d{1,4}.{0,10}|共\s*\d+\s*页.{0,10})"
)
_BARE_NUMBER = lazy_pattern(r"\d{1,3}")
_CONTENTS_TITLE = lazy_pattern(r"目\s*(?:录|次)|[Cc]ontents")
_LEADERS = lazy_pattern(r"(?:(?<!\.)\.{3,}+|(?<!…)…++|(?<!·)·{3,}+|(?<!_)_{3,}+|(?<!\s)(?:\s{2,}+|\t))\s*+\d{1,4}$")
_LEADER_PAGE = lazy_pattern(r"(?:(?<!\.)\.{4,}+|(?<!…)…{2,}+|(?<!·)·{4,}+)\s*+\d{1,4}$")
_CONTENTS_PAGE = lazy_pattern(r"(?:(?<![\s.…·])[\s.…·]++)?\d{1,4}$")
_PAGE_MARK = lazy_pattern(r"(\d{1,3})、")
_NEXT_SECTION = lazy_pattern(
    r"[。!?;:]\s?(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,2}\s?[.、](?!\d))"
)
_SENTENCE_ENDS = frozenset("。!?;:…”’)】》.")
_LONGEST_ENTRY = 40
_FIRST_ENTRY = lazy_pattern(r"(?:一、|第一[章部]|1[.、]?1?)\s?[^。;:!?]{2,30}")
_ENTRY = lazy_pattern(
    r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节部]|\(?[一二三四五六七八九十]{1,3}\)|\d{1,2}[.、\d])[^。;:!?]{2,38}"
)
"""A numbered heading of a table of contents."""
_FEWEST_ENTRIES = 6
_LONGEST_MARK = 6
"""Characters at the beginning of a line in which the number of its page stands."""
_FEWEST_PAGES = 2
_LONGEST_PAGE_NUMBER = 24
"""Characters of a page number with its words and signs: 第 1 页 共 5 页."""
_LONGEST_BARE_NUMBER = 3
"""Digits of a page number alone on a line."""
_LONGEST_RUNNING_HEAD = 40
"""Characters of a running head."""
_FEWEST_RUNNING_HEADS = 3
"""Page numbers beside the same running head."""
_LONGEST_NUMBERED_ENTRY = 80
"""Characters from which on a line with a number at its end is text and no entry of a table of contents."""
_SHORTEST_PAGE = 80
"""Characters of a page that a site shows as one line."""
_FEWEST_REPEATED = 2
"""Entries that are a table of contents where all headings stand again below, the first over its text."""
_TABLES_OF_CONTENTS = 5
"""Tables of contents searched in a file, a bound for hostile files; each costs a pass over the file."""


def _unspaced(line: str) -> str:
    return "".join(line.split())


def mark_furniture(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks, with kinds for page numbers (FOOTER), running heads and tables of contents."""
    folded = [fold(block.text).strip() for block in blocks]
    page_numbers = _page_numbers(folded)
    heads = _running_heads(folded, page_numbers)
    contents = _contents(folded, blocks)
    untitled, text_behind = _untitled_contents(folded, blocks)
    contents |= untitled
    page_marks = _page_marks(folded, blocks)
    marked = []
    for index, block in enumerate(blocks):
        kind = block.kind
        if (length := page_marks.get(index, 0) or text_behind.get(index, 0)) and index not in contents:
            marked += [
                replace(
                    cut(block, ((0, length),)), kind=BlockKind.FOOTER if index in page_marks else BlockKind.CONTENTS
                ),
                cut(block, ((length, len(block.text)),)),
            ]
            continue
        if index in contents:
            kind = BlockKind.CONTENTS
        elif kind is _PARAGRAPH and (index in page_numbers or index in heads):
            kind = BlockKind.FOOTER if index in page_numbers else BlockKind.HEADER
        marked.append(block if kind is block.kind else replace(block, kind=kind))
    return tuple(marked)


def _untitled_contents(folded: list[str], blocks: tuple[Block, ...]) -> tuple[set[int], dict[int, int]]:
    """Return the lines of a table of contents without a title and pages, and where the text begins in the line behind.

    一、背景 / 1.1政策 / 二、目标 / 一、背景 / 1.1政策 / text: numbered headings alone, up to the first heading again. In a text that
    lost its breaks the first heading stands behind the last entry: 2.1总体目标一、背景….
    """
    first = next((i for i, line in enumerate(folded) if _FIRST_ENTRY.fullmatch(line)), None)
    if first is None:
        return set(), {}
    heading, end = _unspaced(folded[first]), first + 1
    while end < len(folded) and (not folded[end] or _ENTRY.fullmatch(folded[end])):
        if _unspaced(folded[end]) == heading:
            break
        end += 1
    entries = {i for i in range(first, end) if folded[i]}
    if end == len(folded) or blocks[end].kind is not _PARAGRAPH:
        return set(), {}
    if _unspaced(folded[end]) == heading:
        return (entries if len(entries) >= _FEWEST_ENTRIES or _stand_again(folded, entries, end) else set()), {}
    behind = fold(blocks[end].text[: 2 * _LONGEST_ENTRY]).find(folded[first])
    is_last = behind > 0 and _ENTRY.fullmatch(folded[end][:behind].strip()) is not None
    return (entries, {end: behind}) if is_last and len(entries) >= _FEWEST_ENTRIES - 1 else (set(), {})


def _stand_again(folded: list[str], entries: set[int], end: int) -> bool:
    """Whether all of some headings stand again from a line on, the first over text: links to the parts of a page."""
    if len(entries) < _FEWEST_REPEATED or end + 1 >= len(folded) or _ENTRY.fullmatch(folded[end + 1]):
        return False
    return {_unspaced(line) for line in folded[end:]}.issuperset(_unspaced(folded[i]) for i in entries)


def _page_marks(folded: list[str], blocks: tuple[Block, ...]) -> dict[int, int]:
    """Return the length of the number before each page of a document that a site shows page by page, a line each: 1、…, 2、….

    Every page but the last breaks off inside a sentence, and sections begin inside the pages.
    """
    numbered = [
        (index, match)
        for index in range(len(folded))
        if blocks[index].kind is _PARAGRAPH and (match := _PAGE_MARK.match(fold(blocks[index].text[:_LONGEST_MARK])))
    ]
    pages: dict[int, int] = {}
    for number, (index, match) in enumerate(numbered, 1):
        if int(match[1]) != number or index != numbered[0][0] + number - 1:
            return {}
        is_last = number == len(numbered)
        if not is_last and (len(folded[index]) < _SHORTEST_PAGE or folded[index][-1] in _SENTENCE_ENDS):
            return {}
        pages[index] = match.end()
    with_sections = any(_NEXT_SECTION.search(folded[index]) for index in pages)
    return pages if len(pages) >= _FEWEST_PAGES and with_sections else {}


def _page_numbers(folded: list[str]) -> set[int]:
    certain = {
        index for index, line in enumerate(folded) if len(line) <= _LONGEST_PAGE_NUMBER and _PAGE_NUMBER.fullmatch(line)
    }
    bare = [
        (index, int(line))
        for index, (line, below) in enumerate(zip_longest(folded, folded[1:], fillvalue=""))
        if len(line) <= _LONGEST_BARE_NUMBER
        and _BARE_NUMBER.fullmatch(line)
        and line[0] != "0"
        and named_role(below) is None
    ]
    for (index, number), (next_index, next_number) in pairwise(bare):
        if next_number == number + 1:
            certain |= {index, next_index}
    return certain


def _running_heads(folded: list[str], page_numbers: set[int]) -> set[int]:
    """Return the lines repeated beside page numbers, at least three times."""
    beside = [
        i
        for n in page_numbers
        for i in (n - 1, n + 1)
        if 0 <= i < len(folded) and len(folded[i]) <= _LONGEST_RUNNING_HEAD
    ]
    often = {
        line for line, count in Counter(folded[i] for i in beside).items() if count >= _FEWEST_RUNNING_HEADS and line
    }
    return {i for i in beside if folded[i] in often}


def _contents(folded: list[str], blocks: tuple[Block, ...]) -> set[int]:
    """Return the lines of tables of contents: lines with leaders, and lines below 目录 with a page number or repeated later."""
    contents = {
        i
        for i, line in enumerate(folded)
        if line[-1:].isdigit()
        and len(line) < _LONGEST_NUMBERED_ENTRY
        and blocks[i].kind is not BlockKind.ROW
        and _LEADER_PAGE.search(line)
    }
    tables = 0
    for index, line in enumerate(folded):
        if tables == _TABLES_OF_CONTENTS or not _CONTENTS_TITLE.fullmatch(line):
            continue
        tables += 1
        later = Counter(map(_unspaced, folded[index + 1 :]))
        end = index + 1
        while end < len(folded):
            entry = _unspaced(folded[end])
            bare = _unspaced(_CONTENTS_PAGE.sub("", folded[end]))
            numbered = bare != entry and len(entry) < _LONGEST_NUMBERED_ENTRY
            if not (
                entry == ""
                or (numbered and (_LEADERS.search(folded[end]) or later[bare]))
                or later[entry] > 1
                or end in contents
            ):
                break
            later[entry] -= 1
            end += 1
        if end > index + 2:
            contents |= set(range(index, end))
    return contents
