"""The key `when`: conditions on the plans to which a rule or a rubric applies."""

from __future__ import annotations

from dataclasses import dataclass

from jyplan.model import Genre, PlanKind

PLAN_GENRES = tuple(genre for genre in Genre if genre.kind is PlanKind.PLAN and genre is not Genre.SUMMARY)
"""Genres of a rule without `kind` and `genre`: a summary handed in for a plan gets a single finding, not one for each rule."""


@dataclass(frozen=True, slots=True)
class When:
    """Conditions on a plan, all of which must hold; an empty tuple is no condition."""

    genres: tuple[Genre, ...] = PLAN_GENRES
    schools: tuple[str, ...] = ()
    """Kinds of schools, keys of `data/schools.toml`."""
    formats: tuple[str, ...] = ()
    """Names of `readers.FORMATS`."""
    titles: tuple[str, ...] = ()
    """The plan's title contains at least one of the words."""
    not_titles: tuple[str, ...] = ()
    """The plan's title contains none of the words."""
