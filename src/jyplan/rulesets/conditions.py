"""The plans that a rule, or a rubric, is for."""

from __future__ import annotations

from dataclasses import dataclass

from jyplan.model import Genre, PlanKind

PLAN_GENRES = tuple(genre for genre in Genre if genre.kind is PlanKind.PLAN and genre is not Genre.SUMMARY)
"""What rules are about unless they say otherwise: a summary handed in for a plan is reported once, and nothing else about it."""


@dataclass(frozen=True, slots=True)
class When:
    """The plans to which a rule applies: all conditions must hold; an empty tuple is no condition."""

    genres: tuple[Genre, ...] = PLAN_GENRES
    schools: tuple[str, ...] = ()
    """Kinds of schools, keys of `data/schools.toml`."""
    formats: tuple[str, ...] = ()
    """Names of `readers.FORMATS`."""
    titles: tuple[str, ...] = ()
    """The plan's title contains at least one of the words."""
    not_titles: tuple[str, ...] = ()
    """The plan's title contains none of the words."""
