"""The review of a batch of submissions, with every number that a report of `jyplan review` shows.

`ReviewedPlan.number` is also the plan's index in `Review.plans` and in `Review.copies.listings`; behind the submissions
`copies.listings` has plans of earlier years and of the archive.
"""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

from jyplan.model.copies import Copies, Relation
from jyplan.model.frozen import dataclass
from jyplan.model.plan import Role, Span
from jyplan.model.verdicts import WRONG_PAPERS, ReviewVerdict

if TYPE_CHECKING:
    from jyplan.model.comparison import Change, FactChange
    from jyplan.model.document import Document
    from jyplan.model.findings import Finding
    from jyplan.model.message import Message
    from jyplan.model.plan import Plan, SchoolYear
    from jyplan.model.schools import RosterSchool, SchoolOfPlan
    from jyplan.model.scores import Score
    from jyplan.model.verdicts import AsideKind, ReasonKind, ReviewReason

REVIEWED_ROLES = (Role.GUIDING, Role.GOAL, Role.TASK, Role.MEASURE, Role.SAFEGUARD, Role.SCHEDULE)
"""The roles with a column of their own, in the order of all reports."""


@dataclass(frozen=True, slots=True)
class PartFindings:
    """Findings of rules on the parts of a plan."""

    missing: frozenset[Role] = frozenset()
    """Roles missing for certain."""
    required: frozenset[Role] = frozenset()
    """Roles that a plan of this kind must have; empty where a part of the document was not read."""
    empty: frozenset[str] = frozenset()
    """Ids of empty sections."""


class RoleState(StrEnum):
    """The state of a part of a plan."""

    PRESENT = "present"
    EMPTY = "empty"
    MISSING = "missing"
    OPEN = "open"
    """Nothing is claimed: the part is not required of a plan of this kind, or may stand in something unread."""


@dataclass(frozen=True, slots=True)
class RoleStanding:
    """The state of a part of a plan, with its sections."""

    role: Role
    state: RoleState
    items: int = 0
    """Headings and items of the role without children of the role; 0 where the part is only named in a sentence."""
    nodes: tuple[str, ...] = ()
    """Ids of the topmost sections of the role."""


@dataclass(frozen=True, slots=True)
class ItemShares:
    """Number of a plan's tasks and measures, and of those with a checkable fact."""

    items: int = 0
    """Tasks and measures: innermost nodes of either role."""
    with_indicator: int = 0
    with_owner: int = 0
    with_date: int = 0

    def share(self, count: int) -> float | None:
        """Return a count as share of the items, from 0 to 1; None without items."""
        return count / self.items if self.items else None


class SourceKind(StrEnum):
    """Owner and year of a source plan."""

    OTHER_SCHOOL = "other-school"
    """Of this batch, of another school or of an unknown one."""
    OTHER_EARLIER = "other-earlier"
    """An earlier plan of another school."""
    OWN_EARLIER = "own-earlier"
    DRAFT = "draft"
    """Of this batch and the same school: two drafts, or two plans of one school."""


@dataclass(frozen=True, slots=True)
class PlanSource:
    """A source plan of a reviewed plan: both share text."""

    listing: int
    """Index into `Review.copies.listings`."""
    kind: SourceKind
    pair: int
    """Index into `Review.copies.pairs`."""
    is_left: bool
    """Whether the reviewed plan is `a` of the pair, so that `left` of each passage is in it."""
    copied: float
    """Share of the reviewed plan's characters found in the source plan, from 0 to 1."""
    chars: int
    """Characters of the reviewed plan found in the source plan, spaces not counted."""
    relation: Relation


class LastYearBasis(StrEnum):
    """How the earlier plan was chosen."""

    SCHOOL = "school"
    """By the school's name, and among several by content."""
    CONTENT = "content"
    """By content, as no earlier plan is of the school."""


@dataclass(frozen=True, slots=True)
class RoleChange:
    """A section of a role against last year's plan."""

    role: Role
    change: Change
    node: str | None
    """Id in the plan of this year; None for a dropped section."""
    title: str
    """Marker and title, or the beginning of the text: of this year, for a dropped section of last year."""


@dataclass(frozen=True, slots=True)
class AgainstLastYear:
    """A plan beside the same school's earlier plan."""

    listing: int
    """Index into `Review.copies.listings`."""
    basis: LastYearBasis
    copied: float
    """Share of this year's characters that stand in the earlier plan, from 0 to 1."""
    is_same: bool
    """Whether hardly more than the year was changed."""
    roles: tuple[RoleChange, ...]
    indicators: tuple[FactChange, ...]
    """The earlier figure is `left`, this year's is `right`."""

    def count(self, change: Change) -> int:
        """Return the number of sections with a change."""
        return sum(entry.change is change for entry in self.roles)


@dataclass(frozen=True, slots=True)
class SinceLastRun:
    """Changes of a batch since the earlier run into the same folder; files are matched by path."""

    new_files: tuple[str, ...] = ()
    changed_files: tuple[str, ...] = ()
    """Same path, other content."""
    gone_files: tuple[str, ...] = ()
    unchanged_files: int = 0
    new: int = 0
    """Reasons and findings not in the earlier result."""
    fixed: int = 0
    """Reasons and findings of the earlier result alone."""
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class ReviewedPlan:
    """A plan of the batch with its verdict and all evidence."""

    number: int
    """From 0: index in `Review.plans`."""
    file: int
    """Index into `Review.files`."""
    plan: Plan
    document: Document
    school: SchoolOfPlan
    verdict: ReviewVerdict
    reasons: tuple[ReviewReason, ...]
    """The heaviest first; for a plan that passes empty, or what speaks for it."""
    roles: tuple[RoleStanding, ...]
    """One for each of `REVIEWED_ROLES`, in their order; all OPEN for a wrong paper."""
    shares: ItemShares
    copied: float
    """总复制比: share of the characters that plans of other schools have, from 0 to 1, each character counted once."""
    largest: float
    """The largest share that a single plan of another school has."""
    quoted: float
    """Share of the characters that stand in what the office sent out, from 0 to 1; copied from nobody."""
    sources: tuple[PlanSource, ...]
    """The plans that have text of it, of other schools first, most copied first."""
    last_year: AgainstLastYear | None = None
    findings: tuple[Finding, ...] = ()
    score: Score | None = None
    """Points, where the rules give any, None for a wrong paper; its findings are indices into `findings`."""

    def standing(self, role: Role) -> RoleStanding:
        """Return the state of a part."""
        return self.roles[REVIEWED_ROLES.index(role)]

    @property
    def is_wrong_paper(self) -> bool:
        """Whether the paper is no plan, or a template not filled in: parts, items and points say nothing of the school."""
        return any(reason.kind in WRONG_PAPERS for reason in self.reasons)

    @property
    def best_source(self) -> PlanSource | None:
        """The source with most of the text among plans of foreign schools, None without sources."""
        return next((s for s in self.sources if s.kind in (SourceKind.OTHER_SCHOOL, SourceKind.OTHER_EARLIER)), None)


@dataclass(frozen=True, slots=True)
class ReviewedFile:
    """A file of the batch with the gravest verdict of its plans."""

    path: str
    """As the user named it, or as found in a folder or archive."""
    verdict: ReviewVerdict
    reasons: tuple[ReviewReason, ...] = ()
    """Of the file itself, or of its plans."""
    plans: tuple[int, ...] = ()
    """Indices into `Review.plans`."""
    school: str | None = None
    """Also of a file without a plan, by its name and folder."""
    sha256: str | None = None
    """None for a file that could not be read."""
    error: Message | None = None
    """Why it could not be read."""
    advice: Message | None = None
    """What to do about that."""
    is_protected: bool = False
    """Whether a password keeps it from being read, which the school can remove itself."""
    aside: AsideKind | None = None
    """Why it is set aside."""
    submitted: str | None = None
    """Day on which it was handed in, as the roster has it: 2025-09-12."""
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class ReviewedSchool:
    """A line of the first screen: a school, or a file of an unknown school."""

    name: str
    """The file's name where no school is known."""
    is_known: bool
    verdict: ReviewVerdict
    """The heaviest of its plans and unread files; MISSING without either."""
    files: tuple[int, ...] = ()
    """Indices into `Review.files`, the gravest first."""
    plans: tuple[int, ...] = ()
    """Indices into `Review.plans`, the gravest first; several may be drafts."""
    in_roster: bool = False
    is_late: bool = False
    group: str = ""
    """As in `RosterSchool`."""


@dataclass(frozen=True, slots=True)
class SourceMember:
    """A plan of a group with a common source."""

    plan: int
    """Index into `Review.plans`."""
    shared: float
    """Share of its characters that other members have, in a group by a section: of the section, from 0 to 1."""
    own: int
    """Characters that neither another member has nor the office sent out, spaces and marks not counted."""
    own_spans: tuple[Span, ...]
    """Where these stand in the plan text, as far as a stretch of some length goes."""


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """Plans of at least two schools with the same text."""

    members: tuple[SourceMember, ...]
    """The most likely origin first: the earliest date, else the largest shared text."""
    schools: tuple[str, ...]
    """In the order of the members, each once."""
    relation: Relation
    shared: float
    """The mean of the members' shares."""
    earliest: int | None = None
    """The member (index into `Review.plans`) with the earliest date, None where dates do not decide."""
    text: str = ""
    """The longest stretch that all members share; empty where there is none."""

    @property
    def is_pair(self) -> bool:
        """Whether the group has two schools."""
        return len(self.schools) == 2


@dataclass(frozen=True, slots=True)
class ReviewThresholds:
    """From when on something counts; the same for every batch, and named in every report."""

    explained_share: float = 0.3
    """Copied from plans of other schools: a school is asked."""
    least_chars: int = 200
    """Fewer copied characters are usual sentences, however short the plan; whole plans that are the same are asked about."""
    explained_chars: int = 300
    """Characters of one section copied from one plan of another school: a school is asked."""
    same_as_last_year: float = 0.9
    """Copied from the own plan of last year: hardly more than the year was changed."""


@dataclass(frozen=True, slots=True)
class ReviewBatch:
    """Particulars of the batch: files, rules, date."""

    inputs: tuple[str, ...]
    """As the user named them."""
    rules: str
    """Id of the rule set."""
    rules_title: str
    date: str
    """Day of the run, ISO; given by the caller."""
    version: str
    """Of jyplan."""
    by: str = ""
    """The office that reviews; author of comments."""
    due: str | None = None
    """ISO date."""
    last: str | None = None
    """Folder or file of earlier plans, as named."""
    archive: str | None = None
    templates: tuple[str, ...] = ()
    roster: str | None = None
    skipped: tuple[str, ...] = ()
    """Files left out at the user's wish."""
    own_reports: tuple[str, ...] = ()
    """Reports of jyplan found among the inputs, left out."""
    thresholds: ReviewThresholds = ReviewThresholds()


@dataclass(frozen=True, slots=True)
class Review:
    """A whole batch."""

    batch: ReviewBatch
    files: tuple[ReviewedFile, ...]
    """In reading order."""
    plans: tuple[ReviewedPlan, ...]
    """In reading order."""
    schools: tuple[ReviewedSchool, ...]
    """A line each, the gravest first in every report; with schools that handed in nothing.

    Sorted by verdict, number of reasons for it (text of other schools is one), copied share, findings that are errors and
    warnings, then the order of the roster and the name. The gravest plan of a school counts.
    """
    missing: tuple[RosterSchool, ...]
    """Schools of the roster without a submission."""
    groups: tuple[SourceGroup, ...]
    """Largest first; pairs of schools, too."""
    copies: Copies
    """Copies among the submissions, and with the earlier plans; `rewritten` are suspected pairs of submissions."""
    earlier_texts: tuple[str | None, ...] = field(default=(), repr=False)
    """Texts of the listings behind the submissions; None where the archive keeps none."""
    problems: tuple[Message, ...] = ()
    """What could not be done, for the whole batch."""
    since: SinceLastRun | None = None
    """None in a first run."""
    usual_year: SchoolYear | None = None
    """The year that the titles of most plans name; None where they do not agree, or are few."""

    def text_of(self, listing: int) -> str | None:
        """Return the plan text of a listing of `copies`; None where the archive keeps none."""
        count = len(self.plans)
        return self.plans[listing].plan.text if listing < count else self.earlier_texts[listing - count]

    def school_of(self, listing: int) -> str | None:
        """Return the school of a listing of `copies`."""
        count = len(self.plans)
        return self.plans[listing].school.name if listing < count else self.copies.listings[listing].school

    @property
    def submitted(self) -> tuple[ReviewedPlan, ...]:
        """The plans that are submissions: a register and an earlier draft are none."""
        return tuple(plan for plan in self.plans if plan.verdict is not ReviewVerdict.SET_ASIDE)

    def files_with(self, verdict: ReviewVerdict) -> tuple[ReviewedFile, ...]:
        """Return the files with a verdict, in reading order."""
        return tuple(file for file in self.files if file.verdict is verdict)

    def count_reason(self, kind: ReasonKind, role: Role | None = None) -> int:
        """Return the number of files with a reason of a kind; with `role` only reasons for the role."""
        return sum(
            any(reason.kind is kind and role in (None, reason.role) for reason in file.reasons) for file in self.files
        )
