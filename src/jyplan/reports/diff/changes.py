"""Last part of the text report: all changes, in the order of both plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message, SectionStatus
from jyplan.reports.diff.drawing import RowDrawing, row_drawing
from jyplan.reports.diff.shown_items import (
    ChangedRows,
    MovedAway,
    MovedHere,
    SectionHeading,
    ShownItem,
    SplitOrMerged,
    UnchangedRows,
    shown_items,
)
from jyplan.reports.media.terminal import CYAN, DIM
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import Comparison, Node
    from jyplan.reports.diff.screen import DiffScreen

_QUOTED = 30
"""Columns of the quoted beginning of a moved stretch that is no section."""


def change_lines(comparison: Comparison, screen: DiffScreen) -> Iterator[str]:
    """Yield the lines of all changes; unchanged paragraphs in between are counted."""
    drawing = row_drawing(screen.width, colour=screen.options.colour, ellipsis=screen.ellipsis)
    for item in shown_items(comparison, ignore_format=screen.options.ignore_format):
        yield from _item_lines(item, screen, drawing)


def _item_lines(item: ShownItem, screen: DiffScreen, drawing: RowDrawing) -> Iterator[str]:
    match item:
        case UnchangedRows(rows=(row,)):
            yield screen.paint(f"  {screen.fit(one_line(row.right), screen.width - 2)}", DIM)
        case UnchangedRows(rows=rows):
            count = screen.say(Message("{count} paragraphs unchanged"), count=len(rows))
            yield screen.paint(f"  {screen.ellipsis} {count}", DIM)
        case SectionHeading(nodes=nodes):
            yield _note(screen, f"@ {screen.path(nodes)}")
        case MovedAway(new_path=path):
            yield _note(screen, f"<< {_move_sentence(screen, Message('{what}: moved to {where}'), item, path)}")
        case MovedHere(old_path=path, edited=True):
            words = Message("{what}: moved here from {where} and edited")
            yield _note(screen, f">> {_move_sentence(screen, words, item, path)}")
        case MovedHere(old_path=path):
            words = Message("{what}: moved here from {where}")
            yield _note(screen, f">> {_move_sentence(screen, words, item, path)}")
        case SplitOrMerged():
            yield _note(screen, f"@ {split_or_merged_sentence(item, screen)}")
        case ChangedRows(rows=rows):
            yield from drawing.lines(rows)


def split_or_merged_sentence(note: SplitOrMerged, screen: DiffScreen) -> str:
    """Return the sentence before a section that was split off or merged."""
    words = (
        Message("split off from {section}:")
        if note.status is SectionStatus.ADDED
        else Message("merged into {section}:")
    )
    return screen.say(words, section=screen.name(note.source))


def _note(screen: DiffScreen, sentence: str) -> str:
    return screen.paint(screen.fit(sentence, screen.width), CYAN)


def _move_sentence(screen: DiffScreen, words: Message, item: MovedAway | MovedHere, path: tuple[Node, ...]) -> str:
    what = screen.name(item.section) if item.section else f"“{screen.fit(one_line(item.beginning), _QUOTED)}”"
    return screen.say(words, what=what, where=screen.path(path))
