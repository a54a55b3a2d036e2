"""What a reader is shown of the rows of a comparison: changed ones under their headings, the others folded."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from jyplan.model import SectionStatus
from jyplan.reports.diff.rows import Row, rows
from jyplan.reports.diff.sections import Nodes, Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import Comparison, Node, SectionMatch, Span


@dataclass(frozen=True, slots=True)
class Fold:
    """Paragraphs that are not shown, as nothing in them changed."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The sections that the following rows stand in, the topmost first; never empty."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Departure:
    """Here stood on the left what stands elsewhere on the right; its text is shown there."""

    section: Node | None
    """The one that moved as a whole, None for a stretch of text."""
    beginning: str
    """The first paragraph of it."""
    elsewhere: tuple[Node, ...]
    """The sections it stands in now, the topmost first; the last is itself, if it is one."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Here begins what stood elsewhere on the left."""

    section: Node | None
    beginning: str
    elsewhere: tuple[Node, ...]
    """The sections it stood in, as above."""
    edited: bool
    """Whether rows with what was changed in it follow."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The following row begins a section that is a part of another, or that went into another."""

    status: SectionStatus
    """ADDED for one that was split off, REMOVED for one that was merged."""
    other: Node


@dataclass(frozen=True, slots=True)
class Block:
    """Changed rows one after another."""

    rows: tuple[Row, ...]


Item = Fold | Heading | Departure | Arrival | Origin | Block


def body(comparison: Comparison, *, ignore_format: bool) -> Iterator[Item]:
    """Yield what is shown of a comparison, in the order of both plans."""
    teller = _Teller(comparison)
    found = rows(comparison, ignore_format=ignore_format)
    for (departs, arrives), together in groupby(found, key=lambda row: (row.departs, row.arrives)):
        group = list(together)
        if departs is not None:
            yield teller.departure(departs, group)
            continue
        if arrives is not None:
            yield (arrival := teller.arrival(arrives, group))
            if not arrival.edited:
                continue
        yield from teller.rows(group, moved=arrives is not None)


class _Teller:
    """Knows the sections of both sides."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._nodes = Nodes(comparison)
        parts = [match for match in comparison.sections if match.split_from or match.merged_into]
        self._split = {self._right(match).span.start: match for match in parts if match.split_from}
        self._merged = {self._left(match).span.start: match for match in parts if match.merged_into}

    def rows(self, group: Sequence[Row], *, moved: bool) -> Iterator[Item]:
        """Yield the rows of a stretch that has one order: headings, changed rows and folds.

        A moved stretch is named already: what is unchanged at its beginning says nothing more.
        """
        shown = not moved
        fold: Fold | None = None
        for changed, together in groupby(group, key=lambda row: row.changed):
            part = tuple(together)
            if not changed:
                fold = Fold(part) if shown else None
                continue
            shown = True
            path = () if moved else self._above(part[0])
            if fold and not _is_heading(fold, path):
                yield fold
            fold = None
            if path:
                yield Heading(path)
            yield from self._blocks(part)
        if fold:
            yield fold

    def departure(self, number: int, group: Sequence[Row]) -> Departure:
        """Return where a moved stretch went."""
        move = self._comparison.moves[number]
        title = self._nodes.left.by_id[move.left_section] if move.left_section else None
        return Departure(title, group[0].left, _around(self._nodes.right, move.right, move.right_section))

    def arrival(self, number: int, group: Sequence[Row]) -> Arrival:
        """Return where a moved stretch came from."""
        move = self._comparison.moves[number]
        title = self._nodes.right.by_id[move.right_section] if move.right_section else None
        origin = _around(self._nodes.left, move.left, move.left_section)
        return Arrival(title, group[0].right, origin, any(row.changed for row in group))

    def _blocks(self, part: tuple[Row, ...]) -> Iterator[Item]:
        """Yield changed rows, with a word where a split or merged section begins."""
        waiting: list[Row] = []
        for row in part:
            if note := self._origin(row):
                if waiting:
                    yield Block(tuple(waiting))
                    waiting = []
                yield note
            waiting.append(row)
        if waiting:
            yield Block(tuple(waiting))

    def _origin(self, row: Row) -> Origin | None:
        if row.right and (match := self._split.get(row.right_at)):
            return Origin(SectionStatus.ADDED, self._nodes.left.by_id[match.split_from or ""])
        if row.left and (match := self._merged.get(row.left_at)):
            return Origin(SectionStatus.REMOVED, self._nodes.right.by_id[match.merged_into or ""])
        return None

    def _above(self, row: Row) -> tuple[Node, ...]:
        """Return the sections a row stands in, without the one that it begins, which it names itself."""
        side, at = (self._nodes.right, row.right_at) if row.right else (self._nodes.left, row.left_at)
        node = side.at(at + _indent(row))
        if node is None:
            return ()
        path = side.path(node)
        return tuple(path[:-1] if node.span.start >= at else path)

    def _right(self, match: SectionMatch) -> Node:
        return self._nodes.right.by_id[match.right or ""]

    def _left(self, match: SectionMatch) -> Node:
        return self._nodes.left.by_id[match.left or ""]


def _indent(row: Row) -> int:
    text = row.right or row.left
    return len(text) - len(text.lstrip())


def _is_heading(fold: Fold, path: Sequence[Node]) -> bool:
    """Return whether all that is folded is the heading that stands over the following rows anyway."""
    return bool(path) and len(fold.rows) == 1 and path[-1].span.start == fold.rows[0].right_at


def _around(side: Side, span: Span, section: str | None) -> tuple[Node, ...]:
    """Return the sections that a moved stretch stands in, itself included if it is one."""
    node = side.by_id[section] if section else side.at(span.start)
    return tuple(side.path(node)) if node else ()
