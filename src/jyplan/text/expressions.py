r"""Regular expressions that others write: refused where they can run away, and stopped where they do.

The only door to the `regex` package, which can be given a time limit.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

with warnings.catch_warnings():
    warnings.simplefilter("ignore", EncodingWarning)  # regex asks for the locale's encoding, and does without
    import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

TIME_LIMIT = 1.0
"""Seconds that one expression may take for one plan; honest ones take a thousandth of that."""
LONGEST = 2000
"""Characters of an expression; a longer one is a list of words and should be written as one."""


class BadExpressionError(ValueError):
    """It cannot be understood, or could take for ever; says why in English."""


class TooSlowError(Exception):
    """An expression needed more than the time limit."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression that has been looked at."""

    source: str

    def __post_init__(self) -> None:
        """Refuse what cannot be used.

        Raises:
            BadExpressionError: It is no expression, matches the empty text or nests repetitions.
        """
        if len(self.source) > LONGEST:
            raise BadExpressionError("is too long")
        if nests_repetition(self.source):
            raise BadExpressionError("repeats a group that itself repeats, which can take for ever")
        try:
            compiled = _compiled(self.source)
        except (regex.error, OverflowError, RecursionError, MemoryError) as error:
            raise BadExpressionError(str(error)) from error
        if compiled.fullmatch("", timeout=TIME_LIMIT):
            raise BadExpressionError("matches the empty text")

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of each match that is not empty.

        Raises:
            TooSlowError: It takes longer than the time limit.

        >>> list(Expression("x{2,}").find("为xx学校"))
        [(1, 3)]
        """
        try:
            for match in _compiled(self.source).finditer(text, timeout=TIME_LIMIT):
                if match.end() > match.start():
                    yield match.span()
        except TimeoutError as error:
            raise TooSlowError(self.source) from error

    def matches(self, text: str) -> bool:
        """Return whether it occurs anywhere in the text.

        Raises:
            TooSlowError: It takes longer than the time limit.
        """
        return next(self.find(text), None) is not None


@cache
def _compiled(source: str) -> regex.Pattern[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", EncodingWarning)
        return regex.compile(source, regex.VERSION1 | regex.MULTILINE)


def nests_repetition(source: str) -> bool:
    r"""Return whether an unlimited repetition stands inside another: `(a+)+`.

    Possessive and atomic ones cannot run away and do not count.

    >>> [nests_repetition(s) for s in ("^(教+)+$", "(?:a|b*)*", "(?:ab+){2}", r"\(a+\)+", "[(+]+")]
    [True, True, False, False, False]
    """
    unlimited_inside = [False]
    closed_unlimited = False  # whether the element just read is a group with an unlimited repetition in it
    position = 0
    while position < len(source):
        character = source[position]
        if character == "\\":
            position, closed_unlimited = position + 2, False
            continue
        if character == "[":
            position, closed_unlimited = _end_of_class(source, position), False
            continue
        length, unlimited = _repetition(source, position)
        if length:
            position += length
            if unlimited and source[position : position + 1] != "+":
                if closed_unlimited:
                    return True
                unlimited_inside[-1] = True
            closed_unlimited = False
            continue
        if character == "(":
            unlimited_inside.append(False)
            closed_unlimited = False
        elif character == ")" and len(unlimited_inside) > 1:
            closed_unlimited = unlimited_inside.pop()
            unlimited_inside[-1] = unlimited_inside[-1] or closed_unlimited
        else:
            closed_unlimited = False
        position += 1
    return False


_MANY = 100
"""A repetition up to so many times is as bad as one without end."""


def _repetition(source: str, position: int) -> tuple[int, bool]:
    """Return the length of the repetition that stands here, 0 if none does, and whether it has no end."""
    if source[position] in "*+":
        return 1, True
    if source[position] == "?":
        return 1, False
    if source[position] == "{" and (end := source.find("}", position)) > 0:
        low, comma, high = source[position + 1 : end].partition(",")
        if (low.isdigit() or comma) and (not high or high.isdigit()):
            last = high if comma else low
            return end - position + 1, not last or int(last) >= _MANY
    return 0, False


def _end_of_class(source: str, position: int) -> int:
    """Return where a character class ends, brackets in it escaped or first."""
    position += 1
    if source[position : position + 1] == "^":
        position += 1
    if source[position : position + 1] == "]":
        position += 1
    while position < len(source) and source[position] != "]":
        position += 2 if source[position] == "\\" else 1
    return position + 1
