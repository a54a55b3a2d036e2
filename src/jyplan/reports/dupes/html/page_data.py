"""The content of the page, with limits for a page that a browser opens at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from jyplan.reports.dupes.html.order import map_order
from jyplan.reports.dupes.words import cluster_numbers, labelled_names
from jyplan.reports.media.html_page import line_html, text_html

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jyplan.model import CopiedPair, Copies, Message
    from jyplan.reports.protocol import DupesOptions

PAIRS = 5_000
"""Largest number of pairs on the page, most copied first; each takes a row of some 500 bytes and two map cells."""
TEXTS = 3_000_000
"""Largest number of characters of plan texts, three bytes each in UTF-8: with all pairs a page of 13 MB."""
LONGEST = 300_000
"""Longest plan text shown, in characters: browsers take too long to mark passages in longer texts."""
DATE = 12
"""Longest date, in characters: 2024-09-01 fits, other text in a date field is cut."""
STEPS = (0.2, 0.4, 0.6, 0.8, 1.0)
"""Lower bounds of the shares of each colour after the lightest: `.h1` … `.h5` in page.css."""


@dataclass(frozen=True)
class CopiesPage:
    """Copies and options with the values derived from them for the page."""

    copies: Copies
    options: DupesOptions

    @cached_property
    def pairs(self) -> Sequence[CopiedPair]:
        """The pairs on the page, most copied first; their rows have the ids p1, p2 …."""
        return self.copies.pairs[:PAIRS]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The display name of every plan, by index."""
        return labelled_names(self.copies.listings, self.options.language)

    @cached_property
    def cluster_of(self) -> Mapping[int, int]:
        """The number of a plan's cluster, from 1; plans outside all clusters are missing."""
        return cluster_numbers(self.copies)

    @cached_property
    def rows(self) -> Mapping[tuple[int, int], int]:
        """Row of the pair of two plans, from 1; every pair is listed under both orders of its plans."""
        numbered = enumerate(self.pairs, 1)
        return {plans: number for number, pair in numbered for plans in ((pair.a, pair.b), (pair.b, pair.a))}

    @cached_property
    def order(self) -> list[int]:
        """The plans on the map, in the order of rows and columns."""
        return map_order(self.pairs, self.copies.clusters)

    @cached_property
    def texts(self) -> Mapping[int, str]:
        """The texts of the most copied pairs, by plan, within the limit `TEXTS`; smaller later pairs fill the remaining room."""
        texts: dict[int, str] = {}
        room = TEXTS
        for pair in self.pairs:
            new = {plan: self._text(plan) for plan in (pair.a, pair.b) if plan not in texts}
            available = {plan: text for plan, text in new.items() if text is not None}
            size = sum(map(len, available.values()))
            if size <= room:
                texts |= available
                room -= size
        return texts

    def _text(self, plan: int) -> str | None:
        """Return a plan's text; None if the archive has no text, or the text is longer than `LONGEST`."""
        if self.copies.listings[plan].chars > LONGEST:
            return None
        return self.options.text_of(plan)

    def say(self, message: Message) -> str:
        """Return a sentence in the user's language as HTML; parameters with document text are escaped."""
        return text_html(self.options.language.say(message))

    def name(self, plan: int) -> str:
        """Return a plan's display name as HTML."""
        return line_html(self.names[plan])


def heat(share: float) -> int:
    """Return the colour of a share, from 0, the lightest, to 5.

    >>> heat(0.05), heat(0.5), heat(0.99), heat(1.0)
    (0, 2, 4, 5)
    """
    return sum(share >= step for step in STEPS)
