"""How far a long run is, for a person who waits at a terminal."""

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
_LONG = 5
"""Seconds that must have passed before what is left can be told from them."""
_CLEAR_LINE = "\r\x1b[K"
FILES = Message("{done} of {total} files").template


class Meter:
    """One line on standard error that says how far a step is; nothing where that is no terminal."""

    def __init__(self, language: Language) -> None:
        """Begin silent; `language` is the user's."""
        self._language = language
        self._shows = is_terminal(sys.stderr)
        self._said = time.monotonic()
        self._began = self._said
        self._step = ""
        self._shown = False

    def tell(self, step: str, done: int, total: int) -> None:
        """Say how much is done of a step, not too often; `step` is a template with `{done}` and `{total}`."""
        now = time.monotonic()
        if step != self._step:
            self._step, self._began = step, now
        if not self._shows or total < 2 or now - self._said <= _PATIENCE:
            return
        self._said, self._shown = now, True
        line = self._language.say(Message(step, {"done": done, "total": total}))
        if done and now - self._began >= _LONG:
            left = (now - self._began) * (total - done) / done
            line += self._language.say(Message(", about {minutes}:{seconds} left", _clock(left)))
        sys.stderr.write(f"{_CLEAR_LINE}{line}")
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write(_CLEAR_LINE)
            sys.stderr.flush()


def watch(items: Iterable[Item], total: int, language: Language) -> Iterator[Item]:
    """Yield the items and, on a terminal and after a moment, say on standard error how many there were."""
    meter = Meter(language)
    try:
        for done, item in enumerate(items, start=1):
            yield item
            meter.tell(FILES, done, total)
    finally:
        meter.clear()


def _clock(seconds: float) -> dict[str, object]:
    minutes, rest = divmod(round(seconds), 60)
    return {"minutes": minutes, "seconds": f"{rest:02d}"}
