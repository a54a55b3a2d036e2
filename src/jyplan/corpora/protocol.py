"""What a corpus gives, and what a reader of one must offer."""

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
    """One record of a corpus: a plan's text with what is known of it."""

    listing: Listing
    """Its `number` is that of its line or row, from 1, those that could not be read included."""
    text: str
    """As it stands in the corpus; perhaps empty."""


class CorpusReader(Protocol):
    """A module that reads one format of corpora."""

    NAME: str
    """The format's name: jsonl, parquet."""

    def recognises(self, beginning: bytes, name: str) -> bool:
        """Return whether a file with these first bytes and this name is of this format."""
        ...

    def read(self, source: Source, longest: int) -> Iterator[CorpusPlan | InputError]:
        """Yield the plans in their order and, where it stands, everything that is wrong with a record.

        A record whose text can be read is always yielded, whatever else is wrong with it; one with a
        text of more than `longest` bytes is not.

        Raises:
            InputError: the corpus as a whole cannot be read, or not beyond the last plan.
            MissingExtra: a package is not installed.
        """
        ...
