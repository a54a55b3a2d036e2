"""Marks on edits of changed facts, figures and senses, for a reviewer to look at.

| edit | mark |
|---|---|
| 听课15→20节, inside a changed indicator | indicator |
| 教导处→德育处, inside a changed owner | owner |
| 第3→5组, a figure in no fact | number |
| 必须→可以, alone in its sentence | sense |
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jyplan.compare.diff.facts.by_place import FactsByPlace
from jyplan.model import Change, EditKind, EditMark, Owner
from jyplan.text.senses import turns_sense

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import Edit, Fact, FactChange, Span

_SHORT_EDIT = 16
"""Characters of the longest edit marked for a new or dropped owner; a longer edit rewrites a clause."""
_TURN = 4
"""Characters of the longest edit that turns a sense: 必须 → 可以; a longer edit rewrites a clause."""
_UNEDITED = 8
"""Unedited characters around an edit that turns a sense, at least: close to further edits the sentence is new."""
_AROUND = 8
"""Characters read on each side of an edit, to tell a negation from a part of a word."""


def mark_edits(edits: Sequence[Edit], changes: Sequence[FactChange], texts: tuple[str, str]) -> tuple[Edit, ...]:
    """Return the edits of both plan texts, text edits with marks on changed values, for a reviewer to look at.

    New and dropped facts mark no edit, except owners in a short edit.
    """
    changed = [change for change in changes if change.change is Change.CHANGED]
    owners = [
        change
        for change in changes
        if change.change in {Change.NEW, Change.DROPPED} and isinstance(change.left or change.right, Owner)
    ]
    left = _MarkedFacts([c.left for c in changed if c.left], [c.left for c in owners if c.left])
    right = _MarkedFacts([c.right for c in changed if c.right], [c.right for c in owners if c.right])
    content = [edit for edit in edits if edit.kind is EditKind.TEXT]
    unedited = zip(content, _unedited_around(content, len(texts[0])), strict=True)
    alone = {id(edit) for edit, chars in unedited if chars >= _UNEDITED}
    return tuple(
        replace(edit, marks=_marks(edit, left, right, texts, is_alone=id(edit) in alone))
        if edit.kind is EditKind.TEXT
        else edit
        for edit in edits
    )


def _unedited_around(edits: Sequence[Edit], size: int) -> list[int]:
    """Return for each edit the characters of the left text, of `size`, since the edit before and up to the next edit."""
    starts = [edit.left.start for edit in edits] + [size]
    ends = [0, *(edit.left.end for edit in edits)]
    return [edit.left.start - ends[index] + starts[index + 1] - edit.left.end for index, edit in enumerate(edits)]


class _MarkedFacts:
    """The changed facts and the new or dropped owners of a plan, to be looked up for marks."""

    def __init__(self, changed: Sequence[Fact], owners: Sequence[Fact]) -> None:
        self._changed, self._owners = changed, owners
        self._changed_by_place, self._owners_by_place = FactsByPlace(changed), FactsByPlace(owners)

    def kinds(self, span: Span, *, is_short: bool) -> set[EditMark]:
        """Return the kinds of the facts overlapping the span of an edit."""
        kinds = {EditMark(self._changed[index].kind) for index in self._changed_by_place.meeting(span)}
        if is_short and any(True for _ in self._owners_by_place.meeting(span)):
            kinds.add(EditMark.OWNER)
        return kinds


def _marks(
    edit: Edit, left: _MarkedFacts, right: _MarkedFacts, texts: tuple[str, str], *, is_alone: bool
) -> tuple[EditMark, ...]:
    """Return the sorted marks of an edit: kinds of facts, `NUMBER` for figures outside facts, `SENSE` for a sense turned."""
    is_short = edit.chars <= _SHORT_EDIT
    marks = left.kinds(edit.left, is_short=is_short) | right.kinds(edit.right, is_short=is_short)
    if not marks and _has_digit(edit.left_text) and _has_digit(edit.right_text):
        marks = {EditMark.NUMBER}
    if (
        is_alone
        and edit.chars <= _TURN
        and turns_sense(_in_context(texts[0], edit.left), _in_context(texts[1], edit.right))
    ):
        marks.add(EditMark.SENSE)
    return tuple(sorted(marks))


def _in_context(text: str, span: Span) -> tuple[str, str, str]:
    """Return the text before a span, inside and after."""
    before = text[max(span.start - _AROUND, 0) : span.start]
    return before, text[span.start : span.end], text[span.end : span.end + _AROUND]


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)
