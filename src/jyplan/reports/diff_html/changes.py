"""What changed in a row, and the sentence that says so to who cannot see it or has just jumped to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.model import Edit, EditKind, Mark, Message, SectionStatus
from jyplan.reports.diff_html.chips import move_sentence
from jyplan.reports.diff_html.words import STATUS_WORDS, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.reports.diff_html.pieces import Piece
    from jyplan.reports.diff_html.rows import Row
    from jyplan.reports.diff_html.scene import Scene

_NAMED = 3
"""Edits that the sentence names; who wants all of them reads the row."""
_QUOTED = 24
"""Characters of an edit that are quoted."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """What became of the text of a row."""

    status: SectionStatus
    edits: tuple[Edit, ...]
    """Edits of its text, each once, in order."""
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
    kinds = {edit.kind for edit in edits.values()}
    texts = tuple(edit for edit in edits.values() if edit.kind is EditKind.TEXT)
    return RowChange(_status(row, pieces, texts), texts, EditKind.NUMBERING in kinds)


def change_sentence(scene: Scene, row: Row, change: RowChange, number: int, total: int) -> str:
    """Return which change this is, where it stands and what it is."""
    language = scene.options.language
    half, unit = (scene.right, row.right[0]) if row.right else (scene.left, row.left[0])
    node = half.section_at(unit.span.start)
    params = {
        "number": number,
        "total": total,
        "place": half.paths[node] if node else language.gettext("beginning of the plan"),
        "what": "；".join(_said(scene, row, change)) if language.code == "zh" else "; ".join(_said(scene, row, change)),
    }
    return language.say(Message("Change {number} of {total}, {place}: {what}", params))


def _said(scene: Scene, row: Row, change: RowChange) -> Iterator[str]:
    """Yield what changed, the most telling first: moves, figures, other edits."""
    language = scene.options.language
    if row.move is not None:
        halves = (scene.left, scene.right) if row.left else (scene.right, scene.left)
        yield move_sentence(row.move, scene.comparison, *halves, language)
    elif change.status is not SectionStatus.EDITED:
        half, units = (scene.right, row.right) if row.right else (scene.left, row.left)
        text = shortened(half.text[units[0].span.start : units[-1].span.end], _QUOTED * 2)
        yield language.say(Message("{status}: “{text}”", {"status": STATUS_WORDS[change.status], "text": text}))
        return
    telling = sorted(change.edits, key=lambda edit: not edit.marks)
    for edit in telling[:_NAMED]:
        yield language.say(_edit_message(edit))
    if len(telling) > _NAMED:
        yield language.say(Message("more edits: {count}", {"count": len(telling) - _NAMED}))


def _edit_message(edit: Edit) -> Message:
    was, now = shortened(edit.left_text, _QUOTED), shortened(edit.right_text, _QUOTED)
    if not was:
        return Message("added “{text}”", {"text": now})
    if not now:
        return Message("removed “{text}”", {"text": was})
    return Message("“{was}” is now “{now}”", {"was": was, "now": now})


def _pieces(scene: Scene, row: Row) -> Iterator[Piece]:
    for half, units in ((scene.left, row.left), (scene.right, row.right)):
        for unit in units:
            yield from half.track.within(unit.span)


def _status(row: Row, pieces: list[Piece], edits: tuple[Edit, ...]) -> SectionStatus:
    if row.move is not None:
        return SectionStatus.MOVED_EDITED if edits else SectionStatus.MOVED
    if not edits and all(piece.move is None for piece in pieces):
        return SectionStatus.SAME
    kept = any(piece.edit is None or piece.edit.kind is not EditKind.TEXT for piece in pieces)
    if kept or (row.left and row.right):
        return SectionStatus.EDITED
    return SectionStatus.ADDED if row.right else SectionStatus.REMOVED
