"""Candidates for headings without a number, with the weights of each kind.

Like `markers`, this module decides nothing: `levels` takes the headings that fit the whole outline.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum
from functools import lru_cache
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import BlockKind, Role
from jyplan.outline.readings.emphasis import emphasised_lines
from jyplan.outline.readings.families import MarkerShape
from jyplan.outline.readings.markers import (
    CN,
    NUMBER_PAIR,
    SIGNS,
    initial_readings,
    opens_with_marker,
    reads_like_heading,
)
from jyplan.outline.sections import bare_title, named_role, numbered_roles
from jyplan.outline.vocabulary import vocabulary
from jyplan.text.patterns import HANZI, lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import Block
    from jyplan.outline.weights import Weight


class HeadingWeights(NamedTuple):
    """The weights of a group of kinds, as fields of `HeadingFamily`."""

    reject: Weight
    opening: Weight
    following: Weight


# As with `families.MarkerWeights`, `benchmarks/outline_weights.md` says what each group changes.
STATED = HeadingWeights(4, 2, 2.5)
"""Headings by the file's own word, and 附件: more than the beginning of a numbered sequence."""
DATED = HeadingWeights(1, 1.2, 2.5)
"""Times on a line of their own, which come in sequence: 第一学期, 三月, 第二周."""
NAMED = HeadingWeights(1, 1, 2)
"""Lines that a look or a section's name sets apart."""
FAINT = HeadingWeights(0.4, 0.2, 1.5)
"""Weak signs: a grade's name, a short line, a beginning shared with neighbouring lines."""
LABELLED = HeadingWeights(0.3, -0.5, 1.5)
"""教师目标：…: as weak, and often the first words of a paragraph."""


class HeadingFamily(NamedTuple):
    """A kind of unnumbered heading, with the fields of `families.Family` and a weight more."""

    name: str
    group: str
    rank: float
    reject: Weight
    opening: Weight
    following: Weight
    """The weight of the next heading of the same kind."""


class HeadingShape(Enum):
    """The kinds of unnumbered headings; the fields of a kind are attributes of its shape."""

    def __init__(self, _name: str, group: str, rank: float, reject: Weight, opening: Weight, following: Weight) -> None:
        self.group = group
        self.rank = rank
        self.reject = reject
        self.opening = opening
        self.following = following

    ANNEX = HeadingFamily("annex", "annex", -1, *STATED)
    """附件, notes, a dated table after the last section: always at the top."""
    FORM = HeadingFamily("form", "form", 0, *STATED)
    """The label of a form's section."""
    DECLARED = HeadingFamily("declared", "declared", 1.8, *STATED)
    """The file's own style declares the line a heading."""
    EMPHASISED = HeadingFamily("emphasised", "emphasised", 2.5, *NAMED)
    """A short line set in a look of its own, shared with at least one line more (see `emphasis`)."""
    SECTION = HeadingFamily("section", "section", 1.9, *NAMED)
    """A section's name on a line of its own."""
    TERM = HeadingFamily("term", "term", 3.15, *DATED)
    """第一学期, 上半年, 暑假."""
    MONTH = HeadingFamily("month", "month", 3.2, *DATED)
    WEEK = HeadingFamily("week", "week", 3.3, *DATED)
    GRADE = HeadingFamily("grade", "grade", 3.4, *FAINT)
    LABEL = HeadingFamily("label", "label", 4, *LABELLED)
    """One of several labels, each over a list: 教师目标：… 学生目标：…"""
    SIGNED = HeadingFamily("signed", "signed", 2.4, *NAMED)
    """One of several short lines behind the same sign, each over text: ★服务宗旨."""
    LEAD = HeadingFamily("lead", "lead", 3, *FAINT)
    """One of three or more lines with the same beginning: 这一年，…… 这一年，……"""
    SHORT = HeadingFamily("short", "short", 3.6, *FAINT)
    """One of several short lines, each over a long paragraph."""


class HeadingCandidate(NamedTuple):
    """A candidate for an unnumbered heading."""

    block: int
    shape: HeadingShape
    heading_level: int | None = None
    start: int = 0
    opening: bool = False
    """The line opens a text (前言, 基本情况): the numbered sections after it are its siblings."""
    fills: bool = False
    """The line stands directly below a numbered heading, which holds nothing without it."""


_PARAGRAPH = BlockKind.PARAGRAPH
"""Looked up once: up to Python 3.11 a member of an enumeration takes longer than a test of a short line."""
_PICTURES = "\U0001f2ff"
"""Behind this character the pictures begin that stand before headings: 📌一、."""
_BEFORE_SECTION = frozenset(f"{SIGNS}{CN[1:-1]}")
"""The first characters of a line that may begin with 一、."""
_FAINT_SHAPES = frozenset({HeadingShape.LABEL, HeadingShape.SHORT})
"""Kinds that a section's name outweighs in a text of unnumbered sections."""
_TELLING = frozenset({HeadingShape.ANNEX, HeadingShape.TERM, HeadingShape.MONTH, HeadingShape.WEEK, HeadingShape.GRADE})
"""Kinds that the words of a line show better than its look."""
_N = "[一二三四五六七八九十元腊正冬0-9]{1,3}"
_MONTH = lazy_pattern(
    rf"(?:\d{{4}}年)?(?:{_N}月?[、,~—至到-])*{_N}月份?(?:上旬|中旬|下旬|初|底)?(?:\(.{{1,16}}\))?(?:主要)?(?:工作|活动|教研)?(?:安排|重点|要点|内容|主题)?:?"
)
_TERM = lazy_pattern(
    r"(?:第[一二]学期|[上下]学期|[上下]半年|[春秋]季学期|第?[一二三四]季度|[寒暑]假)(?:工作|活动)?(?:安排)?(?:\(.{1,24}\))?:?"
)
_WEEK = lazy_pattern(rf"第{_N}(?:[、~—-]第?{_N})*周(?:[—~-]第{_N}周)?(?:\(.{{1,24}}\))?:?")
_GRADE = lazy_pattern(
    r"(?:[一二三四五六七八九]、)*[一二三四五六七八九]年级(?:组|段)?:?|[高初][一二三](?:年级)?:?|[小中大托]班(?:组|年级)?:?"
)
_THEMED = lazy_pattern(rf"(?:(?P<month>{_N}月份?)|第{_N}周)\s?[:—·]{{1,2}}\s?[^。;:,!?\d]{{2,16}}")
"""九月:习惯养成月, over what is done in it."""
_ANNEX = lazy_pattern(r"附\s?(?:件|表|录|则|注|页|:)?\s?[一二三四五六七八九十\d]*\s?[:、.]?\s?(.{0,36})")
_BARE_ANNEX = lazy_pattern(r"附\s?(?:件|表|录|则|(?=[:\d]))\s?[一二三四五六七八九十\d]{0,2}\s?[:.、]?")
_BARE_ANNEX_START = lazy_pattern(r"附\s?(?:件|表|录|则)?\s?[一二三四五六七八九十\d]{0,2}\s?[:.、]?")
_YEAR_AND_MONTH = lazy_pattern(rf"\d{{4}}年{_N}月")
_DATED_TITLE = lazy_pattern(r"\d{4}|时期|学期|学年|月|年|周")
_SIGNATURE_DATE = lazy_pattern(
    r"(?:[一二三四五六七八九〇○零\d]{4}\s?年\s?[一二三四五六七八九十元\d]{1,3}\s?月(?:\s?[一二三四五六七八九十廿\d]{1,3}\s?日)?"
    r"|20\d\d[./-]\d{1,2}(?:[./-]\d{1,2})?)"
)
_FULL_DATE = lazy_pattern(
    r"[一二三四五六七八九〇○零\d]{4}\s?(?:年|[./-])\s?[一二三四五六七八九十元\d]{1,3}\s?(?:月|[./-])\s?[一二三四五六七八九十廿\d]{1,3}\s?日?"
)
_SIGNED = lazy_pattern(rf"[^。;:,!?\s]{{2,30}}\s+{_SIGNATURE_DATE.pattern}")
_SIGNED_BY = lazy_pattern(r"(?:拟稿|执笔|撰稿|撰写|制定|制表|编制|填表|审核|审批|校对|签发)人?(?:签[名字])?:.{0,20}")
_PUNCTUATED = lazy_pattern(r"[。;!?]")
_ASPECT = lazy_pattern(rf"[◆◇■□●○★☆▲△►▶※•·➢]?\s?(?![^:]{{0,12}}(?:以下|如下|下列|几)){HANZI}{{1,6}}方面(?:工作)?:?")
"""教师方面: over a list it is a label, though the word may announce one."""
_TINY = lazy_pattern(rf"{HANZI}{{2,3}}")
_LABEL = lazy_pattern(rf"[◆◇■□●○★☆▲△►▶※•·➢]?\s?{HANZI}[^。;:,!?\d]{{1,15}}:?")
_LONG_LABEL = lazy_pattern(rf"{HANZI}[^。;:!?\d]{{5,24}}")
_LONGEST_OPENING = 12
"""Characters of 前言 and its like, brackets and colon included."""
_LEAST_NAMED = 3
"""Unnumbered sections by name among which further names are sections; and characters of the line below one."""
_FARTHEST = 3
"""Lines from a heading without a number to the next: two paragraphs of text between them."""
_SHORTEST_TEXT = 20
"""Characters of a paragraph below a heading of two or three characters."""
_LEAST_WITH_COLON = 2
"""Sections by name that all end with a colon, as 活动内容： does, among which further names with a colon are sections."""
_SECTIONS_BY_NUMBER = frozenset({MarkerShape.PART, MarkerShape.CHAPTER, MarkerShape.CN, MarkerShape.CN_BRACKETS})
"""Markers of sections; other numbers count short items as well."""
_LEADING_UP = frozenset({Role.BACKGROUND, Role.GUIDING, Role.GOAL})
"""Roles of what stands before the work of a plan."""
_LEAST_NUMBERED = 2
"""Numbered sections that a plan has."""
_LONGEST_RUN_IN = 12
"""Characters of a section's name before a colon and its text, the colon included."""
_LONGEST_REPEATED = 100
"""Characters of a title that stands a second time."""
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
_DATED_SECTION = 24
"""Characters: the longest line that is taken for a section's name."""
_SHORT = 40
"""Characters: the longest line taken for a heading over a paragraph."""
_LEAD = 80
"""Characters: the longest of several lines with the same beginning; such a line may hold two sentences."""


def read_headings(
    blocks: Sequence[Block], folded: Sequence[str], title: int | None = None
) -> dict[int, tuple[HeadingCandidate, ...]]:
    """Return the candidates for unnumbered headings, by index, mostly one; a section's name may be a label, too.

    `folded` holds the folded paragraphs, `title` is the index of the plan's title. A title that stands
    a second time and a full date are no headings, whatever their style.
    """
    whole_title = _wording(folded[title]) if title is not None else None
    headings: dict[int, tuple[HeadingCandidate, ...]] = {}
    first_section = next((i for i, line in enumerate(folded) if _begins_section(line)), len(folded))
    signed = _signed_lines(blocks, folded)
    sign_levels = _levels_of_signs(folded, signed)
    labels = _labels(blocks, folded) | _recurring(blocks, folded)
    parallel = labels | _parallel_lines(blocks, folded) | signed | _themed_times(blocks, folded)
    run_in = _run_in_names(blocks, folded) if first_section == len(folded) else frozenset()
    emphasised = emphasised_lines(blocks, folded)
    repeated = _titles_repeated(folded) | _lone_month(folded)
    for index, block in enumerate(blocks):
        line = folded[index]
        level = block.style.outline_level if block.style else None
        if (
            index in repeated
            or _FULL_DATE.fullmatch(line)
            or (whole_title and len(line) <= _LONGEST_REPEATED and _wording(line) == whole_title)
        ):
            continue
        opening = opens_text(line)
        if block.kind is BlockKind.HEADING and line:
            headings[index] = (HeadingCandidate(index, HeadingShape.DECLARED, level, opening=opening),)
            continue
        if block.kind is not _PARAGRAPH or not line or (index and is_bare_annex(folded[index - 1])):
            continue  # 附件1 and the title line under it are one heading
        shape = parallel.get(index)
        if index + 1 < len(blocks) and shape is not HeadingShape.SIGNED:
            shape = HeadingShape.LABEL if _is_aspect(line) and index in labels else shape_of_line(line) or shape
        if index in run_in:
            shape = HeadingShape.SECTION
        if index in emphasised and shape not in _TELLING:
            headings[index] = (HeadingCandidate(index, HeadingShape.EMPHASISED, emphasised[index], opening=opening),)
        elif shape is not None:
            headings[index] = (HeadingCandidate(index, shape, sign_levels.get(index), opening=opening),)
            if shape is HeadingShape.SECTION and index in labels and (index > first_section or line.endswith(":")):
                headings[index] += (HeadingCandidate(index, HeadingShape.LABEL),)
    headings |= _beside_named(blocks, folded, headings, numbered=first_section < len(folded))
    headings |= _leading_up(blocks, folded, headings, first_section)
    return headings | {
        index: tuple(candidate._replace(fills=True) for candidate in headings[index])
        for index, following in zip_longest(sorted(headings), sorted(headings)[1:])
        if _stands_below_bare_heading(folded, index)
        and (not folded[index].endswith(":") or _is_first_of_several(folded, index, following))
    }


def _is_first_of_several(folded: Sequence[str], index: int, following: int | None) -> bool:
    """Whether another heading follows in the same section; a lone 具体工作: only announces a list."""
    if following is None or folded[index] == folded[following]:
        return False
    readings = (next(initial_readings(0, line), None) for line in folded[index + 1 : following])
    return all(reading is None or reading.shape not in _SECTIONS_BY_NUMBER for reading in readings)


def _stands_below_bare_heading(folded: Sequence[str], index: int) -> bool:
    """Whether a line stands directly below a numbered heading of sections, which is no item of a list of short lines.

    三、保障机制 / 组织领导: / 1.; but （一）读书节 / （二）艺术节 / 工作要求 is a list before a section.
    """
    if index == 0 or len(folded[index - 1]) > _SHORT_SIGNED or _PUNCTUATED.search(folded[index - 1]):
        return False
    above = next(initial_readings(0, folded[index - 1]), None)
    if (
        above is None
        or above.against > 0
        or above.shape not in _SECTIONS_BY_NUMBER
        or above.end == len(folded[index - 1])
    ):
        return False
    before = next(initial_readings(0, folded[index - 2]), None) if index > 1 and above.ordinal > 1 else None
    return before is None or before.shape is not above.shape or before.ordinal != above.ordinal - 1


def _leading_up(
    blocks: Sequence[Block],
    folded: Sequence[str],
    headings: dict[int, tuple[HeadingCandidate, ...]],
    first_section: int,
) -> dict[int, tuple[HeadingCandidate, ...]]:
    """Return the sections by name before 一、 as openings, where they lead up to the numbered sections: 指导思想 over text.

    Names of work, a name behind 一、 or numbers directly below a name show that the names stand above the numbers.
    """
    named = [index for index, candidates in headings.items() if candidates[0].shape is HeadingShape.SECTION]
    if not named or max(named) > first_section or not _LEADING_UP.issuperset(named_role(folded[i]) for i in named):
        return {}
    between = range(max(named) + 1, first_section)
    over_text = any(_is_text(blocks[i], folded[i]) for i in between) and not any(
        opens_with_marker(folded[i]) for i in between
    )
    if not over_text or sum(map(_begins_section, folded)) < _LEAST_NUMBERED or "目标" in folded[first_section]:
        return {}
    return {index: tuple(c._replace(opening=True) for c in headings[index]) for index in named}


def _run_in_names(blocks: Sequence[Block], folded: Sequence[str]) -> frozenset[int]:
    """Return the lines with a section's name and its text behind a colon, in a plan whose sections all are such names.

    Two names at least, of two roles, stand alone or before their text, the first of them before the first number.
    """
    named: dict[int, Role] = {}
    for index, block in enumerate(blocks):
        line = folded[index]
        colon = line.find(":", 2, _LONGEST_RUN_IN)
        if colon < 0 or block.kind is not _PARAGRAPH:
            if not named and opens_with_marker(line):
                return frozenset()
            continue
        role = named_role(line[:colon])
        if role is not None and role is not Role.OTHER and not line[:colon].endswith(vocabulary().lead_in):
            named[index] = role
        elif not named and opens_with_marker(line):
            return frozenset()
    names = [folded[index].partition(":")[0] for index in named]
    if len(set(named.values())) < _LEAST_WITH_COLON or len(set(names)) < len(names):
        return frozenset()
    return frozenset(index for index in named if not folded[index].endswith(":"))


def _beside_named(
    blocks: Sequence[Block], folded: Sequence[str], headings: dict[int, tuple[HeadingCandidate, ...]], *, numbered: bool
) -> dict[int, tuple[HeadingCandidate, ...]]:
    """Return the lines with names that are sections behind a number only, in a text of unnumbered sections: 参与对象, 准备工作."""
    named = [index for index, candidates in headings.items() if candidates[0].shape is HeadingShape.SECTION]
    if not named:
        return {}
    colons = not numbered and _all_with_colon([folded[index] for index in named])
    further = [
        index
        for index in range(0 if colons else named[0] + 1, len(blocks) - 1)
        if (index not in headings or (not numbered and headings[index][0].shape in _FAINT_SHAPES))
        and (folded[index].endswith(":") or not colons)
        and not _is_aspect(folded[index])
        and (index + 1 not in headings or (not numbered and headings[index + 1][0].shape in _FAINT_SHAPES))
        and blocks[index].kind is _PARAGRAPH
        and 1 < len(folded[index]) <= _LONGEST_OPENING
        and not _PUNCTUATED.search(folded[index])
        and not opens_with_marker(folded[index])
        and len(folded[index + 1]) > _LEAST_NAMED
        and numbered_roles(folded[index])
    ]
    enough = colons or len(named) >= _LEAST_NAMED or (not numbered and len(named) + len(further) >= _LEAST_NAMED)
    if not enough:
        return {}
    return {index: (HeadingCandidate(index, HeadingShape.SECTION), *headings.get(index, ())) for index in further}


def _all_with_colon(names: Sequence[str]) -> bool:
    """Whether the sections of a text are different names, each with a colon."""
    return len(set(names)) == len(names) >= _LEAST_WITH_COLON and all(name.endswith(":") for name in names)


def _begins_section(line: str) -> bool:
    """Whether a line begins with 一、."""
    begins = line[:1] in _BEFORE_SECTION or line[:1] > _PICTURES
    return begins and any(reading.shape is MarkerShape.CN for reading in initial_readings(0, line))


def _titles_repeated(folded: Sequence[str]) -> set[int]:
    """Return the lines below 附：活动安排表 that are the same title once more, whole or broken."""
    repeated: set[int] = set()
    for index, line in enumerate(folded):
        if len(line) > _LONGEST_REPEATED or not line.startswith("附") or not is_annex_title(line):
            continue
        title = _wording(_BARE_ANNEX_START.sub("", line))
        below = [_wording(following) for following in folded[index + 1 : index + 3]]
        for lines in (1, 2):
            if len("".join(below[:lines])) > 1 and "".join(below[:lines]) in title and title.endswith(below[lines - 1]):
                repeated |= set(range(index + 1, index + 1 + lines))
    return repeated


def _lone_month(folded: Sequence[str]) -> set[int]:
    """Return the only line that is a month of a year (2020年1月): it dates the paper and begins no list of months."""
    dated = [index for index, line in enumerate(folded) if len(line) <= _SHORT and _MONTH.fullmatch(line)]
    return set(dated) if len(dated) == 1 and _YEAR_AND_MONTH.fullmatch(folded[dated[0]]) else set()


def _is_aspect(line: str) -> bool:
    """Whether a line only names an aspect of what stands above: 优势：."""
    return line.endswith(":") and undecorated(line)[:-1] in vocabulary().aspects


def undecorated(line: str) -> str:
    """Return a line without the sign and the blanks before its first word, and behind its last if they are the same.

    >>> undecorated("★ 工作目标 ★"), undecorated("▲门卫安全")
    ('工作目标', '门卫安全')
    """
    if not line or line[0] not in SIGNS:
        return line
    return line[1:].removesuffix(line[0]).strip()


def _signed_lines(blocks: Sequence[Block], folded: Sequence[str]) -> dict[int, HeadingShape]:
    """Return the short lines behind a sign that mostly stands before short lines over text; two at least."""
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
        and not _PUNCTUATED.search(folded[i])
        and folded[i][-1] not in ",、"
    ]
    over_with_sign = Counter(folded[i][0] for i in over)
    return {
        i: HeadingShape.SIGNED
        for i in over
        if over_with_sign[folded[i][0]] >= max(_LEAST_SIGNED, _MOSTLY_SIGNED * with_sign[folded[i][0]])
    }


def _levels_of_signs(folded: Sequence[str], signed: dict[int, HeadingShape]) -> dict[int, int]:
    """Return the level of each heading behind a sign where two signs are in use: the first that is seen stands above."""
    signs = list(dict.fromkeys(folded[i][0] for i in sorted(signed)))
    return {i: signs.index(folded[i][0]) for i in signed} if len(signs) == _TWO_SIGNS else {}


def opens_text(line: str) -> bool:
    """Return whether a folded line is the name of what stands before the sections of a plan: 前言, 基本情况."""
    return len(line) <= _LONGEST_OPENING and bare_title(line) in vocabulary().openings


def _wording(line: str) -> str:
    """Return a folded line without blanks and signs."""
    return "".join(filter(str.isalnum, line))


def _names_section(line: str) -> bool:
    """Whether a line is a section's name, perhaps behind a time: “十五五”时期奋斗目标."""
    bare = undecorated(line.rstrip(":")).strip("【】[]")
    if named_role(bare) is not None:
        return True
    if vocabulary().organisations.search(bare):
        return False  # a body's title: 教育局2024年工作重点
    return (
        len(bare) <= _DATED_SECTION
        and _DATED_TITLE.search(bare) is not None
        and bare.endswith(tuple(vocabulary().words))
    )


def shape_of_line(line: str) -> HeadingShape | None:
    """Return the kind of heading shown by the words of a folded line, None for ordinary words."""
    if len(line) > _SHORT or _PUNCTUATED.search(line):
        return None
    if _MONTH.fullmatch(line) and not _is_numbered(line):
        return HeadingShape.MONTH
    if _TERM.fullmatch(line):
        return HeadingShape.TERM
    if _WEEK.fullmatch(line):
        return HeadingShape.WEEK
    if _GRADE.fullmatch(line):
        return HeadingShape.GRADE
    if is_annex_title(line):
        return HeadingShape.ANNEX
    if len(line) <= _DATED_SECTION and not opens_with_marker(line) and _names_section(line) and not announces(line):
        return HeadingShape.SECTION
    return None


def _is_numbered(line: str) -> bool:
    """Whether a line of months begins with a marker: 一、九月份 is item 一, 一、二月份 is two months."""
    return any(reading.against < NUMBER_PAIR for reading in initial_readings(0, line))


@lru_cache(maxsize=4096)
def is_annex_title(line: str) -> bool:
    """Return whether a folded line is the title of an annex or of a schedule after the last section.

    >>> [is_annex_title(t) for t in ("附件1", "附:活动安排表", "2025年秋季学期活动安排表", "附近的社区")]
    [True, True, True, False]
    """
    words = vocabulary()
    bare = line.rstrip(":").replace(" ", "")
    if bare in words.annex:
        return True
    if re.fullmatch(r"附(?:[:、\d]|件|表|录)", line[:2]) and (match := _ANNEX.fullmatch(line)) and "," not in line:
        return not match[1] or not _PUNCTUATED.search(match[1])
    if bare.endswith(")") and (opened := bare.find("(", bare.rfind("\n") + 1)) >= 0:
        bare = bare[:opened]
    return (
        bare.endswith(words.schedule)
        and _DATED_TITLE.search(bare) is not None
        and len(bare) >= 10
        and "," not in line
        and not opens_with_marker(line)
    )


def is_bare_annex(line: str) -> bool:
    """Return whether a folded line is the number of an annex and no more (附件1); the title stands below."""
    return len(line) <= 8 and _BARE_ANNEX.fullmatch(line) is not None


def is_signature(line: str, following: str | None) -> bool:
    """Return whether a folded line signs a plan: a date, a body's name over a date, or who made and checked the plan.

    The latter (审核:…) signs only where nothing follows; elsewhere such a line is text.
    """
    if _SIGNATURE_DATE.fullmatch(line) or _SIGNED.fullmatch(line):
        return True
    if _SIGNED_BY.fullmatch(line):
        return following is None
    if following is None or len(line) > 30 or re.search(r"[。;:,!?]", line):
        return False
    return _SIGNATURE_DATE.fullmatch(following) is not None


def _parallel_lines(blocks: Sequence[Block], folded: Sequence[str]) -> dict[int, HeadingShape]:
    """Return short lines over long paragraphs, where several begin alike or alternate with paragraphs."""
    over = [i for i in range(len(blocks) - 1) if _stands_over_text(blocks, folded, i)]
    prefixes = Counter(prefix for i in over if (prefix := _prefix(folded[i])))
    shapes: dict[int, HeadingShape] = {}
    for i in over:
        if prefixes[_prefix(folded[i])] >= 3:
            shapes[i] = HeadingShape.LEAD
    shorts = {
        i
        for i in over
        if i not in shapes
        and len(folded[i]) <= _SHORT
        and not _PUNCTUATED.search(folded[i][:-1])
        and folded[i][-1] not in ",:;、!?"
    }
    for i in shorts:
        if i + 2 in shorts or i - 2 in shorts or i + 2 in shapes or i - 2 in shapes:
            shapes[i] = HeadingShape.SHORT
    worded = [i for i in sorted(shorts) if reads_like_heading(folded[i])]
    for upper, lower in pairwise(worded):
        if upper + 2 < lower <= upper + _FARTHEST and all(
            _is_text(blocks[i], folded[i]) for i in range(upper + 1, lower)
        ):
            shapes |= dict.fromkeys((upper, lower), HeadingShape.SHORT)
    if shapes:  # 家访 over a paragraph, where 开设课程 stands over another
        tiny = [
            i for i in range(len(blocks) - 1) if _TINY.fullmatch(folded[i]) and _is_over_sentences(blocks, folded, i)
        ]
        pairs = {i for i in tiny if {i - 2, i + 2} & {*tiny, *shapes}}
        shapes |= dict.fromkeys(pairs, HeadingShape.SHORT)
    return shapes


def _recurring(blocks: Sequence[Block], folded: Sequence[str]) -> dict[int, HeadingShape]:
    """Return the short lines that recur below numbered headings, two different ones: 目标 over text, 策略 over text, 目标, 策略."""
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
    below = {folded[i] for i in over if _stands_below_bare_heading(folded, i)}
    if len(recurring) < _LEAST_LABELS or below.isdisjoint(recurring):
        return {}
    return {i: HeadingShape.LABEL for i in over if counted[folded[i]] > 1}


def _themed_times(blocks: Sequence[Block], folded: Sequence[str]) -> dict[int, HeadingShape]:
    """Return the months and weeks with a theme, each over what is done in it, two at least; in a list they are entries."""
    themed = {
        i: HeadingShape.MONTH if match["month"] else HeadingShape.WEEK
        for i, line in enumerate(folded[:-1])
        if len(line) <= _DATED_SECTION and blocks[i].kind is _PARAGRAPH and (match := _THEMED.fullmatch(line))
    }
    over = {i: shape for i, shape in themed.items() if i + 1 not in themed}
    return over if len(over) == len(themed) >= _LEAST_LABELS else {}


def _is_text(block: Block, line: str) -> bool:
    """Whether a line is a paragraph of whole sentences."""
    whole = len(line) >= _SHORTEST_TEXT and line.endswith("。")
    return whole and block.kind is BlockKind.PARAGRAPH and not opens_with_marker(line)


def _is_over_sentences(blocks: Sequence[Block], folded: Sequence[str], index: int) -> bool:
    """Whether a line of two or three characters stands over a paragraph that ends a sentence."""
    return blocks[index].kind is BlockKind.PARAGRAPH and _is_text(blocks[index + 1], folded[index + 1])


def _labels(blocks: Sequence[Block], folded: Sequence[str]) -> dict[int, HeadingShape]:
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
    """Return the longer lines, perhaps of two clauses, behind which the numbers of a list begin again, and the first such line.

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


def announces(line: str) -> bool:
    """Return whether a folded line only announces the text below: 主要做了以下工作:."""
    return line.rstrip(":").endswith(vocabulary().lead_in)


def _stands_over_text(blocks: Sequence[Block], folded: Sequence[str], index: int) -> bool:
    line, below = folded[index], folded[index + 1]
    return (
        blocks[index].kind is _PARAGRAPH
        and blocks[index + 1].kind is _PARAGRAPH
        and 3 < len(line) <= _LEAD
        and len(below) >= max(20, 1.3 * len(line))
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
