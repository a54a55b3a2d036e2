"""The protocols of readers of file formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from jyplan.model import Document, Revisions


class Reader(Protocol):
    """A module for a file format, chosen by the content of a file, never by the suffix."""

    NAME: str
    """The format's name in JSON: txt, docx, html …"""

    def recognises(self, data: bytes) -> bool:
        """Return whether a file has the format, by its first bytes and structure."""
        ...

    def read(self, data: bytes, path: str) -> Document:
        """Return the document.

        Raises:
            UnreadableDocument: the file has the format but cannot be read; the message gives the
                defect and advice for the user.
        """
        ...


@runtime_checkable
class RevisionReader(Protocol):
    """A reader for a format with tracked changes."""

    def read_revision(self, data: bytes, path: str, revisions: Revisions) -> Document:
        """Return the document with tracked changes accepted (as `Reader.read`) or undone.

        Raises:
            UnreadableDocument: see `Reader.read`.
        """
        ...


@runtime_checkable
class AnchorReader(Protocol):
    """A reader that returns anchors of the text, for reports that write into the file."""

    def read_anchored(self, data: bytes, path: str, revisions: Revisions) -> Document:
        """Return the document as `read_revision` does, with anchors in its blocks.

        Raises:
            UnreadableDocument: see `Reader.read`.
        """
        ...
