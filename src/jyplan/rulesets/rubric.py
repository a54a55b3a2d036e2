"""The rubric of a rule set: criteria that turn findings and facts into points."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jyplan.rulesets.conditions import When

if TYPE_CHECKING:
    from jyplan.model import Role


@dataclass(frozen=True, slots=True)
class FactShare:
    """The share of a role's items that name facts, as a measure of points."""

    roles: tuple[Role, ...]
    facts: tuple[str, ...]
    """Kinds of facts, as in `has_fact`."""
    needs_all: bool
    """An item needs a fact of every kind; otherwise a fact of any kind is enough."""
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
    """A row of a rubric: its points depend on rules, or on a measure, or are left to a person."""

    name: str
    points: float
    rules: tuple[str, ...] = ()
    each: float = 0.0
    """Points that a finding of `rules` takes, 0 or more; with 0 any finding takes all points."""
    floor: float = 0.0
    """Points that remain whatever the number of findings."""
    measure: FactShare | None = None
    zero: ZeroWhen | None = None

    @property
    def is_manual(self) -> bool:
        """Whether a person gives the points."""
        return not self.rules and self.measure is None


@dataclass(frozen=True, slots=True)
class RubricTest:
    """A small plan with the points that it must get."""

    text: str
    points: float | None = None
    """The points of the whole plan; None for not tested."""
    grade: str | None = None
    """The grade without any open point."""
    criteria: tuple[tuple[str, float], ...] = ()
    """Names of criteria and their points."""


@dataclass(frozen=True, slots=True)
class Rubric:
    """Criteria, and what becomes of the sum of their points."""

    total: float
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
        """Whether points depend on what a plan shares with others."""
        zeros = (self.zero, *(criterion.zero for criterion in self.criteria))
        return any(zero is not None and zero.copied is not None for zero in zeros)
