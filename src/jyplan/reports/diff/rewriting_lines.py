"""Part of the text report for a suspected rewriting: left and right sentences side by side on a wide screen, else left above right."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from jyplan.model import ItemFate, Message
from jyplan.reports.diff.rewriting import FATE_SIGNS, FATE_WORDS, RewritingRow, rewriting_rows, rewriting_sentences
from jyplan.reports.media.columns import width, wrap
from jyplan.reports.media.terminal import DIM, GREEN, RED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import Comparison
    from jyplan.reports.diff.screen import DiffScreen

_FEW = 6
"""Reworded sentences in the short report: the first."""
_SIDE_BY_SIDE = 100
"""Columns of the narrowest screen with both plans side by side."""
_CODES = {ItemFate.DROPPED: (RED,), ItemFate.NEW: (GREEN,), ItemFate.KEPT: (DIM,), ItemFate.REWRITTEN: ()}


def rewriting_lines(comparison: Comparison, screen: DiffScreen, *, everything: bool) -> Iterator[str]:
    """Yield the fate of each sentence; in the short report only the first reworded sentences."""
    if comparison.rewriting is None:
        return
    for sentence in rewriting_sentences(comparison.rewriting, screen.language):
        yield from screen.wrapped(sentence)
    rows = list(rewriting_rows(comparison, screen.language))
    shown = rows if everything else [row for row in rows if row.fate is ItemFate.REWRITTEN][:_FEW]
    for row in shown:
        yield from _row_lines(row, screen)
    if len(shown) < len(rows):
        yield screen.say(
            Message("{ellipsis} {count} more: --only rewriting"), ellipsis=screen.ellipsis, count=len(rows) - len(shown)
        )


def _row_lines(row: RewritingRow, screen: DiffScreen) -> Iterator[str]:
    if screen.width >= _SIDE_BY_SIDE:
        yield from _side_by_side(row, screen)
    else:
        for name, text in (("A", row.left), ("B", row.right)):
            for index, line in enumerate(wrap(text, screen.width - 4) if text else ()):
                sign = FATE_SIGNS[row.fate] if index == 0 and text == (row.left or row.right) else " "
                yield screen.paint(f"{sign} {name if index == 0 else ' '} {line}", *_CODES[row.fate])
    if row.shared:
        words = screen.say(Message("both: {words}"), words=row.shared)
        yield screen.paint(f"    {screen.fit(words, screen.width - 4)}", DIM)


def _side_by_side(row: RewritingRow, screen: DiffScreen) -> Iterator[str]:
    word = screen.say(FATE_WORDS[row.fate])
    first = max(width(screen.say(fate)) for fate in FATE_WORDS.values()) + 2
    column = (screen.width - first - 3) // 2
    lefts, rights = wrap(row.left, column) if row.left else [], wrap(row.right, column) if row.right else []
    for index, (left, right) in enumerate(zip_longest(lefts, rights, fillvalue="")):
        head = screen.padded(word if index == 0 else "", first)
        yield screen.paint(f"{head}{screen.padded(left, column)}   {right}".rstrip(), *_CODES[row.fate])
