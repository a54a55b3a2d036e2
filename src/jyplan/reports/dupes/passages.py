"""The table of passages of all pairs: place and first words in both plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import Passage, Span
    from jyplan.reports.dupes.tables import ReportColumn, Tables
    from jyplan.reports.media.worksheets import Cell

_QUOTED = 160
"""Longest quote of a passage, in characters: two or three lines of a cell, enough to find the passage."""
_COLUMNS = (
    (Message("no."), 6),
    (Message("plan A"), 30),
    (Message("paragraph in A"), 9),
    (Message("words in A"), 50),
    (Message("plan B"), 30),
    (Message("paragraph in B"), 9),
    (Message("words in B"), 50),
    (Message("shared characters"), 10),
    (Message("edited"), 8),
    (Message("moved"), 8),
)


def passage_columns(tables: Tables) -> Iterator[ReportColumn]:
    """Yield the columns of the table of passages."""
    return tables.columns(*_COLUMNS)


def passage_rows(tables: Tables) -> Iterator[Sequence[Cell]]:
    """Yield a row per passage, in the order of the pairs; paragraphs count from 1 in each plan."""
    text_of, say = tables.options.text_of, tables.options.language.say
    yes = say(Message("yes"))
    for number, pair in enumerate(tables.copies.pairs, 1):
        left, right = text_of(pair.a), text_of(pair.b)
        for passage in pair.passages:
            yield (
                number,
                tables.names[pair.a],
                *_place(left, passage.left),
                tables.names[pair.b],
                *_place(right, passage.right),
                *_measures(passage, yes),
            )


def _place(text: str | None, span: Span) -> tuple[Cell, Cell]:
    """Return the number of a passage's first paragraph and the first words; two empty cells if no text is kept."""
    if text is None:
        return None, None
    words = one_line(text[span.start : min(span.end, span.start + _QUOTED)])
    return text.count("\n", 0, span.start) + 1, f"{words}…" if span.end - span.start > _QUOTED else words


def _measures(passage: Passage, yes: str) -> tuple[Cell, Cell, Cell]:
    """Return the shared characters of a passage, and whether the passage is edited and moved."""
    return passage.chars, yes if passage.edited else "", yes if passage.moved else ""
