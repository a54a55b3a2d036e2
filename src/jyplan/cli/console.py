"""Writing to standard output and standard error, with escapes for characters a console cannot show or would obey."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, TextIO

from jyplan.errors import OutputError, reason_of
from jyplan.reports.media.visible import visible

if TYPE_CHECKING:
    from jyplan.errors import JyplanError
    from jyplan.language import Language
    from jyplan.model import Message


class Console(NamedTuple):
    """Standard output for data, standard error for sentences in the user's language."""

    language: Language

    def show(self, data: str | bytes) -> None:
        """Write a result to standard output; for a terminal, bytes are decoded as UTF-8.

        Raises:
            OutputError: standard output is closed or cannot be written, for instance because the disk is full.
        """
        if sys.stdout is None:
            raise OutputError("standard output is closed")
        try:
            if isinstance(data, str):
                sys.stdout.write(data)
            elif is_terminal(sys.stdout):
                sys.stdout.write(data.decode("utf-8-sig"))
            else:
                sys.stdout.buffer.write(data)
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            redirect_to_null(sys.stdout)
            raise OutputError("standard output cannot be written ({reason})", reason=reason_of(error)) from error

    def report_error(self, error: JyplanError) -> None:
        """Write the place, reason and hint of an error to standard error, a line for each cause."""
        for cause in error.causes:
            self.report_error(cause)
        if error.causes:
            return
        sentence = self.language.explain(error)
        self.write(sentence if error.where else f"jyplan: {sentence}")

    def note(self, message: Message) -> None:
        """Write a sentence to standard error."""
        self.write(self.language.say(message))

    def write(self, text: str) -> None:
        """Write lines to standard error, control characters as escapes; skip a closed stream."""
        if sys.stderr is None:
            return
        try:
            sys.stderr.write(visible(text) + "\n")
            sys.stderr.flush()
        except OSError:
            redirect_to_null(sys.stderr)


def prepare_streams() -> None:
    """Make both streams write escapes for characters outside the console's encoding, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")


def can_show_chinese() -> bool:
    """Return whether the encoding of standard error includes Chinese characters."""
    try:
        "计划".encode(getattr(sys.stderr, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether the stream is open and leads to a terminal."""
    return stream is not None and not stream.closed and stream.isatty()


def redirect_to_null(stream: TextIO | None) -> None:
    """Redirect a failed stream to the null device; otherwise Python fails again on flushing the stream at exit."""
    if stream is None:
        return
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
