"""The facts of a plan: figures, dates, owners, deliverables, and the school year of the plan."""

from __future__ import annotations

from dataclasses import fields
from functools import cache, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from jyplan.outline.facts.dates.dates import find_dates
from jyplan.outline.facts.deliverables import find_deliverables
from jyplan.outline.facts.fact_text import FactText, Spans
from jyplan.outline.facts.headings import heading_owner, is_undecided, month_above
from jyplan.outline.facts.indicators.indicators import find_indicators
from jyplan.outline.facts.owners.columns import find_column_owners
from jyplan.outline.facts.owners.owners import find_owners
from jyplan.outline.facts.school_year import find_school_year

if TYPE_CHECKING:
    from collections.abc import Callable

    from jyplan.model import Fact, SchoolYear

__all__ = ["find_column_owners", "find_facts", "find_school_year", "heading_owner", "is_undecided", "month_above"]

_KNOWN_TEXTS = 4096
"""Texts whose facts are remembered: titles, weeks and names come again in every table, whole paragraphs in copied plans."""
_REMEMBERED = 400
"""Characters of a remembered text."""


def find_facts(text: str, start: int, year: SchoolYear | None, month: str | None = None) -> tuple[Fact, ...]:
    """Return the facts in a part of the plan text, by place.

    Offsets are those of `text` shifted by `start`; `year` resolves dates that name no year, `month` (ISO, of a
    heading above) those that name no month.

    >>> [(fact.kind, fact.text) for fact in find_facts("教务处9月底前检查教案不少于两次。", 0, None)]
    [('owner', '教务处'), ('date', '9月底前'), ('indicator', '不少于两次')]
    """
    if len(text) > _REMEMBERED:
        return _find(text, start, year, month)
    facts = _known_facts(text, year, month)
    return tuple(_moved(fact, start) for fact in facts) if start else facts


def _moved(fact: Fact, by: int) -> Fact:
    kind: Any = type(fact)
    text, start, end, *further = _values(kind)(fact)
    moved: Fact = kind(text, start + by, end + by, *further)
    return moved


@cache
def _values(kind: Any) -> Callable[[Fact], tuple[Any, ...]]:
    """Return the getter of all field values of a fact class; `dataclasses.replace` takes five times as long."""
    return attrgetter(*(field.name for field in fields(kind)))


@lru_cache(_KNOWN_TEXTS)
def _known_facts(text: str, year: SchoolYear | None, month: str | None) -> tuple[Fact, ...]:
    return _find(text, 0, year, month)


def _find(text: str, start: int, year: SchoolYear | None, month: str | None) -> tuple[Fact, ...]:
    stretch = FactText(text, start, year, month)
    dates = find_dates(stretch)
    stretch.dates = [(fact.start - start, fact.end - start) for fact in dates]
    facts: list[Fact] = [
        *dates,
        *find_indicators(stretch, Spans(stretch.dates)),
        *find_owners(stretch),
        *find_deliverables(stretch),
    ]
    return tuple(sorted(facts, key=lambda fact: (fact.start, fact.end, fact.kind)))
