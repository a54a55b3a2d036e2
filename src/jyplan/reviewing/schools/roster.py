"""The roster of an office: a table with a school in each row, with aliases and day of handing in.

The row of heads is found by its words; a table without heads is a list of names in its first column.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from jyplan.model import RosterSchool
from jyplan.reviewing.vocabulary import review_words
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LONGEST_HEAD = 10
"""Characters of a head, at most; a title above the heads is longer."""
_HEAD_ROWS = 10
"""Rows from the top in which the heads may stand, below a title."""
_BETWEEN_ALIASES = re.compile(r"[、,;/|\s]++")
_DAY = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})")
_COMPACT_DAY = re.compile(r"(?<!\d)(20\d\d)([01]\d)([0-3]\d)(?!\d)")
_DAY_OF_YEAR = re.compile(r"(?<!\d)(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
_SERIAL = re.compile(r"4\d{4}(?:\.\d+)?")
"""A day as spreadsheets count it, from 2009 to 2036: days since 1899-12-30."""
_FIRST_DAY = date(1899, 12, 30)
_REMARK = re.compile(r"\([^()]*\)|\s")
"""Remarks and spaces left out of a head: 交稿日期(月日), 学 校."""
_NEVER_AN_ENDING = frozenset({"名称", "name", "date", "片", "group", "日期", "时间"})
"""Heads that longer heads do not end with: 计划名称 names no school."""


def read_roster(rows: Sequence[Sequence[str]], near: str | None = None) -> tuple[RosterSchool, ...]:
    """Return the schools in the rows of a table, each once, in order.

    Days without a year are of the year in which they are nearest to the ISO date `near`; without it they are left out.

    >>> read_roster([["序号", "学校", "简称"], ["1", "文昌路小学", "文小、文昌"]])[0].aliases
    ('文小', '文昌')
    """
    folded = [[fold(cell).strip() for cell in row] for row in rows]
    first_row, columns = _find_columns(folded)
    schools: dict[str, RosterSchool] = {}
    for row in folded[first_row:]:
        name = _cell(row, columns["name"])
        is_head = name in review_words().columns["name"]  # on a further sheet
        is_total = any(word in name for word in review_words().total) or not set(row).isdisjoint(review_words().total)
        if not name or is_head or is_total or name.isdigit():
            continue
        aliases = [alias for alias in _BETWEEN_ALIASES.split(_cell(row, columns.get("alias"))) if alias]
        submitted = day_in(_cell(row, columns.get("submitted")), near)
        school = RosterSchool(name, tuple(aliases), _cell(row, columns.get("group")), submitted)
        schools.setdefault(name, school)
    return tuple(schools.values())


def day_in(text: str, near: str | None = None) -> str | None:
    """Return the first day written in a text as ISO date; None without one.

    >>> day_in("2025年9月8日"), day_in("2025/13/1"), day_in("20250908 17:30"), day_in("45908")
    ('2025-09-08', None, '2025-09-08', '2025-09-08')
    >>> day_in("9月8日"), day_in("9月8日", "2025-09-10"), day_in("12-30", "2026-01-05")
    (None, '2025-09-08', '2025-12-30')
    """
    if _SERIAL.fullmatch(text):
        return (_FIRST_DAY + timedelta(days=int(float(text)))).isoformat()
    if match := _DAY.search(text) or _COMPACT_DAY.search(text):
        day = _day(*map(int, match.groups()))
        return day.isoformat() if day else None
    if near and (match := _DAY_OF_YEAR.search(text)):
        today = date.fromisoformat(near)
        years = (today.year - 1, today.year, today.year + 1)
        days = (candidate for year in years if (candidate := _day(year, int(match[1]), int(match[2]))))
        nearest = min(days, key=lambda candidate: abs(candidate - today), default=None)
        return nearest.isoformat() if nearest else None
    return None


def _day(year: int, month: int, day: int) -> date | None:
    """Return a date; None for an impossible day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _find_columns(rows: Sequence[Sequence[str]]) -> tuple[int, Mapping[str, int]]:
    """Return the index of the first row below the heads, and the columns by kind; without heads, names in the first column."""
    for number, row in enumerate(rows[:_HEAD_ROWS], start=1):
        columns = _columns(row)
        if "name" not in columns:
            continue
        below = rows[number] if number < len(rows) else ()
        further = _columns(below)
        name = columns["name"]
        is_second_row = _cell(below, name) in {"", _cell(row, name)} or further.get("name") == name
        if is_second_row and further:  # 单位 over 学校名称 and 简称
            return number + 1, columns | further
        return number, columns
    return 0, {"name": 0}


def _columns(row: Sequence[str]) -> dict[str, int]:
    """Return the columns named in a row of heads, by kind."""
    cells = [_REMARK.sub("", cell) for cell in row]
    columns: dict[str, int] = {}
    for kind, heads in review_words().columns.items():
        whole = [cells.index(head) for head in heads if head in cells]
        longer = tuple(head for head in heads if len(head) > 1 and head not in _NEVER_AN_ENDING)
        places = whole or [
            place for place, cell in enumerate(cells) if len(cell) <= _LONGEST_HEAD and cell.endswith(longer)
        ]
        if places:
            columns[kind] = places[0]
    return columns


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column] if column is not None and column < len(row) else ""
