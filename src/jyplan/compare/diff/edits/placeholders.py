"""Placeholders for moved text: the text between two cuts with every moved stretch as a single character.

The alignment sees a moved stretch on the left as `LEFT_PLACEHOLDER` and on the right as `RIGHT_PLACEHOLDER`,
two characters equal to nothing, and therefore as a deletion and an insertion. With ⊖ and ⊕ for the placeholders and
听课，写反思。 as the moved stretch:

            displayed                plain                 aligned as
    left    听课，写反思。评课。     听课,写反思,评课,     ⊖评课,
    right   评课。听课，写反思。     评课,听课,写反思,     评课,⊕
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.passages.views import RESERVED, View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.arrays import Ints

LEFT_PLACEHOLDER, RIGHT_PLACEHOLDER = RESERVED
"""Two different characters that no plain text contains."""


@dataclass(frozen=True, slots=True)
class EditPart:
    """A part of the left or right side of an edit: a moved stretch or the text between moved stretches."""

    start: int
    """Offset in the text as displayed."""
    move: int | None
    """Index of the move; None for text that did not move."""


@dataclass(frozen=True, slots=True)
class CutText:
    """The left or right text between two cuts, with placeholders for moved stretches."""

    view: View
    """The whole text as displayed, and between the cuts as plain text with placeholders."""
    ends: Ints
    """For every plain character its end in the text as displayed; for a placeholder the end of the moved stretch."""
    moves: dict[int, int]
    """Offset of every placeholder in the plain text, to the index of its move."""

    def parts(self, start: int, end: int) -> list[EditPart]:
        """Return the plain characters from `start` to `end` as parts, each placeholder a part of its own."""
        parts = []
        begins_part = True
        for offset in range(start, end) if self.moves else range(start, min(end, start + 1)):
            move = self.moves.get(offset)
            if begins_part or move is not None:
                parts.append(EditPart(int(self.view.places[offset]), move))
            begins_part = move is not None
        return parts


def replace_moves(view: View, start: int, end: int, moves: Sequence[tuple[int, int]], placeholder: str) -> CutText:
    """Return the plain characters from `start` to `end` with every moved stretch replaced by `placeholder`.

    `moves` holds start and end of each move in `view.plain`; moves that begin outside are ignored.
    """
    inside = sorted(
        (move_start, move_end, index) for index, (move_start, move_end) in enumerate(moves) if start <= move_start < end
    )
    if not inside:
        places = view.places[start : end + 1]
        return CutText(View(view.text, view.plain[start:end], places), places[:-1] + 1, {})
    pieces, kept_offsets, placeholders = [], [], {}
    size, offset = 0, start
    for move_start, move_end, index in inside:
        pieces += [view.plain[offset:move_start], placeholder]
        kept_offsets.append(np.arange(offset, move_start + 1))
        size += move_start - offset + 1
        placeholders[size - 1] = index
        offset = move_end
    pieces.append(view.plain[offset:end])
    offsets = np.r_[*kept_offsets, np.arange(offset, end)].astype(np.int64)
    ends = view.places[offsets] + 1
    for place, index in placeholders.items():
        ends[place] = view.places[moves[index][1] - 1] + 1
    return CutText(View(view.text, "".join(pieces), np.r_[view.places[offsets], view.places[end]]), ends, placeholders)
