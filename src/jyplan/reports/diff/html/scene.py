"""Everything the page shows of a comparison, brought into the form in which it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from jyplan.model import Change, Message, Span
from jyplan.reports.diff.html.chips import chips, loose_moves
from jyplan.reports.diff.html.half import Half
from jyplan.reports.diff.html.marking import MarkedText, painted
from jyplan.reports.diff.html.pieces import Side, Tracks
from jyplan.reports.diff.html.rows import Row, align_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import Comparison, FactChange
    from jyplan.reports.protocol import DiffOptions


@dataclass(frozen=True)
class Scene:
    """Both plans, side by side."""

    comparison: Comparison
    options: DiffOptions
    left: Half
    right: Half
    left_text: MarkedText
    right_text: MarkedText
    rows: tuple[Row, ...]

    @cached_property
    def changed_facts(self) -> tuple[FactChange, ...]:
        """The facts that changed, by the numbers that `MarkedText.facts` has."""
        return tuple(_changed_facts(self.comparison))

    @cached_property
    def loose_moves(self) -> dict[Side, dict[str, str]]:
        """For either side the sections that moved without their text."""
        return {"left": loose_moves(self.comparison, "left"), "right": loose_moves(self.comparison, "right")}

    def say(self, message: Message) -> str:
        """Return a sentence of the page as HTML; texts of the documents may be among its parameters."""
        return escape(self.options.language.say(message))

    @property
    def halves(self) -> tuple[Half, Half]:
        """Both plans."""
        return self.left, self.right

    @property
    def has_texts(self) -> bool:
        """Whether the page shows the two columns, or only what is above them."""
        return self.options.only not in {"roles", "sections"}

    def link(self, target: str, content: str) -> str:
        """Return a link to an id in the two columns, its content alone where the page has none."""
        return f'<a href="#{target}">{content}</a>' if self.has_texts else f"<span>{content}</span>"

    def path_link(self, node: str, half: Half) -> str:
        """Return a link to a section that says its path: 二（一）3."""
        return self.link(half.anchor(node), escape(half.paths[node]))


def set_scene(comparison: Comparison, options: DiffOptions) -> Scene:
    """Return what the page shows."""
    tracks = Tracks.of(comparison)
    left, right = Half.of(comparison.left, tracks.left), Half.of(comparison.right, tracks.right)
    return Scene(
        comparison,
        options,
        left,
        right,
        _marked(comparison, left, right, options),
        _marked(comparison, right, left, options),
        align_rows(comparison, tracks, left.units, right.units),
    )


def _marked(comparison: Comparison, here: Half, there: Half, options: DiffOptions) -> MarkedText:
    length = len(here.text)
    with_passages = options.only in {None, "passages"}
    return MarkedText(
        here.text,
        here.track,
        painted(length, _passages(comparison, here.side) if with_passages else ()),
        painted(length, _fact_places(comparison, here.side)),
        chips(comparison, here, there, options.language, passages=with_passages),
        not options.ignore_format,
    )


def _passages(comparison: Comparison, side: Side) -> list[tuple[Span, int]]:
    """Return where the passages stand, the longest last: it covers what lies in it."""
    numbered = sorted(enumerate(comparison.passages), key=lambda entry: (entry[1].chars, -entry[0]))
    return [(passage.left if side == "left" else passage.right, number) for number, passage in numbered]


def _changed_facts(comparison: Comparison) -> Iterator[FactChange]:
    return (change for change in comparison.facts if change.change is Change.CHANGED)


def _fact_places(comparison: Comparison, side: Side) -> Iterator[tuple[Span, int]]:
    for number, change in enumerate(_changed_facts(comparison)):
        fact = change.left if side == "left" else change.right
        if fact is not None:
            yield Span(fact.start, fact.end), number
