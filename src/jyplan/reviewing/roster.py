"""The roster of an office: a table with a school in each row, with aliases and the day on which its plan came in.

The row of heads is found by its words; a table without heads is a list of names in its first column.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from jyplan.model import RosterSchool
from jyplan.reviewing.vocabulary import review_words
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HEAD_ROWS = 10
"""Rows from the top in which the heads may stand, below a title."""
_BETWEEN_ALIASES = re.compile(r"[、,;/|\s]++")
_DAY = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})")


def read_roster(rows: Sequence[Sequence[str]]) -> tuple[RosterSchool, ...]:
    """Return the schools in the rows of a table, each once, in their order.

    >>> read_roster([["序号", "学校", "简称"], ["1", "文昌路小学", "文小、文昌"]])[0].aliases
    ('文小', '文昌')
    """
    folded = [[fold(cell).strip() for cell in row] for row in rows]
    head, columns = _head(folded)
    schools: dict[str, RosterSchool] = {}
    for row in folded[head:]:
        name = _cell(row, columns["name"])
        if not name or name.isdigit() or any(word in name for word in review_words().total):
            continue
        aliases = [alias for alias in _BETWEEN_ALIASES.split(_cell(row, columns.get("alias"))) if alias]
        submitted = day_in(_cell(row, columns.get("submitted")))
        school = RosterSchool(name, tuple(aliases), _cell(row, columns.get("group")), submitted)
        schools.setdefault(name, school)
    return tuple(schools.values())


def day_in(text: str) -> str | None:
    """Return the first day written in a text as ISO date; None without one.

    >>> day_in("2025年9月8日"), day_in("2025/13/1")
    ('2025-09-08', None)
    """
    match = _DAY.search(text)
    if not match:
        return None
    year, month, day = map(int, match.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _head(rows: Sequence[Sequence[str]]) -> tuple[int, Mapping[str, int]]:
    """Return the number of the first row below the heads, and the column of each kind; the first column without heads."""
    words = review_words().columns
    for number, row in enumerate(rows[:_HEAD_ROWS]):
        columns: dict[str, int] = {}
        for what, heads in words.items():
            places = [row.index(head) for head in heads if head in row]
            if places:
                columns[what] = places[0]
        if "name" in columns:
            return number + 1, columns
    return 0, {"name": 0}


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column] if column is not None and column < len(row) else ""
