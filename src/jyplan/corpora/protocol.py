"""`CorpusPlan`, a record of a corpus, and the protocol of corpus readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.errors import InputError
    from jyplan.inputs import Source
    from jyplan.model import Listing


@dataclass(frozen=True, slots=True)
class CorpusPlan:
    """A record of a corpus: the text of a plan with its metadata."""

    listing: Listing
    """Id, title, school and so on; `number` is the number of the line or row, from 1, unreadable records included."""
    text: str
    """The unchanged text, perhaps empty."""


class CorpusReader(Protocol):
    """A module for a corpus format."""

    NAME: str
    """The format's name: jsonl, parquet."""

    def recognises(self, beginning: bytes, name: str) -> bool:
        """Return whether a file has the format, by its first bytes and its name."""
        ...

    def read(self, source: Source, longest: int) -> Iterator[CorpusPlan | InputError]:
        """Yield the plans in file order, and the errors of a record right before its plan.

        A record with a readable text is yielded despite errors in its other fields. A record with a text
        of more than `longest` bytes gives only an error.

        Raises:
            InputError: the corpus cannot be read, or not beyond the last plan yielded.
            MissingExtra: a package is not installed.
        """
        ...
