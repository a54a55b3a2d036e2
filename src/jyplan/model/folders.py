"""Two folders of plans compared: last year's against this year's."""

from __future__ import annotations

from enum import StrEnum

from jyplan.model.comparison import RoleSummary, Similarity
from jyplan.model.copies import LeftOut, Listing
from jyplan.model.frozen import dataclass
from jyplan.model.message import Message


class PairedBy(StrEnum):
    """The evidence for a pair of plans of two folders, the surest first."""

    SCHOOL = "school"
    """The same school, and a similar title or shared text."""
    TITLE = "title"
    """The same title or place in the folder, years left out."""
    CONTENT = "content"
    """Shared text alone."""


@dataclass(frozen=True, slots=True)
class FolderPair:
    """An earlier plan of the left folder and its later version in the right folder."""

    left: int
    """Index into `FolderPairs.left`."""
    right: int
    by: PairedBy


@dataclass(frozen=True, slots=True)
class FolderPairs:
    """The plans of two folders, paired."""

    left: tuple[Listing, ...]
    right: tuple[Listing, ...]
    pairs: tuple[FolderPair, ...]
    """In the order of the right folder."""
    left_out: tuple[LeftOut, ...] = ()
    """Files without a plan, and those named twice."""

    @property
    def left_alone(self) -> tuple[int, ...]:
        """Left plans without a partner."""
        paired = {pair.left for pair in self.pairs}
        return tuple(index for index in range(len(self.left)) if index not in paired)

    @property
    def right_alone(self) -> tuple[int, ...]:
        """Right plans without a partner."""
        paired = {pair.right for pair in self.pairs}
        return tuple(index for index in range(len(self.right)) if index not in paired)


@dataclass(frozen=True, slots=True)
class ComparedPair:
    """The result of comparing a pair, without the texts."""

    pair: FolderPair
    similarity: Similarity | None
    """None where the pair could not be compared."""
    roles: tuple[RoleSummary, ...] = ()
    changed_facts: int = 0
    moves: int = 0
    is_rewritten: bool = False
    """Whether the right plan is suspected to be the left one in other words."""
    page: str | None = None
    """Name of the page with both texts; None where none was written."""
    problem: Message | None = None
    """Why the pair could not be compared."""


@dataclass(frozen=True, slots=True)
class ComparedFolders:
    """Two folders compared pair by pair."""

    plans: FolderPairs
    pairs: tuple[ComparedPair, ...]
    """In the order of `plans.pairs`."""
