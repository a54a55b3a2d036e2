"""The names of a plan's own school, and whether a name belongs to a different school."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from jyplan.checks.places import title_lines
from jyplan.model import OutsideKind
from jyplan.text.fold import fold
from jyplan.text.school_names import find_school, folded_school_spans, school_spans
from jyplan.text.word_lists import load_word_lists

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject

LONGEST_LINE = 120
"""Characters at the beginning of a line searched for names of schools; titles and signatures are shorter."""
_LONGEST_CORE = 6
"""Most characters of the distinguishing part of a school's name: 双溪 of 双溪镇中心小学."""
_NUMERALS = frozenset("一二三四五六七八九十")


@cache
def paper_words() -> dict[str, tuple[str, ...]]:
    """Return the lists of `data/papers.toml`."""
    return {name: tuple(words) for name, words in load_word_lists("papers").items()}


def own_names(subject: Subject) -> list[str]:
    """Return the names of the plan's school or office: in title, signature and page header, else in the name of the file."""
    lines = [subject.text[span.start : span.end] for span in title_lines(subject)] if subject.plan.title else []
    lines += subject.plan.signature
    lines += [outside.text for outside in subject.submission.outside if outside.kind is OutsideKind.HEADER]
    names = [subject.plan.school] if subject.plan.school else []
    names += [line[start:end] for line in lines for start, end in school_spans(line[:LONGEST_LINE])]
    if not names:
        school = find_school([subject.document.path.replace("\\", "/").rpartition("/")[2]])
        names = [school] if school else []
    return names


def is_of_an_office(names: list[str]) -> bool:
    """Whether any of the names is the name of an office above schools; plans of offices mention many schools."""
    return any(fold(name).endswith(paper_words()["offices"]) for name in names)


def is_above(name: str) -> bool:
    """Whether a name is the name of a university or the like; plans of schools may mention universities in the title: 清华大学“领军计划”推荐方案."""
    return fold(name).endswith(tuple(paper_words()["above"]))


def are_different(left_name: str, right_name: str) -> bool:
    """Whether two names surely belong to different schools.

    >>> are_different("双溪镇中心小学", "双溪小学"), are_different("双溪小学", "青禾路小学"), are_different("第一小学", "第二小学")
    (False, True, True)
    >>> are_different("双溪县教育局", "双溪县教育局教研室"), are_different("双溪县教育局", "青禾县教育局")
    (False, True)
    """
    left, right = _core(left_name), _core(right_name)
    if not left or not right:
        return False
    left_numerals, right_numerals = set(left) & _NUMERALS, set(right) & _NUMERALS
    if left_numerals and right_numerals and left_numerals != right_numerals:
        return True
    return not _share_pair(left, right)


def _share_pair(left: str, right: str) -> bool:
    """Whether two cores share a pair of adjacent characters; a core of a single character must occur in the longer core."""
    if min(len(left), len(right)) == 1:
        return left in right or right in left
    pairs = {left[index : index + 2] for index in range(len(left) - 1)}
    return any(right[index : index + 2] in pairs for index in range(len(right) - 1))


@lru_cache(maxsize=1 << 12)
def _core(name: str) -> str:
    """Return the distinguishing part of a name: 双溪 of 双溪镇中心小学; cached, since plans repeat names."""
    core = fold(name)
    office = max((word for word in paper_words()["offices"] if core.endswith(word)), key=len, default="")
    core = core.removesuffix(office)
    for word in _words_of(core, "plain"):
        core = core.replace(word, "")
    return core


def _words_of(folded: str, kind: str) -> list[str]:
    """Return the words of a list whose first character occurs in a short text, in the order of the list."""
    return [word for first, word in _by_first(kind) if first in folded]


@cache
def _by_first(kind: str) -> list[tuple[str, str]]:
    return [(word[0], word) for word in paper_words()[kind]]


def names_of_schools(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of school names in a folded text; offices and universities are left out."""
    words = paper_words()
    for span_start, end in folded_school_spans(folded):
        if folded.endswith(words["schools"], span_start, end):
            start = span_start + _end_of_verbs(folded[span_start:end])
            name = folded[start:end]
            if name.endswith(words["schools"]) and not name.endswith(words["above"]) and _is_name(name):
                yield start, end


@lru_cache(maxsize=1 << 12)
def _end_of_verbs(folded: str) -> int:
    """Return the offset of a name behind verbs: 2 for 推动青禾小学; 0 without verbs."""
    verbs = _words_of(folded, "verbs")
    return max((folded.rfind(word) + len(word) for word in verbs if word in folded), default=0)


@cache
def _no_names() -> re.Pattern[str]:
    """Return a pattern of words never part of a school's name."""
    return re.compile("|".join(map(re.escape, paper_words()["no_names"])))


def _is_name(name: str) -> bool:
    """Whether a name is the name of a school: a few characters distinguish the school, and no part is a word of the field.

    >>> [_is_name(name) for name in ("青禾路小学", "大班参观小学", "育才学校", "青禾实验学校", "上小学")]
    [True, False, False, True, False]
    """
    core = _core(name)
    words = paper_words()
    if not 1 <= len(core) <= _LONGEST_CORE or core in words["no_cores"] or _no_names().search(core):
        return False
    return not name.endswith("学校") or len(name) - len(core) > len("学校")
