r"""Regular expressions that others write: refused where they can run away, and stopped where they do.

The only door to the `regex` package, which can be given a time limit.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

with warnings.catch_warnings():
    warnings.simplefilter("ignore", EncodingWarning)  # regex asks for the locale's encoding, and does without
    import regex

from jyplan.model import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

TIME_LIMIT = 1.0
"""Seconds that one expression may take for one plan; honest ones take a thousandth of that."""
LONGEST = 2000
"""Characters of an expression; a longer one is a list of words and should be written as one."""
_LARGEST = 10_000
"""Elements of an expression with its repetitions written out; a million take `regex` a second to prepare."""


class BadExpressionError(ValueError):
    """It cannot be understood, or could take for ever."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


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
            raise BadExpressionError(Message("is too long"))
        if nests_repetition(self.source):
            raise BadExpressionError(Message("repeats a group that itself repeats, which can take for ever"))
        if written_out(self.source) > _LARGEST:
            raise BadExpressionError(Message("repeats something too many times"))
        try:
            compiled = _compiled(self.source)
        except (regex.error, OverflowError, RecursionError, MemoryError) as error:
            raise BadExpressionError(_explained(str(error))) from error
        if compiled.fullmatch("", timeout=TIME_LIMIT):
            raise BadExpressionError(Message("matches the empty text"))

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


def _explained(problem: str) -> Message:
    """Return what the library says, in the user's language where it is a slip that people make."""
    for beginning, message in _PROBLEMS.items():
        if problem.startswith(beginning):
            return message
    return Message("is not valid ({text})", {"text": problem})


_PROBLEMS = {
    "missing )": Message("opens a bracket “(” and never closes it"),
    "unbalanced parenthesis": Message("closes a bracket “)” that was never opened"),
    "unterminated character set": Message("opens a bracket “[” and never closes it"),
    "nothing to repeat": Message("repeats nothing: a text stands before * and +, and “\\*” is the sign itself"),
    "multiple repeat": Message("repeats a repetition: “\\*” is the sign itself"),
    "bad escape (end of pattern)": Message("ends with a “\\”"),
    "bad character range": Message("has a range whose end comes before its beginning"),
    "min repeat greater than max repeat": Message("repeats something at least more often than at most"),
}


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
    for element in _elements(source):
        if element.kind == "repetition":
            if element.unlimited:
                if closed_unlimited:
                    return True
                unlimited_inside[-1] = True
            closed_unlimited = False
        elif element.kind == "close" and len(unlimited_inside) > 1:
            closed_unlimited = unlimited_inside.pop()
            unlimited_inside[-1] = unlimited_inside[-1] or closed_unlimited
        else:
            closed_unlimited = False
            if element.kind == "open":
                unlimited_inside.append(False)
    return False


def written_out(source: str) -> int:
    """Return about how many elements an expression has when its counted repetitions are written out, as `regex` does.

    >>> written_out("教{3}研"), written_out("(教研{2}){10}"), written_out("教{2,}")
    (4, 30, 2)
    """
    sizes = [0]  # of the groups that are open
    last = 0
    for element in _elements(source):
        if element.kind == "open":
            sizes.append(0)
            last = 0
        elif element.kind == "repetition":
            sizes[-1] += last * (max(element.least, 1) - 1)
            last *= max(element.least, 1)
        else:
            last = sizes.pop() if element.kind == "close" and len(sizes) > 1 else 1
            sizes[-1] += last
    return sum(sizes)


@dataclass(frozen=True, slots=True)
class _Element:
    """What an expression is made of, as far as its repetitions matter."""

    kind: Literal["open", "close", "repetition", "single"]
    least: int = 1
    """Of a repetition: how many times at least."""
    unlimited: bool = False
    """Of a repetition: it has no end, or a far one, and gives back what it took."""


def _elements(source: str) -> Iterator[_Element]:
    position = 0
    while position < len(source):
        character = source[position]
        length, least, unlimited = _repetition(source, position)
        if length:
            position += length
            possessive = source[position : position + 1] == "+"
            yield _Element("repetition", least, unlimited and not possessive)
        elif character == "\\":
            position += 2
            yield _Element("single")
        elif character == "[":
            position = _end_of_class(source, position)
            yield _Element("single")
        else:
            position += 1
            yield _Element("open" if character == "(" else "close" if character == ")" else "single")


_MANY = 100
"""A repetition up to so many times is as bad as one without end."""


_COUNTS = re.compile("{(?=[0-9,])(?P<least>[0-9]*)(?:(?P<comma>,)(?P<most>[0-9]*))?}")


def _repetition(source: str, position: int) -> tuple[int, int, bool]:
    """Return the length of the repetition that stands here, 0 if none does, its least count and whether it has no end."""
    if source[position] in "*+":
        return 1, int(source[position] == "+"), True
    if source[position] == "?":
        return 1, 0, False
    if counts := _COUNTS.match(source, position):
        least, most = counts["least"], counts["most"] if counts["comma"] else counts["least"]
        return len(counts[0]), int(least or 0), not most or int(most) >= _MANY
    return 0, 1, False


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
