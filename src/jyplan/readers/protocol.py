"""What a reader of one file format must offer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from jyplan.model import Document


class Reader(Protocol):
    """A module that reads one format; it is chosen by content, never by suffix."""

    NAME: str
    """The format's name in JSON: txt, docx, html …"""

    def recognises(self, data: bytes) -> bool:
        """Return whether these bytes are of this format, judged by their beginning and structure."""
        ...

    def read(self, data: bytes, path: str) -> Document:
        """Return the document.

        Raises:
            UnreadableDocument: the bytes are of this format but cannot be read; the message says
                what is wrong with them and what the user can do.
        """
        ...
