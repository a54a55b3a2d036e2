"""The rubric of a rule set: criteria for points from findings and facts, limits, grades, tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jyplan.rulesets.conditions import When

if TYPE_CHECKING:
    from jyplan.model import Role


@dataclass(frozen=True, slots=True)
class FactShare:
    """A measure of points: the share of the items of some roles with facts of some kinds."""

    roles: tuple[Role, ...]
    facts: tuple[str, ...]
    """Kinds of facts, as in `has_fact`."""
    needs_all: bool
    """Whether an item needs a fact of every kind, instead of any kind."""
    full: float = 1.0
    """The share at which all points are given, more than 0."""
    bands: tuple[tuple[float, float], ...] = ()
    """Least share and points of each band, the greatest share first; empty for points in proportion to the share."""


@dataclass(frozen=True, slots=True)
class ZeroWhen:
    """When a criterion, or a whole plan, gets no points."""

    copied: float | None = None
    """Least share of the plan found in another plan; None for no limit."""
    rules: tuple[str, ...] = ()
    """Any finding of these rules takes all points."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """A row of a rubric, with points by rules or by a measure; without either a person gives the points."""

    name: str
    points: float
    rules: tuple[str, ...] = ()
    each: float = 0.0
    """Points that a finding of `rules` takes, 0 or more; with 0 any finding takes all points."""
    floor: float = 0.0
    """Points that remain whatever the number of findings."""
    measure: FactShare | None = None
    zero: ZeroWhen | None = None


@dataclass(frozen=True, slots=True)
class RubricTest:
    """A small plan with the points expected."""

    text: str
    points: float | None = None
    """The points of the whole plan; None for not tested."""
    grade: str | None = None
    """The grade without any open point."""
    criteria: tuple[tuple[str, float], ...] = ()
    """Names of criteria and their points."""


@dataclass(frozen=True, slots=True)
class Rubric:
    """The criteria, and the rules that turn the sum of points into a grade."""

    total: float
    """Sum of the points of all criteria."""
    criteria: tuple[Criterion, ...]
    zero: ZeroWhen | None = None
    veto: tuple[str, ...] = ()
    """Rules of which any finding gives the lowest grade."""
    bonus: float = 0.0
    """Most points that a person may add."""
    grades: tuple[tuple[str, float], ...] = ()
    """Name and least points of each grade, the best first."""
    when: When = field(default_factory=When)
    """The plans that get points."""
    tests: tuple[RubricTest, ...] = ()

    @property
    def reads_matches(self) -> bool:
        """Whether points depend on text copied from source plans."""
        zeros = (self.zero, *(criterion.zero for criterion in self.criteria))
        return any(zero is not None and zero.copied is not None for zero in zeros)
