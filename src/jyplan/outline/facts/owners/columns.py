"""Owners in tables of plain text rows: the head of a column (值周教师) vouches for the names in the column's cells.

| cell under 值周教师 | owners |
|---|---|
| 张华、马强 | both, though 马 begins many words |
| 全体行政 | none |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Owner
from jyplan.outline.facts.folding import fold
from jyplan.outline.facts.owners.names import begins_with_verb, is_owner_name, name_spans
from jyplan.outline.facts.owners.persons import is_vouched_person
from jyplan.outline.facts.owners.wording import owner_patterns
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TAB = lazy_pattern("\t")
_GAP = lazy_pattern(" {2,8}|\u3000")
"""Spaces between the columns of a pasted row, as wide as a tab."""
_LONGEST_HEAD = 8
"""Characters of a head, as 值周行政领导."""
_LONGEST_CELL = 40
"""Characters of a cell with names and nothing else."""
_SHORTEST_NAME, _LONGEST_NAME = 2, 4
"""Characters of the names for which a head vouches."""


def find_column_owners(rows: Sequence[tuple[str, int]]) -> Iterator[Owner]:
    r"""Yield the owners in columns whose head is a label of owners; `rows` are texts with their offsets in the plan.

    The head's reach ends at the first row with a different number of cells.

    >>> rows = [("周次\t值周教师", 0), ("1\t张华、马强", 8), ("2\t高敏", 16)]
    >>> [owner.names for owner in find_column_owners(rows)]
    [('张华', '马强'), ('高敏',)]
    """
    columns: list[int] = []
    width = 0
    for text, start in rows:
        cells = _cells(text) if "\t" in text or "  " in text or "\u3000" in text else []
        heads = [index for index, (first, last) in enumerate(cells) if _is_head(text[first:last])]
        if heads and len(cells) > 1:
            columns, width = heads, len(cells)
        elif len(cells) != width:
            columns, width = [], 0
        else:
            for first, last in (cells[index] for index in columns):
                yield from _owner(text, start, first, last)


def _cells(text: str) -> list[tuple[int, int]]:
    """Return the spans of the cells of a row."""
    spans, offset = [], 0
    for gap in (_TAB if "\t" in text else _GAP).finditer(text):
        spans.append((offset, gap.start()))
        offset = gap.end()
    return [*spans, (offset, len(text))]


def _is_head(cell: str) -> bool:
    """Return whether a cell is a label of owners and nothing else: 值周教师, 责任人."""
    label = owner_patterns().label.search(fold(cell)) if len(cell) <= _LONGEST_HEAD else None
    return label is not None and label.start() == 0


def _owner(text: str, start: int, first: int, last: int) -> Iterator[Owner]:
    """Yield the owner in a cell of names alone."""
    if not _SHORTEST_NAME <= last - first <= _LONGEST_CELL:
        return
    folded = fold(text)
    spans = name_spans(folded, first, last)
    if spans and all(_is_vouched(folded[begin:end]) for begin, end in spans):
        names = tuple(text[begin:end] for begin, end in spans)
        begin, end = spans[0][0], spans[-1][1]
        yield Owner(text[begin:end], start + begin, start + end, names)


def _is_vouched(name: str) -> bool:
    """Return whether a text is a name, as the head of the column says."""
    if is_owner_name(name):
        return True
    is_short = _SHORTEST_NAME <= len(name) <= _LONGEST_NAME and not begins_with_verb(name)
    return is_short and is_vouched_person(name)
