"""Edits that cut the name of an owner, widened to the whole name.

left                right               edit as aligned      edit as shown
由教导处牵头        由德育处牵头        教导→德育            教导处→德育处
责任人：张丽        责任人：张华        丽→华                张丽→张华
王敏、李强负责      王敏、李欣负责      强→欣                李强→李欣
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jyplan.compare.diff.facts.by_place import FactsByPlace
from jyplan.model import Change, Edit, EditKind, Fact, Owner, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.model import FactChange

_LONGEST_NAME = 24
"""Characters of a name, at most, for an edit to be widened to the name."""


def widen_to_names(
    edits: Sequence[Edit], changes: Sequence[FactChange], texts: tuple[str, str], bounds: Span
) -> tuple[Edit, ...]:
    """Return the edits of both plan texts in order, widened where they cut the name of a changed owner.

    Two edits of the same name become a single edit. `bounds` is the span of the left text with the edits: the whole text,
    or a moved stretch.
    """
    changed = [change for change in changes if change.change is Change.CHANGED]
    left = _Names(change.left for change in changed)
    right = _Names(change.right for change in changed)
    if not left and not right:
        return tuple(edits)
    widened: list[Edit] = []
    for index, edit in enumerate(edits):
        if edit.kind is not EditKind.TEXT or edit.move is not None:
            widened.append(edit)
            continue
        joined, before = edit, _cut_before(left, right, edit)
        while before and widened and _reaches(joined, before, widened[-1]):
            first = widened.pop()
            joined = _with_spans(
                joined,
                Span(first.left.start, joined.left.end),
                Span(first.right.start, joined.right.end),
                texts,
            )
            before = _cut_before(left, right, joined)
        after = max(left.cut_after(joined.left), right.cut_after(joined.right))
        start = widened[-1].left.end if widened else bounds.start
        end = edits[index + 1].left.start if index + 1 < len(edits) else bounds.end
        before = min(before, max(joined.left.start - start, 0))
        after = min(after, max(end - joined.left.end, 0))
        left_span, right_span = (Span(side.start - before, side.end + after) for side in (joined.left, joined.right))
        widened.append(_with_spans(joined, left_span, right_span, texts))
    return tuple(widened)


def _cut_before(left: _Names, right: _Names, edit: Edit) -> int:
    """Return the number of characters before an edit that belong to a name cut by the edit."""
    return max(left.cut_before(edit.left), right.cut_before(edit.right))


def _reaches(edit: Edit, before: int, previous: Edit) -> bool:
    """Whether an edit, widened by `before` characters, overlaps the previous edit of text."""
    return previous.kind is EditKind.TEXT and edit.left.start - before < previous.left.end


def _with_spans(edit: Edit, left: Span, right: Span, texts: tuple[str, str]) -> Edit:
    """Return an edit with new spans of both texts."""
    left_text, right_text = texts[0][left.start : left.end], texts[1][right.start : right.end]
    return replace(edit, left=left, right=right, left_text=left_text, right_text=right_text)


class _Names:
    """The names of owners in a plan text, by place; false without any."""

    def __init__(self, facts: Iterable[Fact | None]) -> None:
        self._names = [name for fact in facts if isinstance(fact, Owner) for name in name_spans(fact)]
        self._by_place = FactsByPlace(self._names)

    def __bool__(self) -> bool:
        return bool(self._names)

    def cut_before(self, span: Span) -> int:
        """Return the number of characters before a span that belong to a name overlapping the span."""
        return max([0, *(span.start - self._names[index].start for index in self._by_place.meeting(span))])

    def cut_after(self, span: Span) -> int:
        """Return the number of characters after a span that belong to a name overlapping the span."""
        return max([0, *(self._names[index].end - span.end for index in self._by_place.meeting(span))])


def name_spans(owner: Owner) -> Iterator[Fact]:
    """Yield the names of an owner as facts, in order; names of over `_LONGEST_NAME` characters are left out."""
    offset = 0
    for name in owner.names:
        start = owner.text.find(name, offset)
        if start >= 0 and len(name) <= _LONGEST_NAME:
            offset = start + len(name)
            yield Fact(name, owner.start + start, owner.start + offset)
