"""The facts of a batch: files, plans and copies as read, checked and compared, before any verdict."""

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
    """A file before the verdict."""

    path: str
    document: Document | None
    """None for a file that could not be read."""
    school: str | None
    """The school of its plans; the sender, where they are of several."""
    sender: str | None
    """The school named by file and folders."""
    error: Message | None = None
    advice: Message | None = None
    is_protected: bool = False


@dataclass(frozen=True, slots=True)
class PlanInFile:
    """A plan before the verdict; the index in the batch is the number of the plan."""

    file: int
    """Index into `BatchFacts.files`."""
    plan: Plan
    document: Document
    school: SchoolOfPlan
    roles: tuple[RoleStanding, ...]
    findings: tuple[Finding, ...]
    is_template: bool = False
    """Whether the plan is a template of the office, not filled in."""
    score: Score | None = None
    quoted: tuple[Span, ...] = ()
    """Spans of the plan text that quote texts of the office."""


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """A whole batch before any verdict."""

    files: Sequence[FileFacts]
    plans: Sequence[PlanInFile]
    roster: Sequence[RosterSchool]
    copies: Copies
    last_years: Mapping[int, AgainstLastYear]
    """By number of the plan."""
    earlier_texts: tuple[str | None, ...] = ()
    """Texts of the listings behind the submissions; None where the archive has none."""
    problems: tuple[Message, ...] = ()
