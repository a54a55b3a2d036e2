"""Changed rows of a comparison on a screen: in two columns on a wide screen, else in one.

Signs repeat the meaning of every colour: `[-deleted-]` and `{+inserted+}` inside a line, `-` and `+` before whole
lines; between two columns `|` beside an edited paragraph, `<` and `>` beside a replaced one. In one column:

    ~ 每人听课[-60-]{+80+}节。            few edits: both versions as one text
    - 每月交流一次。                      hardly a word in common: old version above the new one
    + 结果公布在走廊里。
"""

from __future__ import annotations

from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, Protocol

from jyplan.reports.diff.runs import Run, drawn, wrapped
from jyplan.reports.media.columns import width
from jyplan.reports.media.terminal import BOLD, GREEN, RED, to_column
from jyplan.reports.media.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.reports.diff.rows import RowPiece, TextRow

SIDE_BY_SIDE = 100
"""Columns of the narrowest screen with two columns of text: 47 for each."""
_BESIDE_EDIT = 24
"""Characters of unchanged text shown on each side of an edit."""
_BEGINNING = 16
"""Characters of unchanged text shown at the beginning of a paragraph: its number and title."""
_LEAST_CUT = 12
"""Shortest unchanged text in characters that an ellipsis replaces."""
_NEAR = 10
"""Characters beyond which no pause is looked for to cut at: a cut in the middle of a name cannot be read."""
_GUTTER = 5
"""Columns between both texts: a sign and two spaces on each side."""


class RowDrawing(Protocol):
    """A layout of changed rows."""

    def lines(self, rows: Sequence[TextRow]) -> Iterator[str]:
        """Yield the rows as lines of the screen."""
        ...


def row_drawing(columns: int, *, colour: bool, ellipsis: str) -> RowDrawing:
    """Return the layout for a screen `columns` wide."""
    kind = _SideBySideDrawing if columns >= SIDE_BY_SIDE else _InlineDrawing
    return kind(columns, colour=colour, ellipsis=ellipsis)


class _InlineDrawing:
    """One column: edits inside the line, replaced lines below each other."""

    def __init__(self, columns: int, *, colour: bool, ellipsis: str) -> None:
        self._room = columns - 2
        self._colour = colour
        self._ellipsis = ellipsis

    def lines(self, rows: Sequence[TextRow]) -> Iterator[str]:
        for mergeable, row_group in groupby(rows, key=lambda row: row.mergeable):
            group = list(row_group)
            if mergeable:
                for row in group:
                    yield from self._block("~", self._merged(row))
                continue
            for row in group:
                if row.left.strip():
                    yield from self._block("-", [(_shown(row.left), (RED,))])
            for row in group:
                if row.right.strip():
                    yield from self._block("+", [(_shown(row.right), (GREEN,))])

    def _block(self, sign: str, runs: Sequence[Run]) -> Iterator[str]:
        codes = {"-": (RED,), "+": (GREEN,)}.get(sign, ())
        for index, line in enumerate(wrapped(_stripped(runs), self._room)):
            yield drawn([(f"{sign} " if index == 0 or codes else "  ", codes), *line], colour=self._colour)

    def _merged(self, row: TextRow) -> list[Run]:
        runs: list[Run] = []
        for piece, words in _shortened(row.pieces, self._ellipsis):
            if not piece.changed:
                runs.append((words, ()))
            runs += [*_deleted(piece), *_inserted(piece)] if piece.changed else []
        return runs


class _SideBySideDrawing:
    """Two columns with a sign between."""

    def __init__(self, columns: int, *, colour: bool, ellipsis: str) -> None:
        self._column = (columns - _GUTTER) // 2
        self._colour = colour
        self._ellipsis = ellipsis

    def lines(self, rows: Sequence[TextRow]) -> Iterator[str]:
        for mergeable, row_group in groupby(rows, key=lambda row: row.mergeable):
            group = list(row_group)
            if mergeable:
                for row in group:
                    left, right = self._merged(row)
                    yield from self._pairs(self._column_of(left), self._column_of(right), merged=True)
                continue
            lefts = (line for row in group for line in self._column_of([(_shown(row.left), (RED,))]))
            rights = (line for row in group for line in self._column_of([(_shown(row.right), (GREEN,))]))
            yield from self._pairs(lefts, rights, merged=False)

    def _column_of(self, runs: Sequence[Run]) -> Iterator[list[Run]]:
        return wrapped(_stripped(runs), self._column)

    def _pairs(self, lefts: Iterable[list[Run]], rights: Iterable[list[Run]], *, merged: bool) -> Iterator[str]:
        nothing: list[Run] = []
        for left, right in zip_longest(lefts, rights, fillvalue=nothing):
            sign = "  |  " if merged else f" {'<' if left else ' '} {'>' if right else ' '} "
            start = drawn(left, colour=self._colour)
            gap = " " * (self._column - sum(width(text) for text, _ in left))
            if self._colour:
                gap = to_column(self._column)
            yield f"{start}{gap}{sign}{drawn(right, colour=self._colour)}".rstrip()

    def _merged(self, row: TextRow) -> tuple[list[Run], list[Run]]:
        left: list[Run] = []
        right: list[Run] = []
        for piece, words in _shortened(row.pieces, self._ellipsis):
            if piece.changed:
                left += _deleted(piece)
                right += _inserted(piece)
            else:
                left.append((words, ()))
                right.append((words, ()))
        return left, right


def _deleted(piece: RowPiece) -> list[Run]:
    return [(f"[-{_shown(piece.left)}-]", _codes(piece, RED))] if piece.left else []


def _inserted(piece: RowPiece) -> list[Run]:
    return [(f"{{+{_shown(piece.right)}+}}", _codes(piece, GREEN))] if piece.right else []


def _codes(piece: RowPiece, colour: str) -> tuple[str, ...]:
    return (BOLD, colour) if piece.marks else (colour,)


def _shortened(pieces: Sequence[RowPiece], ellipsis: str) -> Iterator[tuple[RowPiece, str]]:
    """Yield each piece with its right text; a long text without edits is cut in the middle."""
    last = len(pieces) - 1
    for index, piece in enumerate(pieces):
        text = _shown(piece.right)
        if not piece.changed:
            head = _BEGINNING if index == 0 else _BESIDE_EDIT
            tail = 0 if index == last else _BESIDE_EDIT
            if len(text) > head + tail + _LEAST_CUT:
                head = _to_pause(text, head)
                tail = _to_pause(text[::-1], tail) if tail else 0
            if len(text) > head + tail + _LEAST_CUT:
                text = f"{text[:head]} {ellipsis} {text[len(text) - tail :]}".rstrip()
        yield piece, text


def _to_pause(text: str, length: int) -> int:
    """Return how much of the start of a text to show: up to the next pause after `length` characters, if it is near."""
    pauses = (offset for offset in range(length, min(length + _NEAR, len(text))) if not text[offset].isalnum())
    return next(pauses, length)


def _shown(text: str) -> str:
    return visible(text.replace("\t", " "))


def _stripped(runs: Iterable[Run]) -> list[Run]:
    """Return runs without the indent of the paragraph."""
    stripped = list(runs)
    while stripped and not (text := stripped[0][0].lstrip()):
        stripped.pop(0)
    return [(text, stripped[0][1]), *stripped[1:]] if stripped else []
