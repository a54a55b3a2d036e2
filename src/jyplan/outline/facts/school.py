"""The school or office of a plan, from the lines around its title and from its signature.

| line | school |
|---|---|
| 少先队云台小学大队2024年工作计划 | 云台小学 |
| 在长堤中学第七届教代会上的工作报告 | 长堤中学 |
| 新学期学校工作计划, 全县中小学教研计划 | none: no name stands before the word |
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jyplan.text.fold import fold
from jyplan.text.patterns import HANZI, lazy_pattern
from jyplan.text.word_lists import load_word_lists

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

_LONGEST_LINE = 120
"""Characters of a line in which a name is looked for."""
_LONGEST_NAME = 16
"""Characters before the last word of a name."""


class _SchoolWords(NamedTuple):
    """The expressions of `data/school_names.toml`, compiled."""

    name: re.Pattern[str]
    short: re.Pattern[str]
    more: re.Pattern[str]
    before: re.Pattern[str]
    generic: re.Pattern[str]


@cache
def _words() -> _SchoolWords:
    data = load_word_lists("school_names")
    return _SchoolWords(
        name=lazy_pattern(f"{HANZI}{{0,{_LONGEST_NAME}}}?(?P<ending>{'|'.join(data['endings'])})"),
        short=lazy_pattern(data["short"].replace("[一-龥]", HANZI)),
        more=lazy_pattern(data["more"].replace("[一-龥]", HANZI)),
        before=lazy_pattern(data["before"]),
        generic=lazy_pattern(data["generic"]),
    )


def find_school(lines: Iterable[str]) -> str | None:
    """Return the name of the first school or office in some lines, the best witness first; None without a name.

    >>> find_school(["德育工作计划", "青禾路小学 2024年9月"]), find_school(["新学期学校工作计划"])
    ('青禾路小学', None)
    """
    return next((name for line in lines if (name := _school_in(line[:_LONGEST_LINE]))), None)


def _school_in(line: str) -> str | None:
    words, folded = _words(), fold(line)
    for match in words.name.finditer(folded):
        start, end = _start_of_name(folded, match.start(), match.start("ending")), match.end()
        if words.generic.fullmatch(folded, start, end):
            continue
        more = words.more.match(folded, end)
        return line[start : more.end() if more else end]
    short = words.short.search(folded)
    return line[_start_of_name(folded, short.start(), short.end() - 1) : short.end()] if short else None


def _start_of_name(folded: str, start: int, end: int) -> int:
    """Return where a name begins, behind words that are no part of it: 2018学年 in 2018学年城南一中."""
    return max((cut.end() for cut in _words().before.finditer(folded, start, end)), default=start)
