"""Reports of `jyplan check`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from jyplan.model import Checked
from jyplan.reports.protocol.view import Unread, ViewOptions, cannot_read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from jyplan.model import Finding, Level, Place

CheckResult = Checked | Unread
"""The result of checking a file."""


@dataclass(frozen=True, slots=True)
class RuleCard:
    """A rule as reports show rules."""

    id: str
    level: Level
    about: str
    """What the rule finds, in the user's language."""
    hint: str
    source: str
    title: str = ""
    """What the rule is called in the user's language; empty for a rule that has only an id."""

    @property
    def name(self) -> str:
        """The title, else the id: what people see."""
        return self.title or self.id


@dataclass(frozen=True, slots=True)
class Ignored:
    """A finding that a remark in its document suppressed: `jyplan: ignore placeholder 原因`."""

    path: str
    rule: str
    reason: str
    """As written; may be empty."""
    place: Place
    """Of the remark."""


@dataclass(frozen=True, slots=True)
class CheckOptions(ViewOptions):
    """Options of a report of findings, and the rules applied."""

    rule_set: str = ""
    """The id of the rule set."""
    rules: tuple[RuleCard, ...] = ()
    """The rules that were applied."""
    version: str = ""
    """Of jyplan."""
    settings: str = ""
    """The settings file in use; empty without settings file."""
    known: int = 0
    """Number of findings suppressed by a baseline or an exception."""
    ignored: tuple[Ignored, ...] = ()
    """Findings suppressed by remarks in their documents."""
    tolerates_unread: bool = False
    """Whether an unread document is only a warning and does not make the run fail."""
    stale: tuple[str, ...] = ()
    """Entries of the baseline without a finding in this run, in words."""
    fails: Callable[[Finding], bool] = lambda _: True
    """Returns whether a finding makes the run fail."""
    read: Callable[[str], bytes] = cannot_read
    """Returns the content of a document by path; raises InputError. For reports that copy documents."""
    word_suffixes: tuple[str, ...] = (".docx",)
    """Suffixes of Word documents that the copy of a document keeps."""
    author: str = "jyplan"
    """Author of comments in copies."""
    for_teachers: bool = False
    """Whether a comment has only the sentence and what to do, without level and rule."""
    run_apart: Callable[[Callable[[], bytes | None]], bytes | None] = lambda function: function()
    """Calls a function that opens a document again, under the limits of the run; None if it was over the limits."""

    def rule_name(self, rule_id: str) -> str:
        """Return what people see as the name of a rule."""
        return next((card.name for card in self.rules if card.id == rule_id), rule_id)


@runtime_checkable
class CopyingReport(Protocol):
    """A `CheckReport` with a copy of each document: the module has this function, too."""

    def copies(self, results: Sequence[CheckResult], options: CheckOptions) -> Iterator[tuple[str, bytes]]:
        """Yield path and content of each file; paths are relative, with `/` and without `..`."""
        ...


class CheckReport(Protocol):
    """A module for a report of findings; `bytes` and `str` as in `OutlineReport`."""

    def render(self, results: Sequence[CheckResult], options: CheckOptions) -> str | bytes:
        """Return the report; the same results and options give the same bytes."""
        ...
