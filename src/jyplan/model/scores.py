"""The points of a plan by the criteria of a rule set, each lost point with its reason."""

from __future__ import annotations

from jyplan.model.frozen import dataclass
from jyplan.model.message import Wording


@dataclass(frozen=True, slots=True)
class LostPoints:
    """Points that a plan loses for one reason."""

    points: float
    """More than 0, rounded to hundredths."""
    reason: Wording
    finding: int | None = None
    """Index into `Checked.findings`; None for points lost for an item, or for the plan as a whole."""
    node: str | None = None
    """Id of the section; None outside of all sections."""


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """The points of a plan for one criterion."""

    name: str
    points: float | None
    """Rounded to hundredths; None where a person gives the points."""
    of: float
    """The greatest number of points of the criterion."""
    lost: tuple[LostPoints, ...] = ()
    """`of` less the sum of the lost points is `points`."""
    note: Wording | None = None
    """Why a person gives points that the rule set does not leave to a person; None otherwise."""


@dataclass(frozen=True, slots=True)
class Score:
    """The points of a plan."""

    plan: int
    """Number of the plan in its document."""
    points: float
    """The sum of the points that the rules give."""
    of: float
    """The greatest number of points that the rules can give."""
    open: float
    """Points that a person gives."""
    bonus: float
    """Most points that a person may add."""
    grade: str | None
    """The grade that no open point can change; None if open points decide, or without grades."""
    grade_at_least: str | None
    """The grade without any open point; None below all grades, or without grades."""
    criteria: tuple[CriterionScore, ...]
    veto: tuple[int, ...] = ()
    """Indices into `Checked.findings` of the findings that veto the plan: its grade is that of no points."""
    is_grade_open: bool = False
    """Whether open points decide between the lowest grade, or none, and better ones: no grade is certain then."""
