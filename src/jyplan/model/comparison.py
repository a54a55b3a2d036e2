"""Two plans compared: shared passages, sections, edits, moves and changed facts.

Left and right are the two plans as the user named them; every span counts code points of the plan text of its side.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jyplan.model.plan import Fact, Plan, Span


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
