"""The school of a plan with the evidence for it, and the schools of a roster."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SchoolWitness(StrEnum):
    """Where the name of a school stands, the best witness first."""

    TITLE = "title"
    LETTERHEAD = "letterhead"
    """A running head, or a line above the title."""
    SIGNATURE = "signature"
    FILE_NAME = "file-name"
    FOLDER_NAME = "folder-name"
    TEXT = "text"
    """The text itself, which names a school several times."""


@dataclass(frozen=True, slots=True)
class SchoolEvidence:
    """A name of a school in or around a plan."""

    witness: SchoolWitness
    words: str
    """As written there."""
    school: str
    """The school's name in the roster, else in the longest form that the batch has."""


@dataclass(frozen=True, slots=True)
class SchoolOfPlan:
    """The school of a plan, with the evidence for and against."""

    name: str | None
    """None where nothing names a school."""
    evidence: tuple[SchoolEvidence, ...] = ()
    """For the name, the best witness first."""
    contradicting: tuple[SchoolEvidence, ...] = ()
    """For other schools; a person should look."""
    in_roster: bool = False


@dataclass(frozen=True, slots=True)
class RosterSchool:
    """A school of the roster."""

    name: str
    aliases: tuple[str, ...] = ()
    group: str = ""
    """Column of the roster such as 学区 or 类别; empty without one."""
    submitted: str | None = None
    """Day of handing in, ISO; None where the roster has none."""
