"""The mirror image of a comparison: left and right swapped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jyplan.compare.diff.facts.changes import reading_order
from jyplan.compare.diff.role_summary import summarise_roles
from jyplan.compare.diff.sections.status import in_right_order
from jyplan.model import (
    Change,
    Comparison,
    Edit,
    FactChange,
    Move,
    Passage,
    SchemeChange,
    SectionMatch,
    SectionStatus,
    Similarity,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_STATUSES = {SectionStatus.ADDED: SectionStatus.REMOVED, SectionStatus.REMOVED: SectionStatus.ADDED}
_CHANGES = {Change.NEW: Change.DROPPED, Change.DROPPED: Change.NEW}


def mirrored(comparison: Comparison) -> Comparison:
    """Return the comparison of the right plan with the left plan; mirroring twice gives back the comparison."""
    left, right = comparison.right, comparison.left
    moves = sorted(enumerate(comparison.moves), key=lambda indexed: indexed[1].right.start)
    new_index = {old: new for new, (old, _) in enumerate(moves)}
    sections = in_right_order(
        map(_section, comparison.sections), [node.id for node in left.walk()], [node.id for node in right.walk()]
    )
    facts = tuple(sorted(map(_fact, comparison.facts), key=reading_order))
    return Comparison(
        left,
        right,
        _similarity(comparison.similarity),
        sections,
        _edits(comparison.edits, new_index),
        tuple(_move(move) for _, move in moves),
        tuple(sorted(map(_passage, comparison.passages), key=lambda p: (p.left.start, p.right.start))),
        facts,
        summarise_roles(left, right, sections, facts),
        tuple(SchemeChange(change.right, change.left, change.sections) for change in comparison.schemes),
    )


def _section(match: SectionMatch) -> SectionMatch:
    return SectionMatch(
        _STATUSES.get(match.status, match.status),
        match.right,
        match.left,
        match.ratio,
        match.right_copied,
        match.left_copied,
        match.merged_into,
        match.split_from,
        match.renumbered,
    )


def _similarity(figures: Similarity) -> Similarity:
    return replace(
        figures,
        left_copied=figures.right_copied,
        right_copied=figures.left_copied,
        left_copied_all=figures.right_copied_all,
        right_copied_all=figures.left_copied_all,
        left_edited=figures.right_edited,
        right_edited=figures.left_edited,
        left_passages=figures.right_passages,
        right_passages=figures.left_passages,
    )


def _passage(passage: Passage) -> Passage:
    return replace(passage, left=passage.right, right=passage.left)


def _edits(edits: Sequence[Edit], new_index: dict[int, int]) -> tuple[Edit, ...]:
    """Return the mirrored edits; `new_index` leads from the old to the new index of every move."""
    return tuple(
        Edit(
            edit.right,
            edit.left,
            edit.right_text,
            edit.left_text,
            edit.kind,
            edit.marks,
            None if edit.move is None else new_index[edit.move],
        )
        for edit in edits
    )


def _move(move: Move) -> Move:
    return Move(move.right, move.left, _edits(move.edits, {}), move.right_section, move.left_section)


def _fact(change: FactChange) -> FactChange:
    kind = _CHANGES.get(change.change, change.change)
    return FactChange(kind, change.right, change.left, change.right_node, change.left_node)
