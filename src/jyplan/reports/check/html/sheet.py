"""Everything the page shows of a run, counted and in its order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from jyplan.reports.check.overview import Reviewed, Tally, reviewed, tallies, worst_first
from jyplan.reports.check.wording import problems, unread
from jyplan.reports.media.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import Message, Place
    from jyplan.reports.protocol import CheckOptions, CheckResult


@dataclass(frozen=True)
class Sheet:
    """A run of `jyplan check`, laid out."""

    options: CheckOptions
    documents: int
    """All that were named, unreadable ones included."""
    unread: int
    submissions: tuple[Reviewed, ...]
    rules: tuple[Tally, ...]
    problems: tuple[tuple[str, str, Place], ...]

    @cached_property
    def found(self) -> list[Reviewed]:
        """The submissions with findings, in the order of the documents."""
        return [each for each in self.submissions if each.findings]

    @cached_property
    def worst_first(self) -> list[Reviewed]:
        """The same, the worst first."""
        return worst_first(self.found)

    @cached_property
    def clean(self) -> list[Reviewed]:
        """The submissions without findings."""
        return [each for each in self.submissions if not each.findings]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """What a rule is known by on the page: its place among the rules."""
        return {tally.card.id: number for number, tally in enumerate(self.rules)}

    @cached_property
    def anchors(self) -> dict[int, str]:
        """The id of each submission's part of the page, by the identity of the submission."""
        return {id(each): f"s{number}" for number, each in enumerate(self.found, start=1)}

    def anchor(self, submission: Reviewed) -> str:
        """Return the id of a submission's part of the page."""
        return self.anchors[id(submission)]

    def say(self, message: Message) -> str:
        """Return a sentence as HTML; what documents say may be among its parameters."""
        return escape(visible(self.options.language.say(message)))


def set_sheet(results: Sequence[CheckResult], options: CheckOptions) -> Sheet:
    """Return what came of the documents, counted."""
    submissions = tuple(reviewed(results))
    return Sheet(
        options,
        documents=len(results),
        unread=sum(1 for _ in unread(results)),
        submissions=submissions,
        rules=tuple(tallies(submissions, options.rules)),
        problems=tuple(problems(results, options.language)),
    )
