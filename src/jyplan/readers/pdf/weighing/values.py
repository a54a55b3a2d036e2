"""Values of a PDF: references, and objects with streams; names are `bytes`, strings None."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Reference(NamedTuple):
    """A pointer to an object, by number."""

    number: int


@dataclass(frozen=True, slots=True)
class PdfObject:
    """A value in the file and, for a stream, where the stored bytes begin."""

    value: object
    source: bytes
    stream_start: int | None = None

    @property
    def fields(self) -> dict[bytes, object]:
        """The dictionary; empty for a value of any further type."""
        return self.value if isinstance(self.value, dict) else {}
