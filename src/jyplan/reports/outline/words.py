"""Words for reports of outlines: kinds of plans, school years, facts."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from jyplan.model import Fact, Genre, Message, Owner, SchoolYear

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.language import Language

GENRE_WORDS: Mapping[Genre, Message] = MappingProxyType(
    {
        Genre.PLAN: Message("work plan"),
        Genre.NOTICE: Message("notice"),
        Genre.SUMMARY: Message("summary of work done"),
        Genre.SCHEME: Message("scheme of an event"),
        Genre.CALENDAR: Message("calendar"),
        Genre.REPORT: Message("report"),
        Genre.SPEECH: Message("speech"),
        Genre.NEWS: Message("news item"),
        Genre.OTHER: Message("not a work plan"),
    }
)


def fact_words(fact: Fact) -> str:
    """Return a fact as shown in tables: for owners only the names, without 由 or 责任部门：.

    >>> fact_words(Owner("由教务处、德育处", 0, 8, ("教务处", "德育处"))), fact_words(Owner("各班", 0, 2))
    ('教务处、德育处', '各班')
    """
    return "、".join(fact.names) if isinstance(fact, Owner) and fact.names else fact.text


def school_year_words(year: SchoolYear, language: Language) -> str:
    """Return the time of a plan in words: a school year, a term of a school year, or a calendar year."""
    if year.first == year.last:
        return language.say(Message("year {year}", {"year": year.first}))
    span = {"span": f"{year.first}-{year.last}"}
    if year.spans_years:
        return language.say(Message("years {span}", span))
    if year.term == 1:
        return language.say(Message("school year {span}, autumn term", span))
    if year.term == 2:
        return language.say(Message("school year {span}, spring term", span))
    return language.say(Message("school year {span}", span))
