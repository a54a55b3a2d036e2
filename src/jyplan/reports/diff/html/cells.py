"""One cell of the two columns: the units of a row on one side, or a note where they are elsewhere."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from jyplan.model import EditKind
from jyplan.reports.diff.html.chips import mate, move_sentence
from jyplan.reports.diff.html.marking import edit_html, stretch_html
from jyplan.reports.diff.html.pieces import Side, clip

if TYPE_CHECKING:
    from jyplan.model import Span
    from jyplan.reports.diff.html.half import Half
    from jyplan.reports.diff.html.rows import Row
    from jyplan.reports.diff.html.scene import Scene
    from jyplan.reports.diff.html.units import Unit

_HEADINGS = 3
"""Depths whose titles are headings of the page, below its own h1 and h2."""
_DEEPEST = 4
"""Depths that are indented apart: `.d0` … in page.css."""


def cell(scene: Scene, row: Row, side: Side) -> str:
    """Return a cell of the table."""
    half, marked = (scene.left, scene.left_text) if side == "left" else (scene.right, scene.right_text)
    units = row.left if side == "left" else row.right
    kind = side[0]
    if not units:
        return f'<td class="{kind} none">{_elsewhere(scene, row, side)}</td>'
    as_headings = side == "right" or not row.right
    inside = "".join(
        _unit(half, unit, marked.html(unit.span, _gone(scene, row, unit, side)), as_heading=as_headings)
        for unit in units
    )
    return f'<td class="{kind}">{inside}</td>'


def _elsewhere(scene: Scene, row: Row, side: Side) -> str:
    """Return a note of where the text is that stands on the other side of an empty cell, if it moved."""
    if row.move is None:
        return ""
    full, empty = (scene.right, scene.left) if side == "left" else (scene.left, scene.right)
    sentence = move_sentence(row.move, scene.comparison, full, empty, scene.options.language)
    name = f"M{row.move + 1}"
    return f'<a class="note" href="#{mate(name, empty)}">{escape(sentence)}</a>'


def _unit(half: Half, unit: Unit, content: str, *, as_heading: bool) -> str:
    """Return a unit as a paragraph or heading that its section can be found by."""
    depth = min(unit.depth, _DEEPEST)
    tag = f"h{depth + 3}" if unit.titled and as_heading and depth < _HEADINGS else "p"
    names = [half.anchor(node.id) for node in unit.nodes]
    identity = f' id="{names[0]}"' if names else ""
    more = "".join(f'<span id="{name}"></span>' for name in names[1:])
    classes = f"d{depth} t" if unit.titled else f"d{depth}"
    return f'<{tag}{identity} class="{classes}">{more}{content}</{tag}>'


def _gone(scene: Scene, row: Row, unit: Unit, side: Side) -> dict[int, str]:
    """Return what was deleted from a unit of the right plan, to be shown where the left one is out of sight.

    That is on narrow screens, which show a pair as one text, and where a moved section has arrived. An old
    number is left out: （一三） could not be read.
    """
    if side == "left" or not (row.is_pair or row.move is not None):
        return {}
    found: dict[int, str] = {}
    source = row.left[0].span if row.left else None
    for piece in scene.left.track.within(source or _origin(scene, row)):
        edit = piece.edit
        if edit is None or edit.kind is EditKind.NUMBERING or not _is_in(scene.right.text, unit.span, edit.right.start):
            continue
        content = stretch_html(scene.left.text, clip(edit.left, source) if source else edit.left)
        html = edit_html("del", edit, content, show_format=scene.options.ignore_format is False, extra="was")
        if html != content:
            found[edit.right.start] = found.get(edit.right.start, "") + html
    return found


def _origin(scene: Scene, row: Row) -> Span:
    move = scene.comparison.moves[row.move or 0]
    return move.left


def _is_in(text: str, span: Span, place: int) -> bool:
    """Return whether an insertion at this place is made in a unit: at its end only where its line ends too."""
    return span.start <= place < span.end or (place == span.end and text[place : place + 1] in {"", "\n"})
