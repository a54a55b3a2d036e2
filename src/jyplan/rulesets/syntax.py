"""Syntax errors of YAML in words for authors of rule files; the parser's own messages are for programmers."""

from __future__ import annotations

import re
from typing import Protocol

from jyplan.checks.options import shortened
from jyplan.model import Message
from jyplan.text.fold import fold


class Mark(Protocol):
    """A position in a text, from 0."""

    @property
    def line(self) -> int:
        """The line."""
        ...

    @property
    def column(self) -> int:
        """The column."""
        ...


class SyntaxProblem(Protocol):
    """The attributes of `yaml.MarkedYAMLError`, the parser's exception."""

    @property
    def context(self) -> str | None:
        """The construct being read, in the parser's words."""
        ...

    @property
    def context_mark(self) -> Mark | None:
        """The beginning of the construct."""
        ...

    @property
    def problem(self) -> str | None:
        """The mistake, in the parser's words."""
        ...

    @property
    def problem_mark(self) -> Mark | None:
        """The position of the mistake."""
        ...


# by a pattern for both parsers: libyaml and the parser in Python word a problem differently
_PROBLEMS: tuple[tuple[re.Pattern[str], Message], ...] = tuple(
    (re.compile(problem), message)
    for problem, message in (
        (
            "mapping values are not allowed",
            Message("is indented otherwise than the line above"),
        ),
        ("could not find expected ':'", Message("a “:” with a space behind it is missing")),
        ("unexpected end of stream", Message("the quotation mark that is opened here is never closed")),
        (
            "expected ',' or '[]}]'",
            Message("the bracket that is opened here is not closed, or a comma is missing in it"),
        ),
        (
            "expected key|expected <block end>|expected '-'",
            Message("does not fit the lines above: check that they are indented alike"),
        ),
        ("unknown escape", Message("in double quotes “\\” has a meaning of its own; use single quotes")),
    )
)
_KEY = re.compile(r"\s*(?:-\s+)?[^\s:#][^:#]*:(?:\s|$)")
"""A line with a key, as YAML has it."""
_OPENING = re.compile("quoted scalar|flow (?:sequence|mapping)")


def position_of(error: SyntaxProblem, text: str) -> tuple[int, int]:
    """Return line and column of a mistake, from 1; for an unclosed quote or bracket, of the opening sign.

    The parser notices a missing `:` in the line below; `text` is the whole file.
    """
    if error.context_mark is not None and "could not find expected ':'" in (error.problem or ""):
        return error.context_mark.line + 1, error.context_mark.column + 1
    if error.problem_mark is not None and "mapping values are not allowed" in (error.problem or ""):
        above = _line_above(text, error.problem_mark.line)
        if above is not None and not _KEY.match(above[1]):
            return above[0] + 1, len(above[1]) - len(above[1].lstrip()) + 1
    if (brace := _brace(error, text)) is not None:
        return brace
    return _marked(error)


def _brace(error: SyntaxProblem, text: str) -> tuple[int, int] | None:
    """Return the position of a `{` inside brackets read by the parser as a missing comma; None for a different mistake."""
    mark = error.problem_mark
    if mark is None or "expected ',' or" not in (error.problem or ""):
        return None
    line = [*text.splitlines(), ""][mark.line]
    return (mark.line + 1, mark.column + 1) if line[mark.column : mark.column + 1] == "{" else None


def _line_above(text: str, line: int) -> tuple[int, str] | None:
    """Return number, from 0, and text of the last line with text above a line."""
    lines = text.splitlines()
    numbers = (number for number in range(min(line, len(lines)) - 1, -1, -1) if lines[number].strip())
    number = next(numbers, None)
    return None if number is None else (number, lines[number])


def _marked(error: SyntaxProblem) -> tuple[int, int]:
    opening = error.context_mark if _OPENING.search(error.context or "") and _is_open(error) else None
    mark = opening or error.problem_mark or error.context_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def explained(error: SyntaxProblem, text: str) -> Message:
    """Return an explanation of a syntax error, with advice; `text` is the whole file."""
    problem = error.problem or str(error)
    if "mapping values are not allowed" in problem and position_of(error, text) != _marked(error):
        return Message("a “:” with a space behind it is missing in this line (“：” does not count)")
    line, column = _marked(error)
    before = [*text.splitlines(), ""][line - 1][: column - 1]
    if "mapping values are not allowed" in problem and ":" in before:
        return Message("a text with “:” needs quotes")
    if _brace(error, text) is not None:
        return Message("a text with “{sign}” inside brackets needs quotes", {"sign": "{"})
    if "expected key" in problem and before.strip():
        return Message("there is text after the closing quotation mark; put everything inside one pair")
    for pattern, message in _PROBLEMS:
        if pattern.search(problem):
            return message
    if "cannot start any token" in problem or "expected alphabetic" in problem:
        sign = text.splitlines()[line - 1][column - 1] if "token" in problem else before[-1]
        if sign == "\t":
            return Message("lines are indented with spaces, not with tabs")
        return Message("a text that begins with “{sign}” needs quotes", {"sign": sign})
    return Message("is not YAML ({problem})", {"problem": shortened(problem)})


def missing_colon(text: str) -> Message | None:
    """Return advice for a key with the full-width colon `：` in place of `:`; None for a different text.

    >>> str(missing_colon("type： forbid"))
    'write “: ” behind a key, not “：”'
    """
    if "：" in text and re.match(r"[\w-]+\s*:", fold(text)):
        return Message("write “: ” behind a key, not “：”")
    return None


def _is_open(error: SyntaxProblem) -> bool:
    return bool(re.search("end of stream|expected ',' or", error.problem or ""))
