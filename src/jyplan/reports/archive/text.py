"""`jyplan archive list --format text`: two lines per plan, starting with the number used to remove the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.media.columns import fit_end, width
from jyplan.reports.media.labels import plan_title
from jyplan.reports.media.screen import ReportScreen
from jyplan.reports.media.terminal import BOLD, DIM
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.model import Archived, Filed, Listing
    from jyplan.reports.protocol import ArchiveOptions

_NUMBER_WIDTH = 6
"""Columns for a plan's number and a space; longer numbers shift their line to the right."""


def render(plans: Sequence[Archived], options: ArchiveOptions) -> str:
    """Return the lines of all plans and the number of plans."""
    screen = _ArchiveScreen(options, (plan.listing for plan in plans))
    lines = [line for plan in plans for line in screen.archived(plan)]
    return _joined(lines, options.language.say(Message("plans: {count}", {"count": len(plans)})))


def render_filed(filed: Sequence[Filed], options: ArchiveOptions) -> str:
    """Return the outcome for each plan given to `archive add`, and the numbers of new and of known plans."""
    screen = _ArchiveScreen(options, (listing for entry in filed for listing in (entry.listing, entry.plan.listing)))
    lines = [line for entry in filed for line in screen.filed(entry)]
    new = sum(entry.is_new for entry in filed)
    counts = {"new": new, "known": len(filed) - new}
    return _joined(lines, options.language.say(Message("added: {new}, already in the archive: {known}", counts)))


class _ArchiveScreen(ReportScreen):
    """Writes plans of the archive in the width, colours, signs and language of the user's screen."""

    narrowest = 40

    def __init__(self, options: ArchiveOptions, listings: Iterable[Listing]) -> None:
        super().__init__(options)
        self._room = self.width - _NUMBER_WIDTH
        self._paths_of_several = {listing.path for listing in listings if listing.number > 1}

    def archived(self, plan: Archived) -> tuple[str, str]:
        """Return the two lines of a plan: number and title, then address and metadata."""
        listing = plan.listing
        no_text = "" if plan.has_text else self.language.say(Message("without its text"))
        return self._head(plan.id, listing), self._below(listing, listing.date, listing.school, listing.label, no_text)

    def filed(self, filed: Filed) -> Iterator[str]:
        """Yield the lines of a plan given to `archive add`: as given, with the place of the known plan."""
        yield self._head(filed.plan.id, filed.listing)
        given_address, known_address = self._address(filed.listing), self._address(filed.plan.listing)
        if filed.is_new:
            yield self._below(filed.listing)
        elif given_address == known_address:
            yield self._below(filed.listing, self.language.say(Message("already in the archive")))
        else:
            yield self._below(filed.listing)
            sentence = self.language.say(Message("already in the archive as {address}", {"address": ""}))
            shown = fit_end(known_address, self._room - width(sentence), self.ellipsis)
            yield " " * _NUMBER_WIDTH + self.language.say(
                Message("already in the archive as {address}", {"address": shown})
            )

    def _head(self, number: int, listing: Listing) -> str:
        title = plan_title(listing.number, listing.title or None, self.language)
        return f"{number:>{_NUMBER_WIDTH - 1}} {self.paint(self.fit(one_line(title), self._room), BOLD)}"

    def _below(self, listing: Listing, *facts: str | None) -> str:
        """Return the line with a plan's address and facts; a long address is cut to at least half of the line."""
        facts_text = "".join(f"{self.dot}{one_line(fact)}" for fact in facts if fact)
        room = max(self._room - width(facts_text), self._room // 2)
        line = fit_end(self._address(listing), room, self.ellipsis) + facts_text
        return " " * _NUMBER_WIDTH + self.paint(self.fit(line, self._room), DIM)

    def _address(self, listing: Listing) -> str:
        """Return a plan's address: `page.txt#5`, or only the path if the report lists no further plan of the file."""
        several = listing.path in self._paths_of_several
        return one_line(f"{listing.path}#{listing.number}" if several else listing.path)


def _joined(lines: Sequence[str], ending: str) -> str:
    return "".join(f"{line}\n" for line in (*lines, ending))
