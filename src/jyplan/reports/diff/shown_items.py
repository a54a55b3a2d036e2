"""A comparison as displayed: changed rows under the headings of their sections, unchanged rows folded.

Items of a plan whose 一、工作目标 has a new figure and whose 二、工作措施 has a new last line:

    UnchangedRows   听课计划, 一、工作目标
    SectionHeading  一、工作目标
    ChangedRows     每人听课[-60-]{+80+}节。
    UnchangedRows   每月交流一次。, 二、工作措施, 教务处每周检查。
    SectionHeading  二、工作措施
    ChangedRows     {+结果公布在走廊里。+}
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from jyplan.model import SectionStatus
from jyplan.reports.diff.rows import TextRow, text_rows
from jyplan.reports.diff.sections import ComparedSections, PlanSections

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import Comparison, Node, Span


@dataclass(frozen=True, slots=True)
class UnchangedRows:
    """Paragraphs without a change, shown as a count at most."""

    rows: tuple[TextRow, ...]


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """The sections around the next rows."""

    nodes: tuple[Node, ...]
    """The topmost first; never empty."""


@dataclass(frozen=True, slots=True)
class MovedAway:
    """The old place of a moved stretch; the text is shown at the new place."""

    section: Node | None
    """The section, if a whole section moved; None for any different stretch of text."""
    beginning: str
    """First paragraph of the stretch."""
    new_path: tuple[Node, ...]
    """Sections around the new place, the topmost first; the moved section itself is the last."""


@dataclass(frozen=True, slots=True)
class MovedHere:
    """The new place of a moved stretch."""

    section: Node | None
    beginning: str
    old_path: tuple[Node, ...]
    """Sections around the old place, the topmost first; the moved section itself is the last."""
    edited: bool
    """Whether the stretch has edits; rows with the edits follow."""


@dataclass(frozen=True, slots=True)
class SplitOrMerged:
    """A note before a section split off a section of the left plan, or merged into a section of the right plan."""

    status: SectionStatus
    """ADDED for a section split off, REMOVED for a merged section."""
    source: Node
    """The split left section, or the right section with the merged text."""


@dataclass(frozen=True, slots=True)
class ChangedRows:
    """Consecutive changed rows."""

    rows: tuple[TextRow, ...]


ShownItem = UnchangedRows | SectionHeading | MovedAway | MovedHere | SplitOrMerged | ChangedRows


def shown_items(comparison: Comparison, *, ignore_format: bool) -> Iterator[ShownItem]:
    """Yield the items of a comparison in the order of both plans."""
    builder = _ItemBuilder(comparison)
    rows = text_rows(comparison, ignore_format=ignore_format)
    for (departs, arrives), row_group in groupby(rows, key=lambda row: (row.departs, row.arrives)):
        group = list(row_group)
        if departs is not None:
            yield builder.moved_away(departs, group)
            continue
        if arrives is not None:
            yield (arrival := builder.moved_here(arrives, group))
            if not arrival.edited:
                continue
        yield from builder.items_of(group, moved=arrives is not None)


class _ItemBuilder:
    """Makes items from rows and looks up their sections."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._sections = sections = ComparedSections(comparison)
        matches = comparison.sections
        self._split_from = {
            sections.right.by_id[match.right].span.start: match.split_from
            for match in matches
            if match.split_from and match.right
        }
        """Id of the split left section, by the offset in the right text of the section split off."""
        self._merged_into = {
            sections.left.by_id[match.left].span.start: match.merged_into
            for match in matches
            if match.merged_into and match.left
        }
        """Id of the right section with the merged text, by the offset in the left text of the merged section."""

    def items_of(self, rows: Sequence[TextRow], *, moved: bool) -> Iterator[ShownItem]:
        """Yield the items of consecutive rows, of a moved stretch or outside of moves.

        Of a moved stretch, unchanged rows before the first change are left out: `MovedHere` names their beginning.
        """
        fold_is_shown = not moved
        fold: UnchangedRows | None = None
        for changed, row_group in groupby(rows, key=lambda row: row.changed):
            group = tuple(row_group)
            if not changed:
                fold = UnchangedRows(group) if fold_is_shown else None
                continue
            fold_is_shown = True
            path = () if moved else self._path_above(group[0])
            if fold and not _is_heading(fold, path):
                yield fold
            fold = None
            if path:
                yield SectionHeading(path)
            yield from self._changed_items(group)
        if fold:
            yield fold

    def moved_away(self, move_index: int, rows: Sequence[TextRow]) -> MovedAway:
        """Return the item for the old place of a moved stretch."""
        move = self._comparison.moves[move_index]
        section = self._sections.left.by_id[move.left_section] if move.left_section else None
        return MovedAway(section, rows[0].left, _path_of_move(self._sections.right, move.right, move.right_section))

    def moved_here(self, move_index: int, rows: Sequence[TextRow]) -> MovedHere:
        """Return the item for the new place of a moved stretch."""
        move = self._comparison.moves[move_index]
        section = self._sections.right.by_id[move.right_section] if move.right_section else None
        old_path = _path_of_move(self._sections.left, move.left, move.left_section)
        return MovedHere(section, rows[0].right, old_path, any(row.changed for row in rows))

    def _changed_items(self, rows: tuple[TextRow, ...]) -> Iterator[ShownItem]:
        """Yield changed rows, with a note before each split or merged section."""
        pending: list[TextRow] = []
        for row in rows:
            if note := self._split_or_merged(row):
                if pending:
                    yield ChangedRows(tuple(pending))
                    pending = []
                yield note
            pending.append(row)
        if pending:
            yield ChangedRows(tuple(pending))

    def _split_or_merged(self, row: TextRow) -> SplitOrMerged | None:
        if row.right and (left_id := self._split_from.get(row.right_start)):
            return SplitOrMerged(SectionStatus.ADDED, self._sections.left.by_id[left_id])
        if row.left and (right_id := self._merged_into.get(row.left_start)):
            return SplitOrMerged(SectionStatus.REMOVED, self._sections.right.by_id[right_id])
        return None

    def _path_above(self, row: TextRow) -> tuple[Node, ...]:
        """Return the sections around a row, except a section that begins with the row."""
        sections, offset = (
            (self._sections.right, row.right_start) if row.right else (self._sections.left, row.left_start)
        )
        node = sections.section_at(offset + _indent(row))
        if node is None:
            return ()
        path = sections.path_to(node)
        return tuple(path[:-1] if node.span.start >= offset else path)


def _indent(row: TextRow) -> int:
    text = row.right or row.left
    return len(text) - len(text.lstrip())


def _is_heading(fold: UnchangedRows, path: Sequence[Node]) -> bool:
    """Return whether the only unchanged row is the heading of the section shown next."""
    return bool(path) and len(fold.rows) == 1 and path[-1].span.start == fold.rows[0].right_start


def _path_of_move(sections: PlanSections, span: Span, section_id: str | None) -> tuple[Node, ...]:
    """Return the sections around a moved stretch; the last is the stretch itself, if a whole section moved."""
    node = sections.by_id[section_id] if section_id else sections.section_at(span.start)
    return tuple(sections.path_to(node)) if node else ()
