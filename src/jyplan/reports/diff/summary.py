"""Summary of a comparison without its text: sections by role, changed figures, dates, owners and deliverables."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jyplan.model import Change, EditKind, EditMark, Span
from jyplan.reports.diff.sections import ComparedSections
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.model import Comparison, Edit, FactChange, Node

_ORDER = ("sense", "indicator", "date", "owner", "deliverable", "number")
"""Order of `ChangedFact.kind` in reports: senses turned round first, bare figures last."""
_LIST = frozenset("0123456789.%/、，,:： 和")
"""Characters of a list of figures, and between two facts of a list: 90%/85%/80%."""
_LONGEST_FIGURE = 12
"""Characters of the longest edit reported as a changed figure; a longer edit rewrites a clause."""
_CONTEXT = 6
"""Characters shown on each side of a bare figure to name the counted noun; figures so near are reported together."""


@dataclass(frozen=True, slots=True)
class ChangedSection:
    """A new, dropped or changed section."""

    change: Change
    node: Node
    below: int
    """Number of descendants of the same role, new or dropped with the section; 0 for a changed section."""


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """A changed, new or dropped figure, date, owner or deliverable."""

    kind: str
    """`Fact.kind`, `number` for a figure outside of all facts, or `sense` for a sense turned round."""
    change: Change
    left: str
    """Text in the left plan; empty for a new fact."""
    right: str
    """Text in the right plan; empty for a dropped fact."""
    path: tuple[Node, ...]
    """Sections around the fact, the topmost first; empty before the first section."""
    node_id: str | None = None
    """Id of the section: of the right plan, for a dropped fact of the left."""


def changed_sections(comparison: Comparison, role: str) -> Iterator[ChangedSection]:
    """Yield the changed, then the new, then the dropped sections of a role.

    A new or dropped section stands for its new or dropped descendants of the same role. Indicators have no sections.
    """
    sections = ComparedSections(comparison)
    for summary in comparison.roles:
        if summary.role != role or role == "indicator":
            continue
        for node_id in summary.changed:
            yield ChangedSection(Change.CHANGED, sections.right.by_id[node_id], 0)
        yield from _topmost(Change.NEW, summary.new, sections.right.by_id)
        yield from _topmost(Change.DROPPED, summary.dropped, sections.left.by_id)


def _topmost(change: Change, ids: Sequence[str], by_id: Mapping[str, Node]) -> Iterator[ChangedSection]:
    """Yield the sections without a parent among `ids`, each with its number of descendants among `ids`."""
    known = set(ids)
    for node_id in ids:
        if node_id.rpartition(".")[0] not in known:
            below = sum(descendant.startswith(f"{node_id}.") for descendant in ids)
            yield ChangedSection(change, by_id[node_id], below)


def changed_facts(comparison: Comparison) -> list[ChangedFact]:
    """Return senses turned round, changed facts and figures by kind, then new and dropped indicators and owners.

    The facts of a list (90%/85%/80%) are a single entry. New and dropped facts of new and dropped sections are left out: the section itself is reported.
    """
    sections = ComparedSections(comparison)
    matched_left = {match.left for match in comparison.sections if match.right}
    matched_right = {match.right for match in comparison.sections if match.left}
    edits = [*comparison.edits, *(edit for move in comparison.moves for edit in move.edits)]
    changes = [change for change in comparison.facts if change.change is Change.CHANGED]
    figure_lists = sorted(
        (
            edit
            for edit in edits
            if edit.left_text and edit.right_text and _LIST.issuperset(edit.left_text + edit.right_text)
        ),
        key=lambda edit: edit.right.start,
    )
    facts = [_changed_list(group, figure_lists, sections) for group in _lists(changes, sections)]
    facts += _marked_edits(edits, sections)
    facts.sort(key=lambda fact: _ORDER.index(fact.kind))
    for change in comparison.facts:
        fact = change.right or change.left
        in_matched_section = change.right_node in matched_right if change.right else change.left_node in matched_left
        is_new_or_dropped = change.change in {Change.NEW, Change.DROPPED}
        if is_new_or_dropped and fact and fact.kind in {"indicator", "owner"} and in_matched_section:
            facts.append(_changed_fact(change, sections))
    return facts


def _changed_fact(change: FactChange, sections: ComparedSections) -> ChangedFact:
    fact = change.right or change.left
    side, node_id = (sections.right, change.right_node) if change.right else (sections.left, change.left_node)
    return ChangedFact(
        fact.kind if fact else "",
        change.change,
        one_line(change.left.text) if change.left else "",
        one_line(change.right.text) if change.right else "",
        tuple(side.path_to(side.by_id[node_id])) if node_id else (),
        node_id,
    )


def _lists(changes: Sequence[FactChange], sections: ComparedSections) -> Iterator[list[FactChange]]:
    """Yield the changed facts in groups: the facts of a list on both sides together, further facts alone."""
    group: list[FactChange] = []
    for change in changes:
        if group and not _is_continued(group[-1], change, sections):
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _is_continued(before: FactChange, after: FactChange, sections: ComparedSections) -> bool:
    """Return whether on both sides two facts of a kind have only a pause between them."""
    if not (before.left and before.right and after.left and after.right) or before.right.kind != after.right.kind:
        return False
    between = (
        sections.left.text[before.left.end : after.left.start],
        sections.right.text[before.right.end : after.right.start],
    )
    in_order = before.left.end <= after.left.start and before.right.end <= after.right.start
    return in_order and all(0 < len(text) <= 2 and _LIST.issuperset(text) for text in between)


def _changed_list(group: Sequence[FactChange], figure_lists: Sequence[Edit], sections: ComparedSections) -> ChangedFact:
    """Return the entry for the changed facts of a list, with the figures of an edit extending beyond the facts.

    `figure_lists` are the edits of figures only, in the order of the right text.
    """
    first, last = group[0], group[-1]
    entry = _changed_fact(first, sections)
    if not (first.left and first.right and last.left and last.right):
        return entry
    left, right = Span(first.left.start, last.left.end), Span(first.right.start, last.right.end)
    index = bisect_left(figure_lists, right.end, key=lambda edit: edit.right.start)
    for edit in figure_lists[max(index - 1, 0) : index]:
        if right.end < edit.right.end and edit.left.start < left.end < edit.left.end:
            left, right = Span(left.start, edit.left.end), Span(right.start, edit.right.end)
    return replace(
        entry,
        left=one_line(sections.left.text[left.start : left.end]),
        right=one_line(sections.right.text[right.start : right.end]),
    )


def _marked_edits(edits: Sequence[Edit], sections: ComparedSections) -> Iterator[ChangedFact]:
    """Yield the edits turning a sense round, and the changed figures outside of all facts, with the words around."""
    for edit in edits:
        if EditMark.SENSE in edit.marks:
            yield _entry(EditMark.SENSE, [edit], sections)
    group: list[Edit] = []
    for edit in filter(_is_figure, edits):
        if group and not 0 <= edit.left.start - group[-1].left.end <= _CONTEXT:
            yield _entry(EditMark.NUMBER, group, sections)
            group = []
        group.append(edit)
    if group:
        yield _entry(EditMark.NUMBER, group, sections)


def _is_figure(edit: Edit) -> bool:
    is_short = edit.chars <= _LONGEST_FIGURE and "\n" not in edit.left_text + edit.right_text
    return EditMark.NUMBER in edit.marks and is_short


def _entry(mark: EditMark, edits: Sequence[Edit], sections: ComparedSections) -> ChangedFact:
    """Return the entry for neighbouring edits."""
    first, last = edits[0], edits[-1]
    node = sections.right.section_at(first.right.start)
    return ChangedFact(
        mark.value,
        Change.CHANGED,
        _in_context(sections.left.text, Span(first.left.start, last.left.end)),
        _in_context(sections.right.text, Span(first.right.start, last.right.end)),
        tuple(sections.right.path_to(node)) if node else (),
        node.id if node else None,
    )


def _in_context(text: str, span: Span) -> str:
    """Return the text of a span with `_CONTEXT` characters of the line on each side; numbers stay whole and with their units."""
    start, end = max(span.start - _CONTEXT, 0), span.end + _CONTEXT
    while start and text[start - 1].isdigit():
        start -= 1
    while text[end - 1 : end].isdigit() and text[end : end + 1].isdigit():
        end += 1
    before = text[start : span.start].rpartition("\n")[2]
    after = text[span.end : end].partition("\n")[0]
    return one_line(before + text[span.start : span.end] + after)


def count_hidden(comparison: Comparison, *, ignore_format: bool) -> tuple[int, int]:
    """Return the numbers of format edits and of renumbered sections not shown as edits."""
    return (
        comparison.count(EditKind.FORMAT) if ignore_format else 0,
        sum(match.renumbered for match in comparison.sections),
    )


def count_differences(edits: Sequence[Edit], *, ignore_format: bool) -> int:
    """Return the number of edits, without renumbered sections and, if ignored, without format edits."""
    ignored = {EditKind.NUMBERING, EditKind.FORMAT} if ignore_format else {EditKind.NUMBERING}
    return sum(edit.kind not in ignored for edit in edits)
