"""Options of every report (the user's language, the screen) and unreadable documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from jyplan.errors import InputError

if TYPE_CHECKING:
    from jyplan.errors import JyplanError
    from jyplan.language import Language


def cannot_read(path: str) -> bytes:
    """Stand in for a function to read a document again, where a report has no documents to read.

    Raises:
        InputError: always.
    """
    raise InputError("cannot be read again", where=path)


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
