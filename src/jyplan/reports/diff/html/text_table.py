"""The two columns: a table with a row for what stands side by side, unchanged stretches set apart to be folded."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Message, SectionStatus
from jyplan.reports.diff.html.cells import cell
from jyplan.reports.diff.html.changes import RowChange, change_sentence, read_change
from jyplan.reports.diff.html.signs import STATUS_SIGNS
from jyplan.reports.diff.words import STATUS_WORDS, fact_word
from jyplan.reports.media.labels import plan_title
from jyplan.reports.media.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.reports.diff.html.half import Half
    from jyplan.reports.diff.html.rows import Row
    from jyplan.reports.diff.html.scene import Scene

_CONTEXT = 1
"""Unchanged rows that stay in sight before and after a change."""
_FOLDED = 3
"""Rows that are worth a fold, at least."""


class _Shown(NamedTuple):
    """A row with what changed in it."""

    row: Row
    change: RowChange
    number: int
    """Of the change, from 1; 0 where there is none."""


def text_table(scene: Scene) -> str:
    """Return the table of both plans."""
    shown = _numbered(scene)
    total = max((each.number for each in shown), default=0)
    gutter = f'<th scope="col" class="g"><span class="sr">{scene.say(Message("change"))}</span></th>'
    heads = f"{_head(scene, scene.left)}{gutter}{_head(scene, scene.right)}"
    return (
        f'<table class="texts" aria-labelledby="texts-title"><thead><tr>{heads}</tr></thead>\n'
        f"{''.join(_bodies(scene, shown, total))}</table>"
    )


def _numbered(scene: Scene) -> list[_Shown]:
    """Return the rows, the changes among them counted."""
    shown: list[_Shown] = []
    number = 0
    for row in scene.rows:
        change = read_change(scene, row)
        changed = change.status is not SectionStatus.SAME
        number += changed
        shown.append(_Shown(row, change, number if changed else 0))
    return shown


def _head(scene: Scene, half: Half) -> str:
    path = scene.options.left_path if half.side == "left" else scene.options.right_path
    title = one_line(plan_title(half.plan.number, half.plan.title, scene.options.language))
    named = f'<span class="path">{escape(visible(path))}</span>' if path else ""
    return f'<th scope="col">{escape(title)}{named}</th>'


def _bodies(scene: Scene, shown: Sequence[_Shown], total: int) -> Iterator[str]:
    """Yield the table's bodies; an unchanged stretch is one that a button stands before."""
    start = 0
    for is_changed, group in groupby(shown, key=lambda each: each.number > 0):
        rows = list(group)
        first = 0 if start == 0 else _CONTEXT
        last = len(rows) if start + len(rows) == len(shown) else len(rows) - _CONTEXT
        start += len(rows)
        if is_changed or last - first < _FOLDED:
            yield _body(scene, rows, total)
            continue
        yield _body(scene, rows[:first], total)
        yield from _fold(scene, rows[first:last], total, f"fold{start}")
        yield _body(scene, rows[last:], total)


def _body(scene: Scene, rows: Sequence[_Shown], total: int) -> str:
    return f"<tbody>{''.join(_row(scene, each, total) for each in rows)}</tbody>\n" if rows else ""


def _fold(scene: Scene, rows: Sequence[_Shown], total: int, name: str) -> Iterator[str]:
    """Yield an unchanged stretch and before it the button that hides it; a page without scripts shows it."""
    count = {"count": len(rows)}
    renumbered = sum(each.change.renumbered for each in rows)
    said = [scene.say(Message("unchanged paragraphs: {count}", count))]
    if renumbered:
        said.append(scene.say(Message("only renumbered: {count}", {"count": renumbered})))
    said.append(escape(_sections_of(scene, rows)))
    yield (
        '<tbody class="fold"><tr><td colspan="3">'
        f'<button type="button" aria-expanded="true" aria-controls="{name}">'
        f'<span class="count">{" · ".join(part for part in said if part)}</span></button></td></tr></tbody>\n'
        f'<tbody id="{name}">{"".join(_row(scene, each, total) for each in rows)}</tbody>\n'
    )


def _sections_of(scene: Scene, rows: Sequence[_Shown]) -> str:
    """Return from which section to which an unchanged stretch goes, empty where none begins in it."""
    found = [node.id for each in rows for unit in each.row.right for node in unit.nodes]
    if not found:
        return ""
    first, last = scene.right.paths[found[0]], scene.right.paths[found[-1]]
    return first if first == last else f"{first} – {last}"


def _row(scene: Scene, shown: _Shown, total: int) -> str:
    row, change, number = shown
    classes = [change.status, *(["pair"] if row.is_pair else [])]
    said = ""
    if number:
        sentence = escape(change_sentence(scene, row, change, number, total))
        said = f' id="change{number}" tabindex="-1" data-say="{sentence}"'
    left, right = cell(scene, row, "left"), cell(scene, row, "right")
    return f'<tr class="{" ".join(classes)}"{said}>{left}<td class="g">{_gutter(scene, change)}</td>{right}</tr>\n'


def _gutter(scene: Scene, change: RowChange) -> str:
    """Return the sign of a row and the names of what of interest changed in it."""
    if change.status is SectionStatus.SAME:
        return f'<span class="sign">{scene.say(Message("No."))}</span>' if change.renumbered else ""
    sign = f'<span class="sign" aria-hidden="true">{STATUS_SIGNS[change.status]}</span>'
    word = f'<span class="sr">{scene.say(STATUS_WORDS[change.status])}</span>'
    marks = "".join(
        f'<span class="mark">{escape(fact_word(mark, scene.options.language))}</span>' for mark in change.marks
    )
    return sign + word + marks
