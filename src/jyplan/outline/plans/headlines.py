"""Find the title of a text: words, lines, and the lines below without a section.

| line | |
|---|---|
| 青禾路小学2024—2025学年度第一学期 | first line of the title: it names a time and goes on below |
| 德育工作计划 | last line of the title |
| （经校务会审议通过） | head: a line in brackets, no part of the title |
| 德育处　张禾 | head: who wrote it |
| 一、指导思想 | text |
"""

from __future__ import annotations

from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import BlockKind, Genre, PlanKind
from jyplan.outline.genres.titles import bare_paper_title, closed_up, genre_of_title
from jyplan.outline.genres.words import genre_words
from jyplan.outline.readings.heading_shapes import HeadingShape
from jyplan.outline.readings.heading_words import is_signature, shape_of_line
from jyplan.outline.readings.markers import initial_readings, opens_with_marker
from jyplan.outline.sections import named_role
from jyplan.outline.vocabulary import vocabulary
from jyplan.text.patterns import HANZI, lazy_pattern
from jyplan.text.school_names import find_school

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import Block

_HEAD = 30
"""Paragraphs at the beginning of a text among which its title stands."""
_LONGEST_TITLE = 80
"""Characters of a title over all its lines; the longest seen has 54 in one line."""
_LONGEST_SPACED = 5 * _LONGEST_TITLE
"""Characters of a title whose characters are set apart by up to four spaces each (see `closed_up`)."""
_LONGEST_PLAIN = 50
"""Characters of a title with a comma inside: longer ones are sentences."""
_LONGEST_LINE = 40
"""Characters of a line that is one of several of a title."""
_LONGEST_WRITER = 20
"""Characters of a line that names a school, a group or a person below a title."""
_LONG_SENTENCE = 30
"""Characters of a line of running text."""
_TEXT_ABOVE = 2
"""Lines of running text below which a word that names a genre makes no title."""
_SHORTEST_SILENT = 4
"""Characters of a title that names no genre."""
_LINES_BELOW = 3
"""Lines below a title that names no genre; a line of over twice its length is running text."""
_BARE_GENRE = 6
"""Characters of a line that is little more than the word for a genre: 工作计划."""
TITLE_BLOCK = 12
"""Lines below a title among which its date, source and author are looked for, or its first item."""
_MOST_LINES = 3
"""Lines of a title, subtitles apart."""
_NEXT_FORM = 80
"""Blocks from the heading of a form on, searched for the heading of a second form."""
_MOST_BELOW = 4
"""Lines below a title that are in brackets, dated or signed."""
SURE = 3
"""The strength (see `title_strength`) from which on the words of a line make it a title."""
_LARGE = 18
"""Points: 小二, the next size above 三号 (16), in which GB/T 9704-2012, 5.2.2, sets the text."""
OPEN_END = lazy_pattern("[。;:,!?、]$")
"""A mark at the end of a line that no title ends with."""
_SENTENCE = lazy_pattern("[。;]")
PUNCTUATION = lazy_pattern("[。;:,!?、]")
_TIME = lazy_pattern(r"\d{4}|二[〇○零]|学年|学期|年度|[春秋]季")
_GOES_ON = lazy_pattern(r"(?:的|和|与|及|或|暨|、|在|对|年度?|学年度?|学期|届|[春秋]季|\d{4})$")
"""The end of a line of a title that goes on in the next line."""
_ANNEX = lazy_pattern(r"附件?\s?\d{0,2}\s?[:.、]")
_QUOTED = lazy_pattern("“[^“”]{2,40}”|《[^《》]{2,40}》")
"""The name of a project above 课题研究计划."""
_LETTER_NUMBER = lazy_pattern(r"[\[(]\d{4}[\])]\s?第?\d{1,4}号?$")
"""青教〔2024〕12号, the number of an official letter."""
_DAY_FIRST = lazy_pattern(
    rf"(?:0?[1-9]|1[0-2])\.(?:[0-2]\d|3[01]|[1-9](?=\s?[—~-]))日?(?:\s?[—~-]{{1,4}}\s?(?:(?:0?[1-9]|1[0-2])\.)?(?:[0-2]?\d|3[01])日?)?\s?{HANZI}"
)
"""5.11期中考试安排, 10.8—10.31值班安排: a month and a day of two figures, or days from and to, before words."""
_SUBTITLE = lazy_pattern("[—-]{1,4}[^—-]")
_DATED_SUBTITLE = lazy_pattern(r"[—-]{1,4}\s?\d{4}年")
"""——2026年1月26日在…会议上, when and where a report was given."""
_BRACKETED = lazy_pattern(r"\([^()]{1,60}\)|\[[^\[\]]{1,60}\]")
_HANDED_ON = lazy_pattern(r"(?:印发|转发|下发|制发|报送|发布|公布)[^《]{0,6}《")
_PERIOD = lazy_pattern(
    r"[(\[]?(?:(?:19|20)\d{2}|二[〇○零][〇○零一二三四五六七八九]{2}|\d{2}-\d{2}学年)[\d〇○零一二三四五六七八九十年月日号./~—\- 至到学度第期上下半春夏秋冬季]{0,30}[)\]]?"
)
"""A line that is a time and no more: 2025.9—2026.1, 25-26学年上学期."""
_TABLE = frozenset({BlockKind.ROW, BlockKind.LABEL})
"""Blocks that are no title."""


_TITLE_STYLES = frozenset({"Title", "标题"})


class Headline(NamedTuple):
    """A title, as lines from `start` to `end`, and the head below it up to `head`."""

    start: int
    end: int
    head: int


def title_strength(line: str) -> int:
    """Return how much a folded line looks like the title of a text: 0 not at all, 4 surely.

    >>> [title_strength(t) for t in ("青禾路小学2024-2025学年教研工作计划", "工作计划", "一、工作计划", "各位老师:")]
    [4, 2, 0, 0]
    """
    line = closed_up(line)
    if not 2 <= len(line) <= _LONGEST_TITLE or OPEN_END.search(line) or _is_item(line):
        return 0
    if _SENTENCE.search(line) or (len(line) > _LONGEST_PLAIN and "," in line):
        return 0
    bare = bare_paper_title(line.lstrip("—-"))
    genre = genre_of_title(bare) or genre_of_title(line)
    if genre is None or len(bare) <= 2:
        return 0
    if genre is Genre.SCHEME and bare in genre_words().titles and not bare.endswith("方案"):
        return 0  # 活动流程 is a section's name
    strength = 2 if genre.kind is PlanKind.PLAN else 1
    if genre is Genre.NOTICE and _HANDED_ON.search(bare):
        return 1  # the enclosed paper has a title of its own below, or none
    signs = (_TIME.search(bare) is not None) + (vocabulary().plans.organisations.search(bare) is not None)
    return strength + signs if signs or named_role(bare) is None else 0  # 工作目标 is a section's name


def _is_item(line: str) -> bool:
    """Whether a folded line begins with a marker, and not with the day in a title: 5.11期中考试安排."""
    return opens_with_marker(line) and not _DAY_FIRST.match(line)


def find_headline(blocks: Sequence[Block], folded: Sequence[str], start: int, end: int) -> Headline | None:
    """Return the title between two lines, the strongest before the first item; None where no line names a genre."""
    best, strongest = None, 0
    notice = listed = False
    sentences = 0
    for index in range(start, min(end, start + _HEAD)):
        line = folded[index]
        if blocks[index].kind is BlockKind.LABEL:
            break
        if vocabulary().site.lines.search(line) and len(line) <= _LONGEST_WRITER:
            continue  # 1. 首页
        if any(r.ordinal == 1 for r in initial_readings(0, line)) and len(line) > 3 and not title_strength(line):
            break
        if notice and _ANNEX.match(line) and not _has_items(folded, index + 1):
            listed = True
            continue  # one of the annexes that a notice lists
        if notice and _ANNEX.match(line) and not _is_planned(line):
            continue  # 附：考核办法 is a part of the notice
        notice = notice or genre_of_title(line) is Genre.NOTICE
        sentences += len(line) >= _LONG_SENTENCE and line.endswith("。")
        for last, strength in _candidate_titles(blocks, folded, index, end):
            if strength < SURE - 1 and sentences >= _TEXT_ABOVE:
                continue  # a heading inside an article: 创新工作方法
            if strength > strongest and (not listed or _is_planned(joined_lines(folded[index:last]))):
                best, strongest = (index, last), strength
    if best is None:
        return None
    return headline_at(blocks, folded, *best, first=start, end=end)


def _is_planned(title: str) -> bool:
    """Whether a title names a plan, perhaps an annex of a notice; a list of names is a part of the notice."""
    genre = genre_of_title(title)
    return genre is not None and genre.kind is PlanKind.PLAN


def _has_items(folded: Sequence[str], start: int) -> bool:
    """Whether a numbered line follows soon, as below the title of an annex and not below a list of annexes."""
    return any(opens_with_marker(line) for line in folded[start : start + _MOST_BELOW])


def _title_ends(blocks: Sequence[Block], folded: Sequence[str], index: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the possible ends (exclusive) of a title beginning at line `index`, each with the strength of its words."""
    text = ""
    for last in range(index, min(end, index + _MOST_LINES)):
        if blocks[last].kind in _TABLE or (last > index and not _belongs_together(blocks, folded, last - 1, last)):
            return
        text += folded[last]
        if len(text) > _LONGEST_SPACED:
            return
        yield last + 1, title_strength(text)


def _candidate_titles(
    blocks: Sequence[Block], folded: Sequence[str], index: int, end: int
) -> Iterator[tuple[int, int]]:
    """Yield the end (exclusive) and the strength of each title that begins at a line; its look counts, too."""
    for last, of_words in _title_ends(blocks, folded, index, end):
        if vocabulary().site.lines.search(folded[last - 1]):
            return
        if strength := of_words or _over_period(folded[index : last + 1]):
            yield last, strength + _stands_out(blocks[last - 1])


def _over_period(lines: Sequence[str]) -> int:
    """Return the strength of a line with a genre over its term: 德育工作总结 over （2016—2017学年度第二学期）."""
    title, period = lines if len(lines) == 2 else ("", "")
    is_over = _PERIOD.fullmatch(period) is not None and _BRACKETED.fullmatch(period) is not None
    return SURE - 1 if is_over and genre_of_title(title) is not None and not _is_item(title) else 0


def strongest_title(blocks: Sequence[Block], folded: Sequence[str], index: int) -> tuple[int, int]:
    """Return the end (exclusive) of the title beginning at a line, and the strength of its words; 0 without a title."""
    titles = [title for title in _title_ends(blocks, folded, index, len(folded)) if title[1]]
    return max(titles, key=itemgetter(1), default=(index + 1, 0))


def _stands_out(block: Block) -> bool:
    style = block.style
    return style is not None and (
        style.alignment == "center" or (style.size or 0) >= _LARGE or style.name in _TITLE_STYLES
    )


def _belongs_together(blocks: Sequence[Block], folded: Sequence[str], upper: int, lower: int) -> bool:
    """Whether two lines belong to the same title: the upper line is unfinished, or both have the look of a title."""
    above, below = folded[upper], folded[lower]
    if (
        max(len(above), len(below)) > _LONGEST_LINE
        or PUNCTUATION.search(above.strip("、"))
        or opens_with_marker(above)
        or opens_with_marker(below)
        or _BRACKETED.fullmatch(below)
        or _ANNEX.match(below)
        or is_signature(above, None)
        or _LETTER_NUMBER.search(above)
        or (named_role(below) is not None and not title_strength(below))
    ):
        return False
    if title_strength(above):
        return False
    if _GOES_ON.search(above) or above.count("《") > above.count("》") or _QUOTED.fullmatch(above):
        return True
    if _TIME.search(above) and shape_of_line(above) is None:
        return _TIME.search(below) is None
    if title_strength(below) >= SURE:
        return False
    if len(below) <= _BARE_GENRE and title_strength(below) and _names_more_than_organisation(above):
        return True
    return above.startswith("关于") or (not is_organisation(above) and _look_alike(blocks[upper], blocks[lower]))


def _look_alike(upper: Block, lower: Block) -> bool:
    if upper.style is None or lower.style is None or not (_stands_out(upper) and _stands_out(lower)):
        return False
    return (upper.style.size, upper.style.bold, upper.style.alignment) == (
        lower.style.size,
        lower.style.bold,
        lower.style.alignment,
    )


def joined_lines(lines: Sequence[str]) -> str:
    """Return the lines of a title joined, with a space where Latin letters or figures meet.

    >>> joined_lines(["青禾路小学2024学年", "德育工作计划"]), joined_lines(["Plan of", "2024"])
    ('青禾路小学2024学年德育工作计划', 'Plan of 2024')
    """
    text = ""
    for line in lines:
        meet = text[-1:].isascii() and text[-1:].isalnum() and line[:1].isascii() and line[:1].isalnum()
        text += f" {line}" if meet else line
    return text


def _names_more_than_organisation(line: str) -> bool:
    return vocabulary().plans.organisations.search(line) is not None and not is_organisation(line)


def is_organisation(line: str) -> bool:
    """Return whether a folded line is the name of a school or office and no more."""
    ends = [match.end() for match in vocabulary().plans.organisations.finditer(line)]
    return ends[-1:] >= [len(line.rstrip()) - 1]


def headline_at(
    blocks: Sequence[Block], folded: Sequence[str], start: int, end_of_title: int, *, first: int, end: int
) -> Headline:
    """Return the title in the given lines with its subtitles, a motto above a subtitle, and the head below."""
    if start > first and _SUBTITLE.match(folded[start]) and _is_motto(folded[start - 1]):
        start -= 1
    last = end_of_title
    while last < min(end, end_of_title + 2) and _is_subtitle(folded[last]):
        last += 1
    head = last
    while (
        head < min(end - 1, last + _MOST_BELOW)
        and not blocks[head].place.table
        and _opens_no_section(folded[head])
        and not _heads_form(blocks[head : min(end, head + _NEXT_FORM)])
    ):
        head += 1
    return Headline(start, last, head)


def _heads_form(blocks: Sequence[Block]) -> bool:
    """Whether the first of some blocks is the heading of a form, and a later block is too: 一年级组, 二年级组."""
    heads = (above.kind is BlockKind.HEADING and below.kind is BlockKind.LABEL for above, below in pairwise(blocks))
    return next(heads, False) and any(heads)


def _is_subtitle(line: str) -> bool:
    site = vocabulary().site
    is_link = any(words.search(line) for words in (site.after_plans, site.lines))  # - 相关推荐, - 格式:doc
    return (
        len(line) <= _LONGEST_TITLE
        and not is_link
        and _SUBTITLE.match(line) is not None
        and _DATED_SUBTITLE.match(line) is None
    )


def _is_motto(line: str) -> bool:
    return len(line) <= _LONGEST_LINE and not OPEN_END.search(line) and not opens_with_marker(line)


def _opens_no_section(line: str) -> bool:
    """Whether a line below a title is in brackets, a date, or the name of the author."""
    return (
        (_BRACKETED.fullmatch(line) is not None and named_role(line.strip("()[]")) is None)
        or is_signature(line, None)
        or _PERIOD.fullmatch(line) is not None
        or _DATED_SUBTITLE.match(line) is not None
        or (len(line) <= _LONGEST_WRITER and not PUNCTUATION.search(line) and _names_writer(line))
    )


def _names_writer(line: str) -> bool:
    return is_organisation(line) or (find_school([line]) is not None and not title_strength(line))


def stands_over_text(blocks: Sequence[Block], folded: Sequence[str]) -> bool:
    """Return whether the first line of a text has the form of a title, though without a genre, as in a news item."""
    line = folded[0]
    if line.replace(" ", "") in genre_words().titles and named_role(line) is None:
        return True  # 喜报, 通 知
    if len(line) <= _LONGEST_TITLE and not _SENTENCE.search(line) and genre_words().news_reports.search(line):
        return True
    if blocks[0].style is not None and blocks[0].style.name in _TITLE_STYLES and not opens_with_marker(line):
        return True
    if shape_of_line(line) is HeadingShape.WEEK and blocks[1:2] and blocks[1].kind is BlockKind.ROW:
        return not any(shape_of_line(further) is HeadingShape.WEEK for further in folded[1:])  # the table of one week
    if (
        not _SHORTEST_SILENT <= len(line) <= _LONGEST_PLAIN
        or blocks[0].kind in _TABLE
        or PUNCTUATION.search(line)
        or _is_item(line)
        or shape_of_line(line) is not None
    ):
        return False
    if any(len(below) > 2 * len(line) for below in folded[1 : 1 + _LINES_BELOW]):
        return True
    following = folded[1] if len(folded) > 1 else ""
    names = _TIME.search(line) is not None or vocabulary().plans.organisations.search(line) is not None
    return names and (
        (blocks[1:2] != () and blocks[1].kind is BlockKind.ROW) or following.startswith(("一、", "一,", "一 ", "第一"))
    )
