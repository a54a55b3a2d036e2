"""The facts of the domain, all frozen: what a document, a plan and its nodes are.

Every other room speaks in these types; this module imports nothing of the project. Offsets are
code points, start inclusive, end exclusive. Lines, paragraphs, pages, tables, rows and cells in a
`Place` count from 1, as a reader counts them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class BlockKind(StrEnum):
    """What a block is on the page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    """A paragraph that the file itself declares to be a heading (style or outline level)."""
    ROW = "row"
    """A table row; its text is its cells joined with a tab."""
    CONTENTS = "contents"
    """A line of a table of contents."""
    FURNITURE = "furniture"
    """Page numbers, running heads, site navigation: displayed, part of no plan."""


class PlanKind(StrEnum):
    """Whether a text is a work plan at all."""

    PLAN = "plan"
    OTHER = "other"


class Role(StrEnum):
    """What a section is for, as the field names it."""

    BACKGROUND = "background"
    GUIDING = "guiding"
    GOAL = "goal"
    TASK = "task"
    MEASURE = "measure"
    SAFEGUARD = "safeguard"
    SCHEDULE = "schedule"
    OTHER = "other"


class Revisions(StrEnum):
    """Which text of a document with tracked changes is read."""

    ACCEPTED = "accepted"
    """As it is once all changes are accepted."""
    ORIGINAL = "original"
    """As it was before them."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for the user that is not yet in his language.

    `template` is the English sentence with `{name}` fields and is the key into the catalogues;
    `str()` gives it in English.
    """

    template: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.params)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands in its file; what a format does not know is None."""

    line: int | None = None
    paragraph: int | None = None
    """Number of the paragraph in document order, tables included."""
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    """Code points from the beginning of the line, indent included; None where marks stand in it that are not displayed."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a reader noticed and got over: the document is read, but not all of it is certain."""

    message: Message
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Style:
    """How a block looks, resolved through styles, theme and defaults; None where unknown."""

    name: str | None = None
    outline_level: int | None = None
    """0 is the topmost heading level; None is body text."""
    font: str | None = None
    """The East Asian font of most of the block's characters."""
    size: float | None = None
    """Points."""
    bold: bool | None = None
    """Whether every visible character is bold."""
    alignment: str | None = None
    """left, center, right, both or distribute."""
    line_spacing: float | None = None
    """Points where fixed, else a multiple of single spacing; `line_rule` says which."""
    line_rule: str | None = None
    """auto, exact or atLeast."""
    first_line_indent: float | None = None
    """Points; negative for a hanging indent."""
    numbering: tuple[int, int] | None = None
    """The list a Word paragraph is in and its level in it, from 0."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Which element of a Word file keeps a stretch of displayed text: for whoever writes into a copy of that file."""

    start: int
    """Offset into the text of the block or cell; `end` is exclusive."""
    end: int
    part: str
    """The part of the package: word/document.xml."""
    element: int
    """Number of the element in the part, from 0, in document order; comments of XML do not count."""
    at: int | None
    """Where the stretch begins in the element's own text, of which it is a copy, symbols aside. None where it stands
    for the element as a whole: a tab, a symbol; of a paragraph, its automatic number."""
    repeated: bool = False
    """It is displayed once and read again: the text of a merged cell, in the rows below."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row."""

    text: str
    span: int = 1
    """Grid columns it covers."""
    merged: bool = False
    """It continues the cell above, whose text it repeats."""
    anchors: tuple[Anchor, ...] = ()
    """As those of a block."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a stretch of a block's text, up to the next origin, stands in a text file."""

    start: int
    """Offset into the block's text."""
    line: int
    column: int | None
    """Of its first character, as in `Place`."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, table row or piece of page furniture, as displayed."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    place: Place = Place()
    label: str = ""
    """The automatic list number that `text` begins with, separator included; empty if none."""
    style: Style | None = None
    cells: tuple[Cell, ...] = ()
    origins: tuple[Origin, ...] = ()
    """Where its text stands in the file, by start; empty where a format knows no more than `place`."""
    anchors: tuple[Anchor, ...] = ()
    """What keeps its text, in order, as far as known; only in a document that was read for its anchors."""

    def place_at(self, offset: int) -> Place:
        """Return where the character at an offset into `text` stands in the file.

        >>> block = Block("听课不少于十节。", place=Place(line=4), origins=(Origin(0, 4, 3), Origin(5, 5, 1)))
        >>> [(place.line, place.column) for place in map(block.place_at, (1, 6))]
        [(4, 4), (5, 2)]
        """
        for origin in reversed(self.origins):
            if origin.start <= offset:
                column = None if origin.column is None else origin.column + offset - origin.start
                return replace(self.place, line=origin.line, column=column)
        return self.place


@dataclass(frozen=True, slots=True)
class PageLayout:
    """Paper and margins of a document's first section, in points."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read: its blocks in reading order."""

    path: str
    """As the user named it; `-` or the name given for standard input."""
    format: str
    """The reader's name: txt, docx, html …"""
    sha256: str
    blocks: tuple[Block, ...]
    encoding: str | None = None
    """Of a text format, by its Python name: utf-8, gb18030, big5 …"""
    notes: tuple[Block, ...] = ()
    """Footnotes, endnotes, headers, footers and comments: kept apart from the body."""
    layout: PageLayout | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a plan's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a reviewer can check, named in a node's text."""

    text: str
    start: int
    """Offset into the plan text; `end` is exclusive."""
    end: int

    @property
    def kind(self) -> str:
        """The name in JSON: the class's name in lower case, `date` for a period."""
        raise NotImplementedError


class Comparator(StrEnum):
    """How a figure binds."""

    EQUAL = "="
    AT_LEAST = ">="
    AT_MOST = "<="
    MORE = ">"
    LESS = "<"
    ABOUT = "~"


@dataclass(frozen=True, slots=True)
class Indicator(Fact):
    """A figure that can be measured: 听课不少于80节, 达到95%以上, 每周一次."""

    value: float = 0.0
    """百分之九十五 and 95% are 95 with the unit %."""
    upper: float | None = None
    """The upper bound of a range: 0.5到1个百分点."""
    unit: str = ""
    comparator: Comparator = Comparator.EQUAL
    per: tuple[str, ...] = ()
    """What the figure is counted per, as written without 每: ("人", "年"), ("周",)."""

    @property
    def kind(self) -> str:
        return "indicator"


@dataclass(frozen=True, slots=True)
class Period(Fact):
    """A date or period.

    `first` and `last` are ISO dates, inclusive, as far as known: 2024-09-15, 2024-09, or --09 and
    --09-15 where the year is not known (ISO 8601:2000, 5.2.1.3); None for a week of a term or a
    recurring day (每周三), whose term start is not known.
    """

    first: str | None = None
    last: str | None = None

    @property
    def kind(self) -> str:
        return "date"


@dataclass(frozen=True, slots=True)
class Owner(Fact):
    """Who is responsible: 教务处, 由教研组长负责, 牵头单位：…."""

    names: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return "owner"


@dataclass(frozen=True, slots=True)
class Deliverable(Fact):
    """What will lie on the table: 《……方案》, 台账, 报告."""

    @property
    def kind(self) -> str:
        return "deliverable"


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """The time a plan is for."""

    first: int
    """The calendar year it begins in."""
    last: int
    """The calendar year it ends in; equal to `first` for a plan of a calendar year."""
    term: int | None = None
    """1 is autumn, 2 is spring, None is both."""

    def year_of(self, month: int) -> int | None:
        """Return the calendar year a month of this plan lies in; None where it may be either.

        >>> SchoolYear(2024, 2025).year_of(9), SchoolYear(2024, 2025).year_of(3)
        (2024, 2025)
        """
        if self.first == self.last:
            return self.first
        if month >= 8:
            return self.first
        return self.last if month <= 7 else None


@dataclass(frozen=True, slots=True)
class Node:
    """A heading or a numbered item."""

    id: str
    """Path of positions from 1: 2.1.3 is the third child of the first child of the second node."""
    marker: str | None
    """As displayed, separator included (`（一）`, `1、`); None for an unnumbered heading."""
    title: str | None
    """The heading phrase without marker and closing punctuation; None for a running sentence."""
    role: Role
    text: tuple[str, ...]
    """Paragraphs under the title and before the first child, list items included."""
    items: tuple[str, ...]
    """Enumerations inside running text (①…；②…), markers included; they are part of `text` too."""
    facts: tuple[Fact, ...]
    """Those in this node's own title and text; its children hold their own."""
    span: Span
    """From the marker to the end of the last descendant, into the plan text."""
    place: Place
    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Plan:
    """One work plan in a document."""

    number: int
    """From 1, in its document."""
    title: str | None
    kind: PlanKind
    preamble: tuple[str, ...]
    """Paragraphs between the title and the first node."""
    nodes: tuple[Node, ...]
    blocks: tuple[Block, ...]
    """Its paragraphs in reading order, title included."""
    school_year: SchoolYear | None = None

    @property
    def text(self) -> str:
        """The plan text that all offsets point into."""
        return "\n".join(block.text for block in self.blocks)

    def place_at(self, offset: int) -> Place:
        """Return where the character at an offset into the plan text stands in the file; nowhere in an empty plan."""
        for block in self.blocks:
            if offset <= len(block.text):
                return block.place_at(offset)
            offset -= len(block.text) + 1
        return Place()

    def walk(self) -> Iterator[Node]:
        """Yield every node in reading order."""
        for node in self.nodes:
            yield from node.walk()


@dataclass(frozen=True, slots=True)
class Outline:
    """A document with the plans found in it."""

    document: Document
    plans: tuple[Plan, ...]


# What two plans have in common and where they differ. `left` and `right` are the two plans as named by
# the user; every span is in code points of the plan text of its side.


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text that two plans share, perhaps edited, wherever it stands."""

    left: Span
    right: Span
    chars: int
    """Characters both sides share in it, spaces not counted; never more than either side has."""
    edited: bool
    """False where both sides say the same throughout, format aside."""
    moved: bool
    """Whether it stands out of the order that most of the shared text keeps."""


class SectionStatus(StrEnum):
    """What became of a section from the left plan to the right one."""

    SAME = "same"
    """Its own title and text are unchanged, format and number aside; what stands below is judged by itself."""
    EDITED = "edited"
    MOVED = "moved"
    """It stands in another order or under another parent, with everything below it unchanged."""
    MOVED_EDITED = "moved-edited"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class SectionMatch:
    """A section of the left plan and what it is in the right one."""

    status: SectionStatus
    left: str | None
    """Id of the node in the left plan; None for an added section."""
    right: str | None
    """Id of the node in the right plan; None for a removed section."""
    ratio: float
    """How alike both are, from 0 to 1: of their own text, for a moved section of all of it; 0 without a partner."""
    left_copied: float = 0.0
    """Share of its own characters, from 0 to 1, that passages of the right plan hold."""
    right_copied: float = 0.0
    split_from: str | None = None
    """For an added section: the left node that most of its text was taken from."""
    merged_into: str | None = None
    """For a removed section: the right node that most of its text went into."""
    renumbered: bool = False
    """Whether its number reads differently: 三、 has become 四、."""


class EditKind(StrEnum):
    """What an edit changes."""

    TEXT = "text"
    FORMAT = "format"
    """Width, punctuation or spaces only, or the 篇 number of a plan on its page."""
    NUMBERING = "numbering"
    """The number of a section that is otherwise still itself."""
    MOVE = "move"
    """Text that leaves its place (right side empty) or arrives at a new one (left side empty)."""


class Mark(StrEnum):
    """What an edit touches that a reviewer looks for."""

    NUMBER = "number"
    """A figure that belongs to no indicator or date."""
    INDICATOR = "indicator"
    DATE = "date"
    OWNER = "owner"
    DELIVERABLE = "deliverable"


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement: this stretch of the left text has become that stretch of the right text."""

    left: Span
    right: Span
    left_text: str
    """What stood there; empty for an insertion."""
    right_text: str
    """What stands there now; empty for a deletion."""
    kind: EditKind
    marks: tuple[Mark, ...] = ()
    """What is changed here that has a value: sorted, without repeats."""
    move: int | None = None
    """Index into `Comparison.moves` for either half of a move."""

    @property
    def chars(self) -> int:
        """Characters to type: the longer side."""
        return max(len(self.left_text), len(self.right_text))


@dataclass(frozen=True, slots=True)
class Move:
    """A stretch that stands elsewhere in the right plan."""

    left: Span
    right: Span
    edits: tuple[Edit, ...]
    """What was changed inside it; applied to its left text they give its right text."""
    left_section: str | None = None
    """Id of the section that moved as a whole, None for a stretch of text or of several sections."""
    right_section: str | None = None


class Change(StrEnum):
    """What became of a goal, a task, a measure or a fact."""

    KEPT = "kept"
    CHANGED = "changed"
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact of the left plan and what it is in the right one."""

    change: Change
    left: Fact | None
    """None for a new fact."""
    right: Fact | None
    """None for a dropped fact."""
    left_node: str | None = None
    right_node: str | None = None


@dataclass(frozen=True, slots=True)
class RoleSummary:
    """The sections of one role, or the indicators: which are kept, changed, new and dropped.

    Nodes are named by their ids: of the right plan, dropped ones of the left plan.
    """

    role: str
    """goal, task, measure …, a value of `Role`, or `indicator`."""
    kept: tuple[str, ...]
    changed: tuple[str, ...]
    new: tuple[str, ...]
    dropped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Similarity:
    """How much two plans share, in the words of the field. Shares are from 0 to 1; of an empty plan they are 0."""

    ratio: float
    """Shared characters of both sides by all characters of both sides, order kept or moved; two empty plans have 1."""
    left_copied: float
    """Share of the left plan that stands in the right one (总复制比), declared boilerplate not counted."""
    right_copied: float
    left_copied_all: float
    """The same with boilerplate counted: declared text in passages, and every run of the least length elsewhere."""
    right_copied_all: float
    longest: int
    """Characters of the longest passage."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two plans side by side."""

    left: Plan
    right: Plan
    similarity: Similarity
    sections: tuple[SectionMatch, ...]
    """In the order of the right plan, removed ones where they stood."""
    edits: tuple[Edit, ...]
    """All that changes the left text into the right text, in order of both, moves as a deletion and an
    insertion; applied together they give the right text. Format and numbering are kinds of their own."""
    moves: tuple[Move, ...]
    passages: tuple[Passage, ...]
    facts: tuple[FactChange, ...]
    roles: tuple[RoleSummary, ...]

    def count(self, kind: EditKind) -> int:
        """Return how many edits of a kind there are, those inside moved stretches included."""
        return sum(edit.kind is kind for edit in (*self.edits, *(e for move in self.moves for e in move.edits)))


# What checking a plan gives.


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


# What comparing many plans with each other gives.


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
class CopyGroup:
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
    groups: tuple[CopyGroup, ...]
    """Largest first; no plan is in two."""
    templates: tuple[SharedStretch, ...]
    """Sections that many plans have from one source; most members first."""
    common: tuple[SharedStretch, ...]
    """Shorter stretches in so many plans that they are nobody's: not counted as copied."""
    left_out: tuple[LeftOut, ...] = ()
    """What could not be compared, or only in part."""
