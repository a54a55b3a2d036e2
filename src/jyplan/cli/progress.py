"""Progress of a long run at a terminal: a bar, a count and the remaining time, drawn by rich.

rich is loaded only for drawing: a run shorter than `_PATIENCE` is spared the import.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, TypeVar

from jyplan.cli.console import is_terminal
from jyplan.model import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    from rich.progress import Progress, TaskID

    from jyplan.language import Language

Item = TypeVar("Item")

_PATIENCE = 0.5
"""Seconds until the bar appears; a user accepts a shorter wait without a sign of progress."""
_REDRAW = 0.1
"""Seconds between two drawings, so that thousands of small steps do not wait for the terminal."""
_ESTIMATE = 5
"""Least seconds of a step before its remaining time is estimated."""
FILES = Message("{done} of {total} files").template


class Meter:
    """A progress line on standard error, removed at the end of the `with` block, after errors and Ctrl-C too.

    Nothing is shown if standard error is no terminal or a dumb terminal.
    """

    def __init__(self, language: Language) -> None:
        """Begin without a line; `language` is the user's."""
        self._language = language
        self._shows = is_terminal(sys.stderr) and os.environ.get("TERM") not in {"dumb", "unknown"}
        self._drawn_at = self._began = time.monotonic()
        self._step = ""
        self._bar: _Bar | None = None

    def __enter__(self) -> Meter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.remove()
            self._bar = None

    def report(self, step: str, done: int, total: int) -> None:
        """Show how much of a step is done, not too often; `step` is a template with `{done}` and `{total}`."""
        now = time.monotonic()
        if step != self._step:
            self._step, self._began = step, now
        if not self._shows or total < 2 or now - self._drawn_at <= (_REDRAW if self._bar else _PATIENCE):
            return
        self._drawn_at = now
        sentence = self._language.say(Message(step, {"done": done, "total": total}))
        if done and now - self._began >= _ESTIMATE:
            seconds = (now - self._began) * (total - done) / done
            sentence += self._language.say(Message(", about {minutes}:{seconds} left", _clock(seconds)))
        self._bar = self._bar or _Bar()
        self._bar.draw(sentence, done, total)

    def count(self, items: Iterable[Item], total: int) -> Iterator[Item]:
        """Yield the items and show the count; a corpus is a single file and yields more items than `total`."""
        for done, item in enumerate(items, start=1):
            yield item
            self.report(FILES, done, max(done, total))


class _Bar:
    """A sentence and a bar of rich on the last line of standard error.

    Drawn only when asked: a thread that redraws would be a danger to the processes that are forked meanwhile.
    """

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        self._progress: Progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            console=Console(file=sys.stderr),
            auto_refresh=False,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task: TaskID = self._progress.add_task("")

    def draw(self, sentence: str, done: int, total: int) -> None:
        self._progress.update(self._task, description=sentence, completed=done, total=total)
        self._progress.start()  # the first call draws at once
        self._progress.refresh()

    def remove(self) -> None:
        self._progress.stop()


def _clock(duration: float) -> dict[str, object]:
    minutes, seconds = divmod(round(duration), 60)
    return {"minutes": minutes, "seconds": f"{seconds:02d}"}
