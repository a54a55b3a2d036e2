"""Equal runs and replaced regions of two plan texts, looked up by place; read off the edits and moves.

left    田径项目 18 个、趣味项目 6 个        equal run       田径项目, 个、趣味项目, 个
right   田径项目 16 个、趣味项目 8 个        replaced region 18 → 16, 6 → 8
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Edit, EditKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import Move


class EqualRun(NamedTuple):
    """A run of the left text, unchanged on the right."""

    left: int
    right: int
    length: int


class AlignedPlaces:
    """The equal runs and the replaced regions of two plan texts, in left order."""

    def __init__(self, sizes: tuple[int, int], edits: Sequence[Edit], moves: Sequence[Move]) -> None:
        whole = Span(0, sizes[0]), Span(0, sizes[1])
        self._runs = sorted(
            [*_runs_between(*whole, edits), *(run for m in moves for run in _runs_between(m.left, m.right, m.edits))]
        )
        self._by_right = sorted(self._runs, key=lambda run: run.right)
        replaced = (edit for edit in edits if edit.kind is not EditKind.MOVE)
        inside_moves = (edit for move in moves for edit in move.edits)
        self.regions = tuple(sorted([*replaced, *inside_moves], key=lambda edit: (edit.left.start, edit.right.start)))
        """The edits that replace text, those inside moved stretches included; no halves of moves."""

    def runs_in(self, span: Span) -> Iterator[EqualRun]:
        """Yield the parts of equal runs inside a span of the left text."""
        first = max(bisect_right(self._runs, span.start, key=lambda run: run.left) - 1, 0)
        for run in self._runs[first:]:
            if run.left >= span.end:
                return
            start, end = max(run.left, span.start), min(run.left + run.length, span.end)
            if start < end:
                yield EqualRun(start, run.right + start - run.left, end - start)

    def is_on_right(self, span: Span) -> bool:
        """Whether a span of the left text stands unchanged on the right."""
        return any(run.length == span.end - span.start for run in self.runs_in(span))

    def is_on_left(self, span: Span) -> bool:
        """Whether a span of the right text stands unchanged on the left."""
        after = bisect_right(self._by_right, span.start, key=lambda run: run.right)
        return any(span.end <= run.right + run.length for run in self._by_right[max(after - 1, 0) : after])


def _runs_between(left: Span, right: Span, edits: Sequence[Edit]) -> Iterator[EqualRun]:
    """Yield the equal runs between the edits of two spans."""
    edges = [(left.start, right.start), *((edit.left.end, edit.right.end) for edit in edits)]
    starts = [*((edit.left.start, edit.right.start) for edit in edits), (left.end, right.end)]
    for (left_start, right_start), (left_end, _) in zip(edges, starts, strict=True):
        if left_end > left_start:
            yield EqualRun(left_start, right_start, left_end - left_start)
