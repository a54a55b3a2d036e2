"""Chips: small links in the text from a passage, move, or split, merged or moved section to the opposite column."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Message, SectionStatus
from jyplan.reports.diff.html.marking import passage_class

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.language import Language
    from jyplan.model import Comparison
    from jyplan.reports.diff.html.plan_column import PlanColumn
    from jyplan.reports.diff.html.span_pairs import Side

_MOVED = {SectionStatus.MOVED, SectionStatus.MOVED_EDITED}


class Chip(NamedTuple):
    """A link in the text of a column."""

    offset: int
    """Offset in the plan text of the character after the link."""
    html: str


def chips_by_offset(
    comparison: Comparison, column: PlanColumn, opposite: PlanColumn, language: Language, *, passages: bool
) -> dict[int, str]:
    """Return the chips of a column as HTML, by the offset of the character after each chip."""
    chips: dict[int, str] = {}
    for offset, html in [
        *_section_chips(comparison, column, opposite, language),
        *_move_chips(comparison, column, opposite, language),
        *(_passage_chips(comparison, column, opposite, language) if passages else ()),
    ]:
        chips[offset] = chips.get(offset, "") + html
    return chips


def move_sentence(
    index: int, comparison: Comparison, column: PlanColumn, opposite: PlanColumn, language: Language
) -> str:
    """Return the place in the opposite column of a moved stretch of `column`, as a sentence."""
    move = comparison.moves[index]
    span, section = (move.left, move.left_section) if opposite.side == "left" else (move.right, move.right_section)
    node_id = section or opposite.section_at(span.start)
    place = opposite.name(node_id) if node_id else opposite.plan.title or language.gettext("beginning of the plan")
    return language.say(_move_message(column, place))


def section_move_sentence(column: PlanColumn, opposite: PlanColumn, opposite_id: str, language: Language) -> str:
    """Return the place in the opposite column of a section with the id `opposite_id` there, as a sentence."""
    return language.say(_move_message(column, opposite.name(opposite_id)))


def passage_name(index: int) -> str:
    """Return the name of a passage on the page: P1 for index 0."""
    return f"P{index + 1}"


def move_name(index: int) -> str:
    """Return the name of a move in HTML ids: M1 for index 0."""
    return f"M{index + 1}"


def link_id(name: str, column: PlanColumn) -> str:
    """Return the HTML id of a passage or move in a column: P1L."""
    return f"{name}{column.side[0].upper()}"


def moves_without_text(comparison: Comparison, side: Side) -> dict[str, str]:
    """Return the moved sections of a side that are in no `Move`, as ids with the ids on the opposite side.

    They are short: the comparison has their text as edits at both places.
    """
    sections_of_moves = {move.left_section if side == "left" else move.right_section for move in comparison.moves}
    pairs = [(match.left, match.right) for match in comparison.sections if match.status in _MOVED]
    own_first = [pair if side == "left" else pair[::-1] for pair in pairs]
    return {
        own_id: opposite_id
        for own_id, opposite_id in own_first
        if own_id and opposite_id and own_id not in sections_of_moves
    }


def _move_message(column: PlanColumn, place: str) -> Message:
    if column.side == "left":
        return Message("moved to “{place}”", {"place": place})
    return Message("moved here from “{place}”", {"place": place})


def _split_or_merge_message(column: PlanColumn, place: str) -> Message:
    if column.side == "left":
        return Message("merged into “{place}”", {"place": place})
    return Message("split off “{place}”", {"place": place})


def _section_chips(
    comparison: Comparison, column: PlanColumn, opposite: PlanColumn, language: Language
) -> Iterator[Chip]:
    """Yield the chips of sections that were split off, merged, or moved without a `Move`."""
    for own_id, opposite_id in moves_without_text(comparison, column.side).items():
        sentence = section_move_sentence(column, opposite, opposite_id, language)
        yield Chip(column.nodes[own_id].span.start, _section_chip(opposite.anchor(opposite_id), sentence))
    for match in comparison.sections:
        section, source = (match.left, match.merged_into) if column.side == "left" else (match.right, match.split_from)
        if section is not None and source is not None:
            sentence = language.say(_split_or_merge_message(column, opposite.name(source)))
            yield Chip(column.nodes[section].span.start, _section_chip(opposite.anchor(source), sentence))


def _section_chip(anchor: str, sentence: str) -> str:
    return f'<a class="chip origin" href="#{anchor}">⇅ {escape(sentence)}</a>'


def _move_chips(comparison: Comparison, column: PlanColumn, opposite: PlanColumn, language: Language) -> Iterator[Chip]:
    for index, move in enumerate(comparison.moves):
        sentence = escape(move_sentence(index, comparison, column, opposite, language))
        name = move_name(index)
        html = (
            f'<a class="chip move" id="{link_id(name, column)}" href="#{link_id(name, opposite)}" title="{sentence}">'
            f'<span aria-hidden="true">⇅{index + 1}</span><span class="sr">{sentence}</span></a>'
        )
        yield Chip((move.left if column.side == "left" else move.right).start, html)


def _passage_chips(
    comparison: Comparison, column: PlanColumn, opposite: PlanColumn, language: Language
) -> Iterator[Chip]:
    for index, passage in enumerate(comparison.passages):
        name = passage_name(index)
        own_id, opposite_id = link_id(name, column), link_id(name, opposite)
        sentence = escape(
            language.say(Message("shared passage {name}, characters: {chars}", {"name": name, "chars": passage.chars}))
        )
        html = (
            f'<a class="chip {passage_class(index)}" id="{own_id}" href="#{opposite_id}" title="{sentence}">'
            f'<span aria-hidden="true">{name}</span><span class="sr">{sentence}</span></a>'
        )
        yield Chip(column.before_marker((passage.left if column.side == "left" else passage.right).start), html)
