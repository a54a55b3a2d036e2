"""Names of schools and offices in texts, such as titles and signatures of plans.

| line | school |
|---|---|
| 少先队云台小学大队2024年工作计划 | 云台小学 |
| 在长堤中学第七届教代会上的工作报告 | 长堤中学 |
| 新学期学校工作计划, 全县中小学教研计划 | none: no name stands before the word |
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from jyplan.text.fold import fold
from jyplan.text.patterns import HANZI, lazy_pattern
from jyplan.text.word_lists import load_word_lists

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

_LONGEST_LINE = 120
"""Characters of a line in which a name is looked for."""
_LONGEST_NAME = 16
"""Characters before the last word of a name."""
_KNOWN_NAMES = 4096
_NO_HANZI = lazy_pattern(HANZI.replace("^", "", 1))


class _SchoolWords(NamedTuple):
    """The expressions of `data/school_names.toml`, compiled."""

    ending: re.Pattern[str]
    short: re.Pattern[str]
    suffix: re.Pattern[str]
    before: re.Pattern[str]
    generic: re.Pattern[str]
    label: re.Pattern[str]


@cache
def _words() -> _SchoolWords:
    data = load_word_lists("school_names")
    return _SchoolWords(
        ending=lazy_pattern("|".join(data["endings"])),
        short=lazy_pattern(data["short"].replace("[一-龥]", HANZI)),
        suffix=lazy_pattern(data["more"].replace("[一-龥]", HANZI)),
        before=lazy_pattern("|".join(data["before"])),
        generic=lazy_pattern(data["generic"]),
        label=lazy_pattern(rf"(?:^|(?<=\s))(?:{'|'.join(data['labels'])})[ ]?[:：\t]"),
    )


def find_school(lines: Iterable[str]) -> str | None:
    """Return the name of the first school or office in some lines, the best witness first; None without a name.

    >>> find_school(["德育工作计划", "青禾路小学 2024年9月"]), find_school(["新学期学校工作计划"])
    ('青禾路小学', None)
    """
    return next((name for line in lines if (name := _school_in(line[:_LONGEST_LINE]))), None)


def labelled_names(lines: Iterable[str]) -> Iterator[str]:
    r"""Yield the text after the label of a school (学校：) in lines of particulars, or in the next cell of a form's row.

    >>> list(labelled_names(["学校：柏林路小学　　备课组长：吴某", "单 位\t南塘小学\t学科\t数学", "学校管理：抓常规"]))
    ['柏林路小学', '南塘小学']
    """
    for line in lines:
        match = _words().label.search(line[:_LONGEST_LINE])
        if match:
            yield line[match.end() : _LONGEST_LINE].lstrip().partition("\t")[0].partition("\u3000")[0]


def school_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of all names of schools and offices in a text, short names (城南二小) left out.

    >>> text = "联合青禾路小学开展教研，各小学派人参加。"
    >>> [text[start:end] for start, end in school_spans(text)]
    ['联合青禾路小学']
    """
    return folded_school_spans(fold(text))


def folded_school_spans(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of all names of schools and offices in a folded text: Hanzi up to the next ending."""
    words = _words()
    end = behind = 0
    for ending in words.ending.finditer(folded):
        first = max(behind, ending.start() - _LONGEST_NAME)
        first = max((sign.end() for sign in _NO_HANZI.finditer(folded, first, ending.start())), default=first)
        behind = ending.end()
        start = _start_of_name(folded, first, ending.start())
        if start < end or _is_generic(folded[start:behind]):
            continue
        suffix = words.suffix.match(folded, behind)
        end = suffix.end() if suffix else behind
        yield start, end


@lru_cache(_KNOWN_NAMES)
def _is_generic(name: str) -> bool:
    """Return whether a name is general (各学校), not of a school; cached, since plans repeat general names."""
    return _words().generic.fullmatch(name) is not None


def _school_in(line: str) -> str | None:
    span = next(school_spans(line), None) or _short_span(fold(line))
    return line[slice(*span)] if span else None


def _short_span(folded: str) -> tuple[int, int] | None:
    match = _words().short.search(folded)
    return (_start_of_name(folded, match.start(), match.end() - 1), match.end()) if match else None


def _start_of_name(folded: str, start: int, end: int) -> int:
    """Return the beginning of a name, after words that only precede names: 2018学年 in 2018学年城南一中."""
    return max((cut.end() for cut in _words().before.finditer(folded, start, end)), default=start)
