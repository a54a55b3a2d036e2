"""The part of the text report that shows the changes themselves, in the order of both plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message, SectionStatus
from jyplan.reports.diff.body import Arrival, Block, Departure, Fold, Heading, Item, Origin, body
from jyplan.reports.diff.drawing import Drawing, drawing
from jyplan.reports.media.terminal import CYAN, DIM
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import Comparison
    from jyplan.reports.diff.page import Page

_QUOTED = 30
"""Columns of the beginning of a moved stretch that is no section."""


def change_lines(comparison: Comparison, page: Page) -> Iterator[str]:
    """Yield the changes with what stands between them folded."""
    drawn = drawing(page.width, colour=page.options.colour, ellipsis=page.ellipsis)
    for item in body(comparison, ignore_format=page.options.ignore_format):
        yield from _lines(item, page, drawn)


def _lines(item: Item, page: Page, drawn: Drawing) -> Iterator[str]:
    match item:
        case Fold(rows=(row,)):
            yield page.paint(f"  {page.fit(one_line(row.right), page.width - 2)}", DIM)
        case Fold(rows=rows):
            count = page.say(Message("{count} paragraphs unchanged"), count=len(rows))
            yield page.paint(f"  {page.ellipsis} {count}", DIM)
        case Heading(nodes=nodes):
            yield page.paint(page.fit(f"@ {page.path(nodes)}", page.width), CYAN)
        case Departure():
            yield _moved(page, "<<", Message("{what}: moved to {where}"), item)
        case Arrival(edited=True):
            yield _moved(page, ">>", Message("{what}: moved here from {where} and edited"), item)
        case Arrival():
            yield _moved(page, ">>", Message("{what}: moved here from {where}"), item)
        case Origin(status=status, other=other):
            words = (
                Message("split off from {section}:")
                if status is SectionStatus.ADDED
                else Message("merged into {section}:")
            )
            yield page.paint(page.fit(f"@ {page.say(words, section=page.name(other))}", page.width), CYAN)
        case Block(rows=rows):
            yield from drawn.lines(rows)


def _moved(page: Page, sign: str, words: Message, item: Departure | Arrival) -> str:
    what = page.name(item.section) if item.section else f"“{page.fit(one_line(item.beginning), _QUOTED)}”"
    where = page.path(item.elsewhere)
    return page.paint(page.fit(f"{sign} {page.say(words, what=what, where=where)}", page.width), CYAN)
