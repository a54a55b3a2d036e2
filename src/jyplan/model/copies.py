"""The comparison of many plans: copied pairs, clusters and shared sections."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from jyplan.model.comparison import Passage
from jyplan.model.copied_text import NOT_COPIED, CopiedText
from jyplan.model.document import Place
from jyplan.model.frozen import dataclass
from jyplan.model.message import Message
from jyplan.model.plan import Span
from jyplan.model.rewrites import RewrittenPair


class Relation(StrEnum):
    """The relation of two plans, the closest relation first."""

    IDENTICAL = "identical"
    """The same characters, width, punctuation and spaces not counted."""
    NEAR_IDENTICAL = "near-identical"
    """One text with small changes: nine tenths of either plan are copied, and the lengths are alike."""
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
    """Share of the characters of `a` that are matched to equal characters of `b` inside passages, from 0 to 1; declared
    boilerplate does not count."""
    b_copied: float
    passages: tuple[Passage, ...]
    a_edited: float = 0.0
    """Share of the characters of `a` that were changed inside sentences otherwise the same, from 0 to 1; never copied."""
    b_edited: float = 0.0
    a_passages: float = 0.0
    """Share of the characters of `a` that the passages cover, from 0 to 1, whatever stands in them."""
    b_passages: float = 0.0
    a_text: CopiedText = NOT_COPIED
    """The copied characters of `a`."""
    b_text: CopiedText = NOT_COPIED

    @property
    def copied(self) -> float:
        """The larger of both copied shares, from 0 to 1."""
        return max(self.a_copied, self.b_copied)


@dataclass(frozen=True, slots=True)
class SourceShare:
    """A source plan, with the copied share found in no source before it."""

    plan: int
    """Index into `Copies.listings`."""
    copied: float
    """Share of the characters of the copying plan that only this source has, sources before it considered; from 0 to 1."""


@dataclass(frozen=True, slots=True)
class TopSection:
    """A topmost section of a compared plan, its subsections included."""

    heading: str
    """Number and title, or the beginning of the text; empty for what stands above the first section."""
    span: Span
    """In the plan text."""


@dataclass(frozen=True, slots=True)
class SectionShare:
    """The copied share of a topmost section of a plan."""

    section: TopSection
    first: int
    """Characters of the plan above the section, spaces and format not counted."""
    chars: int
    """Characters of the section, counted alike."""
    copied: float = 0.0
    """Share of the section's characters found in any further plan, each counted once; from 0 to 1."""
    other_schools: float = 0.0
    """As `copied`, without plans of the same school."""
    largest: float = 0.0
    """The largest share that a single plan contains."""
    source: int | None = None
    """Index into `Copies.listings` of the plan with the largest share; None where nothing is copied."""


@dataclass(frozen=True, slots=True)
class CopiedUnion:
    """The copied share of a plan against all further plans of the comparison, each character counted once (总复制比)."""

    copied: float = 0.0
    """Share of the plan's characters, from 0 to 1."""
    largest: float = 0.0
    """The largest share that a single plan contains (单篇最大复制比)."""
    other_schools: float = 0.0
    """As `copied`, without plans of the same school."""
    sources: tuple[SourceShare, ...] = ()
    """The plans that add something, in order of what they add."""
    sections: tuple[SectionShare, ...] = ()
    """The same by topmost section, in the order of the plan; none for a plan without sections or without copies."""
    declared: float = 0.0
    """Share of the plan's characters that are quoted from declared boilerplate, never part of `copied`; counted for plans
    with copied text only."""

    @property
    def with_declared(self) -> float:
        """Share of the characters copied or quoted from declared boilerplate, from 0 to 1."""
        return min(self.copied + self.declared, 1.0)


NO_COPY = CopiedUnion()
"""The union of a plan without pairs."""


@dataclass(frozen=True, slots=True)
class PairsLeftOut:
    """Pairs of plans that share text and were not compared, as closer pairs show the same text."""

    cluster: int | None
    """Index into `Copies.clusters` of the cluster that both plans are in; None for pairs outside clusters."""
    pairs: int


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
    copies: tuple[CopiedText, ...] = ()
    """Where in each member the characters of the text stand; none where they were not counted."""

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
class Tampered:
    """A submission with invisible or strewn characters, which hide copied text from a comparison."""

    path: str
    number: int | None
    """Number of the plan in its file; None for the whole file."""
    message: Message
    place: Place = field(default_factory=Place)
    """Of the first such character."""


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies among many plans, and between the plans and the archive."""

    listings: tuple[Listing, ...]
    """All submissions in reading order, then the archived plans that are in a pair or have a shared stretch."""
    pairs: tuple[CopiedPair, ...]
    """Most copied first. In a large cluster every plan is paired with those plans only that cover its text."""
    clusters: tuple[CopyCluster, ...]
    """Largest first; no plan is in two clusters."""
    templates: tuple[SharedStretch, ...]
    """Sections that many plans have from one source, most members first."""
    common: tuple[SharedStretch, ...]
    """Shorter stretches of many plans, boilerplate of the field: not counted as copied."""
    left_out: tuple[LeftOut, ...] = ()
    """Plans that could not be compared, or only in part."""
    unions: tuple[CopiedUnion, ...] = ()
    """For each submission the text that any other plan has; none where unions were not counted."""
    pairs_left_out: tuple[PairsLeftOut, ...] = ()
    """How many pairs were not compared, by cluster."""
    tampered: tuple[Tampered, ...] = ()
    """Submissions with hidden or strewn characters, in reading order: what reviewers see first."""
    rewritten: tuple[RewrittenPair, ...] = ()
    """Pairs of submissions suspected to be the same in other words, strongest first; never counted as copied."""

    def union(self, plan: int) -> CopiedUnion:
        """Return the copied share of a plan against all further plans; 0 for an archived plan."""
        return self.unions[plan] if plan < len(self.unions) else NO_COPY
