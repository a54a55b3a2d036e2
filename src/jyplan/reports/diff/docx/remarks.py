"""Comments in the margin: changed figures, dates, owners and deliverables, and places of moved text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Change, EditMark, Message
from jyplan.reports.diff.docx.stream import Fate
from jyplan.reports.media.labels import heading
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.language import Language
    from jyplan.model import Comparison, Edit, Fact, Node, Plan, Span
    from jyplan.reports.diff.docx.stream import EditBoundary
    from jyplan.reports.media.word.content import Remark

_CHANGED = {
    EditMark.INDICATOR: Message("Indicator changed: {before} → {after}"),
    EditMark.DATE: Message("Date changed: {before} → {after}"),
    EditMark.OWNER: Message("Responsibility changed: {before} → {after}"),
    EditMark.DELIVERABLE: Message("Deliverable changed: {before} → {after}"),
    EditMark.NUMBER: Message("Number changed: {before} → {after}"),
    EditMark.SENSE: Message("Sense turned round: {before} → {after}"),
}
_LONGEST_FIGURE = 20
"""Longest edit in characters that is reported as a changed number; longer edits rewrite sentences."""
_LONGEST_NAME = 30
"""Longest name of a section in a comment, in characters."""


class Remarks:
    """Writes the comments on the edits of a comparison."""

    def __init__(self, comparison: Comparison, language: Language) -> None:
        self._comparison = comparison
        self._language = language
        self._changed_facts = [change for change in comparison.facts if change.change is Change.CHANGED]

    def on(self, boundary: EditBoundary) -> Remark:
        """Return the comment on an edit; empty for an edit without move, fact or figure."""
        if boundary.moves:
            move = self._comparison.moves[boundary.edit.move or 0]
            if boundary.fate is Fate.MOVED_AWAY:
                return (self._place(self._comparison.right, move.right, is_destination=True),)
            return (self._place(self._comparison.left, move.left, is_destination=False),)
        return tuple(self._changes(boundary.edit))

    def _changes(self, edit: Edit) -> Iterator[str]:
        for mark in edit.marks:
            for before, after in self._values(edit, mark):
                yield self._say(_CHANGED[mark], before=one_line(before), after=one_line(after))

    def _values(self, edit: Edit, mark: EditMark) -> Iterator[tuple[str, str]]:
        """Yield the left and right text of each changed fact of a kind in an edit; for a bare number, the edited text."""
        if mark is EditMark.SENSE:
            yield edit.left_text or "∅", edit.right_text or "∅"
            return
        if mark is EditMark.NUMBER:
            if edit.chars <= _LONGEST_FIGURE:
                yield edit.left_text, edit.right_text
            return
        for change in self._changed_facts:
            left, right = change.left, change.right
            if left and right and left.kind == mark and (_meet(edit.left, left) or _meet(edit.right, right)):
                yield left.text, right.text

    def _place(self, plan: Plan, span: Span, *, is_destination: bool) -> str:
        """Return a sentence on the place of moved text in the opposite plan: after a section, else inside a section."""
        parent, section_before = _surroundings(plan, span)
        if section_before is not None:
            words = (
                Message("Moved to behind “{section}”")
                if is_destination
                else Message("Moved here from behind “{section}”")
            )
            return self._say(words, section=_name(section_before, plan))
        if parent is not None:
            words = Message("Moved to “{section}”") if is_destination else Message("Moved here from “{section}”")
            return self._say(words, section=_name(parent, plan))
        return self._say(
            Message("Moved to the beginning") if is_destination else Message("Moved here from the beginning")
        )

    def _say(self, message: Message, **params: object) -> str:
        return self._language.say(Message(message.template, params))


def _surroundings(plan: Plan, span: Span) -> tuple[Node | None, Node | None]:
    """Return the innermost section around a stretch, and the last child of that section before the stretch."""
    parent, children = None, plan.nodes
    while inner := next((n for n in children if n.span.start < span.start and span.end <= n.span.end), None):
        parent, children = inner, inner.children
    return parent, next((node for node in reversed(children) if node.span.end <= span.start), None)


def _name(node: Node, plan: Plan) -> str:
    """Return the heading of a section, or the beginning of its text for a section without title."""
    name = one_line(heading(node) or plan.text[node.span.start : node.span.end].partition("\n")[0])
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _meet(span: Span, fact: Fact) -> bool:
    """Return whether an edit overlaps or touches a fact."""
    return span.start <= fact.end and fact.start <= span.end
