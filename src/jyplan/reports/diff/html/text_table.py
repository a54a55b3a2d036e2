"""Table with both texts side by side; long unchanged stretches are table bodies of their own, to be folded."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Message, SectionStatus
from jyplan.reports.diff.html.cells import cell
from jyplan.reports.diff.html.changes import RowChange, change_sentence, row_change
from jyplan.reports.diff.html.signs import STATUS_SIGNS
from jyplan.reports.diff.words import STATUS_WORDS, fact_word
from jyplan.reports.media.labels import plan_title
from jyplan.reports.media.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.reports.diff.html.comparison_page import ComparisonPage
    from jyplan.reports.diff.html.page_rows import PageRow
    from jyplan.reports.diff.html.plan_column import PlanColumn

_CONTEXT = 1
"""Unchanged rows before and after a change that are not folded."""
_LEAST_FOLD = 3
"""Fewest rows of a fold."""


class _NumberedRow(NamedTuple):
    """A row with its change."""

    row: PageRow
    change: RowChange
    number: int
    """Number of the change, from 1; 0 for an unchanged row."""


def text_table(page: ComparisonPage) -> str:
    """Return the table with both plans."""
    rows = _numbered_rows(page)
    total = max((row.number for row in rows), default=0)
    gutter = f'<th scope="col" class="g"><span class="sr">{page.say(Message("change"))}</span></th>'
    heads = f"{_head(page, page.left)}{gutter}{_head(page, page.right)}"
    return (
        f'<table class="texts" aria-labelledby="texts-title"><thead><tr>{heads}</tr></thead>\n'
        f"{''.join(_bodies(page, rows, total))}</table>"
    )


def _numbered_rows(page: ComparisonPage) -> list[_NumberedRow]:
    """Return the rows with their changes, numbered in order."""
    rows: list[_NumberedRow] = []
    number = 0
    for row in page.rows:
        change = row_change(page, row)
        is_changed = change.status is not SectionStatus.SAME
        number += is_changed
        rows.append(_NumberedRow(row, change, number if is_changed else 0))
    return rows


def _head(page: ComparisonPage, column: PlanColumn) -> str:
    path = page.options.left_path if column.side == "left" else page.options.right_path
    title = one_line(plan_title(column.plan.number, column.plan.title, page.options.language))
    path_html = f'<span class="path">{escape(visible(path))}</span>' if path else ""
    return f'<th scope="col">{escape(title)}{path_html}</th>'


def _bodies(page: ComparisonPage, rows: Sequence[_NumberedRow], total: int) -> Iterator[str]:
    """Yield the bodies of the table; before each folded body stands a body with its button."""
    start = 0
    for is_changed, row_group in groupby(rows, key=lambda row: row.number > 0):
        group = list(row_group)
        fold_start = 0 if start == 0 else _CONTEXT
        fold_end = len(group) if start + len(group) == len(rows) else len(group) - _CONTEXT
        start += len(group)
        if is_changed or fold_end - fold_start < _LEAST_FOLD:
            yield _body(page, group, total)
            continue
        yield _body(page, group[:fold_start], total)
        yield from _fold(page, group[fold_start:fold_end], total, f"fold{start}")
        yield _body(page, group[fold_end:], total)


def _body(page: ComparisonPage, rows: Sequence[_NumberedRow], total: int) -> str:
    return f"<tbody>{''.join(_row(page, row, total) for row in rows)}</tbody>\n" if rows else ""


def _fold(page: ComparisonPage, rows: Sequence[_NumberedRow], total: int, name: str) -> Iterator[str]:
    """Yield the button of a fold and its rows; without scripts, the rows are shown."""
    count = {"count": len(rows)}
    renumbered = sum(row.change.renumbered for row in rows)
    label = [page.say(Message("unchanged paragraphs: {count}", count))]
    if renumbered:
        label.append(page.say(Message("only renumbered: {count}", {"count": renumbered})))
    label.append(escape(_section_range(page, rows)))
    yield (
        '<tbody class="fold"><tr><td colspan="3">'
        f'<button type="button" aria-expanded="true" aria-controls="{name}">'
        f'<span class="count">{" · ".join(part for part in label if part)}</span></button></td></tr></tbody>\n'
        f'<tbody id="{name}">{"".join(_row(page, row, total) for row in rows)}</tbody>\n'
    )


def _section_range(page: ComparisonPage, rows: Sequence[_NumberedRow]) -> str:
    """Return the paths of the first and the last section that begin in rows; empty without any."""
    node_ids = [node.id for row in rows for unit in row.row.right for node in unit.nodes]
    if not node_ids:
        return ""
    first, last = page.right.paths[node_ids[0]], page.right.paths[node_ids[-1]]
    return first if first == last else f"{first} – {last}"


def _row(page: ComparisonPage, numbered: _NumberedRow, total: int) -> str:
    row, change, number = numbered
    classes = [change.status, *(["pair"] if row.is_pair else [])]
    target = ""
    if number:
        sentence = escape(change_sentence(page, row, change, number, total))
        target = f' id="change{number}" tabindex="-1" data-say="{sentence}"'
    left, right = cell(page, row, "left"), cell(page, row, "right")
    return f'<tr class="{" ".join(classes)}"{target}>{left}<td class="g">{_gutter(page, change)}</td>{right}</tr>\n'


def _gutter(page: ComparisonPage, change: RowChange) -> str:
    """Return the sign of a change and the kinds of the facts and figures touched."""
    if change.status is SectionStatus.SAME:
        return f'<span class="sign">{page.say(Message("No."))}</span>' if change.renumbered else ""
    sign = f'<span class="sign" aria-hidden="true">{STATUS_SIGNS[change.status]}</span>'
    word = f'<span class="sr">{page.say(STATUS_WORDS[change.status])}</span>'
    marks = "".join(
        f'<span class="mark">{escape(fact_word(mark, page.options.language))}</span>' for mark in change.marks
    )
    return sign + word + marks
