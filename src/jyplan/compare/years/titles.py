"""The subject of a plan: its title without school, years and generic words; the place of a plan in a folder without years."""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePath

from rapidfuzz.distance import Indel

from jyplan.text.fold import fold
from jyplan.text.numerals import NUMERAL
from jyplan.text.word_lists import load_word_lists

_NUMBER = rf"[0-9{NUMERAL}~—-]{{1,12}}"
_GENERIC_ONLY = 0.3
"""Likeness of a title with a subject and a title of generic words alone."""


def subject_of(title: str, school: str | None) -> str:
    """Return the subject of a title; empty for a title of generic words.

    >>> subject_of("阳光小学2024—2025学年度第一学期德育工作计划", "阳光小学"), subject_of("2025年工作要点", None)
    ('德育', '')
    """
    text = fold(title).replace(fold(school), "") if school else fold(title)
    return "".join(re.findall(r"\w+", _times_and_generic().sub("", text)))


def likeness_of_subjects(left: str, right: str) -> float:
    """Return the Indel ratio of two subjects, from 0 to 1; two titles without a subject are equal."""
    if not left or not right:
        return 1.0 if left == right else _GENERIC_ONLY
    return Indel.normalized_similarity(left, right)


def place_in_folder(path: str, folder: str, number: int) -> str:
    """Return a plan's path below a folder without years and suffix, equal for the files of last year and this year.

    >>> place_in_folder("2024/阳光小学/2024德育计划.docx", "2024", 1)
    '阳光小学/德育计划#1'
    """
    inside = path[len(folder) :].lstrip("/\\") if path.startswith(folder) else PurePath(path).name
    parts = [_times().sub("", fold(PurePath(part).stem)) for part in inside.replace("\\", "/").split("/")]
    return f"{'/'.join(parts)}#{number}"


@cache
def _times() -> re.Pattern[str]:
    return re.compile(_alternatives("times"))


@cache
def _times_and_generic() -> re.Pattern[str]:
    return re.compile(f"{_alternatives('times')}|{_alternatives('generic')}")


@cache
def _alternatives(table: str) -> str:
    words = load_word_lists("plan_titles")[table]
    return "|".join(re.escape(word).replace(r"\*", _NUMBER) for word in words)
