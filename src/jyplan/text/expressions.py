r"""Regular expressions from users: dangerous expressions are refused, and matching stops at a time limit.

The only user of the `regex` package, whose matching takes a time limit. Catastrophic backtracking comes
from nested unlimited repetitions:

    expression      verdict
    ^(教+)+$         refused: the unlimited + repeats a group with an unlimited + inside
    (?:ab+){2}      accepted: the outer repetition is counted
    (a{100}){200}   refused: 20,000 elements when written out
    (?x)(a+ )+      refused: free spacing and comments do not hide the second repetition
    a(?R)?b         refused: the expression is a part of itself
"""

from __future__ import annotations

import time
import warnings
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern

with warnings.catch_warnings():
    warnings.simplefilter("ignore", EncodingWarning)  # regex asks for the locale's encoding, and does without
    import regex

from jyplan.model import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TIME_LIMIT = 1.0
"""Seconds for an expression on a plan; ordinary expressions take a thousandth."""
LONGEST = 2000
"""Characters of an expression; a longer expression is a list of words and belongs in a word list."""
_LARGEST = 10_000
"""Elements of an expression with its repetitions written out; `regex` compiles a million in a second."""


class BadExpressionError(ValueError):
    """An expression is invalid, or could take for ever."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class TooSlowError(Exception):
    """An expression needed more than the time limit."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A valid regular expression."""

    source: str

    def __post_init__(self) -> None:
        """Check the expression.

        Raises:
            BadExpressionError: The expression is invalid, matches the empty text or nests repetitions.
        """
        if len(self.source) > LONGEST:
            raise BadExpressionError(Message("is too long"))
        if nests_repetition(self.source):
            raise BadExpressionError(Message("repeats a group that itself repeats, which can take for ever"))
        if any(element.kind == "call" for element in _elements(self.source)):
            raise BadExpressionError(Message("uses a group again by its number or name, which can take for ever"))
        if written_out(self.source) > _LARGEST:
            raise BadExpressionError(Message("repeats something too many times"))
        try:
            matches_nothing = _compiled(self.source).fullmatch("", timeout=TIME_LIMIT)
        except TimeoutError as error:
            raise BadExpressionError(Message("takes too long, even on the empty text")) from error
        except (regex.error, OverflowError, RecursionError, MemoryError) as error:
            raise BadExpressionError(_explained(str(error))) from error
        if matches_nothing:
            raise BadExpressionError(Message("matches the empty text"))

    def find(self, text: str, limit: float = TIME_LIMIT) -> Iterator[tuple[int, int]]:
        """Yield start and end of each non-empty match; `limit` is the processor time of the whole search, in seconds.

        Raises:
            TooSlowError: The search takes longer than the time limit.

        >>> list(Expression("x{2,}").find("为xx学校"))
        [(1, 3)]
        """
        try:
            for match in _compiled(self.source).finditer(text, timeout=limit):
                if match.end() > match.start():
                    yield match.span()
        except (TimeoutError, MemoryError) as error:
            raise TooSlowError(self.source) from error

    def matches(self, text: str) -> bool:
        """Return whether the expression has a non-empty match in the text.

        Raises:
            TooSlowError: The search takes longer than the time limit.
        """
        return next(self.find(text), None) is not None

    def match_each(self, texts: Iterable[str]) -> Iterator[bool]:
        """Yield for each text whether the expression has a non-empty match; the time limit is for all texts together.

        Raises:
            TooSlowError: The searches take longer than the time limit.

        >>> list(Expression("第.周").match_each(["第一周", "九月"]))
        [True, False]
        """
        left = TIME_LIMIT
        for text in texts:
            begun = time.process_time()
            matched = next(self.find(text, left), None) is not None
            left -= time.process_time() - begun
            if left <= 0:
                raise TooSlowError(self.source)
            yield matched


def _explained(problem: str) -> Message:
    """Return an error message of `regex`; common mistakes have a translatable message of their own."""
    for beginning, message in _PROBLEMS.items():
        if problem.startswith(beginning):
            return message
    return Message("is not valid ({text})", {"text": problem})


_PROBLEMS = {
    "missing )": Message("opens a bracket “(” and never closes it"),
    "unbalanced parenthesis": Message("closes a bracket “)” that was never opened"),
    "unterminated character set": Message("opens a bracket “[” and never closes it"),
    "nothing to repeat": Message("nothing precedes * or +; “\\*” is the sign itself"),
    "multiple repeat": Message("repeats a repetition: “\\*” is the sign itself"),
    "bad escape (end of pattern)": Message("ends with a “\\”"),
    "bad character range": Message("has a range whose end comes before its beginning"),
    "min repeat greater than max repeat": Message("repeats something at least more often than at most"),
}


def folded_source(source: str) -> str:
    r"""Return an expression with full-width signs folded like the text: 〔 becomes [.

    >>> folded_source("〔20[0-9]{2}〕")
    '\\[20[0-9]{2}\\]'
    """
    if source.isascii():
        return source
    return "".join(char if char.isascii() else _literal(fold(char)) for char in source)


def _literal(char: str) -> str:
    return f"\\{char}" if char.isascii() and not char.isalnum() else char


@cache
def _compiled(source: str) -> regex.Pattern[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", EncodingWarning)
        return regex.compile(folded_source(source), regex.VERSION1 | regex.MULTILINE)


def nests_repetition(source: str) -> bool:
    r"""Return whether an unlimited repetition encloses a second unlimited repetition: `(a+)+`.

    Possessive repetitions do not backtrack and do not count.

    >>> [nests_repetition(s) for s in ("^(教+)+$", "(?:a|b*)*", "(?:ab+){2}", r"\(a+\)+", "[(+]+")]
    [True, True, False, False, False]
    >>> nests_repetition("(?x)(教+ # )\n) +"), nests_repetition("(教+)(?#)+")
    (True, True)
    """
    unlimited_inside = [False]
    closed_unlimited = False  # whether the last element is a group with an unlimited repetition inside
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
    """Return the approximate number of elements with counted repetitions written out, as `regex` compiles them.

    >>> written_out("教{3}研"), written_out("(教研{2}){10}"), written_out("教{2,}")
    (4, 30, 2)
    """
    sizes = [0]  # of the open groups, outermost first
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
    """An element of an expression: a bracket, a repetition, the call of a group, or a character or class."""

    kind: Literal["open", "close", "repetition", "call", "single"]
    least: int = 1
    """For a repetition its least count."""
    unlimited: bool = False
    """For a repetition whether it backtracks and has no upper limit, or a limit of `_MANY` and more."""


_COMMENT = lazy_pattern(r"\(\?#[^)]*+\)?")
_SPACING = lazy_pattern(r"\s++|#[^\n]*+")
"""What an expression with the flag x ignores."""
_FREE = lazy_pattern(r"\(\?[A-Za-wyz]*x")
"""A flag x, for the whole expression or for a group; blanks are taken to be ignored everywhere."""
_CALL = lazy_pattern(r"\(\?(?:R|[+-]?[0-9]++|&\w*+|P>\w*+)\)")
"""A group used again: (?R), (?1), (?&name), (?P>name)."""


def _elements(source: str) -> Iterator[_Element]:
    position = 0
    is_free = _FREE.search(source) is not None
    while position < len(source):
        character = source[position]
        if ignored := _COMMENT.match(source, position) or (is_free and _SPACING.match(source, position)):
            position = ignored.end()
            continue
        if call := _CALL.match(source, position):
            position = call.end()
            yield _Element("call")
            continue
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
"""A repetition with this upper limit or more counts as unlimited."""


_COUNTS = lazy_pattern("{(?=[0-9,])(?P<least>[0-9]*)(?:(?P<comma>,)(?P<most>[0-9]*))?}")


def _repetition(source: str, position: int) -> tuple[int, int, bool]:
    """Return length, least count and whether unlimited for the repetition at a position; length 0 without a repetition."""
    if source[position] in "*+":
        return 1, int(source[position] == "+"), True
    if source[position] == "?":
        return 1, 0, False
    if counts := _COUNTS.match(source, position):
        least, most = counts["least"], counts["most"] if counts["comma"] else counts["least"]
        return len(counts[0]), int(least or 0), not most or int(most) >= _MANY
    return 0, 1, False


def _end_of_class(source: str, position: int) -> int:
    """Return the position after a character class; a bracket inside is escaped or first."""
    position += 1
    if source[position : position + 1] == "^":
        position += 1
    if source[position : position + 1] == "]":
        position += 1
    while position < len(source) and source[position] != "]":
        position += 2 if source[position] == "\\" else 1
    return position + 1
