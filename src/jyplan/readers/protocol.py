"""What a reader of one file format must offer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from jyplan.model import Document, Revisions


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


@runtime_checkable
class RevisionReader(Protocol):
    """What a reader offers besides whose format keeps the changes that were tracked in it."""

    def read_revision(self, data: bytes, path: str, revisions: Revisions) -> Document:
        """Return the document with its changes accepted, as `Reader.read` does, or undone.

        Raises:
            UnreadableDocument: see `Reader.read`.
        """
        ...


@runtime_checkable
class AnchorReader(Protocol):
    """What a reader offers besides whose files can be written into: where the text of each block is kept."""

    def read_anchored(self, data: bytes, path: str, revisions: Revisions) -> Document:
        """Return the document as `read_revision` does, with the anchors of its blocks.

        Raises:
            UnreadableDocument: see `Reader.read`.
        """
        ...
