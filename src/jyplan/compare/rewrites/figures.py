"""Figures in a canonical spelling, the same after a rewriting: value and unit, whatever the numerals and synonyms.

| text | figure |
|---|---|
| 二十六名教师 | 26人 |
| 26位老师 | 26人 |
| 占三成以上, 不低于30% | 30% |
| 每周三下午, 星期三下午 | 周3 |
| 编成《植物观察手册》 | 《植物观察手册》: the name of a deliverable is kept like a figure |
| 两次, 《义务教育法》 | none: every plan has a one and a two, and may name a law |
| 2025—2026学年, 2026年3月 | none for the years: all plans of a batch name theirs |
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jyplan.text.numerals import parse_chinese

_DATA = Path(__file__).parents[2] / "data" / "rewrites.toml"
_LEAST = 2
"""Figures up to this value are no evidence."""
_BARE = 1000
"""A number without a unit is a figure from here on: 18万."""
_YEARS = range(1990, 2100)
"""Numbers without a unit, or before 年, that are years."""


class _Grammar(NamedTuple):
    """The pattern of figures and the meaning of units."""

    pattern: re.Pattern[str]
    units: dict[str, tuple[str, int]]
    """The common unit and a factor, for each unit as written."""
    days: str
    official: tuple[str, ...]
    """Endings of titles that are no plan's own work."""


@cache
def _grammar() -> _Grammar:
    data = tomllib.loads(_DATA.read_text("utf-8"))
    units = {name: (unit, 1) for unit, names in data["units"].items() for name in names}
    units |= {name: (entry["unit"], entry["factor"]) for name, entry in data["multiples"].items()}
    names = "|".join(sorted(units, key=lambda name: (-len(name), name)))
    before, days = "|".join(data["weekdays"]["before"]), data["weekdays"]["days"]
    pattern = re.compile(
        rf"百分之(?P<percent>[零一二两三四五六七八九十百]{{1,6}}+)"
        rf"|《(?P<title>[^《》\n]{{2,30}}+)》"
        rf"|(?:{before})(?P<day>[{days}1-6])(?![0-9])"
        rf"|(?<![0-9.第])(?:(?P<digits>[0-9]{{1,9}}+(?:\.[0-9]{{1,4}}+)?)(?P<myriad>万)?"
        rf"|(?P<chinese>[〇零一二两三四五六七八九十百千万]{{1,12}}+))[余多来]?(?P<unit>{names})?"
    )
    return _Grammar(pattern, units, days, tuple(data["titles"]["official"]))


def find_figures(text: str) -> list[str]:
    """Return the figures and the names of deliverables in a folded text, in reading order.

    >>> find_figures("二十六名教师中占30%,每周三集中,经费18万,分为两组")
    ['26人', '30%', '周3', '180000']
    """
    grammar = _grammar()
    figures = []
    for match in grammar.pattern.finditer(text):
        if day := match["day"]:
            figures.append(f"周{int(day) if day.isascii() else grammar.days.index(day) + 1}")
            continue
        if title := match["title"]:
            figures += [] if title.endswith(grammar.official) else [f"《{title}》"]
            continue
        value, unit = _read(match, grammar)
        is_year = unit in {"", "年"} and value in _YEARS
        if value is not None and value > _LEAST and (unit or value >= _BARE) and not is_year:
            figures.append(f"{value:g}{unit}" if value < 1_000_000 else f"{value:.0f}{unit}")
    return figures


def _read(match: re.Match[str], grammar: _Grammar) -> tuple[float | None, str]:
    """Return the value and the unit of a figure."""
    if percent := match["percent"]:
        return parse_chinese(percent), "%"
    unit, factor = grammar.units.get(match["unit"] or "", ("", 1))
    if digits := match["digits"]:
        return float(digits) * (10_000 if match["myriad"] else 1) * factor, unit
    value = parse_chinese(match["chinese"])
    return None if value is None else value * factor, unit
