"""The result of a check: findings with their level, rule and place."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from jyplan.model.document import Document, Place, Problem
from jyplan.model.plan import Outline, Plan, Span

if TYPE_CHECKING:
    from collections.abc import Mapping


class Level(StrEnum):
    """How much a finding weighs, heaviest first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence from a rule, in the languages its author wrote it in.

    Both are templates with `{name}` fields; a `Message` among the parameters is translated when shown.
    """

    chinese: str
    english: str = ""
    """Empty where the author gave none: then Chinese is shown to everybody."""
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """Text that a plan shares with another one, found before the check begins."""

    path: str
    """The other plan's file, as named by the user or in the archive."""
    number: int
    """The other plan's number in its file."""
    copied: float
    """Share of this plan that stands in the other one, from 0 to 1."""
    passages: tuple[Span, ...]
    """Where, in this plan's text."""
    archived: bool = False
    """It is in the archive of earlier plans, not among the submissions."""


@dataclass(frozen=True, slots=True)
class Submission:
    """What a check sees: a plan, the document it stands in, and what is known of it elsewhere."""

    plan: Plan
    document: Document
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule has against a plan."""

    rule: str
    level: Level
    message: Wording
    hint: Wording | None
    path: str
    """The document, as the user named it."""
    plan: int
    """The plan's number in its document."""
    node: str | None
    """Id of the section it stands in; None outside of all sections."""
    place: Place
    """Where `start` stands in the file."""
    start: int
    """Offset into the plan text; `end` is exclusive."""
    end: int


@dataclass(frozen=True, slots=True)
class Checked:
    """A document with what was found in each of its plans, by place and then by rule."""

    outline: Outline
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...] = ()
    """Why a rule could not be applied to it."""
