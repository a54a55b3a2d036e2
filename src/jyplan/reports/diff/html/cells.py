"""Cells of the table with both texts: the units of a row on a side, or a note on the place of moved text."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from jyplan.model import EditKind
from jyplan.reports.diff.html.chips import link_id, move_name, move_sentence
from jyplan.reports.diff.html.marking import edit_html, stretch_html
from jyplan.reports.diff.html.span_pairs import Side, clip

if TYPE_CHECKING:
    from jyplan.model import Span
    from jyplan.reports.diff.html.comparison_page import ComparisonPage
    from jyplan.reports.diff.html.page_rows import PageRow
    from jyplan.reports.diff.html.plan_column import PlanColumn
    from jyplan.reports.diff.html.units import Unit

_HEADINGS = 3
"""Levels of sections with HTML headings: h3 to h5, below the h1 and h2 of the page."""
_DEEPEST = 4
"""Deepest level with an indent of its own: classes `.d0` to `.d4` in page.css."""


def cell(page: ComparisonPage, row: PageRow, side: Side) -> str:
    """Return the cell of a row in the left or right column."""
    column, marked = (page.left, page.left_text) if side == "left" else (page.right, page.right_text)
    units = row.left if side == "left" else row.right
    kind = side[0]
    if not units:
        return f'<td class="{kind} none">{_move_note(page, row, side)}</td>'
    as_headings = side == "right" or not row.right
    content = "".join(
        _unit(column, unit, marked.html(unit.span, _deleted_html(page, row, unit, side)), as_heading=as_headings)
        for unit in units
    )
    return f'<td class="{kind}">{content}</td>'


def _move_note(page: ComparisonPage, row: PageRow, side: Side) -> str:
    """Return a note for an empty cell on the place of the moved text beside it; empty if the text did not move."""
    if row.move is None:
        return ""
    filled, empty = (page.right, page.left) if side == "left" else (page.left, page.right)
    sentence = move_sentence(row.move, page.comparison, filled, empty, page.options.language)
    return f'<a class="note" href="#{link_id(move_name(row.move), empty)}">{escape(sentence)}</a>'


def _unit(column: PlanColumn, unit: Unit, content: str, *, as_heading: bool) -> str:
    """Return a unit as a paragraph or heading, with the HTML ids of the sections that begin with the unit."""
    depth = min(unit.depth, _DEEPEST)
    tag = f"h{depth + 3}" if unit.is_title and as_heading and depth < _HEADINGS else "p"
    anchors = [column.anchor(node.id) for node in unit.nodes]
    identity = f' id="{anchors[0]}"' if anchors else ""
    inner_anchors = "".join(f'<span id="{anchor}"></span>' for anchor in anchors[1:])
    classes = f"d{depth} t" if unit.is_title else f"d{depth}"
    return f'<{tag}{identity} class="{classes}">{inner_anchors}{content}</{tag}>'


def _deleted_html(page: ComparisonPage, row: PageRow, unit: Unit, side: Side) -> dict[int, str]:
    """Return deleted left text as HTML, by the offset in the right text at which the text is shown inside a right unit.

    Narrow screens show both versions of a unit as a single text, and a moved stretch has its left text in a different
    row. Old numbers of sections are left out: （一三） could not be read.
    """
    if side == "left" or not (row.is_pair or row.move is not None):
        return {}
    deleted: dict[int, str] = {}
    source = row.left[0].span if row.left else None
    for pair in page.left.pairs.overlapping(source or page.comparison.moves[row.move or 0].left):
        edit = pair.edit
        if (
            edit is None
            or edit.kind is EditKind.NUMBERING
            or not _is_inside(page.right.text, unit.span, edit.right.start)
        ):
            continue
        content = stretch_html(page.left.text, clip(edit.left, source) if source else edit.left)
        html = edit_html("del", edit, content, show_format=page.options.ignore_format is False, extra="was")
        if html != content:
            deleted[edit.right.start] = deleted.get(edit.right.start, "") + html
    return deleted


def _is_inside(text: str, span: Span, offset: int) -> bool:
    """Return whether an insertion at an offset belongs to a unit; at the end of the unit only before a line end."""
    return span.start <= offset < span.end or (offset == span.end and text[offset : offset + 1] in {"", "\n"})
