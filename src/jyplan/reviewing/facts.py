"""What was read and compared of a batch, before anything is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jyplan.model import (
        AgainstLastYear,
        Copies,
        Document,
        Finding,
        Message,
        Plan,
        RoleStanding,
        RosterSchool,
        SchoolOfPlan,
        Score,
        Span,
    )


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file before it is judged."""

    path: str
    document: Document | None
    """None for a file that could not be read."""
    school: str | None
    sender: str | None
    """The school that the names of file and folders say."""
    error: Message | None = None
    advice: Message | None = None
    is_protected: bool = False


@dataclass(frozen=True, slots=True)
class PlanInFile:
    """A plan before it is judged; its position in the batch is its number."""

    file: int
    plan: Plan
    document: Document
    school: SchoolOfPlan
    roles: tuple[RoleStanding, ...]
    findings: tuple[Finding, ...]
    is_template: bool = False
    score: Score | None = None
    quoted: tuple[Span, ...] = ()
    """Where the plan text quotes what the office sent out."""


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """All that was read and compared."""

    files: Sequence[FileFacts]
    plans: Sequence[PlanInFile]
    roster: Sequence[RosterSchool]
    copies: Copies
    last_years: Mapping[int, AgainstLastYear]
    """By number of the plan."""
    earlier_texts: tuple[str | None, ...] = ()
    problems: tuple[Message, ...] = ()
