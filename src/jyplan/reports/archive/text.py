"""`jyplan archive list --format text`: two lines a plan, its number first, by which it can be removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.media.columns import fit, fit_end, width
from jyplan.reports.media.labels import plan_title
from jyplan.reports.media.terminal import BOLD, DIM, painted
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.model import Archived, Filed, Listing
    from jyplan.reports.protocol import ArchiveOptions

_NUMBER = 6
"""Columns of a plan's number and the space behind it; longer ones push their line to the right."""
_NARROWEST = 40
"""Columns: a narrower screen is left to wrap lines by itself."""


def render(plans: Sequence[Archived], options: ArchiveOptions) -> str:
    """Return the plans and how many they are."""
    page = _Page(options, (plan.listing for plan in plans))
    lines = [line for plan in plans for line in page.archived(plan)]
    return _joined(lines, options.language.say(Message("plans: {count}", {"count": len(plans)})))


def render_filed(filed: Sequence[Filed], options: ArchiveOptions) -> str:
    """Return what became of each plan that was to be added, and how many are new."""
    page = _Page(options, (listing for each in filed for listing in (each.listing, each.plan.listing)))
    lines = [line for each in filed for line in page.filed(each)]
    new = sum(each.is_new for each in filed)
    counts = {"new": new, "known": len(filed) - new}
    return _joined(lines, options.language.say(Message("added: {new}, there already: {known}", counts)))


class _Page:
    """Writes for one screen and one reader."""

    def __init__(self, options: ArchiveOptions, listings: Iterable[Listing]) -> None:
        self._options = options
        self._language = options.language
        self._room = max(options.width, _NARROWEST) - _NUMBER
        self._ellipsis = "…" if options.unicode else "..."
        self._of_several = {listing.path for listing in listings if listing.number > 1}

    def archived(self, plan: Archived) -> tuple[str, str]:
        """Return what is known of a plan."""
        listing = plan.listing
        without = "" if plan.has_text else self._language.say(Message("without its text"))
        return self._head(plan.id, listing), self._below(listing, listing.date, listing.school, listing.label, without)

    def filed(self, filed: Filed) -> Iterator[str]:
        """Yield what became of a plan."""
        yield self._head(filed.plan.id, filed.listing)
        came, stands = self._address(filed.listing), self._address(filed.plan.listing)
        if filed.is_new:
            yield self._below(filed.listing)
        elif came == stands:
            yield self._below(filed.listing, self._language.say(Message("there already")))
        else:
            yield self._below(filed.listing)
            told = self._language.say(Message("there already as {address}", {"address": ""}))
            shown = fit_end(stands, self._room - width(told), self._ellipsis)
            yield " " * _NUMBER + self._language.say(Message("there already as {address}", {"address": shown}))

    def _head(self, number: int, listing: Listing) -> str:
        title = plan_title(listing.number, listing.title or None, self._language)
        return f"{number:>{_NUMBER - 1}} {self._paint(fit(one_line(title), self._room, self._ellipsis), BOLD)}"

    def _below(self, listing: Listing, *facts: str | None) -> str:
        """Return a plan's address and what else is to be said, the address cut where both are too long."""
        separator = " · " if self._options.unicode else " - "
        told = "".join(f"{separator}{one_line(fact)}" for fact in facts if fact)
        room = max(self._room - width(told), self._room // 2)
        line = fit_end(self._address(listing), room, self._ellipsis) + told
        return " " * _NUMBER + self._paint(fit(line, self._room, self._ellipsis), DIM)

    def _address(self, listing: Listing) -> str:
        """Return how the user names a plan: `page.txt#5`, only the file where no other plan of it is told."""
        several = listing.path in self._of_several
        return one_line(f"{listing.path}#{listing.number}" if several else listing.path)

    def _paint(self, text: str, *codes: str) -> str:
        return painted(text, *codes) if self._options.colour else text


def _joined(lines: Sequence[str], ending: str) -> str:
    return "".join(f"{line}\n" for line in (*lines, ending))
