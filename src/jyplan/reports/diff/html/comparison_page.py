"""Content of the page: a comparison with both plans cut into units, marked, and aligned in rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from jyplan.model import Change, Message, Span
from jyplan.reports.diff.html.chips import chips_by_offset, moves_without_text
from jyplan.reports.diff.html.marking import MarkedText, last_index_by_character
from jyplan.reports.diff.html.page_rows import PageRow, align_rows
from jyplan.reports.diff.html.plan_column import PlanColumn
from jyplan.reports.diff.html.span_pairs import AlignedTexts, Side
from jyplan.reports.media.html_page import text_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import Comparison, FactChange
    from jyplan.reports.protocol import DiffOptions


@dataclass(frozen=True)
class ComparisonPage:
    """Content of the page, and sentences and links on the page."""

    comparison: Comparison
    options: DiffOptions
    left: PlanColumn
    right: PlanColumn
    left_text: MarkedText
    right_text: MarkedText
    rows: tuple[PageRow, ...]

    @cached_property
    def changed_facts(self) -> tuple[FactChange, ...]:
        """Changed facts; `MarkedText.facts` holds indices into this tuple."""
        return tuple(_changed_facts(self.comparison))

    @cached_property
    def moves_without_text(self) -> dict[Side, dict[str, str]]:
        """By side: moved sections that are in no `Move`, as ids with the ids on the opposite side."""
        return {
            "left": moves_without_text(self.comparison, "left"),
            "right": moves_without_text(self.comparison, "right"),
        }

    def say(self, message: Message) -> str:
        """Return a sentence as HTML, its parameters escaped."""
        return text_html(self.options.language.say(message))

    @property
    def columns(self) -> tuple[PlanColumn, PlanColumn]:
        """The left and the right column."""
        return self.left, self.right

    @property
    def has_texts(self) -> bool:
        """Whether the page shows both texts; with `--only roles` or `sections` it does not."""
        return self.options.only not in {"roles", "sections"}

    def link(self, target: str, content: str) -> str:
        """Return a link to an id in the texts; only the content if the page has no texts."""
        return f'<a href="#{target}">{content}</a>' if self.has_texts else f"<span>{content}</span>"

    def path_link(self, node_id: str, column: PlanColumn) -> str:
        """Return a link to a section with its path as text: 二（一）3."""
        return self.link(column.anchor(node_id), escape(column.paths[node_id]))


def prepare_page(comparison: Comparison, options: DiffOptions) -> ComparisonPage:
    """Return the content of the page."""
    texts = AlignedTexts.of(comparison)
    left, right = PlanColumn.of(comparison.left, texts.left), PlanColumn.of(comparison.right, texts.right)
    return ComparisonPage(
        comparison,
        options,
        left,
        right,
        _marked(comparison, left, right, options),
        _marked(comparison, right, left, options),
        align_rows(comparison, texts, left.units, right.units),
    )


def _marked(comparison: Comparison, column: PlanColumn, opposite: PlanColumn, options: DiffOptions) -> MarkedText:
    chars = len(column.text)
    with_passages = options.only in {None, "passages"}
    return MarkedText(
        column.text,
        column.pairs,
        last_index_by_character(chars, _passage_spans(comparison, column.side) if with_passages else ()),
        last_index_by_character(chars, _changed_fact_spans(comparison, column.side)),
        chips_by_offset(comparison, column, opposite, options.language, passages=with_passages),
        not options.ignore_format,
    )


def _passage_spans(comparison: Comparison, side: Side) -> list[tuple[Span, int]]:
    """Return the passages as spans with indices, the longest last: later spans cover earlier ones."""
    by_length = sorted(enumerate(comparison.passages), key=lambda entry: (entry[1].chars, -entry[0]))
    return [(passage.left if side == "left" else passage.right, index) for index, passage in by_length]


def _changed_facts(comparison: Comparison) -> Iterator[FactChange]:
    return (change for change in comparison.facts if change.change is Change.CHANGED)


def _changed_fact_spans(comparison: Comparison, side: Side) -> Iterator[tuple[Span, int]]:
    for index, change in enumerate(_changed_facts(comparison)):
        fact = change.left if side == "left" else change.right
        if fact is not None:
            yield Span(fact.start, fact.end), index
