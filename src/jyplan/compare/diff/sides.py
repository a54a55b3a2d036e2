"""One side of an alignment: a text between two known places, with what moved out of the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.passages.views import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.passages.seeds import Ints

GONE, COME = "\U0010fffe", "\U0010ffff"
"""Noncharacters that stand for a moved stretch on the left and on the right; equal to nothing."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one side of an edit; `move` where it is a moved one."""

    raw_start: int
    move: int | None


@dataclass(frozen=True, slots=True)
class Side:
    """A text between two cuts, each moved stretch in it reduced to one character."""

    view: View
    ends: Ints
    """End in the text as displayed of each character."""
    moved: dict[int, int]
    """Which characters stand for a move, and for which."""

    def parts(self, start: int, end: int) -> list[Part]:
        """Return a stretch cut at the moves in it."""
        parts = []
        fresh = True
        for at in range(start, end) if self.moved else range(start, min(end, start + 1)):
            move = self.moved.get(at)
            if fresh or move is not None:
                parts.append(Part(int(self.view.places[at]), move))
            fresh = move is not None
        return parts


def reduce_moves(view: View, start: int, end: int, moves: Sequence[tuple[int, ...]], sign: str) -> Side:
    """Return a text between two plain offsets with its moved stretches reduced."""
    inside = sorted((first, last, number) for number, (first, last) in enumerate(moves) if start <= first < end)
    if not inside:
        places = view.places[start : end + 1]
        return Side(View(view.text, view.plain[start:end], places), places[:-1] + 1, {})
    plain, keep, moved, at = [], [], {}, start
    size = 0
    for first, last, number in inside:
        plain += [view.plain[at:first], sign]
        keep.append(np.arange(at, first + 1))
        size += first - at + 1
        moved[size - 1] = number
        at = last
    plain.append(view.plain[at:end])
    kept = np.r_[*keep, np.arange(at, end)].astype(np.int64)
    ends = view.places[kept] + 1
    for place, number in moved.items():
        ends[place] = view.places[moves[number][1] - 1] + 1
    return Side(View(view.text, "".join(plain), np.r_[view.places[kept], view.places[end]]), ends, moved)
