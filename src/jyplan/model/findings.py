"""The result of a check: findings with their level, rule and place."""

from __future__ import annotations

from enum import StrEnum

from jyplan.model.copied_text import NOT_COPIED, CopiedText
from jyplan.model.document import Document, Outside, Place, Problem
from jyplan.model.frozen import dataclass
from jyplan.model.message import Wording
from jyplan.model.plan import Outline, Plan, Span
from jyplan.model.scores import Score


class Level(StrEnum):
    """The weight of a finding, heaviest first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Match:
    """Text of a plan found in a source plan, computed before the check."""

    path: str
    """File of the source plan, as named by the user or in the archive."""
    number: int
    """Number of the source plan in its file."""
    copied: float
    """Share of the plan found in the source plan, from 0 to 1."""
    passages: tuple[Span, ...]
    """Spans of the shared text in the plan."""
    archived: bool = False
    """The source plan is in the archive of earlier plans, not among the submissions."""
    text: CopiedText = NOT_COPIED
    """Where in the plan the copied characters stand."""


@dataclass(frozen=True, slots=True)
class Submission:
    """The input of a check: a plan, its document, and its matches in source plans."""

    plan: Plan
    document: Document
    matches: tuple[Match, ...] = ()
    outside: tuple[Outside, ...] = ()
    """What the document shows around the plan: above the first plan, below this one, and in headers, footers and notes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A violation of a rule in a plan, with level, message and place."""

    rule: str
    level: Level
    message: Wording
    hint: Wording | None
    path: str
    """The document, as the user named it."""
    plan: int
    """Number of the plan in its document."""
    node: str | None
    """Id of the innermost section around the finding; None outside of all sections."""
    place: Place
    """Place of `start` in the file."""
    start: int
    """Offset into the plan text; `end` is exclusive."""
    end: int
    also: tuple[Span, ...] = ()
    """Spans of further findings of the same cause, gathered into this one."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A document with the findings in all of its plans, sorted by plan, place and rule."""

    outline: Outline
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...] = ()
    """Rules that could not be applied, with the reason."""
    scores: tuple[Score, ...] = ()
    """The points of the plans; empty without a rubric."""
