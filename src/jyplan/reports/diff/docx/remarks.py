"""What the comments in the margin say: changed figures, dates and owners, and where moved text came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Change, Mark, Message
from jyplan.reports.diff.docx.stream import Fate
from jyplan.reports.media.labels import heading
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.language import Language
    from jyplan.model import Comparison, Edit, Fact, Node, Plan, Span
    from jyplan.reports.diff.docx.stream import Edge
    from jyplan.reports.media.word.content import Remark

_CHANGED = {
    Mark.INDICATOR: Message("Indicator changed: {before} → {after}"),
    Mark.DATE: Message("Date changed: {before} → {after}"),
    Mark.OWNER: Message("Responsibility changed: {before} → {after}"),
    Mark.DELIVERABLE: Message("Deliverable changed: {before} → {after}"),
    Mark.NUMBER: Message("Number changed: {before} → {after}"),
}
_LONGEST_FIGURE = 20
"""Characters of an edit that is about its number and not about the sentences around."""
_LONGEST_NAME = 30
"""Characters of a section's name in a comment."""


class Remarks:
    """Writes the comments on edits of one comparison."""

    def __init__(self, comparison: Comparison, language: Language) -> None:
        self._comparison = comparison
        self._language = language
        self._changed = [each for each in comparison.facts if each.change is Change.CHANGED]

    def on(self, edge: Edge) -> Remark:
        """Return the comment on an edit, empty where there is nothing to say."""
        if edge.moves:
            move = self._comparison.moves[edge.edit.move or 0]
            if edge.fate is Fate.LEAVES:
                return (self._place(self._comparison.right, move.right, arrives=True),)
            return (self._place(self._comparison.left, move.left, arrives=False),)
        return tuple(self._changes(edge.edit))

    def _changes(self, edit: Edit) -> Iterator[str]:
        for mark in edit.marks:
            for before, after in self._sides(edit, mark):
                yield self._say(_CHANGED[mark], before=one_line(before), after=one_line(after))

    def _sides(self, edit: Edit, mark: Mark) -> Iterator[tuple[str, str]]:
        """Yield what stood there and what stands there now: whole facts, or the changed words alone."""
        if mark is Mark.NUMBER:
            if edit.chars <= _LONGEST_FIGURE:
                yield edit.left_text, edit.right_text
            return
        for change in self._changed:
            left, right = change.left, change.right
            if left and right and left.kind == mark and (_meet(edit.left, left) or _meet(edit.right, right)):
                yield left.text, right.text

    def _place(self, plan: Plan, span: Span, *, arrives: bool) -> str:
        """Return a sentence on where moved text stands on the other side: behind its neighbour, else in what holds it."""
        holder, neighbour = _surroundings(plan, span)
        if neighbour is not None:
            said = Message("Moved to behind “{section}”") if arrives else Message("Moved here from behind “{section}”")
            return self._say(said, section=_name(neighbour, plan))
        if holder is not None:
            said = Message("Moved to “{section}”") if arrives else Message("Moved here from “{section}”")
            return self._say(said, section=_name(holder, plan))
        return self._say(Message("Moved to the beginning") if arrives else Message("Moved here from the beginning"))

    def _say(self, message: Message, **params: object) -> str:
        return self._language.say(Message(message.template, params))


def _surroundings(plan: Plan, span: Span) -> tuple[Node | None, Node | None]:
    """Return the innermost section that a stretch lies in, and the section in it that ends before the stretch."""
    holder, inside = None, plan.nodes
    while around := next((n for n in inside if n.span.start < span.start and span.end <= n.span.end), None):
        holder, inside = around, around.children
    return holder, next((node for node in reversed(inside) if node.span.end <= span.start), None)


def _name(node: Node, plan: Plan) -> str:
    """Return a section's heading, or the beginning of its text where it has none."""
    name = one_line(heading(node) or plan.text[node.span.start : node.span.end].partition("\n")[0])
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _meet(span: Span, fact: Fact) -> bool:
    """Return whether an edit touches a fact, at its edges too."""
    return span.start <= fact.end and fact.start <= span.end
