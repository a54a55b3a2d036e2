"""Signs in the words of a line: a month, a grade, an annex, a section's name, a signature."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from jyplan.outline.readings.heading_shapes import HeadingShape
from jyplan.outline.readings.markers import NUMBER_PAIR, SIGNS, initial_readings, opens_with_marker
from jyplan.outline.sections import bare_title, named_role
from jyplan.outline.tables import is_dated
from jyplan.outline.vocabulary import vocabulary
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

ORDINAL = "[一二三四五六七八九十元腊正冬0-9]{1,3}"
_MONTH = lazy_pattern(
    rf"(?:\d{{4}}年)?(?:{ORDINAL}月?[、,~—至到-])*{ORDINAL}月份?(?:上旬|中旬|下旬|初|底)?(?:\(.{{1,16}}\))?(?:主要)?(?:工作|活动|教研)?(?:安排|重点|要点|内容|主题)?:?"
)
_TERM = lazy_pattern(
    r"(?:第[一二]学期|[上下]学期|[上下]半年|[春秋]季学期|第?[一二三四]季度|[寒暑]假)(?:工作|活动)?(?:安排)?(?:\(.{1,24}\))?:?"
)
_WEEK = lazy_pattern(rf"第{ORDINAL}(?:[、~—-]第?{ORDINAL})*周(?:[—~-]第{ORDINAL}周)?(?:\(.{{1,24}}\))?:?")
_GRADE = lazy_pattern(
    r"(?:[一二三四五六七八九]、)*[一二三四五六七八九]年级(?:组|段)?:?|[高初][一二三](?:年级)?:?|[小中大托]班(?:组|年级)?:?"
)
_ANNEX = lazy_pattern(r"附\s?(?:件|表|录|则|注|页|:)?\s?[一二三四五六七八九十\d]*\s?[:、.]?\s?(.{0,36})")
_BARE_ANNEX = lazy_pattern(r"附\s?(?:件|表|录|则|(?=[:\d]))\s?[一二三四五六七八九十\d]{0,2}\s?[:.、]?")
_YEAR_AND_MONTH = lazy_pattern(rf"\d{{4}}年{ORDINAL}月")
_DATED_TITLE = lazy_pattern(r"\d{4}|时期|学期|学年|月|年|周")
_SIGNATURE_DATE = lazy_pattern(
    r"(?:[一二三四五六七八九〇○零\d]{4}\s?年\s?[一二三四五六七八九十元\d]{1,3}\s?月(?:\s?[一二三四五六七八九十廿\d]{1,3}\s?日)?"
    r"|20\d\d[./-]\d{1,2}(?:[./-]\d{1,2})?)"
)
_SIGNED = lazy_pattern(rf"[^。;:,!?\s]{{2,30}}\s+{_SIGNATURE_DATE.pattern}")
_SIGNED_BY = lazy_pattern(r"(?:拟稿|执笔|撰稿|撰写|制定|制表|编制|填表|审核|审批|校对|签发)人?(?:签[名字])?:.{0,20}")
PUNCTUATED = lazy_pattern(r"[。;!?]")
LONGEST_OPENING = 12
"""Characters of a title like 前言, brackets and colon included."""
DATED_SECTION = 24
"""Characters: the longest line that is taken for a section's name."""
_SHORTEST_SCHEDULE = 10
"""Characters of a dated title of a schedule: 2025年活动安排表."""
_LONGEST_BARE_ANNEX = 8
"""Characters of the number of an annex: 附件1."""
_LONGEST_SIGNATURE = 30
"""Characters of a body's name over the date of a signature."""
SHORT = 40
"""Characters: the longest line taken for a heading over a paragraph."""


def lone_month(folded: Sequence[str]) -> set[int]:
    """Return the only line with a month of a year (2020年1月): the date of the paper, not the first month of a list."""
    dated = [index for index, line in enumerate(folded) if len(line) <= SHORT and _MONTH.fullmatch(line)]
    return set(dated) if len(dated) == 1 and _YEAR_AND_MONTH.fullmatch(folded[dated[0]]) else set()


def names_aspect(line: str) -> bool:
    """Whether a line only names an aspect of the text above: 优势：."""
    return line.endswith(":") and undecorated(line)[:-1] in vocabulary().headings.aspects


def undecorated(line: str) -> str:
    """Return a line without the sign and blanks before its first word, and without the same sign behind its last.

    >>> undecorated("★ 工作目标 ★"), undecorated("▲门卫安全")
    ('工作目标', '门卫安全')
    """
    if not line or line[0] not in SIGNS:
        return line
    return line[1:].removesuffix(line[0]).strip()


def opens_text(line: str) -> bool:
    """Return whether a folded line names the text before the sections of a plan: 前言, 基本情况."""
    return len(line) <= LONGEST_OPENING and bare_title(line) in vocabulary().headings.openings


def _names_section(line: str) -> bool:
    """Whether a line is a section's name, perhaps behind a time: “十五五”时期奋斗目标."""
    bare = undecorated(line.rstrip(":")).strip("【】[]")
    if named_role(bare) is not None:
        return True
    if vocabulary().plans.organisations.search(bare):
        return False  # a body's title: 教育局2024年工作重点
    return (
        len(bare) <= DATED_SECTION
        and _DATED_TITLE.search(bare) is not None
        and bare.endswith(tuple(vocabulary().sections.words))
    )


def shape_of_line(line: str) -> HeadingShape | None:
    """Return the kind of heading shown by the words of a folded line, None for ordinary words."""
    if len(line) > SHORT or PUNCTUATED.search(line):
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
    if len(line) <= DATED_SECTION and not opens_with_marker(line) and _names_section(line) and not announces(line):
        if (colon := line.find(":")) > 0 and is_dated(line[:colon]):  # 九月:我的目标
            return None
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
    words = vocabulary().headings
    bare = line.rstrip(":").replace(" ", "")
    if bare in words.annex:
        return True
    if re.fullmatch(r"附(?:[:、\d]|件|表|录)", line[:2]) and (match := _ANNEX.fullmatch(line)) and "," not in line:
        return not match[1] or not PUNCTUATED.search(match[1])
    if bare.endswith(")") and (opened := bare.find("(", bare.rfind("\n") + 1)) >= 0:
        bare = bare[:opened]
    return (
        bare.endswith(words.schedule)
        and _DATED_TITLE.search(bare) is not None
        and len(bare) >= _SHORTEST_SCHEDULE
        and "," not in line
        and not opens_with_marker(line)
    )


def is_bare_annex(line: str) -> bool:
    """Return whether a folded line is the number of an annex and no more (附件1); the title stands below."""
    return len(line) <= _LONGEST_BARE_ANNEX and _BARE_ANNEX.fullmatch(line) is not None


def is_signature(line: str, following: str | None) -> bool:
    """Return whether a folded line signs a plan: a date, a body's name over a date, or the author or reviewer.

    The latter (审核:…) signs only where nothing follows; elsewhere such a line is text.
    """
    if _SIGNATURE_DATE.fullmatch(line) or _SIGNED.fullmatch(line):
        return True
    if _SIGNED_BY.fullmatch(line):
        return following is None
    if following is None or len(line) > _LONGEST_SIGNATURE or re.search(r"[。;:,!?]", line):
        return False
    return _SIGNATURE_DATE.fullmatch(following) is not None


def announces(line: str) -> bool:
    """Return whether a folded line only announces the text below: 主要做了以下工作:."""
    return line.rstrip(":").endswith(vocabulary().headings.lead_in)
