"""Two plans compared: shared passages, sections, edits, moves and changed facts.

Left and right are the two plans as the user named them; every span counts code points of the plan text of its side.
"""

from __future__ import annotations

from enum import StrEnum

from jyplan.model.frozen import dataclass
from jyplan.model.plan import Fact, Plan, Span
from jyplan.model.rewrites import Rewriting


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text shared by two plans, perhaps edited, at any place in either plan."""

    left: Span
    right: Span
    chars: int
    """Shared characters, spaces not counted; never more than either span has."""
    edited: bool
    """False where both sides have the same words throughout, format aside."""
    moved: bool
    """Whether the passage left the order kept by most of the shared text."""


class SectionStatus(StrEnum):
    """The change of a section from the left plan to the right plan."""

    SAME = "same"
    """Title and text are unchanged, format and number aside; subsections have a status of their own."""
    EDITED = "edited"
    """Changed in its title or text; also a section merged into another one or split off from one."""
    MOVED = "moved"
    """In another order or under another parent, unchanged with all subsections."""
    MOVED_EDITED = "moved-edited"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class SectionMatch:
    """A section of the left plan matched with a section of the right plan, or an added or removed section."""

    status: SectionStatus
    left: str | None
    """Id of the node in the left plan; None for an added section."""
    right: str | None
    """Id of the node in the right plan; None for a removed section."""
    ratio: float
    """Likeness of both texts, from 0 to 1: without subsections, for a moved section with subsections.
    0 for an added or removed section."""
    left_copied: float = 0.0
    """Share of the left section's characters copied, as in `Similarity`, from 0 to 1, subsections not counted."""
    right_copied: float = 0.0
    """The same share of the right section."""
    split_from: str | None = None
    """For a right section split off a left one that is matched elsewhere: `left`, again."""
    merged_into: str | None = None
    """For a left section merged into a right one that is matched elsewhere: `right`, again."""
    renumbered: bool = False
    """Whether the number of the section changed: 三、 has become 四、, but not 3."""


@dataclass(frozen=True, slots=True)
class SchemeChange:
    """A form of section numbers that became another form throughout: 1、 has become 2.1."""

    left: str
    """The first such number of the left plan, as displayed."""
    right: str
    """The number of the matched section of the right plan."""
    sections: int
    """Matched sections that changed from the one form to the other."""


class EditKind(StrEnum):
    """The kind of difference an edit makes."""

    TEXT = "text"
    FORMAT = "format"
    """Width, punctuation or spaces only, the 篇 number of a plan on its page, or the form of numbers in a changed scheme."""
    NUMBERING = "numbering"
    """The number of a matched section."""
    MOVE = "move"
    """Moved text at the old place (right side empty) or at the new place (left side empty)."""


class EditMark(StrEnum):
    """A value changed by an edit, for a reviewer to look at."""

    NUMBER = "number"
    """A figure that belongs to no indicator or date."""
    INDICATOR = "indicator"
    DATE = "date"
    OWNER = "owner"
    DELIVERABLE = "deliverable"
    SENSE = "sense"
    """A negation put in or taken out, or an obligation left to the reader: 同意 → 不同意, 必须 → 可以."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement of a stretch of the left plan text by a stretch of the right plan text."""

    left: Span
    right: Span
    left_text: str
    """The left stretch; empty for an insertion."""
    right_text: str
    """The right stretch; empty for a deletion."""
    kind: EditKind
    marks: tuple[EditMark, ...] = ()
    """Kinds of the values changed, sorted, without repeats."""
    move: int | None = None
    """Index into `Comparison.moves` for either half of a move."""

    @property
    def chars(self) -> int:
        """Characters to type: the longer side."""
        return max(len(self.left_text), len(self.right_text))


@dataclass(frozen=True, slots=True)
class Move:
    """A stretch of the left plan at another place in the right plan."""

    left: Span
    right: Span
    edits: tuple[Edit, ...]
    """Edits inside the moved stretch: applied to the left stretch they give the right stretch."""
    left_section: str | None = None
    """Id of a section moved as a whole; None for a stretch of text or of several sections."""
    right_section: str | None = None


class Change(StrEnum):
    """The change of a goal, a task, a measure or a fact from the left plan to the right plan."""

    KEPT = "kept"
    CHANGED = "changed"
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact of the left plan matched with a fact of the right plan, or a new or dropped fact."""

    change: Change
    left: Fact | None
    """None for a new fact."""
    right: Fact | None
    """None for a dropped fact."""
    left_node: str | None = None
    right_node: str | None = None


@dataclass(frozen=True, slots=True)
class RoleSummary:
    """The kept, changed, new and dropped sections of a role, or indicators.

    Ids of nodes of the right plan; dropped nodes have ids of the left plan.
    """

    role: str
    """goal, task, measure …, a value of `Role`, or `indicator`."""
    kept: tuple[str, ...]
    changed: tuple[str, ...]
    new: tuple[str, ...]
    dropped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Similarity:
    """How much text two plans share. Shares are from 0 to 1, and 0 for an empty plan."""

    ratio: float
    """Unedited characters of both plans by all characters of both plans, moved text included; 1 for two empty plans."""
    left_copied: float
    """Share of the characters of the left plan that are matched to equal characters of the right plan inside passages
    (总复制比), declared boilerplate not counted."""
    right_copied: float
    left_copied_all: float
    """The same with boilerplate counted: declared text inside passages, and every shared run of the least length."""
    right_copied_all: float
    longest: int
    """Characters of the longest passage."""
    left_edited: float = 0.0
    """Share of the characters of the left plan that were changed inside sentences otherwise the same; never copied."""
    right_edited: float = 0.0
    left_passages: float = 0.0
    """Share of the characters of the left plan that passages cover, whatever stands in them."""
    right_passages: float = 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """The comparison of two plans: differences, passages and figures."""

    left: Plan
    right: Plan
    similarity: Similarity
    sections: tuple[SectionMatch, ...]
    """In the order of the right plan, removed sections after their last matched predecessor."""
    edits: tuple[Edit, ...]
    """All edits from the left to the right plan text, in order; applied together they give the right text. A move is a
    deletion and an insertion; format and numbering are kinds of their own."""
    moves: tuple[Move, ...]
    passages: tuple[Passage, ...]
    facts: tuple[FactChange, ...]
    roles: tuple[RoleSummary, ...]
    schemes: tuple[SchemeChange, ...] = ()
    """The forms of numbers that changed throughout, one for a level."""

    rewriting: Rewriting | None = None
    """What became of each sentence, where the right plan is suspected to be the left one in other words."""

    def count(self, kind: EditKind) -> int:
        """Return the number of edits of a kind, edits inside moves included."""
        return sum(edit.kind is kind for edit in (*self.edits, *(e for move in self.moves for e in move.edits)))
