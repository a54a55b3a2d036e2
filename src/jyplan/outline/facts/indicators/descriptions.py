"""Figures that describe a school or a textbook and are no indicator: 学校现有教学班24个, 全校1200名学生.

A sentence describes from the clause on that says so; later clauses go on where they name people or things in front of
their number and nothing else: 我校现有学生1200名，教职工86人，教学班24个.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jyplan.outline.facts.vocabulary import load_vocabulary
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import re

    from jyplan.outline.facts.indicators.measures import Quantity

_REACH = 40
"""Characters before a number that are searched for a word of description."""
_MANY = 100
"""Number of people above which 1200名学生 at the beginning of a clause are all there are, and no target."""
_SENTENCE_END = lazy_pattern("[。；！？\n\t]")


class _Descriptions(NamedTuple):
    state: re.Pattern[str]
    """现有, 占地面积: what follows is the state of things."""
    counted: re.Pattern[str]
    """A clause that only names people or things before its number: 其中女生, 教职工."""
    subject: re.Pattern[str]
    """A clause that only names the school before a number of people: 全校."""
    people: re.Pattern[str]
    wanted: re.Pattern[str]
    """力争, 新增: the clause says what is wanted."""


@cache
def _words() -> _Descriptions:
    words = load_vocabulary()
    subject = f"{words.alternatives('indicators.descriptions.subjects')}{{0,4}}"
    nouns = words.alternatives("indicators.descriptions.nouns")
    return _Descriptions(
        lazy_pattern(words.branches("indicators.descriptions.state")),
        lazy_pattern(f"{subject}{nouns}{{1,2}}(?:总?[人班]?数|总计|共计|面积)?[共有约达为占计近 ]{{0,3}}"),
        lazy_pattern(subject),
        lazy_pattern(f"的?{nouns}"),
        lazy_pattern(words.branches("indicators.descriptions.wanted")),
    )


class DescriptionSearch:
    """Decides for the figures of a text, from left to right, which of them describe."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.since = -1
        """The start of the last clause that described, -1 before the first."""

    def describes(self, quantity: Quantity, clause: int) -> bool:
        """Return whether a figure of the clause that starts at `clause` describes."""
        start = max(clause, quantity.start - _REACH)
        before = self.text[start : quantity.start]
        words = _words()
        if words.wanted.search(before):
            return False
        described = words.state.search(before) is not None or self._is_population(quantity, before)
        if not described and self.since >= 0 and words.counted.fullmatch(before):
            described = _SENTENCE_END.search(self.text, self.since, quantity.start) is None
        if described:
            self.since = clause
        return described

    def _is_population(self, quantity: Quantity, before: str) -> bool:
        """Return whether a clause only counts people: 全校1200名学生, 全班共有学生46人."""
        if quantity.unit not in _POPULATION:
            return False
        words = _words()
        if words.people.match(self.text, quantity.unit_end) and words.subject.fullmatch(before):
            return before not in _NO_SUBJECT or (not before and quantity.value >= _MANY)
        return words.counted.fullmatch(before) is not None


_NO_SUBJECT = frozenset({"", "近", "约"})
_POPULATION = frozenset({"名", "人", "位", "个"})
