"""Problems common to several readers: the wording, and the limits of white, tiny and listed."""

from __future__ import annotations

from jyplan.model import Message

PICTURE_UNREAD = Message("a picture; what is written in it was not read")
MACROS_NOT_RUN = Message("the file contains macros; they are not run")
MOST_PICTURES = 200
"""Pictures of a document that are listed."""
NEARLY_WHITE = 0xF8
"""Of 255: least red, green and blue of a colour that looks white on paper."""
TINY = 2.0
"""Points: nobody can read type of this size or less on paper."""


def white_text(count: int) -> Message:
    """Return the message about `count` characters in the colour of the paper."""
    return Message("{count} characters in white, which nobody sees on paper", {"count": count})


def tiny_text(count: int) -> Message:
    """Return the message about `count` characters of at most `TINY` points."""
    return Message("{count} characters of at most 2 points, which nobody can read on paper", {"count": count})
