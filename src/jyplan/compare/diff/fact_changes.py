"""Changes of facts: indicators, dates, owners and deliverables kept, changed, new and dropped."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Indel

from jyplan.compare.passages.views import view_text
from jyplan.model import Change, Edit, EditKind, EditMark, Fact, FactChange, Indicator, Owner, Period, Span

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from jyplan.compare.diff.section_matching import MatchedSections
    from jyplan.model import Node

_RELATED = 0.34
"""Least likeness of the words of two facts of one kind in matched sections to be a changed fact:
听课不少于60节 and 听课80节, but not 听课60节 and 论文3篇."""


class NodeFact(NamedTuple):
    """A fact and the id of the node with the fact."""

    node_id: str
    fact: Fact


def fact_changes(matched: MatchedSections) -> tuple[FactChange, ...]:
    """Return the changes of all facts of both plans: right facts in reading order, then dropped facts.

    Facts are paired inside matched sections, equal facts first; facts left over are paired across sections where
    they are equal.
    """
    changes: list[FactChange] = []
    new: list[NodeFact] = []
    dropped: list[NodeFact] = []
    for left_index, section in enumerate(matched.left.sections):
        if left_index not in matched.pairs:
            dropped += _facts_of(section.node)
    for right_index, section in enumerate(matched.right.sections):
        right_facts = _facts_of(section.node)
        if right_index not in matched.left_index:
            new += right_facts
            continue
        left_facts = _facts_of(matched.left.sections[matched.left_index[right_index]].node)
        changes += _take_pairs(left_facts, right_facts, Change.KEPT)
        changes += _take_pairs(left_facts, right_facts, Change.CHANGED)
        new, dropped = new + right_facts, dropped + left_facts
    changes += _take_pairs(dropped, new, Change.KEPT)
    changes += [FactChange(Change.NEW, None, fact, None, node_id) for node_id, fact in new]
    changes += [FactChange(Change.DROPPED, fact, None, node_id, None) for node_id, fact in dropped]
    return tuple(sorted(changes, key=reading_order))


def reading_order(change: FactChange) -> tuple[int, int]:
    """Return the sort key of a fact change: by place on the right, then dropped facts by place on the left."""
    if change.right is not None:
        return 0, change.right.start
    return 1, change.left.start if change.left else 0


def mark_edits(edits: Sequence[Edit], changes: Sequence[FactChange]) -> tuple[Edit, ...]:
    """Return the edits, text edits marked with the kinds of changed facts inside.

    New and dropped facts mark no edit.
    """
    changed = [change for change in changes if change.change is Change.CHANGED]
    return tuple(replace(edit, marks=_marks(edit, changed)) if edit.kind is EditKind.TEXT else edit for edit in edits)


def _facts_of(node: Node) -> list[NodeFact]:
    return [NodeFact(node.id, fact) for fact in node.facts]


def _take_pairs(left_facts: list[NodeFact], right_facts: list[NodeFact], change: Change) -> Iterator[FactChange]:
    """Yield pairs of kept or changed facts, the most alike first, and remove the paired facts from both lists."""
    candidates = sorted(
        (-likeness, right_index, left_index)
        for left_index, (_, left_fact) in enumerate(left_facts)
        for right_index, (_, right_fact) in enumerate(right_facts)
        if left_fact.kind == right_fact.kind and (likeness := _likeness(left_fact, right_fact, change)) > 0
    )
    left_taken: set[int] = set()
    right_taken: set[int] = set()
    for _, right_index, left_index in candidates:
        if left_index not in left_taken and right_index not in right_taken:
            left_taken.add(left_index)
            right_taken.add(right_index)
            (left_id, left_fact), (right_id, right_fact) = left_facts[left_index], right_facts[right_index]
            yield FactChange(change, left_fact, right_fact, left_id, right_id)
    left_facts[:] = [fact for index, fact in enumerate(left_facts) if index not in left_taken]
    right_facts[:] = [fact for index, fact in enumerate(right_facts) if index not in right_taken]


def _likeness(left: Fact, right: Fact, change: Change) -> float:
    """Return how likely two facts of one kind are a kept or a changed fact; 0 for different facts.

    Kept: 2 with equal words, 1 with an equal value. Changed: the Indel ratio of the words, from `_RELATED` to 1,
    moved halfway to 1 for indicators with the same unit.
    """
    if change is Change.KEPT:
        return 2.0 if _plain(left.text) == _plain(right.text) else float(_value(left) == _value(right))
    ratio = Indel.normalized_similarity(left.text, right.text)
    if isinstance(left, Indicator) and isinstance(right, Indicator) and left.unit == right.unit:
        ratio = (1 + ratio) / 2
    return ratio if ratio >= _RELATED else 0.0


def _value(fact: Fact) -> Hashable:
    """Return the value of a fact, equal for all spellings; the plain text of a fact without a known value."""
    if isinstance(fact, Indicator):
        return fact.value, fact.upper, fact.unit, fact.comparator, fact.per
    if isinstance(fact, Period) and fact.first:
        return fact.first, fact.last
    if isinstance(fact, Owner) and fact.names:
        return fact.names
    return _plain(fact.text)


@lru_cache(maxsize=1 << 14)
def _plain(text: str) -> str:
    """Return the plain text of a fact; cached, since every fact of a section is compared with many."""
    return view_text(text).plain


def _marks(edit: Edit, changed: Sequence[FactChange]) -> tuple[EditMark, ...]:
    """Return the sorted kinds of the changed facts touched by an edit; `NUMBER` for figures outside facts."""
    marks = {
        EditMark(change.right.kind)
        for change in changed
        if change.left and change.right and (_touches(edit.left, change.left) or _touches(edit.right, change.right))
    }
    if not marks and _has_digit(edit.left_text) and _has_digit(edit.right_text):
        marks = {EditMark.NUMBER}
    return tuple(sorted(marks))


def _touches(span: Span, fact: Fact) -> bool:
    """Return whether the span of an edit overlaps a fact; an empty span at the edge of a fact does not."""
    if span.start == span.end:
        return fact.start < span.start < fact.end
    return span.start < fact.end and fact.start < span.end


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)
