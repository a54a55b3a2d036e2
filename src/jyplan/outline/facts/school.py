"""The school or office of a plan, from the lines around its title and from its signature.

| line | school |
|---|---|
| 少先队云台小学大队2024年工作计划 | 云台小学 |
| 在长堤中学第七届教代会上的工作报告 | 长堤中学 |
| 新学期学校工作计划, 全县中小学教研计划 | none: no name stands before the word |
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_FILE = Path(__file__).parent.parent.parent / "data" / "school_names.toml"
_LONGEST_LINE = 120
"""Characters of a line in which a name is looked for."""
_LONGEST_NAME = 16
"""Characters before the last word of a name."""


@dataclass(frozen=True, slots=True)
class _SchoolWords:
    """The expressions of `data/school_names.toml`, compiled."""

    name: re.Pattern[str]
    short: re.Pattern[str]
    more: re.Pattern[str]
    before: re.Pattern[str]
    generic: re.Pattern[str]


@cache
def _words() -> _SchoolWords:
    data = tomllib.loads(_FILE.read_text("utf-8"))
    return _SchoolWords(
        name=re.compile(f"[一-龥]{{0,{_LONGEST_NAME}}}?(?P<ending>{'|'.join(data['endings'])})"),
        short=re.compile(data["short"]),
        more=re.compile(data["more"]),
        before=re.compile(data["before"]),
        generic=re.compile(data["generic"]),
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
        cuts = [cut.end() for cut in words.before.finditer(folded, match.start(), match.start("ending"))]
        start, end = max(cuts, default=match.start()), match.end()
        if words.generic.fullmatch(folded, start, end):
            continue
        more = words.more.match(folded, end)
        return line[start : more.end() if more else end]
    short = words.short.search(folded)
    return line[slice(*short.span())] if short else None
