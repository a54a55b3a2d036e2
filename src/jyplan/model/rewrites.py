"""Pairs of plans suspected to be rewritten from each other, with the evidence for a reader to judge."""

from __future__ import annotations

from enum import StrEnum

from jyplan.model.frozen import dataclass
from jyplan.model.plan import Fact, Span


@dataclass(frozen=True, slots=True)
class SharedFact:
    """A figure, date, owner or deliverable that two aligned items both name, perhaps written differently."""

    left: Fact
    right: Fact


@dataclass(frozen=True, slots=True)
class AlignedItem:
    """A sentence of the left plan and the sentence of the right plan with the same meaning in different words."""

    left: Span
    """In the text of the first plan."""
    right: Span
    likeness: float
    """Weight of the rare words, characters and figures in both, over the mean weight of either, from 0 to 1."""
    in_order: bool
    """Whether the item stands in the same order as most others."""
    words: tuple[str, ...]
    """The rare words in both, the rarest first."""
    facts: tuple[SharedFact, ...]


@dataclass(frozen=True, slots=True)
class RewrittenPair:
    """Two plans, either suspected to be a rewriting of the counterpart; of the items, `left` is in `a`."""

    a: int
    """Index into `Copies.listings`; always smaller than `b`."""
    b: int
    strength: float
    """Weight of what aligned items share over the weight of both plans, from 0 to 1; literally shared text not counted."""
    a_aligned: float
    """Share of the characters of `a` inside aligned items, from 0 to 1; no share of copied text."""
    b_aligned: float
    items: tuple[AlignedItem, ...]
    """By place in `a`."""

    @property
    def words(self) -> tuple[str, ...]:
        """The rare words that aligned items share, each once, by place in `a`."""
        return tuple(dict.fromkeys(word for item in self.items for word in item.words))

    @property
    def in_order(self) -> int:
        """Number of the items in the same order on both sides."""
        return sum(item.in_order for item in self.items)


class ItemFate(StrEnum):
    """The fate of a sentence in a plan suspected to be rewritten."""

    REWRITTEN = "rewritten"
    KEPT = "kept"
    """Most of the sentence stands unchanged in both plans."""
    DROPPED = "dropped"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class FollowedItem:
    """A sentence of either plan, or an aligned sentence of each, with its fate."""

    fate: ItemFate
    left: Span | None
    """None for a new sentence."""
    right: Span | None
    """None for a sentence that was kept or dropped."""
    aligned: AlignedItem | None = None
    """The evidence for a rewritten sentence."""


@dataclass(frozen=True, slots=True)
class Rewriting:
    """Two compared plans; the right plan is suspected to be a rewriting of the left plan."""

    pair: RewrittenPair
    """Left is `a`, right is `b`."""
    items: tuple[FollowedItem, ...]
    """In the order of the left plan, new sentences where they stand on the right."""

    def count(self, fate: ItemFate) -> int:
        """Return the number of sentences with a fate."""
        return sum(item.fate is fate for item in self.items)
