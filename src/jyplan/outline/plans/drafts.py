"""Split a document into plans; the text of the page around the plans belongs to no plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Block, BlockKind
from jyplan.outline.plans.further import further_titles, unnumbered_above
from jyplan.outline.plans.headlines import Headline, find_headline, headline_at, joined_lines, stands_over_text
from jyplan.outline.plans.numbered import numbered_titles
from jyplan.outline.plans.site_lines import end_of_text, first_text_line, site_lines_below_title
from jyplan.outline.plans.translations import find_translations
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_LETTERHEAD = 3
"""Lines above a title that may name a school or a year."""
_LONGEST_LETTERHEAD = 40
"""Characters of a line with a school or a year."""
_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LABEL, BlockKind.ROW})
"""The kinds of blocks that plans are made of."""


class PlanDraft(NamedTuple):
    """A plan of a document without its outline."""

    title: int | None
    """Index of the title in `blocks`, None without a title."""
    blocks: tuple[Block, ...]
    folded: tuple[str, ...]
    title_lines: int = 1
    """The number of lines at the beginning that are the title."""
    head: int = 1
    """The number of lines at the beginning without a section: the title and the lines in brackets below."""
    letterhead: tuple[str, ...] = ()
    """The lines above the title, outside the plan, as displayed: author and period."""

    @property
    def headline(self) -> str:
        """The title over all title lines, folded; empty without a title."""
        return "" if self.title is None else joined_lines(self.folded[: self.title_lines])


def split_plans(blocks: Sequence[Block]) -> list[PlanDraft]:
    """Return a draft for each plan of a document, from a title to the next title, without page furniture."""
    shown = [b for b in blocks if b.kind in _TEXT and b.text.strip()]
    folded = [fold(b.text).strip() for b in shown]
    if translated := find_translations(folded):
        shown = [block for line, block in enumerate(shown) if line not in translated]
        folded = [text for line, text in enumerate(folded) if line not in translated]
    headlines = [
        headline_at(shown, folded, line, line + 1, first=line, end=len(shown)) for line in numbered_titles(folded)
    ]
    if not headlines:
        first = find_headline(shown, folded, 0, len(shown))
        headlines = [] if first is None else [*unnumbered_above(shown, folded, first), first]
        further = further_titles(shown, folded, first)
        headlines += [Headline(0, 0, 0), *further] if first is None and further else further
    drafts = []
    for number, headline in enumerate(headlines or [Headline(0, 0, 0)]):
        following = headlines[number + 1].start if number + 1 < len(headlines) else len(shown)
        above = headline.start if number else 0  # the lines above belong to the plan before
        if draft := _draft(shown, folded, headline, above, following):
            drafts.append(draft)
    return drafts


def _draft(
    blocks: Sequence[Block], folded: Sequence[str], headline: Headline, above: int, following: int
) -> PlanDraft | None:
    """Return the plan below a headline; without a title, its first line is the title if it has the form of one."""
    end = end_of_text(folded, headline.start, following)
    start = headline.start if headline.end > headline.start else first_text_line(folded, headline.start, end)
    chrome = site_lines_below_title(folded, max(start, headline.end - 1), end)
    chosen = [i for i in range(start, end) if i not in chrome or blocks[i].place.table]
    if not chosen:
        return None
    shown, lines = tuple(blocks[i] for i in chosen), tuple(folded[i] for i in chosen)
    if headline.end == headline.start and stands_over_text(shown, lines):
        headline = headline_at(blocks, folded, start, start + 1, first=start, end=end)
    letterhead = tuple(
        block.text
        for block in blocks[max(above, start - _LETTERHEAD) : start]
        if len(block.text) <= _LONGEST_LETTERHEAD
    )
    return PlanDraft(
        title=0 if headline.end > headline.start else None,
        blocks=shown,
        folded=lines,
        title_lines=headline.end - headline.start,
        head=sum(i < headline.head for i in chosen),
        letterhead=letterhead,
    )
