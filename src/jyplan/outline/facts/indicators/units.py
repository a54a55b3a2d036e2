"""Units of measurement, by the evidence that makes a number with the unit a figure."""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jyplan.outline.facts.vocabulary import load_vocabulary
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import re


class UnitKind(Enum):
    """The evidence that a number with a unit needs to be an indicator."""

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


class _Units(NamedTuple):
    pattern: re.Pattern[str]
    kinds: dict[str, tuple[str, UnitKind]]


@cache
def _units() -> _Units:
    words = load_vocabulary()
    kinds = {word.text: (word.canonical, kind) for kind in UnitKind for word in words.words(f"indicators.{kind.value}")}
    return _Units(lazy_pattern(" ?" + unit_pattern()), kinds)


@cache
def unit_pattern() -> str:
    """Return an expression for any unit, with the exceptions of each unit, as a group without name."""
    return load_vocabulary().alternatives(*(f"indicators.{kind.value}" for kind in UnitKind))


def read_unit(text: str, start: int) -> UnitMatch | None:
    """Return the unit at an offset, None without a unit.

    >>> read_unit("两个月", 1), read_unit("两全其美", 1)
    (UnitMatch(name='月', kind=<UnitKind.TIME: 'times'>, end=3), None)
    """
    match = _units().pattern.match(text, start)
    if match is None:
        return None
    name, kind = _units().kinds[match[0].lstrip()]
    return UnitMatch(name, kind, match.end())
