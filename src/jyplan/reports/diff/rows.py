"""Both texts of a comparison as rows: each paragraph of the left plan beside its new version on the right.

The edits of a comparison cut both texts into pieces, equal or edited; line ends group the pieces into rows.
With `60` replaced and a last line added, the plan `一、工作目标 / 每人听课60节。 / 每月交流一次。` has the rows

    left_start  right_start  pieces (left → right)                    changed
    0           0            一、工作目标 = 一、工作目标                  no
    7           7            每人听课 = 每人听课, 60 → 80, 节。 = 节。    yes
    16          16           每月交流一次。 = 每月交流一次。              no
    23          24           (nothing) → 结果公布。                      yes

`shown_items` then folds unchanged rows and puts changed ones under the headings of their sections.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import EditKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import Comparison, Edit, EditMark

_LEAST_SHARED = 4
"""A row is shown as a single text with edits if at least 1/4 of its letters are unchanged; with fewer, neither version reads
as a sentence."""


@dataclass(frozen=True, slots=True)
class RowPiece:
    """A stretch of a paragraph: equal on both sides, or an edit."""

    left: str
    right: str
    """Differs from `left` at most in format, unless `changed`."""
    changed: bool = False
    """Whether reports show the piece as an edit."""
    marks: tuple[EditMark, ...] = ()


class TextOffsets(NamedTuple):
    """A position in both plan texts, in code points."""

    left: int
    right: int


_TEXT_START = TextOffsets(0, 0)


@dataclass(frozen=True, slots=True)
class TextRow:
    """A paragraph: on both sides, only on the left, or only on the right."""

    pieces: tuple[RowPiece, ...]
    left_start: int
    """Offset in the left text; for a paragraph only on the right, the offset of its insertion."""
    right_start: int
    departs: int | None = None
    """Index into `Comparison.moves` if the row belongs to a moved stretch, at its old place; `right` is empty."""
    arrives: int | None = None
    """Index into `Comparison.moves` if the row belongs to a moved stretch, at its new place; the pieces hold the edits
    inside the stretch."""

    @property
    def left(self) -> str:
        """Text of the left paragraph."""
        return "".join(piece.left for piece in self.pieces)

    @property
    def right(self) -> str:
        """Text of the right paragraph."""
        return "".join(piece.right for piece in self.pieces)

    @property
    def changed(self) -> bool:
        """Whether any piece is shown as an edit."""
        return any(piece.changed for piece in self.pieces)

    @property
    def mergeable(self) -> bool:
        """Whether both sides share enough letters for display as a single text with edits inside."""
        shared = sum(_letters(piece.left) for piece in self.pieces if not piece.changed)
        return shared * _LEAST_SHARED >= max(_letters(self.left), _letters(self.right))


def text_rows(comparison: Comparison, *, ignore_format: bool) -> list[TextRow]:
    """Return the rows of both plans in the order of both; a moved stretch has rows at its old and at its new place."""
    left, right = comparison.left.text, comparison.right.text
    builder = _RowBuilder()
    for edit, text in _stretches(left, right, comparison.edits, _TEXT_START):
        if edit is None:
            builder.add_equal(text)
        elif edit.move is None:
            builder.add_edit(edit, shown=_is_shown(edit, ignore_format=ignore_format))
        elif edit.left_text:
            builder.begin_move(departs=edit.move)
            builder.add_edit(replace(edit, right_text=""), shown=False)
            builder.end_move(TextOffsets(edit.left.end, edit.right.start))
            builder.add_edge(edit.right_text)
        else:
            move = comparison.moves[edit.move]
            builder.begin_move(arrives=edit.move, start=TextOffsets(move.left.start, edit.right.start))
            builder.add_edge(right[edit.right.start : move.right.start])
            left_until_end, right_until_end = left[: move.left.end], right[: move.right.end]
            move_start = TextOffsets(move.left.start, move.right.start)
            for inner_edit, inner_text in _stretches(left_until_end, right_until_end, move.edits, move_start):
                if inner_edit is None:
                    builder.add_equal(inner_text)
                else:
                    builder.add_edit(inner_edit, shown=_is_shown(inner_edit, ignore_format=ignore_format))
            builder.add_edge(right[move.right.end : edit.right.end])
            builder.end_move(TextOffsets(edit.left.end, edit.right.end))
    return builder.finish()


def _is_shown(edit: Edit, *, ignore_format: bool) -> bool:
    return edit.kind is EditKind.TEXT or (edit.kind is EditKind.FORMAT and not ignore_format)


def _stretches(left: str, right: str, edits: Sequence[Edit], start: TextOffsets) -> Iterator[tuple[Edit | None, str]]:
    """Yield each edit with an empty text, and the unedited text between edits, as on the right, with None."""
    left_offset, right_offset = start
    for edit in edits:
        if edit.left.start > left_offset:
            yield None, right[right_offset : edit.right.start]
        yield edit, ""
        left_offset, right_offset = edit.left.end, edit.right.end
    if left_offset < len(left):
        yield None, right[right_offset:]


@dataclass
class _RowBuilder:
    """Collects pieces into rows; a line end closes a row, and so does either end of a moved stretch."""

    _rows: list[TextRow] = field(default_factory=list)
    _pieces: list[RowPiece] = field(default_factory=list)
    """Pieces of the open row."""
    _left_offset: int = 0
    _right_offset: int = 0
    _row_start: TextOffsets = _TEXT_START
    _departs: int | None = None
    _arrives: int | None = None

    def add_equal(self, text: str) -> None:
        """Add text of both sides."""
        for index, line in enumerate(text.split("\n")):
            if index:
                self._end_line(left=1, right=1)
            self._add(RowPiece(line, line))

    def add_edge(self, text: str) -> None:
        """Add right text of the edit around a moved stretch, outside of the stretch: spaces and punctuation."""
        for index, line in enumerate(text.split("\n")):
            if index:
                self._end_line(left=0, right=1)
            self._add(RowPiece("", line))

    def add_edit(self, edit: Edit, *, shown: bool) -> None:
        """Add an edit line by line; the side with fewer lines gets empty lines before its last line."""
        row_is_empty = not self._pieces
        left, right = edit.left_text.split("\n"), edit.right_text.split("\n")
        count = max(len(left), len(right))
        left_lines = _spread(left, count, row_is_empty=row_is_empty)
        right_lines = _spread(right, count, row_is_empty=row_is_empty)
        for index, (left_line, right_line) in enumerate(zip(left_lines, right_lines, strict=True)):
            if index:
                self._end_line(left=index < len(left), right=index < len(right))
            self._add(RowPiece(left_line, right_line, shown and left_line != right_line, edit.marks))

    def begin_move(
        self, *, departs: int | None = None, arrives: int | None = None, start: TextOffsets | None = None
    ) -> None:
        """Begin a moved stretch; the new place needs `start`, because the left text is at the old place."""
        self._close_row()
        self._departs, self._arrives = departs, arrives
        self._jump(start or TextOffsets(self._left_offset, self._right_offset))

    def end_move(self, end: TextOffsets) -> None:
        """End a moved stretch and go on at the end of the edit around it."""
        self._close_row()
        self._departs = self._arrives = None
        self._jump(end)

    def finish(self) -> list[TextRow]:
        """Close the last row and return all rows."""
        self._close_row()
        return self._rows

    def _jump(self, offsets: TextOffsets) -> None:
        self._left_offset, self._right_offset = self._row_start = offsets

    def _add(self, piece: RowPiece) -> None:
        self._left_offset += len(piece.left)
        self._right_offset += len(piece.right)
        if piece.left or piece.right:
            self._pieces.append(piece)

    def _end_line(self, *, left: int, right: int) -> None:
        """Close the row; `left` and `right` are the line ends, 0 or 1, in each text."""
        self._left_offset += left
        self._right_offset += right
        self._close_row()

    def _close_row(self) -> None:
        """Keep the open row, unless both sides are blank."""
        if any(piece.left.strip() or piece.right.strip() for piece in self._pieces):
            self._rows.append(TextRow(tuple(self._pieces), *self._row_start, self._departs, self._arrives))
        self._pieces = []
        self._row_start = TextOffsets(self._left_offset, self._right_offset)


def _spread(lines: list[str], count: int, *, row_is_empty: bool) -> list[str]:
    """Return the lines of a side of an edit, filled up to `count` with empty lines before the last line.

    A single line is put first, not last, if the open row already has text: the line continues the row.
    """
    missing = [""] * (count - len(lines))
    return lines + missing if len(lines) == 1 and not row_is_empty else lines[:-1] + missing + lines[-1:]


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
