"""Many plans compared with each other: copied pairs, groups and shared sections."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jyplan.model.comparison import Passage
from jyplan.model.message import Message
from jyplan.model.plan import Span


class Relation(StrEnum):
    """How two plans are alike, closest first."""

    IDENTICAL = "identical"
    """The same characters once width, punctuation and spaces are set aside."""
    NEAR_IDENTICAL = "near-identical"
    """One text with small changes: nearly all of either stands in the other."""
    PARTIAL = "partial"
    """A part of one stands in the other."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A plan among those compared, and what is known of it."""

    path: str
    """Its file, as named by the user or when it came into the archive."""
    name: str
    """The id of its line in a .jsonl or a table, else the file's name without its folder."""
    number: int
    """Of the plan in its file, from 1."""
    title: str
    chars: int
    """Length of the plan text in code points."""
    school: str | None = None
    date: str | None = None
    """When it was written or what year it is for, as far as known: 2024, 2024-09, 2024-09-01."""
    label: str | None = None
    """What it was filed under in the archive: 2023范文."""
    archived: bool = False
    """It is in the archive, not among the submissions."""


@dataclass(frozen=True, slots=True)
class Archived:
    """A plan in the archive of earlier plans."""

    id: int
    """From 1, in the order in which plans were added; never given to another plan."""
    listing: Listing
    sha256: str | None
    """Of the file it came in, None for a record of a corpus."""
    added: str
    """When it came into the archive: ISO 8601, UTC, to the second."""
    fingerprints: int
    """How many it has: what a comparison looks for. 0 for a text that is too short to have any."""
    has_text: bool
    """False where the archive was to keep no text of it: then it can be found, but not shown."""


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of a plan that was to be added to the archive."""

    listing: Listing
    """As it came."""
    plan: Archived
    """As it stands there now, perhaps under another name."""
    is_new: bool
    """False where a plan of the same characters was there already, or came earlier in the same run."""


@dataclass(frozen=True, slots=True)
class CopiedPair:
    """Two plans that share text; in its passages `left` is `a` and `right` is `b`."""

    a: int
    """Index into `Copies.listings`; always smaller than `b`."""
    b: int
    relation: Relation
    a_copied: float
    """Share of a that stands in b, from 0 to 1, boilerplate not counted."""
    b_copied: float
    passages: tuple[Passage, ...]

    @property
    def copied(self) -> float:
        """The larger of both shares: how much of one plan is not its own."""
        return max(self.a_copied, self.b_copied)


@dataclass(frozen=True, slots=True)
class CopyCluster:
    """Plans that belong together: each is mostly the same as some other of them."""

    members: tuple[int, ...]
    """Indices into `Copies.listings`, ascending; at least two."""
    relation: Relation
    """The weakest relation that holds the group together."""
    earliest: int | None
    """The member with the earliest date, None where dates are missing or do not decide."""
    closest: tuple[tuple[int, float], ...]
    """For each member the other member that holds most of its text, and the share, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class SharedStretch:
    """A stretch of text that many plans share, told once instead of for every pair."""

    members: tuple[int, ...]
    """Indices into `Copies.listings`, ascending."""
    places: tuple[Span, ...]
    """Where it stands in each member's text."""
    text: str
    """As it stands in the member that has most of it."""

    @property
    def chars(self) -> int:
        """Characters of the text, spaces counted."""
        return len(self.text)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A plan that is read and yet not compared, or not wholly, and why."""

    path: str
    number: int | None
    """Of the plan in its file; None for the whole file."""
    reason: Message


@dataclass(frozen=True, slots=True)
class Copies:
    """What many plans share with each other and with the archive."""

    listings: tuple[Listing, ...]
    """All submissions in their order, then the archived plans that something was found for."""
    pairs: tuple[CopiedPair, ...]
    """Most copied first. In a large group every plan is paired with its closest ones only."""
    clusters: tuple[CopyCluster, ...]
    """Largest first; no plan is in two."""
    templates: tuple[SharedStretch, ...]
    """Sections that many plans have from one source; most members first."""
    common: tuple[SharedStretch, ...]
    """Shorter stretches in so many plans that they are nobody's: not counted as copied."""
    left_out: tuple[LeftOut, ...] = ()
    """What could not be compared, or only in part."""
