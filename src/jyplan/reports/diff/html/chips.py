"""The small links in the text: from a passage, a move, a split or merged section to its other half."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from jyplan.model import Message, SectionStatus
from jyplan.reports.diff.html.marking import passage_look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.language import Language
    from jyplan.model import Comparison
    from jyplan.reports.diff.html.half import Half
    from jyplan.reports.diff.html.pieces import Side

_MOVED = {SectionStatus.MOVED, SectionStatus.MOVED_EDITED}

Chip = tuple[int, str]
"""The character it stands before, and its HTML."""


def chips(comparison: Comparison, here: Half, there: Half, language: Language, *, passages: bool) -> dict[int, str]:
    """Return the links of one plan as HTML, by the character that they stand before."""
    found: dict[int, str] = {}
    for place, html in [
        *_origins(comparison, here, there, language),
        *_moves(comparison, here, there, language),
        *(_passages(comparison, here, there, language) if passages else ()),
    ]:
        found[place] = found.get(place, "") + html
    return found


def move_sentence(index: int, comparison: Comparison, here: Half, there: Half, language: Language) -> str:
    """Return where a moved stretch of one plan stands in the other."""
    move = comparison.moves[index]
    node = move.left_section if there.side == "left" else move.right_section
    place = node or there.section_at((move.left if there.side == "left" else move.right).start)
    return language.say(_move_message(here, there.name(place) if place else _title(there, language)))


def passage_name(index: int) -> str:
    """Return what a passage is called on the page; counted from 1."""
    return f"P{index + 1}"


def mate(name: str, half: Half) -> str:
    """Return the id of one end of a passage or move."""
    return f"{name}{half.side[0].upper()}"


def _move_message(here: Half, place: str) -> Message:
    if here.side == "left":
        return Message("moved to “{place}”", {"place": place})
    return Message("moved here from “{place}”", {"place": place})


def _part_message(here: Half, place: str) -> Message:
    if here.side == "left":
        return Message("merged into “{place}”", {"place": place})
    return Message("split off “{place}”", {"place": place})


def _title(half: Half, language: Language) -> str:
    return half.plan.title or language.gettext("beginning of the plan")


def loose_moves(comparison: Comparison, side: Side) -> dict[str, str]:
    """Return the sections of a side that moved though their text is not told as moved, each with its other self.

    Short ones are: their text is an edit at either place.
    """
    told = {move.left_section if side == "left" else move.right_section for move in comparison.moves}
    pairs = [(match.left, match.right) for match in comparison.sections if match.status in _MOVED]
    both = [pair if side == "left" else pair[::-1] for pair in pairs]
    return {mine: other for mine, other in both if mine and other and mine not in told}


def loose_move_sentence(here: Half, there: Half, other: str, language: Language) -> str:
    """Return where a section stands in the other plan, as which it has this id."""
    return language.say(_move_message(here, there.name(other)))


def _origins(comparison: Comparison, here: Half, there: Half, language: Language) -> Iterator[Chip]:
    """Yield the links of sections that were split off another, merged into one, or moved without their text."""
    for mine, other in loose_moves(comparison, here.side).items():
        sentence = loose_move_sentence(here, there, other, language)
        yield here.nodes[mine].span.start, _origin(there.anchor(other), sentence)
    for match in comparison.sections:
        mine_id, source = (match.left, match.merged_into) if here.side == "left" else (match.right, match.split_from)
        if mine_id is not None and source is not None:
            sentence = language.say(_part_message(here, there.name(source)))
            yield here.nodes[mine_id].span.start, _origin(there.anchor(source), sentence)


def _origin(anchor: str, sentence: str) -> str:
    return f'<a class="chip origin" href="#{anchor}">⇅ {escape(sentence)}</a>'


def _moves(comparison: Comparison, here: Half, there: Half, language: Language) -> Iterator[Chip]:
    for index, move in enumerate(comparison.moves):
        sentence = escape(move_sentence(index, comparison, here, there, language))
        name = f"M{index + 1}"
        html = (
            f'<a class="chip move" id="{mate(name, here)}" href="#{mate(name, there)}" title="{sentence}">'
            f'<span aria-hidden="true">⇅{index + 1}</span><span class="sr">{sentence}</span></a>'
        )
        yield (move.left if here.side == "left" else move.right).start, html


def _passages(comparison: Comparison, here: Half, there: Half, language: Language) -> Iterator[Chip]:
    for index, passage in enumerate(comparison.passages):
        name = passage_name(index)
        sentence = escape(
            language.say(Message("shared passage {name}, characters: {chars}", {"name": name, "chars": passage.chars}))
        )
        html = (
            f'<a class="chip {passage_look(index)}" id="{mate(name, here)}" href="#{mate(name, there)}" title="{sentence}">'
            f'<span aria-hidden="true">{name}</span><span class="sr">{sentence}</span></a>'
        )
        yield here.before_marker((passage.left if here.side == "left" else passage.right).start), html
