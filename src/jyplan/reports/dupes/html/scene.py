"""Everything the page shows of copies, and how much of it: a page that a browser opens at once, whatever was found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from jyplan.reports.dupes.html.order import side_by_side
from jyplan.reports.dupes.words import group_numbers, labelled_names
from jyplan.reports.media.html_page import line_html

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jyplan.model import CopiedPair, Copies, Message
    from jyplan.reports.protocol import DupesOptions

PAIRS = 5_000
"""Pairs on the page, the most copied; one is a row of some 500 bytes and a point on the map."""
TEXTS = 3_000_000
"""Characters of plans on the page, three bytes each: a page of 13 MB with all its pairs."""
LONGEST = 300_000
"""Characters of a plan that is still shown: longer ones are books, and no browser marks them while one waits."""
DATE = 12
"""Characters of a date: 2024-09-01, and what a stranger wrote in its place is cut."""
STEPS = (0.2, 0.4, 0.6, 0.8, 1.0)
"""Shares from which on the next darker colour is used: `.h0` … `.h5` in page.css."""


@dataclass(frozen=True)
class Scene:
    """What many plans share, as far as the page shows it."""

    copies: Copies
    options: DupesOptions

    @cached_property
    def pairs(self) -> Sequence[CopiedPair]:
        """The pairs on the page, most copied first; their rows have the ids p1, p2 …."""
        return self.copies.pairs[:PAIRS]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What every plan is called."""
        return labelled_names(self.copies.listings, self.options.language)

    @cached_property
    def groups(self) -> Mapping[int, int]:
        """The number of the group that a plan is in, from 1."""
        return group_numbers(self.copies)

    @cached_property
    def rows(self) -> Mapping[tuple[int, int], int]:
        """The row, from 1, of the pair that two plans make, whichever is named first."""
        numbered = enumerate(self.pairs, 1)
        return {both: n for n, pair in numbered for both in ((pair.a, pair.b), (pair.b, pair.a))}

    @cached_property
    def order(self) -> list[int]:
        """The plans on the map."""
        return side_by_side(self.pairs, self.copies.clusters)

    @cached_property
    def texts(self) -> Mapping[int, str]:
        """The texts of the most copied pairs, by plan, as many as the page can hold."""
        found: dict[int, str] = {}
        room = TEXTS
        for pair in self.pairs:
            new = {plan: self._text(plan) for plan in (pair.a, pair.b) if plan not in found}
            wanted = {plan: text for plan, text in new.items() if text is not None}
            size = sum(map(len, wanted.values()))
            if size <= room:
                found |= wanted
                room -= size
        return found

    def _text(self, plan: int) -> str | None:
        """Return a text that is kept and not too long, else None."""
        if self.copies.listings[plan].chars > LONGEST:
            return None
        return self.options.text_of(plan)

    def say(self, message: Message) -> str:
        """Return a sentence of the page as HTML; texts of the documents may be among its parameters."""
        return escape(self.options.language.say(message))

    def name(self, plan: int) -> str:
        """Return what a plan is called as HTML."""
        return line_html(self.names[plan])


def heat(share: float) -> int:
    """Return the colour of a share: 0 is the lightest.

    >>> heat(0.05), heat(0.5), heat(0.99), heat(1.0)
    (0, 2, 4, 5)
    """
    return sum(share >= step for step in STEPS)
