"""Changes of facts: indicators, dates, owners and deliverables kept, changed, new and dropped."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Indel

from jyplan.compare.passages.views import view_text
from jyplan.model import Change, Edit, EditKind, EditMark, Fact, FactChange, Indicator, Owner, Period, Span

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from jyplan.compare.diff.section_matching import MatchedSections
    from jyplan.model import Node

_RELATED = 0.34
"""Least likeness of the words of two facts of one kind in matched sections to be a changed fact:
听课不少于60节 and 听课80节, but not 听课60节 and 论文3篇. Chosen by eye; ±30 % changes facts of five in 88 pairs of a sample
plan and an edited copy, at most."""

_ALL_PAIRS = 250_000
"""Pairs of facts of two sections up to which all are compared (.2 s); a section of a plan has some twenty facts."""
_NEIGHBOURS = 50
"""With more pairs, the right facts compared with each left fact."""


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
    left = _FactsByPlace(change.left for change in changed)
    right = _FactsByPlace(change.right for change in changed)
    return tuple(
        replace(edit, marks=_marks(edit, left, right)) if edit.kind is EditKind.TEXT else edit for edit in edits
    )


class _FactsByPlace:
    """Facts that can be looked up by a span of the text."""

    def __init__(self, facts: Iterable[Fact | None]) -> None:
        self._facts = sorted((fact for fact in facts if fact), key=lambda fact: fact.start)
        self._starts = [fact.start for fact in self._facts]
        self._longest = max((fact.end - fact.start for fact in self._facts), default=0)

    def touched_by(self, span: Span) -> Iterator[Fact]:
        """Yield the facts that a span overlaps; an empty span at the edge of a fact does not."""
        first = bisect_left(self._starts, span.start - self._longest)
        for fact in self._facts[first : bisect_right(self._starts, span.end)]:
            if _touches(span, fact):
                yield fact


def _facts_of(node: Node) -> list[NodeFact]:
    return [NodeFact(node.id, fact) for fact in node.facts]


def _take_pairs(left_facts: list[NodeFact], right_facts: list[NodeFact], change: Change) -> Iterator[FactChange]:
    """Yield pairs of kept or changed facts, the most alike first, and remove the paired facts from both lists."""
    find = _kept if change is Change.KEPT else _changed
    left_taken: set[int] = set()
    right_taken: set[int] = set()
    for _, right_index, left_index in sorted(find(left_facts, right_facts)):
        if left_index not in left_taken and right_index not in right_taken:
            left_taken.add(left_index)
            right_taken.add(right_index)
            (left_id, left_fact), (right_id, right_fact) = left_facts[left_index], right_facts[right_index]
            yield FactChange(change, left_fact, right_fact, left_id, right_id)
    left_facts[:] = [fact for index, fact in enumerate(left_facts) if index not in left_taken]
    right_facts[:] = [fact for index, fact in enumerate(right_facts) if index not in right_taken]


def _kept(left_facts: Sequence[NodeFact], right_facts: Sequence[NodeFact]) -> Iterator[tuple[float, int, int]]:
    """Yield (rank, right index, left index) of kept facts: -2 for equal words, -1 for an equal value.

    Facts equal to several facts are paired first with first, second with second, which is linear in their number.
    """
    left_taken: set[int] = set()
    right_taken: set[int] = set()
    for rank, key in ((-2.0, _words), (-1.0, _value)):
        waiting: dict[Hashable, deque[int]] = {}
        for index, (_, fact) in enumerate(left_facts):
            if index not in left_taken:
                waiting.setdefault((fact.kind, key(fact)), deque()).append(index)
        for index, (_, fact) in enumerate(right_facts):
            if index not in right_taken and (equal := waiting.get((fact.kind, key(fact)))):
                left_index = equal.popleft()
                left_taken.add(left_index)
                right_taken.add(index)
                yield rank, index, left_index


def _changed(left_facts: Sequence[NodeFact], right_facts: Sequence[NodeFact]) -> Iterator[tuple[float, int, int]]:
    """Yield (negative likeness, right index, left index) of facts that may be changed facts.

    With more than `_ALL_PAIRS` pairs only facts about as far down their section are compared.
    """
    compare_all = len(left_facts) * len(right_facts) <= _ALL_PAIRS
    for left_index, (_, left_fact) in enumerate(left_facts):
        first, end = 0, len(right_facts)
        if not compare_all:
            middle = left_index * len(right_facts) // len(left_facts)
            first, end = max(middle - _NEIGHBOURS // 2, 0), min(middle + _NEIGHBOURS // 2, end)
        for right_index in range(first, end):
            right_fact = right_facts[right_index].fact
            if left_fact.kind == right_fact.kind and (likeness := _likeness(left_fact, right_fact)) > 0:
                yield -likeness, right_index, left_index


def _likeness(left: Fact, right: Fact) -> float:
    """Return how likely two facts of one kind are a changed fact; 0 for different facts.

    The Indel ratio of the words, from `_RELATED` to 1, moved halfway to 1 for indicators with the same unit.
    """
    ratio = Indel.normalized_similarity(left.text, right.text)
    if isinstance(left, Indicator) and isinstance(right, Indicator) and left.unit == right.unit:
        ratio = (1 + ratio) / 2
    return ratio if ratio >= _RELATED else 0.0


def _words(fact: Fact) -> Hashable:
    return _plain(fact.text)


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


def _marks(edit: Edit, left: _FactsByPlace, right: _FactsByPlace) -> tuple[EditMark, ...]:
    """Return the sorted kinds of the changed facts touched by an edit; `NUMBER` for figures outside facts."""
    marks = {EditMark(fact.kind) for fact in (*left.touched_by(edit.left), *right.touched_by(edit.right))}
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
