"""Both texts of a comparison as one sequence of pieces, and that as rows: a paragraph beside what it has become."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jyplan.model import EditKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import Comparison, Edit, Mark

_WOVEN = 4
"""One letter in so many must be shared: below that, edits inside a line hide what either side says."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch without a line end that has one fate."""

    left: str
    right: str
    """Differs from `left` in format at most, unless `changed`."""
    changed: bool = False
    """Whether it is shown as an edit."""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of either side, or of both sides."""

    pieces: tuple[Piece, ...]
    left_at: int
    """Where it begins in the left text; where it would, if the left side has nothing of it."""
    right_at: int
    departs: int | None = None
    """Index into `Comparison.moves` of the stretch that the row is part of and that stands elsewhere on the right."""
    arrives: int | None = None
    """Index of the move that brought the row here; then its pieces say what was changed on the way."""

    @property
    def left(self) -> str:
        """What stands on the left."""
        return "".join(piece.left for piece in self.pieces)

    @property
    def right(self) -> str:
        """What stands on the right."""
        return "".join(piece.right for piece in self.pieces)

    @property
    def changed(self) -> bool:
        """Whether anything of it is shown as an edit."""
        return any(piece.changed for piece in self.pieces)

    @property
    def woven(self) -> bool:
        """Whether both sides have enough words in common to be read as one; else one replaces the other."""
        shared = sum(_letters(piece.left) for piece in self.pieces if not piece.changed)
        return shared * _WOVEN >= max(_letters(self.left), _letters(self.right))


def rows(comparison: Comparison, *, ignore_format: bool) -> list[Row]:
    """Return the rows of both plans in the order of both; a moved stretch has rows at either place."""
    left, right = comparison.left.text, comparison.right.text
    writer = _Writer()
    for edit, text in _pieces(left, right, comparison.edits, 0, 0):
        if edit is None:
            writer.equal(text)
        elif edit.move is None:
            writer.edit(edit, shown=_is_shown(edit, ignore_format=ignore_format))
        elif edit.left_text:
            writer.begin_move(departs=edit.move)
            writer.edit(replace(edit, right_text=""), shown=False)
            writer.end_move((edit.left.end, edit.right.start))
            writer.fringe(edit.right_text)
        else:
            move = comparison.moves[edit.move]
            writer.begin_move(arrives=edit.move, at=(move.left.start, edit.right.start))
            writer.fringe(right[edit.right.start : move.right.start])
            inside = left[: move.left.end], right[: move.right.end]
            for inner, words in _pieces(*inside, move.edits, move.left.start, move.right.start):
                if inner is None:
                    writer.equal(words)
                else:
                    writer.edit(inner, shown=_is_shown(inner, ignore_format=ignore_format))
            writer.fringe(right[move.right.end : edit.right.end])
            writer.end_move((edit.left.end, edit.right.end))
    return writer.finish()


def _is_shown(edit: Edit, *, ignore_format: bool) -> bool:
    return edit.kind is EditKind.TEXT or (edit.kind is EditKind.FORMAT and not ignore_format)


def _pieces(left: str, right: str, edits: Sequence[Edit], at: int, other: int) -> Iterator[tuple[Edit | None, str]]:
    """Yield the edits and, between them, the text that both sides share, as the right side writes it."""
    for edit in edits:
        if edit.left.start > at:
            yield None, right[other : edit.right.start]
        yield edit, ""
        at, other = edit.left.end, edit.right.end
    if at < len(left):
        yield None, right[other:]


@dataclass
class _Writer:
    """Rows as they grow."""

    _rows: list[Row] = field(default_factory=list)
    _pieces: list[Piece] = field(default_factory=list)
    _left_at: int = 0
    _right_at: int = 0
    _start: tuple[int, int] = (0, 0)
    _departs: int | None = None
    _arrives: int | None = None

    def equal(self, text: str) -> None:
        first, *others = text.split("\n")
        self._add(Piece(first, first))
        for line in others:
            self._break(left=1, right=1)
            self._add(Piece(line, line))

    def fringe(self, text: str) -> None:
        """Add signs that came along at the edge of a moved stretch and are no part of what it says."""
        first, *others = text.split("\n")
        self._add(Piece("", first))
        for line in others:
            self._break(left=0, right=1)
            self._add(Piece("", line))

    def edit(self, edit: Edit, *, shown: bool) -> None:
        """Add an edit line by line; the side with fewer lines has none in the middle."""
        fresh = not self._pieces
        left, right = edit.left_text.split("\n"), edit.right_text.split("\n")
        count = max(len(left), len(right))
        for index, (one, other) in enumerate(
            zip(_spread(left, count, fresh=fresh), _spread(right, count, fresh=fresh), strict=True)
        ):
            if index:
                self._break(left=index < len(left), right=index < len(right))
            self._add(Piece(one, other, shown and one != other, edit.marks))

    def begin_move(
        self, *, departs: int | None = None, arrives: int | None = None, at: tuple[int, int] | None = None
    ) -> None:
        self._close()
        self._departs, self._arrives = departs, arrives
        self._jump(at or (self._left_at, self._right_at))

    def end_move(self, at: tuple[int, int]) -> None:
        self._close()
        self._departs = self._arrives = None
        self._jump(at)

    def finish(self) -> list[Row]:
        self._close()
        return self._rows

    def _jump(self, at: tuple[int, int]) -> None:
        self._left_at, self._right_at = self._start = at

    def _add(self, piece: Piece) -> None:
        self._left_at += len(piece.left)
        self._right_at += len(piece.right)
        if piece.left or piece.right:
            self._pieces.append(piece)

    def _break(self, *, left: int, right: int) -> None:
        self._left_at += left
        self._right_at += right
        self._close()

    def _close(self) -> None:
        if any(piece.left.strip() or piece.right.strip() for piece in self._pieces):
            self._rows.append(Row(tuple(self._pieces), *self._start, self._departs, self._arrives))
        self._pieces = []
        self._start = (self._left_at, self._right_at)


def _spread(lines: list[str], count: int, *, fresh: bool) -> list[str]:
    """Return the lines of one side of an edit with empty ones before the last, `count` in all.

    A single line belongs to the row that the edit begins in, if that has text already (`fresh` is false).
    """
    missing = [""] * (count - len(lines))
    return lines + missing if len(lines) == 1 and not fresh else lines[:-1] + missing + lines[-1:]


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
