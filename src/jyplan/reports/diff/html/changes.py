"""Change of a row: its status and edits, and a sentence about them for screen readers and jumps between changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Edit, EditKind, EditMark, Message, SectionStatus, Span
from jyplan.reports.diff.html.chips import move_sentence, section_move_sentence
from jyplan.reports.diff.html.span_pairs import clip
from jyplan.reports.diff.words import STATUS_WORDS
from jyplan.reports.media.section_names import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.reports.diff.html.comparison_page import ComparisonPage
    from jyplan.reports.diff.html.page_rows import PageRow
    from jyplan.reports.diff.html.plan_column import PlanColumn
    from jyplan.reports.diff.html.span_pairs import SpanPair
    from jyplan.reports.diff.html.units import Unit

_QUOTED_EDITS = 3
"""Edits quoted in the sentence; further edits are counted."""
_QUOTED = 24
"""Longest quotation of an edit in characters."""
_WHOLLY = 0.8
"""A row counts as added or removed if edits cover this share; an old section number may stand before new text."""


class RowEdit(NamedTuple):
    """The part of an edit in a row."""

    before: str
    """Left text; empty for an insertion."""
    after: str
    """Right text; empty for a deletion."""
    marks: frozenset[EditMark]


@dataclass(frozen=True, slots=True)
class RowChange:
    """The change of a row."""

    status: SectionStatus
    edits: tuple[RowEdit, ...]
    """Edits of the text in order."""
    renumbered: bool
    """Whether a section in the row has a new number."""

    @property
    def marks(self) -> tuple[EditMark, ...]:
        """Kinds of facts and figures that the edits change, sorted."""
        return tuple(sorted({mark for edit in self.edits for mark in edit.marks}))


def row_change(page: ComparisonPage, row: PageRow) -> RowChange:
    """Return the change of a row."""
    pairs = list(_pairs_of(page, row))
    edits = {id(pair.edit): pair.edit for pair in pairs if pair.edit is not None}
    text_edits = [_row_edit(page, row, edit) for edit in edits.values() if edit.kind is EditKind.TEXT]
    renumbered = any(edit.kind is EditKind.NUMBERING for edit in edits.values())
    return RowChange(_status(page, row, pairs), tuple(text_edits), renumbered)


def _row_edit(page: ComparisonPage, row: PageRow, edit: Edit) -> RowEdit:
    """Return the part of an edit in a row, with the marks of the facts in that part.

    In a row of a moved stretch the edit is complete, though one side of its text is in a different row.
    """
    before, left_facts = _part_in_row(page.left, row.left, edit.left, page.left_text.facts)
    after, right_facts = _part_in_row(page.right, row.right, edit.right, page.right_text.facts)
    facts = (page.changed_facts[number].right for number in left_facts | right_facts)
    marks = {EditMark(fact.kind) for fact in facts if fact}
    marks |= set(edit.marks) & {EditMark.SENSE, EditMark.OWNER}
    if EditMark.NUMBER in edit.marks and any(character.isdigit() for character in before + after):
        marks.add(EditMark.NUMBER)
    if row.move is not None:
        before, after = edit.left_text, edit.right_text
    return RowEdit(before, after, frozenset(marks & set(edit.marks)))


def _part_in_row(column: PlanColumn, units: tuple[Unit, ...], span: Span, facts: list[int]) -> tuple[str, set[int]]:
    """Return the part of a span in the units of a row, and the indices of the changed facts in that part."""
    if not units:
        return "", set()
    part = clip(span, Span(units[0].span.start, units[-1].span.end))
    return column.text[part.start : part.end], set(facts[part.start : part.end]) - {-1}


def change_sentence(page: ComparisonPage, row: PageRow, change: RowChange, number: int, total: int) -> str:
    """Return the sentence on a change: number and total, section, edits."""
    language = page.options.language
    column, unit = (page.right, row.right[0]) if row.right else (page.left, row.left[0])
    node_id = column.section_at(unit.span.start)
    params = {
        "number": number,
        "total": total,
        "place": column.paths[node_id] if node_id else language.gettext("beginning of the plan"),
        "what": language.gettext("; ").join(_descriptions(page, row, change)),
    }
    return language.say(Message("Change {number} of {total}, {place}: {what}", params))


def _descriptions(page: ComparisonPage, row: PageRow, change: RowChange) -> Iterator[str]:
    """Yield descriptions of a change: moves, then edits of facts and figures, then all further edits."""
    language = page.options.language
    if row.move is not None:
        columns = (page.left, page.right) if row.left else (page.right, page.left)
        yield move_sentence(row.move, page.comparison, *columns, language)
    elif change.status is not SectionStatus.EDITED:
        column, opposite, units = (page.right, page.left, row.right) if row.right else (page.left, page.right, row.left)
        moved = page.moves_without_text[column.side]
        yield from (
            section_move_sentence(column, opposite, moved[node.id], language)
            for unit in units
            for node in unit.nodes
            if node.id in moved
        )
        text = shortened(column.text[units[0].span.start : units[-1].span.end], _QUOTED * 2)
        yield language.say(Message("{status}: “{text}”", {"status": STATUS_WORDS[change.status], "text": text}))
        return
    edits = sorted((edit for edit in change.edits if edit.before or edit.after), key=lambda edit: not edit.marks)
    for edit in edits[:_QUOTED_EDITS]:
        yield language.say(_edit_message(edit))
    if len(edits) > _QUOTED_EDITS:
        yield language.say(Message("more edits: {count}", {"count": len(edits) - _QUOTED_EDITS}))


def _edit_message(edit: RowEdit) -> Message:
    before, after = shortened(edit.before, _QUOTED), shortened(edit.after, _QUOTED)
    if not before:
        return Message("added “{text}”", {"text": after})
    if not after:
        return Message("removed “{text}”", {"text": before})
    return Message("“{was}” is now “{now}”", {"was": before, "now": after})


def _pairs_of(page: ComparisonPage, row: PageRow) -> Iterator[SpanPair]:
    for column, units in ((page.left, row.left), (page.right, row.right)):
        for unit in units:
            yield from column.pairs.overlapping(unit.span)


def _status(page: ComparisonPage, row: PageRow, pairs: list[SpanPair]) -> SectionStatus:
    changed = [pair for pair in pairs if pair.edit is not None and pair.edit.kind is EditKind.TEXT]
    if row.move is not None:
        return SectionStatus.MOVED_EDITED if changed else SectionStatus.MOVED
    if not changed and all(pair.move is None for pair in pairs):
        return SectionStatus.SAME
    if row.left and row.right:
        return SectionStatus.EDITED
    column, units = (page.right, row.right) if row.right else (page.left, row.left)
    whole = Span(units[0].span.start, units[-1].span.end)
    edited_spans = (clip(pair.on(column.side), whole) for pair in changed)
    if sum(span.end - span.start for span in edited_spans) < _WHOLLY * (whole.end - whole.start):
        return SectionStatus.EDITED
    return SectionStatus.ADDED if row.right else SectionStatus.REMOVED
