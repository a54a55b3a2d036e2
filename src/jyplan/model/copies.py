"""The comparison of many plans: copied pairs, clusters and shared sections."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jyplan.model.comparison import Passage
from jyplan.model.message import Message
from jyplan.model.plan import Span


class Relation(StrEnum):
    """The relation of two plans, the closest relation first."""

    IDENTICAL = "identical"
    """The same characters, width, punctuation and spaces not counted."""
    NEAR_IDENTICAL = "near-identical"
    """One text with small changes: nearly all of either plan stands in both."""
    PARTIAL = "partial"
    """A part of one plan stands in the other plan."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The particulars of a compared plan, without the text."""

    path: str
    """File of the plan, as named by the user, now or when the plan was archived."""
    name: str
    """Id of the record in a .jsonl or a table, else the file name without its folder."""
    number: int
    """Number of the plan in its file, from 1."""
    title: str
    chars: int
    """Length of the plan text in code points."""
    school: str | None = None
    date: str | None = None
    """Date of writing, or the year the plan is for, as far as known: 2024, 2024-09, 2024-09-01."""
    label: str | None = None
    """Label of the plan in the archive: 2023范文."""
    archived: bool = False
    """Whether the plan is in the archive, not among the submissions."""


@dataclass(frozen=True, slots=True)
class Archived:
    """A plan in the archive of earlier plans."""

    id: int
    """From 1, in the order of adding; never reused."""
    listing: Listing
    sha256: str | None
    """Of the plan's file, None for a record of a corpus."""
    added: str
    """Time of adding: ISO 8601, UTC, to the second."""
    fingerprints: int
    """Number of different fingerprints; 0 for a text too short for fingerprints."""
    has_text: bool
    """Whether the archive keeps the text; without it the plan can be found, but not shown."""


@dataclass(frozen=True, slots=True)
class Filed:
    """The outcome of adding a plan to the archive."""

    listing: Listing
    """Particulars of the plan as given."""
    plan: Archived
    """The archived plan, perhaps with different particulars."""
    is_new: bool
    """False where a plan of the same characters was archived before, or earlier in the same run."""


@dataclass(frozen=True, slots=True)
class CopiedPair:
    """Two plans with shared text; in the passages `left` is `a` and `right` is `b`."""

    a: int
    """Index into `Copies.listings`; always smaller than `b`."""
    b: int
    relation: Relation
    a_copied: float
    """Share of the characters of `a` that stand in `b`, from 0 to 1, boilerplate not counted."""
    b_copied: float
    passages: tuple[Passage, ...]

    @property
    def copied(self) -> float:
        """The larger of both shares, from 0 to 1."""
        return max(self.a_copied, self.b_copied)


@dataclass(frozen=True, slots=True)
class CopyCluster:
    """Plans joined by pairs with mostly the same text."""

    members: tuple[int, ...]
    """Indices into `Copies.listings`, ascending; at least two."""
    relation: Relation
    """The weakest relation of the joining pairs."""
    earliest: int | None
    """The member with the earliest date, None where dates are missing or do not decide."""
    closest: tuple[tuple[int, float], ...]
    """For each member, the closest member and the share of the text contained in the closest member, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class SharedStretch:
    """A stretch of text shared by many plans, reported once instead of for every pair."""

    members: tuple[int, ...]
    """Indices into `Copies.listings`, ascending."""
    places: tuple[Span, ...]
    """Span of the stretch in each member's text."""
    text: str
    """Text of the stretch in the member with the most fingerprints of the stretch."""

    @property
    def chars(self) -> int:
        """Characters of the text, spaces counted."""
        return len(self.text)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A plan read but not compared, or compared in part, with the reason."""

    path: str
    number: int | None
    """Number of the plan in its file; None for the whole file."""
    reason: Message
    gave_up: bool = False
    """Whether the run gave up on a limit of time or memory; False where there was nothing to compare."""


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies among many plans, and between the plans and the archive."""

    listings: tuple[Listing, ...]
    """All submissions in reading order, then the archived plans that are in a pair."""
    pairs: tuple[CopiedPair, ...]
    """Most copied first. In a large cluster every plan is paired with its closest plans only."""
    clusters: tuple[CopyCluster, ...]
    """Largest first; no plan is in two clusters."""
    templates: tuple[SharedStretch, ...]
    """Sections that many plans have from one source, most members first."""
    common: tuple[SharedStretch, ...]
    """Shorter stretches of many plans, boilerplate of the field: not counted as copied."""
    left_out: tuple[LeftOut, ...] = ()
    """Plans that could not be compared, or only in part."""
