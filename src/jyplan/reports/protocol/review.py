"""Reports of `jyplan review`: the summary on the screen, and the files of the result folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from jyplan.reports.protocol.view import ViewOptions, cannot_read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from jyplan.model import Review
    from jyplan.reports.protocol.check import RuleCard


def _copy_nothing(_: Callable[[str], bytes | None], paths: Sequence[str]) -> Iterator[bytes | None]:
    return iter([None] * len(paths))


@dataclass(frozen=True, slots=True)
class ReviewOptions(ViewOptions):
    """Options of the reports of a review."""

    folder: str = ""
    """The result folder as the user named it; empty where nothing is written."""
    opened_first: str = ""
    """The file in the folder that a person opens first; empty for none."""
    name_schools: bool = False
    """Whether what a school gets names the other schools."""
    rules: tuple[RuleCard, ...] = ()
    """The rules that were applied."""
    read: Callable[[str], bytes] = cannot_read
    """Returns the content of a submission by path; raises InputError. For reports that copy documents."""
    copy_each: Callable[[Callable[[str], bytes | None], Sequence[str]], Iterator[bytes | None]] = _copy_nothing
    """Yields the result of a function on the path of each submission, run by processes apart; None where that fails. For
    reports that copy documents."""
    word_suffixes: tuple[str, ...] = (".docx",)
    """As in `CheckOptions`."""


class ReviewReport(Protocol):
    """A module for a part of the result folder."""

    def files(self, review: Review, options: ReviewOptions) -> Iterator[tuple[str, bytes]]:
        """Yield path and content of each file; paths are relative, with `/` and without `..`."""
        ...
