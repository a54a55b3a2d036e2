"""Protocols of report modules: results and options in, text or bytes out."""

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
    """A document that could not be read, as `jyplan.inputs.Unreadable`."""

    @property
    def path(self) -> str:
        """The path as the user named the document."""
        ...

    @property
    def error(self) -> JyplanError:
        """The reason."""
        ...


Parsed = Outline | Unread
"""The result of parsing a file."""


@dataclass(frozen=True, slots=True)
class ViewOptions:
    """Options of every report: the user's language and the screen."""

    language: Language
    width: int = 80
    """Columns of the screen; Chinese characters take two."""
    colour: bool = False
    """Whether the output goes to a terminal that shows colours."""
    unicode: bool = True
    """Whether the console can show line-drawing characters and `…`."""


@dataclass(frozen=True, slots=True)
class OutlineOptions(ViewOptions):
    """Options of a report of outlines."""

    roles: frozenset[Role] | None = None
    """The roles to show, None for all."""
    everything: bool = False
    """Whether to show headers, footers, notes and comments, too, in formats with the whole text of a document."""


class OutlineReport(Protocol):
    """A module for a report of outlines, in the order of the files.

    `bytes` are written unchanged: a file format, with text in UTF-8. A `str` is for a person, printed in the encoding of
    the console.
    """

    def render(self, results: Sequence[Parsed], options: OutlineOptions) -> str | bytes:
        """Return the report; the same results and options give the same bytes."""
        ...


DiffPart = Literal["edits", "passages", "sections", "roles"]
"""A part of a comparison, for `--only`."""


@dataclass(frozen=True, slots=True)
class DiffOptions(ViewOptions):
    """Options of a report of a comparison."""

    left_path: str = ""
    """As the user named the file, with `#n` if given."""
    right_path: str = ""
    only: DiffPart | None = None
    """The only part to show, None for all."""
    ignore_format: bool = True
    """Whether differences of width, punctuation and spaces are only counted, not shown as edits."""


class DiffReport(Protocol):
    """A module for a report of a comparison; `bytes` and `str` as in `OutlineReport`."""

    def render(self, comparison: Comparison, options: DiffOptions) -> str | bytes:
        """Return the report; the same comparison and options give the same bytes."""
        ...


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


def _unread(path: str) -> bytes:
    raise InputError("cannot be read again", where=path)


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
    stale: tuple[str, ...] = ()
    """Entries of the baseline without a finding in this run, in words."""
    fails: Callable[[Finding], bool] = lambda _: True
    """Returns whether a finding makes the run fail."""
    read: Callable[[str], bytes] = _unread
    """Returns the content of a document by path; raises InputError. For reports that copy documents."""
    word_suffixes: tuple[str, ...] = (".docx",)
    """Suffixes of Word documents that the copy of a document keeps."""
    run_apart: Callable[[Callable[[], bytes | None]], bytes | None] = lambda function: function()
    """Calls a function that opens a document again, under the limits of the run; None if it was over the limits."""


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


@dataclass(frozen=True, slots=True)
class DupesOptions(ViewOptions):
    """Options of a report of copies among plans."""

    version: str = ""
    """Of jyplan."""
    unread: tuple[Unread, ...] = ()
    """Files that could not be read, in the order of reading."""
    text_of: Callable[[int], str | None] = lambda _: None
    """Returns the plan text of a listing by number; None for a plan of an archive without texts."""


class DupesReport(Protocol):
    """A module for a report of copies; `bytes` and `str` as in `OutlineReport`."""

    def render(self, copies: Copies, options: DupesOptions) -> str | bytes:
        """Return the report; the same copies and options give the same bytes."""
        ...


@dataclass(frozen=True, slots=True)
class ArchiveOptions(ViewOptions):
    """Options of a list of archived plans."""


class ArchiveReport(Protocol):
    """A module for a list of archived plans; `bytes` and `str` as in `OutlineReport`."""

    def render(self, plans: Sequence[Archived], options: ArchiveOptions) -> str | bytes:
        """Return the report; the same plans and options give the same bytes."""
        ...
