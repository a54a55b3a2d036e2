"""What every report is given and gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable

from jyplan.errors import InputError
from jyplan.model import Archived, Checked, Comparison, Copies, Finding, Level, Outline, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from jyplan.errors import JyplanError
    from jyplan.language import Language


class Unread(Protocol):
    """A document that could not be read; `jyplan.inputs.Unreadable` is one."""

    @property
    def path(self) -> str:
        """As the user named it."""
        ...

    @property
    def error(self) -> JyplanError:
        """Why not."""
        ...


Parsed = Outline | Unread
"""What came of one file."""


@dataclass(frozen=True, slots=True)
class ViewOptions:
    """What every report has to know of the reader and the screen."""

    language: Language
    width: int = 80
    """Columns of the screen; Chinese characters take two."""
    colour: bool = False
    """Whether the output goes to a terminal that shows colours."""
    unicode: bool = True
    """Whether the console can show line-drawing characters and `…`."""


@dataclass(frozen=True, slots=True)
class ReportOptions(ViewOptions):
    """How the user wants to see a report."""

    roles: frozenset[Role] | None = None
    """The roles to show, None for all."""


class Report(Protocol):
    """A module that writes down what came of the files, in their order.

    Bytes are a file format and go out as they are (UTF-8 where they are text); a string is for
    reading, and who prints it knows the encoding of the console.
    """

    def render(self, results: Sequence[Parsed], options: ReportOptions) -> str | bytes:
        """Return the report; the same results and options give the same bytes."""
        ...


DiffPart = Literal["edits", "passages", "sections", "roles"]
"""A part of a comparison that can be asked for alone."""


@dataclass(frozen=True, slots=True)
class DiffOptions(ViewOptions):
    """How the user wants to see a comparison."""

    left_path: str = ""
    """As the user named it, with `#n` where he did."""
    right_path: str = ""
    only: DiffPart | None = None
    """The only part to show, None for all."""
    ignore_format: bool = True
    """Whether differences of width, punctuation and spaces are only counted, not shown as edits."""


class DiffReport(Protocol):
    """A module that writes down a comparison; bytes and strings as in `Report`."""

    def render(self, comparison: Comparison, options: DiffOptions) -> str | bytes:
        """Return the report; the same comparison and options give the same bytes."""
        ...


CheckResult = Checked | Unread
"""What came of checking one file."""


@dataclass(frozen=True, slots=True)
class RuleCard:
    """What a report may say of a rule."""

    id: str
    level: Level
    about: str
    """What the rule finds, in the user's language."""
    hint: str
    source: str


def _unread(path: str) -> bytes:
    raise InputError("cannot be read again", where=path)


@dataclass(frozen=True, slots=True)
class CheckOptions(ViewOptions):
    """How the user wants to see findings, and with which rules they were found."""

    rule_set: str = ""
    """The id of the rule set."""
    rules: tuple[RuleCard, ...] = ()
    """The rules that were applied."""
    version: str = ""
    """Of jyplan."""
    settings: str = ""
    """The settings file that was heeded; empty without one."""
    known: int = 0
    """How many findings a baseline or an exception holds back."""
    stale: tuple[str, ...] = ()
    """Entries of the baseline that nothing was found for any more, in words."""
    fails: Callable[[Finding], bool] = lambda _: True
    """Whether a finding makes the run fail."""
    read: Callable[[str], bytes] = _unread
    """Returns the content of a document again, by its path; raises InputError. For reports that copy documents."""


@runtime_checkable
class CopyingReport(Protocol):
    """What a report of findings offers besides that writes a file for each document."""

    def copies(self, results: Sequence[CheckResult], options: CheckOptions) -> Iterator[tuple[str, bytes]]:
        """Yield a relative path with `/`, which never leads upwards, and what the file is to hold."""
        ...


class CheckReport(Protocol):
    """A module that writes down findings; bytes and strings as in `Report`."""

    def render(self, results: Sequence[CheckResult], options: CheckOptions) -> str | bytes:
        """Return the report; the same results and options give the same bytes."""
        ...


@dataclass(frozen=True, slots=True)
class DupesOptions(ViewOptions):
    """How the user wants to see what many plans share."""

    version: str = ""
    """Of jyplan."""
    unread: tuple[Unread, ...] = ()
    """Files that could not be read, in their order."""
    text_of: Callable[[int], str | None] = lambda _: None
    """The plan text of a listing, None where it is not kept (an archive without texts)."""


class DupesReport(Protocol):
    """A module that writes down what many plans share; bytes and strings as in `Report`."""

    def render(self, copies: Copies, options: DupesOptions) -> str | bytes:
        """Return the report; the same copies and options give the same bytes."""
        ...


@dataclass(frozen=True, slots=True)
class ArchiveOptions(ViewOptions):
    """How the user wants to see the archive."""


class ArchiveReport(Protocol):
    """A module that writes down what is in the archive; bytes and strings as in `Report`."""

    def render(self, plans: Sequence[Archived], options: ArchiveOptions) -> str | bytes:
        """Return the report; the same plans and options give the same bytes."""
        ...
