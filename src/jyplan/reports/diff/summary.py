"""What a comparison comes to, before any of the text: sections by role, and changed figures, dates and owners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.model import Change, EditKind, Mark, Span
from jyplan.reports.diff.sections import Nodes
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import Comparison, Edit, FactChange, Node

_ORDER = ("indicator", "date", "owner", "deliverable", "number")
"""What is measured comes first; a figure that belongs to nothing comes last."""
_FIGURE = 12
"""Characters: a longer edit rewrites a clause, and figures in it are not the point."""
_AROUND = 6
"""Characters beside a bare figure that say what it counts."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A section that is new, dropped or changed, with how many below it share its fate."""

    change: Change
    node: Node
    below: int


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure, date, owner or deliverable of a section that both plans have; one side may lack it."""

    kind: str
    change: Change
    left: str
    right: str
    where: tuple[Node, ...]
    """The sections it stands in, the topmost first; empty in front of the first."""


def sections_by_fate(comparison: Comparison, role: str) -> Iterator[Counted]:
    """Yield the sections of a role that are not kept: changed, new, dropped; a branch of one fate is one entry."""
    nodes = Nodes(comparison)
    for summary in comparison.roles:
        if summary.role != role or role == "indicator":
            continue
        yield from _branches(Change.CHANGED, summary.changed, nodes.right.by_id, collapse=False)
        yield from _branches(Change.NEW, summary.new, nodes.right.by_id, collapse=True)
        yield from _branches(Change.DROPPED, summary.dropped, nodes.left.by_id, collapse=True)


def _branches(change: Change, ids: Sequence[str], by_id: dict[str, Node], *, collapse: bool) -> Iterator[Counted]:
    known = set(ids)
    for each in ids:
        parent = each.rpartition(".")[0]
        if not collapse or parent not in known:
            below = sum(other.startswith(f"{each}.") for other in ids) if collapse else 0
            yield Counted(change, by_id[each], below)


def changed_facts(comparison: Comparison) -> list[Changed]:
    """Return what a reviewer looks for, changed ones first.

    Indicators that are new or dropped are told where their section stayed: those of new and dropped
    sections are told with them.
    """
    nodes = Nodes(comparison)
    matched_left = {match.left for match in comparison.sections if match.right}
    matched_right = {match.right for match in comparison.sections if match.left}
    found = [_fact(change, nodes) for change in comparison.facts if change.change is Change.CHANGED]
    found += _bare_numbers(comparison, nodes)
    found.sort(key=lambda changed: _ORDER.index(changed.kind))
    for change in comparison.facts:
        either = change.right or change.left
        stayed = change.right_node in matched_right if change.right else change.left_node in matched_left
        if change.change in {Change.NEW, Change.DROPPED} and either and either.kind == "indicator" and stayed:
            found.append(_fact(change, nodes))
    return found


def _fact(change: FactChange, nodes: Nodes) -> Changed:
    either = change.right or change.left
    side, node = (nodes.right, change.right_node) if change.right else (nodes.left, change.left_node)
    return Changed(
        either.kind if either else "",
        change.change,
        one_line(change.left.text) if change.left else "",
        one_line(change.right.text) if change.right else "",
        tuple(side.path(side.by_id[node])) if node else (),
    )


def _bare_numbers(comparison: Comparison, nodes: Nodes) -> Iterator[Changed]:
    """Yield changed figures that no fact holds, with the words around them; near ones are one."""
    edits = [*comparison.edits, *(edit for move in comparison.moves for edit in move.edits)]
    group: list[Edit] = []
    for edit in filter(_is_figure, edits):
        if group and not 0 <= edit.left.start - group[-1].left.end <= _AROUND:
            yield _figures(group, nodes)
            group = []
        group.append(edit)
    if group:
        yield _figures(group, nodes)


def _is_figure(edit: Edit) -> bool:
    return Mark.NUMBER in edit.marks and edit.chars <= _FIGURE and "\n" not in edit.left_text + edit.right_text


def _figures(edits: Sequence[Edit], nodes: Nodes) -> Changed:
    first, last = edits[0], edits[-1]
    node = nodes.right.at(first.right.start)
    return Changed(
        Mark.NUMBER.value,
        Change.CHANGED,
        _in_context(nodes.left.text, Span(first.left.start, last.left.end)),
        _in_context(nodes.right.text, Span(first.right.start, last.right.end)),
        tuple(nodes.right.path(node)) if node else (),
    )


def _in_context(text: str, span: Span) -> str:
    """Return a figure with the words beside it on its line; a number is not cut."""
    start, end = max(span.start - _AROUND, 0), span.end + _AROUND
    while start and text[start - 1].isdigit() and text[start].isdigit():
        start -= 1
    before = text[start : span.start].rpartition("\n")[2]
    after = text[span.end : end].partition("\n")[0]
    return one_line(before + text[span.start : span.end] + after)


def hidden(comparison: Comparison, *, ignore_format: bool) -> tuple[int, int]:
    """Return how many differences of format, and how many renumbered sections, are not shown as edits."""
    return (
        comparison.count(EditKind.FORMAT) if ignore_format else 0,
        sum(match.renumbered for match in comparison.sections),
    )


def differences(edits: Sequence[Edit], *, ignore_format: bool) -> int:
    """Return how many edits are more than a new number of a section (and than format)."""
    silent = {EditKind.NUMBERING, EditKind.FORMAT} if ignore_format else {EditKind.NUMBERING}
    return sum(edit.kind not in silent for edit in edits)
