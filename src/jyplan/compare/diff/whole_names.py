"""Edits inside the name of an owner widened to the whole name, so that no name is cut in the middle.

left                right               edit as aligned      edit as shown
由教导处牵头        由德育处牵头        教导→德育            教导处→德育处
责任人：张丽        责任人：张华        丽→华                张丽→张华
王敏、李强负责      王敏、李欣负责      强→欣                李强→李欣
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jyplan.compare.diff.fact_pairing import FactsByPlace
from jyplan.model import Change, Edit, EditKind, Fact, Owner, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.model import FactChange

_LONGEST_NAME = 24
"""Characters of a name that an edit is widened to, at most."""


def widen_to_names(
    edits: Sequence[Edit], changes: Sequence[FactChange], texts: tuple[str, str], bounds: Span
) -> tuple[Edit, ...]:
    """Return the edits of both plan texts, those inside a changed owner's name widened to the name.

    `bounds` is the span of the left text that the edits belong to: all of it, or a moved stretch.
    """
    changed = [change for change in changes if change.change is Change.CHANGED]
    left = _Names((change.left for change in changed), texts[0])
    right = _Names((change.right for change in changed), texts[1])
    if left.is_empty and right.is_empty:
        return tuple(edits)
    widened: list[Edit] = []
    for index, aligned in enumerate(edits):
        edit = aligned
        if edit.kind is not EditKind.TEXT or edit.move is not None:
            widened.append(edit)
            continue
        before = _cut_before(left, right, edit)
        while (
            before and widened and widened[-1].kind is EditKind.TEXT and edit.left.start - before < widened[-1].left.end
        ):
            edit = _spanning(widened.pop(), edit, texts)
            before = _cut_before(left, right, edit)
        after = max(left.cut_after(edit.left), right.cut_after(edit.right))
        start = widened[-1].left.end if widened else bounds.start
        end = edits[index + 1].left.start if index + 1 < len(edits) else bounds.end
        before, after = min(before, max(edit.left.start - start, 0)), min(after, max(end - edit.left.end, 0))
        widened.append(_grown(edit, before, after, texts))
    return tuple(widened)


def _cut_before(left: _Names, right: _Names, edit: Edit) -> int:
    return max(left.cut_before(edit.left), right.cut_before(edit.right))


class _Names:
    """The names of changed owners in a plan text, by place."""

    def __init__(self, facts: Iterable[Fact | None], text: str) -> None:
        names = [name for fact in facts if isinstance(fact, Owner) for name in name_spans(fact)]
        self._names = FactsByPlace(names)
        self._spans = names
        self._text = text

    @property
    def is_empty(self) -> bool:
        """Whether there is no name."""
        return not self._spans

    def cut_before(self, span: Span) -> int:
        """Return how many characters of a name stand directly before a span that cuts it."""
        return max([0, *(span.start - self._spans[index].start for index in self._cut_by(span))])

    def cut_after(self, span: Span) -> int:
        """Return how many characters of a name stand directly after a span that cuts it."""
        return max([0, *(self._spans[index].end - span.end for index in self._cut_by(span))])

    def _cut_by(self, span: Span) -> Iterator[int]:
        return self._names.meeting(span)


def name_spans(owner: Owner) -> Iterator[Fact]:
    """Yield the names of an owner as facts with their places."""
    offset = 0
    for name in owner.names:
        found = owner.text.find(name, offset)
        if found >= 0 and len(name) <= _LONGEST_NAME:
            offset = found + len(name)
            yield Fact(name, owner.start + found, owner.start + offset)


def _spanning(first: Edit, last: Edit, texts: tuple[str, str]) -> Edit:
    """Return one edit from the start of the first to the end of the last."""
    left, right = Span(first.left.start, last.left.end), Span(first.right.start, last.right.end)
    return replace(
        last,
        left=left,
        right=right,
        left_text=texts[0][left.start : left.end],
        right_text=texts[1][right.start : right.end],
    )


def _grown(edit: Edit, before: int, after: int, texts: tuple[str, str]) -> Edit:
    """Return an edit with so many more characters of equal text before and after it."""
    left = Span(edit.left.start - before, edit.left.end + after)
    right = Span(edit.right.start - before, edit.right.end + after)
    return replace(
        edit,
        left=left,
        right=right,
        left_text=texts[0][left.start : left.end],
        right_text=texts[1][right.start : right.end],
    )
