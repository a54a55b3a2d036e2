"""What changed in a row, and the sentence that says so to who cannot see it or has just jumped to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Edit, EditKind, Mark, Message, SectionStatus, Span
from jyplan.reports.diff.html.chips import loose_move_sentence, move_sentence
from jyplan.reports.diff.html.pieces import clip
from jyplan.reports.diff.words import STATUS_WORDS
from jyplan.reports.media.section_names import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.reports.diff.html.half import Half
    from jyplan.reports.diff.html.pieces import Piece
    from jyplan.reports.diff.html.rows import Row
    from jyplan.reports.diff.html.scene import Scene
    from jyplan.reports.diff.html.units import Unit

_NAMED = 3
"""Edits that the sentence names; who wants all of them reads the row."""
_QUOTED = 24
"""Characters of an edit that are quoted."""
_ALL = 0.8
"""Share of a stretch that must be new for all of it to be: the number before it may be that of another."""


class RowEdit(NamedTuple):
    """The part of an edit that is in a row: what stood there, what stands there now."""

    was: str
    now: str
    marks: frozenset[Mark]


@dataclass(frozen=True, slots=True)
class RowChange:
    """What became of the text of a row."""

    status: SectionStatus
    edits: tuple[RowEdit, ...]
    """Edits of its text in order."""
    renumbered: bool
    """Whether the number of a section reads differently."""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What of interest its edits touch."""
        return tuple(sorted({mark for edit in self.edits for mark in edit.marks}))


def read_change(scene: Scene, row: Row) -> RowChange:
    """Return what changed in a row."""
    pieces = list(_pieces(scene, row))
    edits = {id(piece.edit): piece.edit for piece in pieces if piece.edit is not None}
    texts = [_row_edit(scene, row, edit) for edit in edits.values() if edit.kind is EditKind.TEXT]
    renumbered = any(edit.kind is EditKind.NUMBERING for edit in edits.values())
    return RowChange(_status(scene, row, pieces), tuple(texts), renumbered)


def _row_edit(scene: Scene, row: Row, edit: Edit) -> RowEdit:
    """Return what an edit changes in a row; figures that it changes elsewhere are not told here.

    Where a moved stretch stands its edits are told whole, though their other side is in another row.
    """
    was, left_facts = _part(scene.left, row.left, edit.left, scene.left_text.facts)
    now, right_facts = _part(scene.right, row.right, edit.right, scene.right_text.facts)
    facts = (scene.changed_facts[number].right for number in left_facts | right_facts)
    marks = {Mark(fact.kind) for fact in facts if fact}
    if Mark.NUMBER in edit.marks and any(character.isdigit() for character in was + now):
        marks.add(Mark.NUMBER)
    if row.move is not None:
        was, now = edit.left_text, edit.right_text
    return RowEdit(was, now, frozenset(marks & set(edit.marks)))


def _part(half: Half, units: tuple[Unit, ...], span: Span, facts: list[int]) -> tuple[str, set[int]]:
    """Return what of a stretch is in a row, and the numbers of the changed facts in that."""
    if not units:
        return "", set()
    inside = clip(span, Span(units[0].span.start, units[-1].span.end))
    return half.text[inside.start : inside.end], set(facts[inside.start : inside.end]) - {-1}


def change_sentence(scene: Scene, row: Row, change: RowChange, number: int, total: int) -> str:
    """Return which change this is, where it stands and what it is."""
    language = scene.options.language
    half, unit = (scene.right, row.right[0]) if row.right else (scene.left, row.left[0])
    node = half.section_at(unit.span.start)
    params = {
        "number": number,
        "total": total,
        "place": half.paths[node] if node else language.gettext("beginning of the plan"),
        "what": language.gettext("; ").join(_said(scene, row, change)),
    }
    return language.say(Message("Change {number} of {total}, {place}: {what}", params))


def _said(scene: Scene, row: Row, change: RowChange) -> Iterator[str]:
    """Yield what changed, the most telling first: moves, figures, other edits."""
    language = scene.options.language
    if row.move is not None:
        halves = (scene.left, scene.right) if row.left else (scene.right, scene.left)
        yield move_sentence(row.move, scene.comparison, *halves, language)
    elif change.status is not SectionStatus.EDITED:
        half, there, units = (scene.right, scene.left, row.right) if row.right else (scene.left, scene.right, row.left)
        moved = scene.loose_moves[half.side]
        yield from (
            loose_move_sentence(half, there, moved[node.id], language)
            for unit in units
            for node in unit.nodes
            if node.id in moved
        )
        text = shortened(half.text[units[0].span.start : units[-1].span.end], _QUOTED * 2)
        yield language.say(Message("{status}: “{text}”", {"status": STATUS_WORDS[change.status], "text": text}))
        return
    telling = sorted((edit for edit in change.edits if edit.was or edit.now), key=lambda edit: not edit.marks)
    for edit in telling[:_NAMED]:
        yield language.say(_edit_message(edit))
    if len(telling) > _NAMED:
        yield language.say(Message("more edits: {count}", {"count": len(telling) - _NAMED}))


def _edit_message(edit: RowEdit) -> Message:
    was, now = shortened(edit.was, _QUOTED), shortened(edit.now, _QUOTED)
    if not was:
        return Message("added “{text}”", {"text": now})
    if not now:
        return Message("removed “{text}”", {"text": was})
    return Message("“{was}” is now “{now}”", {"was": was, "now": now})


def _pieces(scene: Scene, row: Row) -> Iterator[Piece]:
    for half, units in ((scene.left, row.left), (scene.right, row.right)):
        for unit in units:
            yield from half.track.within(unit.span)


def _status(scene: Scene, row: Row, pieces: list[Piece]) -> SectionStatus:
    changed = [piece for piece in pieces if piece.edit is not None and piece.edit.kind is EditKind.TEXT]
    if row.move is not None:
        return SectionStatus.MOVED_EDITED if changed else SectionStatus.MOVED
    if not changed and all(piece.move is None for piece in pieces):
        return SectionStatus.SAME
    if row.left and row.right:
        return SectionStatus.EDITED
    half, units = (scene.right, row.right) if row.right else (scene.left, row.left)
    whole = Span(units[0].span.start, units[-1].span.end)
    places = (clip(piece.on(half.side), whole) for piece in changed)
    if sum(place.end - place.start for place in places) < _ALL * (whole.end - whole.start):
        return SectionStatus.EDITED
    return SectionStatus.ADDED if row.right else SectionStatus.REMOVED
