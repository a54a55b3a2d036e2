"""How far a run over many files is, for a person who waits at a terminal."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, TypeVar

from jyplan.cli.console import is_terminal
from jyplan.model import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jyplan.language import Language

Item = TypeVar("Item")

_PATIENCE = 0.5
"""Seconds a person waits without asking himself whether anything happens."""
_CLEAR_LINE = "\r\x1b[K"


def watch(items: Iterable[Item], total: int, language: Language) -> Iterator[Item]:
    """Yield the items and, on a terminal and after a moment, say on standard error how many there were."""
    if not is_terminal(sys.stderr) or total < 2:
        yield from items
        return
    said = time.monotonic()
    shown = False
    try:
        for done, item in enumerate(items, start=1):
            yield item
            if time.monotonic() - said > _PATIENCE:
                said, shown = time.monotonic(), True
                count = language.say(Message("{done} of {total} files", {"done": done, "total": total}))
                sys.stderr.write(f"{_CLEAR_LINE}{count}")
                sys.stderr.flush()
    finally:
        if shown:
            sys.stderr.write(_CLEAR_LINE)
            sys.stderr.flush()
