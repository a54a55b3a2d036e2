"""Units of measurement, by the evidence a number with the unit needs to be a figure."""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import NamedTuple

from jyplan.outline.facts.vocabulary import Word, load_vocabulary


class UnitKind(Enum):
    """The evidence a number with a unit needs to be an indicator."""

    RATE = "rates"
    """%, 课时, 万元: any number is a figure."""
    TIME = "times"
    """天, 分钟: a figure only with a comparator or a 每…."""
    COUNTABLE = "countables"
    """个, 次: a figure by the evidence listed in `indicators`."""


class UnitMatch(NamedTuple):
    """A unit behind a number."""

    name: str
    """As reported: 月 for 个月."""
    kind: UnitKind
    end: int


class _Unit(NamedTuple):
    word: Word
    name: str
    kind: UnitKind


@cache
def _units() -> dict[str, tuple[_Unit, ...]]:
    """Return the units by first character, the longest first."""
    words = load_vocabulary()
    lists = {kind: f"indicators.{kind.value}" for kind in UnitKind}
    meaning = {word.text: (word.canonical, kind) for kind, name in lists.items() for word in words.words(name)}
    units: dict[str, tuple[_Unit, ...]] = {}
    for word in words.words(*lists.values()):
        first = word.text[0]
        units[first] = (*units.get(first, ()), _Unit(word, *meaning[word.text]))
    return units


@cache
def unit_pattern() -> str:
    """Return an expression for any unit, with the exceptions of each unit, as a group without name."""
    return load_vocabulary().alternatives(*(f"indicators.{kind.value}" for kind in UnitKind))


def read_unit(text: str, start: int) -> UnitMatch | None:
    """Return the unit at an offset, None without a unit.

    >>> read_unit("两个月", 1), read_unit("两全其美", 1)
    (UnitMatch(name='月', kind=<UnitKind.TIME: 'times'>, end=3), None)
    """
    start += text.startswith(" ", start)
    for word, name, kind in _units().get(text[start : start + 1], ()):
        end = start + len(word.text)
        if text.startswith(word.text, start) and word.ends_at(text, end):
            return UnitMatch(name, kind, end)
    return None
