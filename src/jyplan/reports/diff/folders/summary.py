"""Two folders compared: lines of the summary in words, and the figures of a pair without the texts."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from jyplan.model import Change, ComparedPair, Message, PairedBy
from jyplan.reports.diff.summary import changed_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jyplan.model import ComparedFolders, Comparison, FolderPair, Listing

PAIRED_WORDS: Mapping[PairedBy, Message] = MappingProxyType(
    {
        PairedBy.SCHOOL: Message("same school"),
        PairedBy.TITLE: Message("same title"),
        PairedBy.CONTENT: Message("shared text"),
    }
)
SHARES_OF_YEARS = Message(
    "B in A is 总复制比: the share of this year’s characters that match last year’s, one by one; new, dropped and changed count"
    " sections, figures count changed indicators, dates, owners and deliverables"
)
"""The figures of a row in one sentence."""


def figures_of(pair: FolderPair, comparison: Comparison, page: str | None) -> ComparedPair:
    """Return the result of comparing a pair; `page` is the name of the page with both texts."""
    return ComparedPair(
        pair,
        comparison.similarity,
        comparison.roles,
        len(changed_facts(comparison)),
        len(comparison.moves),
        is_rewritten=comparison.rewriting is not None,
        page=page,
    )


def sections_of(pair: ComparedPair, change: Change) -> int:
    """Return how many sections of a pair are new, dropped, changed or kept."""
    return sum(len(getattr(summary, change.value)) for summary in pair.roles if summary.role != "indicator")


def summary_sentences(folders: ComparedFolders) -> Iterator[Message]:
    """Yield the numbers of plans, of pairs and of plans without a partner."""
    plans = folders.plans
    counts = {"left": len(plans.left), "right": len(plans.right), "pairs": len(plans.pairs)}
    yield Message("plans in A: {left}, in B: {right}, pairs: {pairs}", counts)
    if rewritten := sum(pair.is_rewritten for pair in folders.pairs):
        yield Message("suspected to be rewritten: {count}", {"count": rewritten})


def name_in(listing: Listing, folder: str) -> str:
    """Return a plan's path without its folder, `#n` added to the later plans of a file."""
    inside = listing.path.removeprefix(folder).lstrip("/\\") or listing.name
    return inside if listing.number == 1 else f"{inside}#{listing.number}"
