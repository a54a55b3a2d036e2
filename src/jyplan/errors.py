"""Errors for the user, each class with its exit code.

An error states the place, the mistake and advice. The sentences are templates: the boundary in `cli/` translates them into
the user's language. An exception of any class outside this module is a bug in jyplan.
"""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from jyplan.model import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class JyplanError(Exception):
    """A mistake for the user to correct.

    `template` and `hint` are English sentences with `{name}` fields, keys into the catalogues; the parameters of a hint
    given as a `Message` join `params`.
    """

    exit_code = 2
    causes: tuple[JyplanError, ...] = ()
    """The single errors, if several are reported at once; each is displayed by itself."""

    def __init__(self, template: str, *, where: str = "", hint: str | Message = "", **params: object) -> None:
        if isinstance(hint, Message):
            params = {**hint.params, **params}
            hint = hint.template
        super().__init__(template, where, hint)
        self.template = template
        self.where = where
        self.hint = hint
        self.params = params

    def __reduce__(self) -> tuple[object, ...]:
        # errors are pickled between processes, and the default calls __init__ with positional arguments only
        return _restore, (type(self), self.template, self.where, self.hint, self.params)

    def __str__(self) -> str:
        sentence = self.template.format(**self.params)
        if self.hint:
            sentence = f"{sentence}; {self.hint.format(**self.params)}"
        return f"{self.where}: {sentence}" if self.where else sentence


class UsageError(JyplanError):
    """A request on the command line, or an argument, with an impossible value."""


class InputError(JyplanError):
    """A file cannot be found, opened or read."""


class TooLarge(InputError):
    """A file is larger than the limit."""


class UnreadableDocument(InputError):
    """No reader understands the content of a file."""


class ProtectedDocument(UnreadableDocument):
    """A password keeps the content of a file from every reader; the author of the file can remove the password."""


class RuleFileError(JyplanError):
    """All mistakes in a rule file or settings file, each with its line and column where known."""

    def __init__(self, causes: tuple[JyplanError, ...]) -> None:
        super().__init__("{count} mistakes", count=len(causes))
        self.causes = causes

    def __reduce__(self) -> tuple[object, ...]:
        return RuleFileError, (self.causes,)

    def __str__(self) -> str:
        return "\n".join(map(str, self.causes))


class MissingExtra(JyplanError):
    """An optional package is not installed."""


class SparkError(JyplanError):
    """Apache Spark does not start or ends early."""


class OutputError(JyplanError):
    """A result cannot be written to the output named by the user."""


class ArchiveError(JyplanError):
    """The archive of earlier plans is missing, damaged, in use or no archive of jyplan."""


class Bug(JyplanError):
    """A bug in jyplan caught while a run over many files continues; `details` is for the log."""

    exit_code = 3

    @property
    def details(self) -> str:
        """The traceback, from the parameter `details`; may be empty."""
        return str(self.params.get("details", ""))


def _restore(kind: type[JyplanError], template: str, where: str, hint: str, params: dict[str, object]) -> JyplanError:
    return kind(template, where=where, hint=hint, **params)


_WRITE_REASONS = {
    errno.ENOSPC: Message("there is no space left"),
    errno.EDQUOT: Message("there is no space left"),
    errno.EFBIG: Message("there is no space left"),
    errno.EACCES: Message("no permission"),
    errno.EPERM: Message("no permission"),
    errno.ENOENT: Message("there is no such folder to write to"),
    errno.EROFS: Message("the disk is read-only"),
    errno.ENAMETOOLONG: Message("the name is too long"),
}


def closest_name(
    name: str, known: Iterable[str], *, likeness: float = 0.6, spelling: Callable[[str], str] = str
) -> str | None:
    """Return the known name to suggest in place of an unknown name: "did you mean …?"; None without a similar name.

    `likeness` is the least ratio of difflib.SequenceMatcher, from 0 to 1, at which two names are similar; both are
    compared as `spelling` writes them.

    >>> closest_name("titel", ["title", "level"]), closest_name("xyz", ["title"])
    ('title', None)
    """
    from difflib import get_close_matches

    by_spelling = {spelling(known_name): known_name for known_name in known}
    closest = get_close_matches(spelling(name), by_spelling, n=1, cutoff=likeness)
    return by_spelling[closest[0]] if closest else None


def suggestion(name: str, known: Iterable[str], *, spelling: Callable[[str], str] = str) -> Message:
    """Return the advice after an unknown name: the closest known name, else all known names in the order given.

    >>> str(suggestion("titel", ["title", "level"])), str(suggestion("xyz", ["title", "level"]))
    ('did you mean “title”?', 'choose from title, level')
    """
    names = list(known)
    if (guess := closest_name(name, names, spelling=spelling)) is not None:
        return did_you_mean(guess)
    return Message("choose from {names}", {"names": ", ".join(names)})


def did_you_mean(guess: str) -> Message:
    """Return the question whether a known name was meant."""
    return Message("did you mean “{guess}”?", {"guess": guess})


def reason_of(error: OSError) -> Message | str:
    """Return the reason for a failed write; in the system's words for causes not in `_WRITE_REASONS`."""
    return _WRITE_REASONS.get(error.errno or 0) or error.strerror or str(error)
