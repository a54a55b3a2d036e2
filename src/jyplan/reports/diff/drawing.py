"""Rows of a comparison on a screen: side by side where there is room for two columns, else inline.

Every sign is there without colours, too: `[-gone-]` and `{+new+}` inside a line, `-` and `+` before whole
lines; between two columns `|` where both sides are one paragraph, `<` and `>` where each is one of its own.
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

    from jyplan.reports.diff.rows import Piece, Row

SIDE_BY_SIDE = 100
"""Columns from which on two columns of text are easier to read than one."""
_KEPT = 24
"""Characters of unchanged text that stay beside an edit."""
_BEGINNING = 16
"""Characters of unchanged text that stay at the beginning of a paragraph: its number and title."""
_WORTH = 12
"""Characters that must go to make leaving them out worth an ellipsis."""
_GUTTER = 5


class Drawing(Protocol):
    """A way to draw changed rows."""

    def lines(self, rows: Sequence[Row]) -> Iterator[str]:
        """Yield the rows as lines of the screen."""
        ...


def drawing(columns: int, *, colour: bool, ellipsis: str) -> Drawing:
    """Return the way to draw that suits a screen of so many columns."""
    kind = _SideBySide if columns >= SIDE_BY_SIDE else _Inline
    return kind(columns, colour=colour, ellipsis=ellipsis)


class _Inline:
    """One column: edits inside the line, replaced lines one below the other."""

    def __init__(self, columns: int, *, colour: bool, ellipsis: str) -> None:
        self._room = columns - 2
        self._colour = colour
        self._ellipsis = ellipsis

    def lines(self, rows: Sequence[Row]) -> Iterator[str]:
        for woven, together in groupby(rows, key=lambda row: row.woven):
            group = list(together)
            if woven:
                for row in group:
                    yield from self._block("~", self._woven(row))
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

    def _woven(self, row: Row) -> list[Run]:
        runs: list[Run] = []
        for piece, words in _abridged(row.pieces, self._ellipsis):
            if not piece.changed:
                runs.append((words, ()))
            runs += [*_gone(piece), *_new(piece)] if piece.changed else []
        return runs


class _SideBySide:
    """Two columns, parted by a sign."""

    def __init__(self, columns: int, *, colour: bool, ellipsis: str) -> None:
        self._column = (columns - _GUTTER) // 2
        self._colour = colour
        self._ellipsis = ellipsis

    def lines(self, rows: Sequence[Row]) -> Iterator[str]:
        for woven, together in groupby(rows, key=lambda row: row.woven):
            group = list(together)
            if woven:
                for row in group:
                    left, right = self._woven(row)
                    yield from self._pairs(self._column_of(left), self._column_of(right), woven=True)
                continue
            lefts = (line for row in group for line in self._column_of([(_shown(row.left), (RED,))]))
            rights = (line for row in group for line in self._column_of([(_shown(row.right), (GREEN,))]))
            yield from self._pairs(lefts, rights, woven=False)

    def _column_of(self, runs: Sequence[Run]) -> Iterator[list[Run]]:
        return wrapped(_stripped(runs), self._column)

    def _pairs(self, lefts: Iterable[list[Run]], rights: Iterable[list[Run]], *, woven: bool) -> Iterator[str]:
        nothing: list[Run] = []
        for left, right in zip_longest(lefts, rights, fillvalue=nothing):
            sign = "  |  " if woven else f" {'<' if left else ' '} {'>' if right else ' '} "
            start = drawn(left, colour=self._colour)
            gap = " " * (self._column - sum(width(text) for text, _ in left))
            if self._colour:
                gap = to_column(self._column)
            yield f"{start}{gap}{sign}{drawn(right, colour=self._colour)}".rstrip()

    def _woven(self, row: Row) -> tuple[list[Run], list[Run]]:
        left: list[Run] = []
        right: list[Run] = []
        for piece, words in _abridged(row.pieces, self._ellipsis):
            if piece.changed:
                left += _gone(piece)
                right += _new(piece)
            else:
                left.append((words, ()))
                right.append((words, ()))
        return left, right


def _gone(piece: Piece) -> list[Run]:
    return [(f"[-{_shown(piece.left)}-]", _codes(piece, RED))] if piece.left else []


def _new(piece: Piece) -> list[Run]:
    return [(f"{{+{_shown(piece.right)}+}}", _codes(piece, GREEN))] if piece.right else []


def _codes(piece: Piece, colour: str) -> tuple[str, ...]:
    return (BOLD, colour) if piece.marks else (colour,)


def _abridged(pieces: Sequence[Piece], ellipsis: str) -> Iterator[tuple[Piece, str]]:
    """Yield each piece with its text on the right, long stretches without edits cut in the middle."""
    last = len(pieces) - 1
    for index, piece in enumerate(pieces):
        text = _shown(piece.right)
        if not piece.changed:
            head = _BEGINNING if index == 0 else _KEPT
            tail = 0 if index == last else _KEPT
            if len(text) > head + tail + _WORTH:
                text = f"{text[:head]} {ellipsis} {text[len(text) - tail :]}".rstrip()
        yield piece, text


def _shown(text: str) -> str:
    return visible(text.replace("\t", " "))


def _stripped(runs: Iterable[Run]) -> list[Run]:
    """Return runs without the indent of the paragraph."""
    kept = list(runs)
    while kept and not (text := kept[0][0].lstrip()):
        kept.pop(0)
    return [(text, kept[0][1]), *kept[1:]] if kept else []
