"""What became of the facts: indicators, dates, owners and deliverables kept, changed, new and dropped."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from jyplan.compare.passages.views import view_text
from jyplan.model import Change, Edit, EditKind, Fact, FactChange, Indicator, Mark, Owner, Period, Span

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from jyplan.compare.diff.section_matching import Pairs
    from jyplan.compare.diff.section_tree import Forest

_RELATED = 0.34
"""Least likeness of the words of two facts of one kind in one section that are one fact, changed:
听课不少于60节 and 听课80节, but not 听课60节 and 论文3篇."""

Placed = tuple[str, Fact]
"""A fact with the id of its node."""


def fact_changes(left: Forest, right: Forest, pairs: Pairs) -> tuple[FactChange, ...]:
    """Return all facts of both plans: those of the right in reading order, then the dropped ones."""
    found: list[FactChange] = []
    back = {other: one for one, other in pairs.items()}
    new: list[Placed] = []
    dropped: list[Placed] = []
    for one, section in enumerate(left.sections):
        if one not in pairs:
            dropped += [(section.node.id, fact) for fact in section.node.facts]
    for other, section in enumerate(right.sections):
        mine = [(section.node.id, fact) for fact in section.node.facts]
        partner = back.get(other)
        if partner is None:
            new += mine
            continue
        node = left.sections[partner].node
        theirs = [(node.id, fact) for fact in node.facts]
        found += _paired(theirs, mine, Change.KEPT)
        found += _paired(theirs, mine, Change.CHANGED)
        new, dropped = new + mine, dropped + theirs
    found += _paired(dropped, new, Change.KEPT)
    found += [FactChange(Change.NEW, None, fact, None, node) for node, fact in new]
    found += [FactChange(Change.DROPPED, fact, None, node, None) for node, fact in dropped]
    return tuple(sorted(found, key=reading_order))


def mark_edits(edits: Sequence[Edit], changes: Sequence[FactChange]) -> tuple[Edit, ...]:
    """Return the edits, each marked with the facts that it changes: not those that come or go with a sentence."""
    changed = [change for change in changes if change.change is Change.CHANGED]
    return tuple(replace(edit, marks=_marks(edit, changed)) if edit.kind is EditKind.TEXT else edit for edit in edits)


def _paired(theirs: list[Placed], mine: list[Placed], change: Change) -> Iterator[FactChange]:
    """Yield the pairs that are one fact, equal or changed, and take them out of both lists."""
    scored = sorted(
        (-worth, j, i)
        for i, (_, one) in enumerate(theirs)
        for j, (_, other) in enumerate(mine)
        if one.kind == other.kind and (worth := _sameness(one, other, change)) > 0
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    for _, j, i in scored:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            yield FactChange(change, theirs[i][1], mine[j][1], theirs[i][0], mine[j][0])
    theirs[:] = [placed for i, placed in enumerate(theirs) if i not in used_left]
    mine[:] = [placed for j, placed in enumerate(mine) if j not in used_right]


def _sameness(one: Fact, other: Fact, change: Change) -> float:
    """Return how surely two facts of one kind are one fact; 0 where they are not."""
    if change is Change.KEPT:
        return 2.0 if _plain(one.text) == _plain(other.text) else float(_value(one) == _value(other))
    words = Indel.normalized_similarity(one.text, other.text)
    if isinstance(one, Indicator) and isinstance(other, Indicator) and one.unit == other.unit:
        words = (1 + words) / 2
    return words if words >= _RELATED else 0.0


def _value(fact: Fact) -> Hashable:
    """Return what a fact says, however it is written; its text where nothing more is known."""
    if isinstance(fact, Indicator):
        return fact.value, fact.upper, fact.unit, fact.comparator, fact.per
    if isinstance(fact, Period) and fact.first:
        return fact.first, fact.last
    if isinstance(fact, Owner) and fact.names:
        return fact.names
    return _plain(fact.text)


@lru_cache(maxsize=1 << 14)
def _plain(text: str) -> str:
    """Return a fact's words without format; kept, for each fact is held against all others of its section."""
    return view_text(text).plain


def reading_order(change: FactChange) -> tuple[int, int]:
    """Return where a fact stands among all: on the right, dropped ones last."""
    if change.right is not None:
        return 0, change.right.start
    return 1, change.left.start if change.left else 0


def _marks(edit: Edit, changed: Sequence[FactChange]) -> tuple[Mark, ...]:
    """Return the kinds of the changed facts an edit touches; a changed figure that is none is a number."""
    kinds = {
        Mark(change.right.kind)
        for change in changed
        if change.left and change.right and (_touches(edit.left, change.left) or _touches(edit.right, change.right))
    }
    if not kinds and _has_digit(edit.left_text) and _has_digit(edit.right_text):
        kinds = {Mark.NUMBER}
    return tuple(sorted(kinds))


def _touches(span: Span, fact: Fact) -> bool:
    """Return whether an edit changes something in a fact; an insertion at its edge does not."""
    if span.start == span.end:
        return fact.start < span.start < fact.end
    return span.start < fact.end and fact.start < span.end


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)
